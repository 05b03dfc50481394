first = 'category,amount\ntravel,160.50\n"food, drinks",18.25\noffice,7.00\n'
assert tally("expenses") == 2
assert folder.read("expenses/summary.csv") == first
# Again: its own file is not read.
assert tally("expenses") == 2
assert folder.read("expenses/summary.csv") == first
# A summary further down is a file like others, and so is one in capitals.
folder.write("expenses/2023/summary.csv", "category,amount\noffice,0.5\n")
folder.write("expenses/2023/deep/MAY.CSV", "category,amount\n travel ,1\n")
assert tally("expenses") == 4
assert folder.read("expenses/summary.csv") == 'category,amount\ntravel,161.50\n"food, drinks",18.25\noffice,7.50\n'
# Exact, and sorted by number and then by name.
folder.write("b/x.csv", "amount,category\n" + "0.10,tenth\n" * 10 + "9,nine\n10,ten\n1,one\n-3,back\n0,zero\n")
assert tally("b") == 1
assert folder.read("b/summary.csv") == (
    "category,amount\nten,10.00\nnine,9.00\none,1.00\ntenth,1.00\nzero,0.00\nback,-3.00\n"
)
folder.write("c/x.csv", "category,amount\nlarge,90071992547409.93\nlarge,0.01\nsmall,0.29\nsmall,0.28\n")
assert tally("c") == 1
assert folder.read("c/summary.csv") == "category,amount\nlarge,90071992547409.94\nsmall,0.57\n"
# Quotation marks and line breaks in fields.
folder.write("d/x.csv", 'category,note,amount\n"a ""b""","two\nlines, 5",2\n"a ""b""",,3\n"c\nd",,1\n')
assert tally("d") == 1
assert folder.read("d/summary.csv") == 'category,amount\n"a ""b""",5.00\n"c\nd",1.00\n'
# Nothing to add up: files without lines, lines without amounts.
folder.write("e/x.csv", "category,amount\n")
folder.write("e/y.csv", "category,amount\nfood,\nfood, \n")
assert tally("e") == 2
assert folder.read("e/summary.csv") == "category,amount\n"
