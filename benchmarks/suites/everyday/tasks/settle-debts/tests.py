assert settle([]) == []
assert settle([("ann", 0, ["bob"])]) == []
assert settle([("ann", 50, ["ann"])]) == []
assert settle([("ann", 50, ["bob"])]) == [("bob", "ann", 50)]
# Cents that are left over go to the first ones as they are listed, not by name and not to the payer.
assert settle([("ann", 100, ["cid", "bob", "ann"])]) == [("cid", "ann", 34), ("bob", "ann", 33)]
assert settle([("ann", 101, ["bob", "ann", "cid"])]) == [("bob", "ann", 34), ("cid", "ann", 33)]
assert settle([("ann", 2, ["cid", "bob", "dan"])]) == [("bob", "ann", 1), ("cid", "ann", 1)]
assert settle([("ann", 10**15 + 1, ["bob", "cid"])]) == [
    ("bob", "ann", 5 * 10**14 + 1),
    ("cid", "ann", 5 * 10**14),
]
# A payer who has no share.
assert settle([("ann", 90, ["bob", "cid", "dan"])]) == [("bob", "ann", 30), ("cid", "ann", 30), ("dan", "ann", 30)]
# The largest pay the largest, and amounts change on the way.
assert settle([("ann", 100, ["dan"]), ("bob", 60, ["eve"]), ("cid", 30, ["dan"])]) == [
    ("dan", "ann", 100),
    ("eve", "bob", 60),
    ("dan", "cid", 30),
]
assert settle([("ann", 70, ["eve"]), ("bob", 60, ["eve"]), ("cid", 50, ["fay"])]) == [
    ("eve", "ann", 70),
    ("eve", "bob", 60),
    ("fay", "cid", 50),
]
assert settle([("ann", 50, ["dan"]), ("bob", 40, ["dan"]), ("ann", 20, ["eve"]), ("cid", 65, ["eve"])]) == [
    ("dan", "ann", 70),
    ("eve", "cid", 65),
    ("dan", "bob", 20),
    ("eve", "bob", 20),
]
# After a payment the others may be the largest.
assert settle([("ann", 100, ["x"]), ("bob", 90, ["y"]), ("ann", 20, ["z"]), ("cid", 50, ["x"])]) == [
    ("x", "ann", 120),
    ("y", "bob", 90),
    ("x", "cid", 30),
    ("z", "cid", 20),
]
# Equal amounts by name, on both sides.
assert settle([("bob", 10, ["zoe"]), ("ann", 10, ["yan"])]) == [("yan", "ann", 10), ("zoe", "bob", 10)]
# Over several expenses one may owe and be owed.
assert settle([("ann", 90, ["ann", "bob", "cid"]), ("bob", 60, ["ann", "bob"]), ("cid", 10, ["bob"])]) == [
    ("cid", "ann", 20),
    ("bob", "ann", 10),
]
