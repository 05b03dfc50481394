def format_money(cents):
    whole, rest = divmod(abs(cents), 100)
    digits = ("-" if cents < 0 else "") + str(whole)
    groups = []
    while len(digits) > 3:
        groups.insert(0, digits[-3:])
        digits = digits[:-3]
    return ",".join([digits] + groups) + f".{rest:02}"
