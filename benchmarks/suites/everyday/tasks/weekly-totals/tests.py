assert weekly_totals({}) == []
assert weekly_totals({"2021-01-03": 7}) == [("2020-W53", 7)]
# A year with 53 weeks, across its end, in no order.
assert weekly_totals({"2021-01-04": 4, "2020-12-31": 1, "2021-01-03": 2, "2020-12-27": 8}) == [
    ("2020-W52", 8),
    ("2020-W53", 3),
    ("2021-W01", 4),
]
# Weeks without dates, also across the end of a year with 52.
assert weekly_totals({"2023-12-22": 1, "2024-01-10": 2}) == [
    ("2023-W51", 1),
    ("2023-W52", 0),
    ("2024-W01", 0),
    ("2024-W02", 2),
]
# A Sunday early and a Monday late: their weeks are neighbours.
assert weekly_totals({"2024-06-09": 1, "2024-06-10": 1}) == [("2024-W23", 1), ("2024-W24", 1)]
assert weekly_totals({"2024-06-16": 1, "2024-06-03": 1}) == [("2024-W23", 1), ("2024-W24", 1)]
# Numbers have two digits; zeros and negative values count like others.
assert weekly_totals({"2024-02-26": 0, "2024-03-03": -3}) == [("2024-W09", -3)]
long = weekly_totals({"2015-01-01": 1, "2024-12-31": 1})
assert len(long) == 523
assert long[0] == ("2015-W01", 1)
assert long[-1] == ("2025-W01", 1)
assert sum(total for _, total in long) == 2
