def row(region, quarter, cents):
    return {"region": region, "quarter": quarter, "cents": cents}


assert pivot([]) == [["region", "total"], ["total", 0]]
assert pivot([row("a", "Q1", 5)]) == [["region", "Q1", "total"], ["a", 5, 5], ["total", 5, 5]]
# Several rows in one place, and negative ones.
assert pivot([row("a", "Q1", 5), row("a", "Q1", 6), row("a", "Q1", -1)]) == [
    ["region", "Q1", "total"],
    ["a", 10, 10],
    ["total", 10, 10],
]
# What is not reported yet appears all the same.
assert pivot([row("a", "Q1", None), row("b", "Q2", 7)]) == [
    ["region", "Q1", "Q2", "total"],
    ["a", 0, 0, 0],
    ["b", 0, 7, 7],
    ["total", 0, 7, 7],
]
assert pivot([row("a", "Q1", 3), row("a", "Q1", None)]) == [
    ["region", "Q1", "total"],
    ["a", 3, 3],
    ["total", 3, 3],
]
assert pivot([row("b", "2024-Q4", 1), row("a", "2024-Q1", 2), row("b", "2023-Q4", 3), row("c", "2024-Q1", 0)]) == [
    ["region", "2023-Q4", "2024-Q1", "2024-Q4", "total"],
    ["a", 0, 2, 0, 2],
    ["b", 3, 0, 1, 4],
    ["c", 0, 0, 0, 0],
    ["total", 3, 2, 1, 6],
]
