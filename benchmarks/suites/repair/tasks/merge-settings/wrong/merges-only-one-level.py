import copy

DEFAULTS = {
    "color": "auto",
    "limits": {"time": 10, "memory": {"soft": 256, "hard": 512}},
    "paths": ["."],
}


def settings_for(overrides):
    return merged(copy.deepcopy(DEFAULTS), overrides)


def merged(below, above):
    for key, value in above.items():
        both_are_dicts = isinstance(value, dict) and isinstance(below.get(key), dict)
        below[key] = {**below[key], **value} if both_are_dicts else copy.deepcopy(value)
    return below
