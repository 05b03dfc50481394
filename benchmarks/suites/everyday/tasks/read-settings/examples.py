assert read_settings('port = 80\n\n# names\nname = "a = b"') == {"port": 80, "name": "a = b"}
try:
    read_settings("a = 1\nb = x\na = 2")
    assert False, "it is wrong"
except ValueError as error:
    assert "line 2: bad value x\nline 3: a again, see line 1" in str(error)
