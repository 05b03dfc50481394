"""The command line: guests with their orders, and a tip."""

import argparse

from fairshare.bill import Bill
from fairshare.money import format_cents, parse_cents
from fairshare.receipt import receipt


def main() -> None:
    parser = argparse.ArgumentParser(prog="fairshare", description=__doc__)
    parser.add_argument("orders", nargs="+", metavar="GUEST=AMOUNT")
    parser.add_argument("--tip", type=int, default=0, metavar="PERCENT")
    options = parser.parse_args()
    orders = dict(order.split("=", 1) for order in options.orders)
    bill = Bill({guest: parse_cents(amount) for guest, amount in orders.items()}, options.tip)
    print(receipt(bill))
    print(f"(total {format_cents(bill.total)})")


if __name__ == "__main__":
    main()
