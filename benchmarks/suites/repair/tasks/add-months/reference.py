from calendar import monthrange
from datetime import date


def add_months(day, months):
    start = date.fromisoformat(day)
    # Months from 0, so that December does not count as the next year's.
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1])).isoformat()
