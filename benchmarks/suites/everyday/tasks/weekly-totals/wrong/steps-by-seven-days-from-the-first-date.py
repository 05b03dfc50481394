from datetime import date, timedelta


def weekly_totals(daily):
    totals = {}
    for text, amount in daily.items():
        year, week, _ = date.fromisoformat(text).isocalendar()
        totals[f"{year}-W{week:02}"] = totals.get(f"{year}-W{week:02}", 0) + amount
    weeks = []
    if daily:
        day, last = date.fromisoformat(min(daily)), date.fromisoformat(max(daily))
        while day <= last:
            year, week, _ = day.isocalendar()
            weeks.append((f"{year}-W{week:02}", totals.get(f"{year}-W{week:02}", 0)))
            day += timedelta(days=7)
    return weeks
