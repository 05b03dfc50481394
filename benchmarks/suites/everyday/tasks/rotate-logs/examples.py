folder.write("logs/app.log", "today")
folder.write("logs/app.log.1", "yesterday")
assert rotate("logs/app.log", 2) == [1, 2]
assert folder.read("logs/app.log") == ""
assert folder.read("logs/app.log.1") == "today"
assert folder.read("logs/app.log.2") == "yesterday"
