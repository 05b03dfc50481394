DEFAULTS = {
    "color": "auto",
    "limits": {"time": 10, "memory": {"soft": 256, "hard": 512}},
    "paths": ["."],
}


def settings_for(overrides):
    settings = DEFAULTS.copy()
    for key, value in overrides.items():
        if isinstance(value, dict):
            settings[key].update(value)
        else:
            settings[key] = value
    return settings
