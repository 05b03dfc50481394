bank = Bank({"ann": 100, "bob": 0})
assert bank.transfer_all([("ann", "bob", 60), ("bob", "ann", 10)]) == 2
assert (bank.balance("ann"), bank.balance("bob")) == (50, 50)
try:
    bank.transfer_all([("ann", "bob", 50), ("ann", "bob", 1)])
    assert False, "there is not enough"
except ValueError as error:
    assert "transfer 2" in str(error)
assert (bank.balance("ann"), bank.balance("bob")) == (50, 50)
