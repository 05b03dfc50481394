import os
import re

INCLUDE = re.compile(r' *include +"([^"]+)" *')


def expand(path, above=(), base=None):
    base = os.path.dirname(path) if base is None else base
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    if lines[-1] == "":
        lines.pop()
    own = os.path.realpath(path)
    text = ""
    for line in lines:
        match = INCLUDE.fullmatch(line)
        if not match:
            text += line + "\n"
            continue
        target = os.path.join(base, match[1])
        if os.path.realpath(target) in (*above, own):
            raise ValueError(f"cycle: {path} includes {match[1]}")
        text += expand(target, (*above, own), base)
    return text
