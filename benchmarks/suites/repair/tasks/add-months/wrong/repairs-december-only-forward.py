from calendar import monthrange
from datetime import date


def add_months(day, months):
    start = date.fromisoformat(day)
    year, month = start.year, start.month + months
    while month > 12:
        year, month = year + 1, month - 12
    if month < 1:
        year, month = year - 1, month + 12
    return date(year, month, min(start.day, monthrange(year, month)[1])).isoformat()
