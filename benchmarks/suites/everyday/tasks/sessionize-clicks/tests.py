assert sessionize([]) == []
assert sessionize([("a", 7)]) == [("a", 7, 7, 1)]
# Exactly the gap is no pause, one second more is.
assert sessionize([("a", 0), ("a", 1800)]) == [("a", 0, 1800, 2)]
assert sessionize([("a", 0), ("a", 1801)]) == [("a", 0, 0, 1), ("a", 1801, 1801, 1)]
# The gap is between neighbours, not from the start of the session.
assert sessionize([("a", 0), ("a", 1500), ("a", 3000), ("a", 4500)]) == [("a", 0, 4500, 4)]
# In no order.
assert sessionize([("a", 5000), ("a", 0), ("a", 100)]) == [("a", 0, 100, 2), ("a", 5000, 5000, 1)]
# Users in turn.
assert sessionize([("a", 0), ("b", 1), ("a", 2), ("b", 3)]) == [("a", 0, 2, 2), ("b", 1, 3, 2)]
assert sessionize([("a", 0), ("b", 5000), ("a", 1000)]) == [("a", 0, 1000, 2), ("b", 5000, 5000, 1)]
# The same second twice.
assert sessionize([("a", 3), ("a", 3)], gap=0) == [("a", 3, 3, 2)]
assert sessionize([("a", 3), ("a", 4)], gap=0) == [("a", 3, 3, 1), ("a", 4, 4, 1)]
assert sessionize([("a", -10), ("a", 10)], gap=20) == [("a", -10, 10, 2)]
# By their beginning, then by user: not by user first.
assert sessionize([("z", 0), ("a", 5000), ("m", 5000)]) == [
    ("z", 0, 0, 1),
    ("a", 5000, 5000, 1),
    ("m", 5000, 5000, 1),
]
