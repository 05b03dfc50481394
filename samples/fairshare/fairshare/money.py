"""Amounts are whole cents; only this module knows about decimal points."""

import re

_AMOUNT = re.compile(r"(\d+)(?:\.(\d{2}))?")


def parse_cents(text: str) -> int:
    """Read an amount such as ``12.50`` or ``8``."""
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"not an amount: {text!r}")
    return int(match[1]) * 100 + int(match[2] or 0)


def format_cents(cents: int) -> str:
    """Write an amount the way it stands on a receipt."""
    return f"{cents // 100}.{cents % 100:02d}"
