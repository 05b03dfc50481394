def position_in(text):
    try:
        calculate(text)
    except ValueError as error:
        found = re.search(r"\bat (\d+)", str(error))
        return int(found[1]) if found else None
    assert False, "it is no calculation"


for text, value in {
    "7": 7,
    " 007 ": 7,
    "1+2*3": 7,
    "(1+2)*3": 9,
    "((((4))))": 4,
    # From the left.
    "10-4-3": 3,
    "100/10/5": 2,
    "100/10*5": 50,
    "2*3/4": 1,
    "1-2+3": 2,
    # From the right.
    "2^3^2": 512,
    "(2^3)^2": 64,
    # Signs.
    "-2^2": -4,
    "(-2)^2": 4,
    "2*-3": -6,
    "2--3": 5,
    "2-+-3": 5,
    "--2": 2,
    "- - -2": -2,
    "+5": 5,
    "-(1+2)": -3,
    "2^-(-3)": 8,
    "2^+3": 8,
    "2^--2^2": 16,
    "-2*3": -6,
    "6/-4": -1,
    # What is behind the point is cut off.
    "7/2": 3,
    "-7/2": -3,
    "7/-2": -3,
    "-7/-2": 3,
    "-(7/2)": -3,
    "-1/2": 0,
    "0/5": 0,
    "(0-9)/4*4": -8,
    "10^20/3": 33333333333333333333,
    "-(10^30)/7": -142857142857142857142857142857,
    "0^0": 1,
    "2^100": 2**100,
    " 1 + ( 2 ) ": 3,
}.items():
    assert calculate(text) == value
assert calculate("(" * 50 + "1" + ")" * 50) == 1
assert calculate("1" + "+1" * 2000) == 2001
for text in ("1/0", "5/(2-2)", "0/0", "1/(1/2)"):
    try:
        calculate(text)
        assert False, "it cannot be divided"
    except ZeroDivisionError:
        pass
for text in ("2^-1", "2^(0-2)", "0^-1"):
    assert position_in(text) is None
# Where it goes wrong.
for text, position in {
    "": 0,
    "  ": 2,
    "1+": 2,
    "1 + ": 4,
    "(1": 2,
    "(": 1,
    "()": 1,
    "1)": 1,
    "(1))": 3,
    "1 2": 2,
    "1(2)": 1,
    "(1)2": 3,
    "*1": 0,
    "1**2": 2,
    "1+*2": 2,
    "2 ^ ^ 3": 4,
    "1.5": 1,
    "a": 0,
    "1 + b": 4,
    "1, 2": 1,
    "1_000": 1,
    "1/0 )": 4,
    "2^-1 +": 6,
    "1\t+ 2": 1,
    "²": 0,
}.items():
    assert position_in(text) == position
