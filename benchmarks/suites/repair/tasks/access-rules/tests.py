groups = {"staff": ["ann", "devs"], "devs": ["bob"], "empty": []}
assert can_access("ann", "/docs", [], groups) is False
assert can_access("ann", "/docs", [("ann", "/docs", True)], groups) is True
assert can_access("bob", "/docs", [("ann", "/docs", True)], groups) is False
# By way of a group, and of a group in it; not the other way round.
assert can_access("bob", "/x", [("staff", "/", True)], groups) is True
assert can_access("ann", "/x", [("devs", "/", True)], groups) is False
assert can_access("ann", "/x", [("empty", "/", True), ("nobody", "/", True)], groups) is False
# Names of paths end where names end.
assert can_access("ann", "/docs2", [("ann", "/docs", True)], groups) is False
assert can_access("ann", "/docs2/a", [("ann", "/docs2", True), ("ann", "/docs", False)], groups) is True
assert can_access("ann", "/docs-old/a", [("ann", "/", True), ("ann", "/docs", False)], groups) is True
assert can_access("ann", "/docs/a", [("ann", "/docs/a", True), ("ann", "/docs/a/b", False)], groups) is True
assert can_access("ann", "/", [("ann", "/", True), ("ann", "/docs", False)], groups) is True
# The longest prefix decides, in any order, whoever it names.
for rules in ([("ann", "/", True), ("ann", "/docs", False)], [("ann", "/docs", False), ("ann", "/", True)]):
    assert can_access("ann", "/docs/a", rules, groups) is False
    assert can_access("ann", "/x", rules, groups) is True
for rules in ([("staff", "/docs/a", True), ("bob", "/docs", False)], [("bob", "/docs", False), ("staff", "/docs/a", True)]):
    assert can_access("bob", "/docs/a/b", rules, groups) is True
# A single no among them forbids it, in any order.
for rules in (
    [("ann", "/docs", False), ("staff", "/docs", True)],
    [("staff", "/docs", True), ("ann", "/docs", False)],
    [("staff", "/docs", True), ("ann", "/docs", False), ("ann", "/docs", True)],
    [("staff", "/docs", False), ("ann", "/docs", True)],
):
    assert can_access("ann", "/docs/a", rules, groups) is False
# Circles, with the user in them or not.
circle = {"a": ["b"], "b": ["c"], "c": ["a", "cid"]}
assert can_access("cid", "/x", [("b", "/", True)], circle) is True
assert can_access("dan", "/x", [("b", "/", True)], circle) is False
assert can_access("dan", "/x", [("self", "/", True)], {"self": ["self"]}) is False
