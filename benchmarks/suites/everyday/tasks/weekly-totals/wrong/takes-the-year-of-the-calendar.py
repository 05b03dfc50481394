from datetime import date, timedelta


def weekly_totals(daily):
    totals = {}
    for text, amount in daily.items():
        day = date.fromisoformat(text)
        monday = day - timedelta(days=day.weekday())
        totals[monday] = totals.get(monday, 0) + amount
    weeks = []
    if totals:
        monday = min(totals)
        while monday <= max(totals):
            year, week = monday.year, monday.isocalendar()[1]
            weeks.append((f"{year}-W{week:02}", totals.get(monday, 0)))
            monday += timedelta(days=7)
    return weeks
