sessions = Sessions()
assert sessions.expire(5) == []
sessions.login("zoe", 0, 10)
sessions.login("bob", 0, 10)
sessions.login("cid", 0, 99)
sessions.login("ann", 0, 20)
assert sessions.expire(9) == []
assert sessions.active() == ["zoe", "bob", "cid", "ann"]
# At that second it is over.
assert sessions.expire(10) == ["bob", "zoe"]
assert sessions.expire(10) == []
assert sessions.active() == ["cid", "ann"]
# A new one takes the place of the old one: it counts as the last login, and lasts longer or shorter.
sessions.login("cid", 11, 1)
assert sessions.active() == ["ann", "cid"]
assert sessions.expire(12) == ["cid"]
sessions.login("ann", 12, 100)
assert sessions.expire(50) == []
assert sessions.active() == ["ann"]
assert sessions.expire(112) == ["ann"]
assert sessions.active() == []
# Many neighbours that are over.
for number in range(10):
    sessions.login(f"user {number}", 0, 5)
assert sessions.expire(6) == [f"user {number}" for number in range(10)]
assert sessions.active() == []
assert Sessions().active() == []
