folder.write("main.txt", 'start\ninclude "parts/a.txt"\nend')
folder.write("parts/a.txt", 'a\n  include  "b.txt" \n')
folder.write("parts/b.txt", "b")
assert expand("main.txt") == "start\na\nb\nend\n"
