from collections import deque


class Stock:
    def __init__(self):
        self._lots = {}

    def receive(self, sku, quantity, unit_cost):
        if quantity < 1 or unit_cost < 0:
            raise ValueError("a delivery has at least one piece, and no negative cost")
        self._lots.setdefault(sku, deque()).append([quantity, unit_cost])

    def ship(self, sku, quantity):
        return self.ship_order({sku: quantity})

    def ship_order(self, order):
        for sku, quantity in order.items():
            if not 1 <= quantity <= self.quantity(sku):
                raise ValueError(f"{quantity} of {sku} cannot be shipped")
        return sum(self._take(sku, quantity) for sku, quantity in order.items())

    def _take(self, sku, quantity):
        lots = self._lots[sku]
        cost = 0
        while quantity > 0:
            lot = lots[0]
            taken = min(quantity, lot[0])
            cost += taken * lot[1]
            quantity -= taken
            lot[0] -= taken
            if lot[0] == 0:
                lots.popleft()
        return cost

    def quantity(self, sku):
        return sum(quantity for quantity, _ in self._lots.get(sku, ()))

    def value(self, sku):
        return sum(quantity * cost for quantity, cost in self._lots.get(sku, ()))
