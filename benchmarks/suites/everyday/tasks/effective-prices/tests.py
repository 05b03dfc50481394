assert revenue([], []) == ({}, [])
assert revenue([("a", "2024-01-01", 5)], []) == ({}, [])
# On the day, the day before, the day after.
prices = [("a", "2024-02-01", 20), ("a", "2024-01-01", 10)]
assert revenue(prices, [("a", "2024-02-01", 1)]) == ({"a": 20}, [])
assert revenue(prices, [("a", "2024-01-31", 1)]) == ({"a": 10}, [])
assert revenue(prices, [("a", "2024-02-02", 3)]) == ({"a": 60}, [])
assert revenue(prices, [("a", "2023-12-31", 1), ("a", "2024-01-01", 1)]) == ({"a": 10}, [("a", "2023-12-31", 1)])
# The last of one day counts, be it the cheaper or the dearer one.
assert revenue([("a", "2024-01-01", 9), ("a", "2024-01-01", 4)], [("a", "2024-01-05", 1)]) == ({"a": 4}, [])
assert revenue([("a", "2024-01-01", 4), ("a", "2024-01-01", 9)], [("a", "2024-01-05", 1)]) == ({"a": 9}, [])
# Each item has prices of its own, and what is free is sold all the same.
assert revenue([("a", "2024-01-01", 0), ("b", "2024-01-01", 7)], [("b", "2024-01-01", 2), ("a", "2024-05-05", 9)]) == (
    {"a": 0, "b": 14},
    [],
)
# Unpriced sales in their order, also when they come again.
early = [("b", "2020-01-01", 1), ("a", "2020-01-01", 2), ("b", "2020-01-01", 1)]
assert revenue([("a", "2024-01-01", 5)], early) == ({}, early)
# Many.
days = [f"{year}-{month:02}-{day:02}" for year in range(1900, 2045) for month in range(1, 13) for day in range(1, 29)]
many = [("x", day, number % 7) for number, day in enumerate(days)]
sold = [("x", day, 1) for day in days]
assert revenue(many, sold) == ({"x": sum(number % 7 for number in range(len(days)))}, [])
