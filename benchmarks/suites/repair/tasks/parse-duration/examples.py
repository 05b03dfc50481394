assert parse_duration("1h30m") == 5400
try:
    parse_duration("soon")
    assert False, "it is no duration"
except ValueError:
    pass
