assert csv_line(["a", "b, c"]) == 'a,"b, c"'
assert csv_line(['6" pipe', "2"]) == '"6"" pipe",2'
