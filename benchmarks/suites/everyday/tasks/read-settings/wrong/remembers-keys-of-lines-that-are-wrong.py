import re


def read_settings(text):
    settings = {}
    first_lines = {}
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        line = line.strip(" ")
        if not line or line.startswith("#"):
            continue
        key, sign, value = line.partition("=")
        key, value = key.strip(" "), value.strip(" ")
        if not sign:
            problems.append(f"line {number}: no =")
        elif not re.fullmatch(r"[a-z][a-z0-9_.]*", key):
            problems.append(f"line {number}: bad key {key}")
        elif not re.fullmatch(r'true|false|-?[0-9]+|"[^"]*"', value):
            first_lines.setdefault(key, number)
            problems.append(f"line {number}: bad value {value}")
        elif key in first_lines:
            problems.append(f"line {number}: {key} again, see line {first_lines[key]}")
        else:
            first_lines[key] = number
            settings[key] = parse(value)
    if problems:
        raise ValueError("\n".join(problems))
    return settings


def parse(value):
    if value.startswith('"'):
        return value[1:-1]
    return value == "true" if value in ("true", "false") else int(value)
