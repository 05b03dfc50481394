"""What everybody had, and what everybody owes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bill:
    """What each guest ordered, in cents, and the tip in percent of all of it."""

    orders: dict[str, int]
    tip_percent: int = 0

    @property
    def total(self) -> int:
        """The whole bill with the tip, rounded to the nearest cent."""
        ordered = sum(self.orders.values())
        return ordered + (ordered * self.tip_percent + 50) // 100

    def shares(self) -> dict[str, int]:
        """What each guest pays: everybody the same."""
        share = self.total // len(self.orders)
        return {guest: share for guest in self.orders}
