def is_refused(method, *args):
    try:
        method(*args)
    except ValueError:
        return True
    return False


stock = Stock()
assert stock.quantity("pen") == 0
assert stock.value("pen") == 0
stock.receive("pen", 10, 100)
stock.receive("cup", 4, 700)
stock.receive("pen", 5, 120)
stock.receive("pen", 5, 90)
# First in, first out, over several deliveries and exactly at their ends.
assert stock.ship("pen", 4) == 400
assert stock.ship("pen", 6) == 600
assert stock.ship("pen", 7) == 5 * 120 + 2 * 90
assert (stock.quantity("pen"), stock.value("pen")) == (3, 270)
assert (stock.quantity("cup"), stock.value("cup")) == (4, 2800)
# Too much changes nothing.
assert is_refused(stock.ship, "pen", 4)
assert (stock.quantity("pen"), stock.value("pen")) == (3, 270)
assert stock.ship("pen", 3) == 270
assert (stock.quantity("pen"), stock.value("pen")) == (0, 0)
assert is_refused(stock.ship, "pen", 1)
assert is_refused(stock.ship, "hat", 1)
for quantity in (0, -2):
    assert is_refused(stock.ship, "cup", quantity)
    assert is_refused(stock.receive, "cup", quantity, 5)
assert is_refused(stock.receive, "cup", 1, -1)
assert (stock.quantity("cup"), stock.value("cup")) == (4, 2800)
# What is free has a place in the row, too.
stock.receive("pen", 2, 0)
stock.receive("pen", 2, 50)
assert stock.ship("pen", 3) == 50
# Orders: all or nothing, wherever the item that is missing stands.
stock.receive("hat", 1, 1000)
for order in ({"cup": 1, "hat": 2}, {"hat": 2, "cup": 1}, {"cup": 1, "hat": 0}, {"cup": 1, "sock": 1}, {"cup": 5}):
    assert is_refused(stock.ship_order, order)
    assert (stock.quantity("cup"), stock.value("cup")) == (4, 2800)
    assert (stock.quantity("hat"), stock.value("hat")) == (1, 1000)
assert stock.ship_order({"hat": 1, "cup": 3}) == 1000 + 2100
assert (stock.quantity("cup"), stock.quantity("hat")) == (1, 0)
assert stock.ship_order({}) == 0
# Another stock is another stock.
other = Stock()
assert other.quantity("cup") == 0
other.receive("cup", 1, 1)
assert stock.value("cup") == 700
