def format_money(cents):
    whole = cents // 100
    rest = cents % 100
    digits = str(whole)
    groups = []
    while len(digits) > 3:
        groups.insert(0, digits[-3:])
        digits = digits[:-3]
    return ",".join([digits] + groups) + "." + str(rest)
