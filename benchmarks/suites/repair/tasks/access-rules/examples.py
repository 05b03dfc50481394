rules = [("staff", "/docs", True), ("ann", "/docs/secret", False), ("staff", "/docs/secret", True)]
assert can_access("bob", "/docs/secret/a", rules, {"staff": ["ann", "bob"]}) is True
assert can_access("ann", "/docs/secret/a", rules, {"staff": ["ann", "bob"]}) is False
