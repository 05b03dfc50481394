assert csv_line(["a", "b, c"]) == 'a,"b, c"'
assert csv_line(['6" pipe', "2"]) == '"6"" pipe",2'
assert csv_line([]) == ""
assert csv_line([""]) == ""
assert csv_line(["", ""]) == ","
assert csv_line(['a,"b"']) == '"a,""b"""'
assert csv_line(['"']) == '""""'
assert csv_line(["a\nb", "c"]) == '"a\nb",c'
assert csv_line(["a\r\nb"]) == '"a\r\nb"'
assert csv_line(["\r"]) == '"\r"'
# Blanks, tabs and other signs need no quotation marks.
assert csv_line([" a ", "b\tc", "d;e", "it's"]) == " a ,b\tc,d;e,it's"
