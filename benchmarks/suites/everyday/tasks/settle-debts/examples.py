assert settle([("ann", 100, ["ann", "bob", "cid"])]) == [("bob", "ann", 33), ("cid", "ann", 33)]
assert settle([("ann", 60, ["ann", "bob"]), ("bob", 60, ["ann", "bob"])]) == []
