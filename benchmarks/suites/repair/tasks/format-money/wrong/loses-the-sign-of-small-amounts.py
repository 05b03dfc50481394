def format_money(cents):
    whole = int(cents / 100)
    return f"{whole:,}.{abs(cents) % 100:02}"
