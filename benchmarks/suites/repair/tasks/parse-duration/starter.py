import re

SECONDS = {"d": 86400, "h": 3600, "m": 60, "s": 1}


def parse_duration(text):
    total = 0
    for number, unit in re.findall(r"(\d)([dhms])", text):
        total += int(number) * SECONDS[unit]
    return total
