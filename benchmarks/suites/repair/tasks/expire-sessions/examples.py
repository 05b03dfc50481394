sessions = Sessions()
sessions.login("ann", 0, 10)
sessions.login("bob", 0, 10)
sessions.login("cid", 0, 99)
assert sessions.expire(50) == ["ann", "bob"]
assert sessions.active() == ["cid"]
