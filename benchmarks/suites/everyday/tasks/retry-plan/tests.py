busy = ["busy"] * 10
assert run(["ok"], 1, 5, 60, 0) == ("ok", 1, 0)
assert run(["denied"], 1, 5, 60, 0) == ("failed", 1, 0)
# No wait after the last attempt.
assert run(["busy"], 1, 5, 60, 100) == ("gave up", 1, 0)
assert run(busy, 2, 5, 60, 100) == ("gave up", 2, 5)
assert run(busy, 5, 1, 60, 100) == ("gave up", 5, 1 + 2 + 4 + 8)
# What trying again does not help, also what is not known.
assert run(["timeout", "teapot", "ok"], 3, 2, 60, 100) == ("failed", 2, 2)
assert run(["OK", "ok"], 2, 2, 60, 100) == ("failed", 1, 0)
# Never longer than max_wait.
assert run(busy, 7, 3, 10, 1000) == ("gave up", 7, 3 + 6 + 10 + 10 + 10 + 10)
assert run(busy, 3, 30, 10, 1000) == ("gave up", 3, 20)
assert run(busy, 4, 0, 10, 0) == ("gave up", 4, 0)
# The budget may be used up to the last second.
assert run(["busy", "busy", "ok"], 3, 4, 60, 12) == ("ok", 3, 12)
assert run(["busy", "busy", "ok"], 3, 4, 60, 11) == ("gave up", 2, 4)
assert run(["busy", "ok"], 2, 4, 60, 3) == ("gave up", 1, 0)
assert run(busy, 10, 1, 60, 20) == ("gave up", 5, 15)
# What the server names: more than planned, less than planned, above max_wait, above the budget.
assert run([("retry", 9), "ok"], 2, 2, 60, 100) == ("ok", 2, 9)
assert run([("retry", 1), "ok"], 2, 2, 60, 100) == ("ok", 2, 2)
assert run([("retry", 0), "ok"], 2, 2, 60, 100) == ("ok", 2, 2)
assert run([("retry", 90), "ok"], 2, 2, 60, 100) == ("ok", 2, 90)
assert run([("retry", 101), "ok"], 2, 2, 60, 100) == ("gave up", 1, 0)
assert run([("retry", 90)], 1, 2, 60, 100) == ("gave up", 1, 0)
# The doubling goes on as if nothing had been named.
assert run([("retry", 9), "busy", "ok"], 3, 2, 60, 100) == ("ok", 3, 9 + 4)
assert run(["busy", ("retry", 50), "busy", "ok"], 4, 2, 6, 100) == ("ok", 4, 2 + 50 + 6)
# Many failures.
assert run(["busy"] * 400 + ["ok"], 401, 1, 10, 10**6) == ("ok", 401, 1 + 2 + 4 + 8 + 396 * 10)
