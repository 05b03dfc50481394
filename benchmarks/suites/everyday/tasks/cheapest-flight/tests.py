flights = [("A", "B", 100), ("B", "C", 100), ("A", "C", 500)]
assert cheapest(flights, "A", "C", 0) == 500
assert cheapest(flights, "A", "C", 1) == 200
assert cheapest(flights, "A", "A", 0) == 0
assert cheapest([], "A", "B", 3) is None
assert cheapest([], "A", "A", 0) == 0
assert cheapest(flights, "A", "Z", 3) is None
# A direction is a direction, and the cheapest of several flights counts.
assert cheapest([("A", "B", 7), ("A", "B", 5), ("A", "B", 9)], "A", "B", 0) == 5
assert cheapest([("B", "A", 1)], "A", "B", 9) is None
# A cheap way to a city on the way may need too many planes, a dear one is then the only one.
trap = [("S", "A", 1), ("A", "B", 1), ("S", "B", 10), ("B", "G", 1)]
assert cheapest(trap, "S", "G", 1) == 11
assert cheapest(trap, "S", "G", 2) == 3
assert cheapest([*trap, ("G", "H", 1)], "S", "H", 2) == 12
# One change is not two: cities that lie behind each other in the list count one by one.
line = [("A", "B", 1), ("B", "C", 1), ("C", "D", 1), ("D", "E", 1), ("A", "E", 100)]
assert [cheapest(line, "A", "E", stops) for stops in range(5)] == [100, 100, 100, 4, 4]
assert [cheapest(line, "A", "D", stops) for stops in range(4)] == [None, None, 3, 3]
# Free flights in a circle.
circle = [("A", "B", 0), ("B", "A", 0), ("B", "C", 2)]
assert cheapest(circle, "A", "C", 1) == 2
assert cheapest(circle, "A", "C", 50) == 2
# Many ways: all paths would be too many.
dense = [(a, b, (a * 31 + b * 17) % 97 + 1) for a in range(60) for b in range(60) if a != b]


def expected(stops):
    best = {0: 0}
    for _ in range(stops + 1):
        after = dict(best)
        for a, b, price in dense:
            if a in best and best[a] + price < after.get(b, 10**9):
                after[b] = best[a] + price
        best = after
    return best.get(59)


for stops in (0, 1, 2, 5, 40):
    assert cheapest(dense, 0, 59, stops) == expected(stops)
