assert sessionize([("ann", 0), ("ann", 100), ("ann", 5000)]) == [("ann", 0, 100, 2), ("ann", 5000, 5000, 1)]
assert sessionize([("bob", 10), ("ann", 10)]) == [("ann", 10, 10, 1), ("bob", 10, 10, 1)]
