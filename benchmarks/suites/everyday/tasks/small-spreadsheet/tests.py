def is_refused(method, *args):
    try:
        method(*args)
    except ValueError:
        return True
    return False


def has_cycle(cell):
    try:
        sheet.get(cell)
    except ValueError as error:
        return "cycle" in str(error)
    return False


sheet = Sheet()
assert sheet.get("A1") == 0
sheet.set("A1", "-3")
assert sheet.get("A1") == -3
sheet.set("A1", "")
assert sheet.get("A1") == 0
# From left to right.
sheet.set("A1", "10")
sheet.set("A2", "=A1-3-2+1")
assert sheet.get("A2") == 6
sheet.set("A3", "=1-A1-A2")
assert sheet.get("A3") == -15
sheet.set("A4", "=7")
assert sheet.get("A4") == 7
# Values follow, over several cells, also of cells that are set later or emptied.
sheet.set("C1", "=C2+1")
sheet.set("C2", "=C3+1")
assert sheet.get("C1") == 2
sheet.set("C3", "40")
assert (sheet.get("C1"), sheet.get("C2")) == (42, 41)
sheet.set("C3", "")
assert sheet.get("C1") == 2
# Rectangles: a line, a column, an area; any two corners; letters beyond Z.
for number, cell in enumerate(["X1", "X2", "Y1", "Y2", "Z1", "AA1", "AB1", "Y10"], 1):
    sheet.set(cell, str(10 ** (number - 1)))
sheet.set("A10", "=SUM(X1:Y2)")
assert sheet.get("A10") == 1111
sheet.set("A11", "=SUM(Y2:X1) + SUM(X2:Y1) - 1")
assert sheet.get("A11") == 2221
sheet.set("A12", "=SUM(Z1:AB1)")
assert sheet.get("A12") == 1110000
sheet.set("A13", "=SUM(X1:X1)")
assert sheet.get("A13") == 1
sheet.set("A14", "=SUM(Y2:Y10)")
assert sheet.get("A14") == 10001000
sheet.set("Y5", "5")
assert sheet.get("A14") == 10001005
# Blanks.
sheet.set("B1", "=  A4  -2 +  SUM( X1 : X2 ) ")
assert sheet.get("B1") == 16
# What is refused, and changes nothing.
for content in (
    "x", "1.5", "=", "=+1", "=1+", "=1 2", "=A1 A2", "=A", "=1A", "=a1", "=A1*2", "=SUM(A1)", "=SUM(A1:)",
    "=SUM(A1:A2", "=1--2", "=sum(A1:A2)", "= (1)", "--1", "1 2", "=A1+SUM", "=A1:A2", "=S UM(A1:A2)", "=A 1", "=A01",
):
    assert is_refused(sheet.set, "A4", content)
    assert sheet.get("A4") == 7
for name in ("", "A", "1", "a1", "1A", "A-1", "A1B", "A 1", "Ä1", "A0", "A01"):
    assert is_refused(sheet.set, name, "1")
    assert is_refused(sheet.get, name)
# Cycles: of one, of three, in a rectangle; for those that depend on it, and only as long as it is there.
sheet.set("D1", "=D1")
assert has_cycle("D1")
sheet.set("E1", "=E2")
sheet.set("E2", "=E3")
sheet.set("E3", "=SUM(D5:E9)+SUM(E1:E2)")
sheet.set("F1", "=E3+1")
assert [has_cycle(cell) for cell in ("E1", "E2", "E3", "F1", "A1")] == [True, True, True, True, False]
sheet.set("E2", "4")
assert [sheet.get(cell) for cell in ("E1", "E2", "E3", "F1")] == [4, 4, 8, 9]
# Twice the same cell is no cycle, and many ways to one cell are no many visits.
sheet.set("G1", "1")
for row in range(2, 60):
    sheet.set(f"G{row}", f"=G{row - 1}+G{row - 1}")
assert sheet.get("G59") == 2**58
# Another sheet is another sheet.
assert Sheet().get("A1") == 0
