def is_refused(text):
    try:
        parse_duration(text)
    except ValueError:
        return True
    return False


for text, seconds in {
    "1h30m": 5400,
    "45s": 45,
    "2d 4h": 187200,
    "  1d2h3m4s  ": 86400 + 7200 + 180 + 4,
    "1d   4s": 86404,
    "0s": 0,
    "007m": 420,
    "1000000d": 86400000000,
    "90m": 5400,
    "1d0h": 86400,
}.items():
    assert parse_duration(text) == seconds
for text in (
    "", " ", "soon", "5", "h", "1 h", "1h 5", "5 1h", "1h,30m", "30m1h", "1h1h", "1m2m", "1.5h", "-1h", "+1h", "1H",
    "1w", "1hour", "x1h", "1h x", "1s1d", "٣h",
):
    assert is_refused(text)
