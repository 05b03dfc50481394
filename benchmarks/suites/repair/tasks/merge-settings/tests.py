defaults = {
    "color": "auto",
    "limits": {"time": 10, "memory": {"soft": 256, "hard": 512}},
    "paths": ["."],
}
assert settings_for({}) == defaults
assert settings_for({"limits": {"time": 5}}) == {**defaults, "limits": {**defaults["limits"], "time": 5}}
assert settings_for({}) == defaults
# At any depth.
assert settings_for({"limits": {"memory": {"hard": 1024}}})["limits"] == {
    "time": 10,
    "memory": {"soft": 256, "hard": 1024},
}
assert settings_for({}) == defaults
# New keys, and values of another kind in either direction.
assert settings_for({"new": {"a": {"b": 1}}}) == {**defaults, "new": {"a": {"b": 1}}}
assert settings_for({"limits": None})["limits"] is None
assert settings_for({"limits": {"memory": 7}})["limits"] == {"time": 10, "memory": 7}
assert settings_for({"color": {"text": "red"}})["color"] == {"text": "red"}
assert settings_for({"paths": ["a", "b"]})["paths"] == ["a", "b"]
assert settings_for({"limits": {}}) == defaults
assert settings_for({}) == defaults
