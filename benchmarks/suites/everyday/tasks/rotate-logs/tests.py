# Nothing there: nothing happens, also not to old logs.
assert rotate("a.log", 3) == []
assert folder.files() == []
folder.write("a.log.1", "old")
folder.write("a.log.9", "older")
assert rotate("a.log", 3) == [1, 9]
assert folder.files() == ["a.log.1", "a.log.9"]
# The first one.
folder.write("logs/app.log", "1st\r\n")
assert rotate("logs/app.log", 3) == [1]
assert folder.read("logs/app.log") == ""
assert folder.read("logs/app.log.1") == "1st\r\n"
# More and more, until the oldest goes.
for number, text in enumerate(["2nd", "3rd", "4th"], 2):
    folder.write("logs/app.log", text)
    assert rotate("logs/app.log", 3) == list(range(1, min(number, 3) + 1))
assert [folder.read(f"logs/app.log.{number}") for number in (1, 2, 3)] == ["4th", "3rd", "2nd"]
assert folder.files() == [
    "a.log.1",
    "a.log.9",
    "logs/app.log",
    "logs/app.log.1",
    "logs/app.log.2",
    "logs/app.log.3",
]
# Fewer are kept than before, and an empty log is a log.
assert rotate("logs/app.log", 1) == [1]
assert folder.files() == ["a.log.1", "a.log.9", "logs/app.log", "logs/app.log.1"]
assert folder.read("logs/app.log.1") == ""
# Gaps stay gaps, and numbers have more than one digit.
folder.write("b.log", "new")
for number in (2, 9, 10, 12, 30):
    folder.write(f"b.log.{number}", f"old {number}")
assert rotate("b.log", 12) == [1, 3, 10, 11]
assert folder.read("b.log.1") == "new"
assert folder.read("b.log.3") == "old 2"
assert folder.read("b.log.10") == "old 9"
assert folder.read("b.log.11") == "old 10"
# Others are not touched.
others = ["c.log.bak", "c.log.1.gz", "c.log.01", "c.log.0", "cc.log.1", "c-log.1", "c.log.", "c.log.x1", "d/c.log.1"]
for name in others:
    folder.write(name, name)
folder.write("c.log", "new")
folder.write("c.log.1", "old")
assert rotate("c.log", 1) == [1]
assert [folder.read(name) for name in others] == others
assert folder.read("c.log.1") == "new"
assert [name for name in folder.files() if name.startswith("c.log")] == sorted(
    [name for name in others if name.startswith("c.log")] + ["c.log", "c.log.1"]
)
