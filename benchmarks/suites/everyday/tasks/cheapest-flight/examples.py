flights = [("A", "B", 100), ("B", "C", 100), ("A", "C", 500)]
assert cheapest(flights, "A", "C", 0) == 500
assert cheapest(flights, "A", "C", 1) == 200
assert cheapest(flights, "C", "A", 5) is None
