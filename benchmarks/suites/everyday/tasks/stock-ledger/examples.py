stock = Stock()
stock.receive("pen", 10, 100)
stock.receive("pen", 5, 120)
assert stock.ship("pen", 12) == 10 * 100 + 2 * 120
assert stock.quantity("pen") == 3
assert stock.value("pen") == 3 * 120
