def told(text):
    try:
        read_settings(text)
    except ValueError as error:
        return str(error)
    assert False, "it is wrong"


assert read_settings("") == {}
assert read_settings("\n  \n # x = 1\n#\n") == {}
assert read_settings("a=1\n  b.c_2   =   -20  \nc = 007") == {"a": 1, "b.c_2": -20, "c": 7}
found = read_settings('yes = true\nno = false\nempty = ""\nblank = " x "\nhash = "#1"\nword = "true"\nnumber = "5"')
assert found == {"yes": True, "no": False, "empty": "", "blank": " x ", "hash": "#1", "word": "true", "number": "5"}
assert found["yes"] is True and found["no"] is False
assert read_settings("zero = 0")["zero"] is not False
# Everything that is wrong, with its line: empty ones and comments count.
assert told("a = 1\n\nb\n# c\nd = ?\nA = 1\nx = 2").endswith("line 3: no =\nline 5: bad value ?\nline 6: bad key A")
assert told("no sign").endswith("line 1: no =")
assert told("x # = 1").endswith("line 1: bad key x #")
for key in ("A", "1a", "a-b", "a b", "_a", ".a", "ä", '"a"'):
    assert told(f"ok = 1\n{key} = 1").endswith(f"line 2: bad key {key}")
assert told("= 1").endswith("line 1: bad key")
for value in ("x", "True", "1.5", "+1", "--1", "-", "1 2", '"', '"a', 'a"', '"a"b"', "'a'", "1 # one", '"a" # one', "= 1", "٣"):
    assert told(f"\na = {value}").endswith(f"line 2: bad value {value}")
assert told("a =").endswith("line 1: bad value")
# The key is looked at before the value.
assert told("A = x").endswith("line 1: bad key A")
# Again: against the first good one.
assert told("a = 1\na = 1\na = 2").endswith("line 2: a again, see line 1\nline 3: a again, see line 1")
assert told("a = x\na = 1\na = 2").endswith("line 1: bad value x\nline 3: a again, see line 2")
assert told("a = 1\na = x").endswith("line 2: bad value x")
assert told("a = 1\na = x\n").count("line") == 1
# Nothing is left from one call to the next.
assert read_settings("a = 1") == {"a": 1}
assert read_settings("b = 2") == {"b": 2}
