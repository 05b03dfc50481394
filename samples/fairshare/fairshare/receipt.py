"""The receipt that goes round the table."""

from fairshare.bill import Bill
from fairshare.money import format_cents


def receipt(bill: Bill) -> str:
    """One line a guest, amounts flush right."""
    shares = bill.shares()
    width = max(len(guest) for guest in shares)
    return "\n".join(f"{guest:<{width}} {format_cents(cents):>8}" for guest, cents in shares.items())
