def edited(text, *edits):
    folder.write("f.txt", text)
    count = edit_lines("f.txt", list(edits))
    return folder.read("f.txt"), count


def is_refused(text, *edits):
    folder.write("f.txt", text)
    try:
        edit_lines("f.txt", list(edits))
        assert False, "it is to be refused"
    except ValueError:
        pass
    return folder.read("f.txt") == text


five = "1\n2\n3\n4\n5\n"
assert edited(five) == (five, 5)
assert edited(five, (2, 3, "x")) == ("1\nx\n4\n5\n", 4)
assert edited(five, (1, 5, None)) == ("", 0)
assert edited(five, (1, 5, "")) == ("\n", 1)
# Numbers are those of the file before, in any order.
assert edited(five, (1, 1, "a\nb\nc"), (5, 5, "e"), (3, 3, None)) == ("a\nb\nc\n2\n4\ne\n", 6)
assert edited(five, (5, 5, None), (1, 2, None), (4, 4, "y")) == ("3\ny\n", 2)
# Insertions: at the beginning, between, at the end.
assert edited(five, (1, 0, "a"), (3, 2, "b\n"), (6, 5, "c")) == ("a\n1\n2\nb\n\n3\n4\n5\nc\n", 9)
assert edited(five, (3, 2, "")) == ("1\n2\n\n3\n4\n5\n", 6)
# Beside what is replaced: before it and after it.
assert edited(five, (3, 2, "a"), (3, 3, "X")) == ("1\n2\na\nX\n4\n5\n", 6)
assert edited(five, (3, 3, "X"), (3, 2, "a")) == ("1\n2\na\nX\n4\n5\n", 6)
assert edited(five, (3, 3, "X"), (4, 3, "b")) == ("1\n2\nX\nb\n4\n5\n", 6)
assert edited(five, (2, 3, None), (2, 1, "a"), (4, 3, "b")) == ("1\na\nb\n4\n5\n", 5)
# The last line break stays as it is.
assert edited("1\n2", (2, 2, "x")) == ("1\nx", 2)
assert edited("1\n2", (3, 2, "x")) == ("1\n2\nx", 3)
assert edited("1\n2", (2, 2, None)) == ("1", 1)
assert edited("1", (1, 1, None)) == ("", 0)
# Files of nothing, and of one empty line.
assert edited("", (1, 0, "a\nb")) == ("a\nb", 2)
assert edited("\n", (1, 1, "a")) == ("a\n", 1)
assert edited("\n", (1, 0, "a")) == ("a\n\n", 2)
# Refused, and nothing has happened.
assert is_refused(five, (0, 0, "x"))
assert is_refused(five, (6, 6, "x"))
assert is_refused(five, (5, 6, "x"))
assert is_refused(five, (7, 6, "x"))
assert is_refused(five, (0, -1, "x"))
assert is_refused(five, (3, 1, "x"))
assert is_refused(five, (3, 2, None))
assert is_refused("", (1, 1, "x"))
assert is_refused(five, (1, 3, "x"), (3, 4, "y"))
assert is_refused(five, (2, 2, "x"), (2, 2, "y"))
assert is_refused(five, (2, 1, "x"), (2, 1, "y"))
assert is_refused(five, (1, 3, "x"), (2, 1, "y"))
assert is_refused(five, (3, 2, "y"), (1, 3, "x"))
assert is_refused(five, (1, 1, "x"), (9, 9, "y"))
assert is_refused(five, (2, 4, None), (1, 5, "x"))
