from datetime import date, timedelta


def weekly_totals(daily):
    totals = {}
    for text, amount in daily.items():
        day = date.fromisoformat(text)
        monday = day - timedelta(days=day.weekday())
        totals[monday] = totals.get(monday, 0) + amount
    weeks = []
    for monday in sorted(totals):
        year, week, _ = monday.isocalendar()
        weeks.append((f"{year}-W{week:02}", totals[monday]))
    return weeks
