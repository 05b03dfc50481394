assert format_money(123450) == "1,234.50"
assert format_money(5) == "0.05"
assert format_money(-5) == "-0.05"
