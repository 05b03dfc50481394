import re
from pathlib import Path


def rotate(path, keep):
    log = Path(path)
    numbers = []
    for file in log.parent.iterdir() if log.parent.is_dir() else ():
        match = re.fullmatch(re.escape(log.name) + r"\.([1-9][0-9]*)", file.name)
        if match:
            numbers.append(int(match[1]))
    if not log.exists():
        return sorted(numbers)

    def old(number):
        return log.with_name(f"{log.name}.{number}")

    kept = [1]
    # From the oldest: none is in the way of the one before it.
    for number in sorted(numbers, reverse=True):
        if number > keep:
            old(number).unlink()
        else:
            old(number).rename(old(number + 1))
            kept.append(number + 1)
    log.rename(old(1))
    log.touch()
    return sorted(kept)
