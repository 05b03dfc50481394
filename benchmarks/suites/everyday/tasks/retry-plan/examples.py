assert run(["busy", "timeout", "ok"], 3, 1, 60, 100) == ("ok", 3, 3)
assert run(["busy", "denied", "ok"], 3, 1, 60, 100) == ("failed", 2, 1)
assert run(["busy", "busy", "busy"], 3, 1, 60, 100) == ("gave up", 3, 3)
