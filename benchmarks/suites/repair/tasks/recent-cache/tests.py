cache = RecentCache(2)
cache.put("a", 1)
cache.put("b", 2)
assert cache.get("a") == 1
cache.put("c", 3)
assert cache.keys() == ["a", "c"]
assert cache.get("b") is None
assert cache.keys() == ["a", "c"]
# To change an entry is a use, and nothing has to go for it.
cache.put("a", 0)
assert cache.keys() == ["c", "a"]
cache.put("a", 4)
assert cache.keys() == ["c", "a"]
assert cache.get("a") == 4
cache.put("d", 5)
assert cache.keys() == ["a", "d"]
# Values that look like none.
none = RecentCache(2)
none.put("x", None)
none.put("y", 0)
assert none.get("x") is None
none.put("z", 1)
assert none.keys() == ["x", "z"]
assert none.get("y") is None
none.put("y", 0)
assert none.get("y") == 0
none.get("z")
assert none.keys() == ["y", "z"]
one = RecentCache(1)
one.put("a", 1)
one.put("a", 2)
assert one.get("a") == 2
one.put("b", 3)
assert one.keys() == ["b"]
assert RecentCache(3).keys() == []
