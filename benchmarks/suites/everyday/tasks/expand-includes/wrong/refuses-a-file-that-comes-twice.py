import os
import re

INCLUDE = re.compile(r' *include +"([^"]+)" *')


def expand(path, seen=None):
    seen = set() if seen is None else seen
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    if lines[-1] == "":
        lines.pop()
    seen.add(os.path.realpath(path))
    text = ""
    for line in lines:
        match = INCLUDE.fullmatch(line)
        if not match:
            text += line + "\n"
            continue
        target = os.path.join(os.path.dirname(path), match[1])
        if os.path.realpath(target) in seen:
            raise ValueError(f"cycle: {path} includes {match[1]}")
        text += expand(target, seen)
    return text
