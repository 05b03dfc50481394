assert tally("expenses") == 2
assert folder.read("expenses/summary.csv") == 'category,amount\ntravel,160.50\n"food, drinks",18.25\noffice,7.00\n'
