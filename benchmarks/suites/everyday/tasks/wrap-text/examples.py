assert wrap("the quick brown fox", 10) == ["the quick", "brown fox"]
assert wrap("one\n\ntwo", 10) == ["one", "", "two"]
assert wrap("a incredibly long", 5) == ["a", "incre", "dibly", "long"]
