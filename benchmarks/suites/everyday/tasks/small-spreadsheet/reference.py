import re

CELL = re.compile(r"([A-Z]+)([1-9][0-9]*)")
NAME = "[A-Z]+[1-9][0-9]*"
TERM = rf"\s*(?:{NAME}|[0-9]+|SUM\(\s*{NAME}\s*:\s*{NAME}\s*\))\s*"
FORMULA = re.compile(rf"={TERM}(?:[+-]{TERM})*")


class Sheet:
    def __init__(self):
        self._contents = {}

    def set(self, cell, content):
        position(cell)
        if content and not re.fullmatch(r"-?[0-9]+", content) and not FORMULA.fullmatch(content):
            raise ValueError(f"{content} is neither a number nor a formula")
        self._contents[cell] = content

    def get(self, cell):
        position(cell)
        return self._value(cell, {})

    def _value(self, cell, known):
        """`known` has the values that were worked out on the way, and None for cells that are being worked out."""
        if cell in known:
            if known[cell] is None:
                raise ValueError(f"{cell} is in a cycle")
            return known[cell]
        known[cell] = None
        content = self._contents.get(cell, "")
        if content.startswith("="):
            value = 0
            for sign, term in re.findall(r"(^|[+-])([^+-]+)", re.sub(r"\s", "", content[1:])):
                value += (-1 if sign == "-" else 1) * self._term(term, known)
        else:
            value = int(content or 0)
        known[cell] = value
        return value

    def _term(self, term, known):
        if term.isdigit():
            return int(term)
        if term.startswith("SUM("):
            return sum(self._value(cell, known) for cell in rectangle(*term[4:-1].split(":")))
        return self._value(term, known)


def position(cell):
    match = CELL.fullmatch(cell)
    if not match:
        raise ValueError(f"{cell} is not the name of a cell")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column, int(match[2])


def rectangle(first, last):
    columns, rows = zip(position(first), position(last))
    for column in range(min(columns), max(columns) + 1):
        for row in range(min(rows), max(rows) + 1):
            yield letters(column) + str(row)


def letters(column):
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
