# A file twice, by way of two others: that is no cycle.
assert expand("book/book.txt") == "Title\nOne\n-----\n-----\nTwo\n"
assert expand("book/chapters/one.txt") == "One\n-----\n"
# Ends of files.
folder.write("plain.txt", "a\n\n b")
assert expand("plain.txt") == "a\n\n b\n"
folder.write("empty.txt", "")
assert expand("empty.txt") == ""
folder.write("x.txt", 'include "empty.txt"\ninclude "plain.txt"\ninclude "plain.txt"')
assert expand("x.txt") == "a\n\n b\na\n\n b\n"
folder.write("breaks.txt", "\n\n")
assert expand("breaks.txt") == "\n\n"
# What is a line of that form, and what is not.
folder.write("b.txt", "B")
folder.write("forms.txt", '  include    "b.txt"  \ninclude"b.txt"\nx include "b.txt"\ninclude "b.txt" x\ninclude b.txt\n# include "b.txt"\nincludes "b.txt"\n')
assert expand("forms.txt") == (
    'B\ninclude"b.txt"\nx include "b.txt"\ninclude "b.txt" x\ninclude b.txt\n# include "b.txt"\nincludes "b.txt"\n'
)
# Names are relative to the file, not to where the program is or the first file lies.
folder.write("deep/er/z.txt", 'include "../y.txt"\ninclude "b.txt"')
folder.write("deep/y.txt", "Y")
folder.write("deep/er/b.txt", "deep b")
folder.write("from.txt", 'include "deep/er/z.txt"\ninclude "b.txt"')
assert expand("from.txt") == "Y\ndeep b\nB\n"


def is_cycle(path, name):
    try:
        expand(path)
    except ValueError as error:
        return "cycle" in str(error) and name in str(error)
    return False


# Cycles: of one, of three, and by another name of the same file.
folder.write("self.txt", 'include "self.txt"')
assert is_cycle("self.txt", "self.txt")
folder.write("c1.txt", 'ok\ninclude "c2.txt"')
folder.write("c2.txt", 'include "deep/c3.txt"')
folder.write("deep/c3.txt", 'include "../c1.txt"')
assert is_cycle("c1.txt", "../c1.txt")
folder.write("dot.txt", 'include "deep/../dot.txt"')
assert is_cycle("dot.txt", "deep/../dot.txt")
# Not there.
folder.write("lost.txt", 'include "b.txt"\ninclude "nowhere.txt"')
for path in ("lost.txt", "nowhere.txt"):
    try:
        expand(path)
        assert False, "it is not there"
    except FileNotFoundError:
        pass
