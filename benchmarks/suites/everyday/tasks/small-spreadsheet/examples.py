sheet = Sheet()
sheet.set("A1", "5")
sheet.set("A2", "=A1 + A1 - 3")
sheet.set("B1", "=SUM(A1:A2)")
assert sheet.get("B1") == 12
sheet.set("A1", "10")
assert sheet.get("B1") == 27
