assert settings_for({"limits": {"time": 5}})["limits"]["time"] == 5
assert settings_for({})["limits"]["time"] == 10
