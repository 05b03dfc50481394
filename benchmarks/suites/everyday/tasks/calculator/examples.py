assert calculate("2 + 3 * (4 - 1)") == 11
assert calculate("-2^2") == -4
try:
    calculate("2 + * 3")
    assert False, "it is no calculation"
except ValueError as error:
    assert "at 4" in str(error)
