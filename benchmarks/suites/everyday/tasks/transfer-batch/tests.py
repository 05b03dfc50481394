bank = Bank({"a": 100, "b": 50, "c": 0})


def balances():
    return bank.balance("a"), bank.balance("b"), bank.balance("c")


def refusal(*transfers):
    before = balances()
    found = None
    try:
        bank.transfer_all(list(transfers))
        assert False, "it is to be refused"
    except TypeError as error:
        found = "type", str(error)
    except KeyError as error:
        found = "key", str(error)
    except ValueError as error:
        found = "value", str(error)
    # None has been made.
    assert balances() == before
    return found


def is_refused_as(kind, number, *transfers):
    found, told = refusal(*transfers)
    return found == kind and f"transfer {number}" in told


assert bank.transfer_all([]) == 0
assert balances() == (100, 50, 0)
# Everything that is there may go.
assert bank.transfer_all([("a", "c", 100)]) == 1
assert balances() == (0, 50, 100)
# Money that has arrived can be spent, money that would arrive cannot.
assert bank.transfer_all([("c", "a", 60), ("a", "b", 55), ("b", "c", 105)]) == 3
assert balances() == (5, 0, 145)
assert is_refused_as("value", 1, ("b", "a", 1), ("a", "b", 5))
assert is_refused_as("value", 2, ("c", "a", 145), ("c", "b", 1), ("a", "c", 145))
# None, wherever it goes wrong.
assert is_refused_as("value", 3, ("c", "a", 5), ("a", "b", 5), ("b", "a", 6))
assert is_refused_as("key", 2, ("c", "a", 5), ("c", "nobody", 5))
assert is_refused_as("key", 2, ("c", "a", 5), ("nobody", "a", 5))
assert is_refused_as("value", 2, ("c", "a", 5), ("c", "a", 0))
assert is_refused_as("value", 1, ("c", "a", -5))
# What is no number of cents.
for cents in (1.0, "1", None, True, False):
    assert is_refused_as("type", 2, ("c", "a", 5), ("c", "a", cents))
# The order of the checks.
assert is_refused_as("type", 1, ("nobody", "a", 1.5))
assert is_refused_as("key", 1, ("nobody", "a", -1))
assert is_refused_as("key", 1, ("b", "nobody", 1000))
assert is_refused_as("value", 1, ("b", "a", 1000), ("nobody", "a", 1))
# To oneself: it needs the money, and changes nothing.
assert bank.transfer_all([("c", "c", 145)]) == 1
assert balances() == (5, 0, 145)
assert is_refused_as("value", 1, ("c", "c", 146))
assert is_refused_as("value", 1, ("b", "b", 1))
# Unknown accounts do not come into being.
for name in ("nobody", ""):
    try:
        bank.balance(name)
        assert False, "there is no such account"
    except KeyError:
        pass
# Another bank is another bank.
assert Bank({"a": 7}).balance("a") == 7
assert bank.balance("a") == 5
assert Bank({}).transfer_all([]) == 0
