folder.write("a.txt", "one\ntwo\nthree\n")
assert edit_lines("a.txt", [(3, 3, "THREE\nFOUR"), (1, 0, "zero"), (2, 2, None)]) == 4
assert folder.read("a.txt") == "zero\none\nTHREE\nFOUR\n"
