import re

SECONDS = {"d": 86400, "h": 3600, "m": 60, "s": 1}
DURATION = re.compile("".join(rf"(?: *([0-9]+){unit})?" for unit in SECONDS) + " *")


def parse_duration(text):
    match = DURATION.fullmatch(text)
    if not match or not any(match.groups()):
        raise ValueError(f"{text!r} is no duration such as 1h30m")
    return sum(int(number or 0) * seconds for number, seconds in zip(match.groups(), SECONDS.values()))
