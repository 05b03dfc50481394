assert add_months("2024-01-31", 1) == "2024-02-29"
assert add_months("2024-11-30", 1) == "2024-12-30"
