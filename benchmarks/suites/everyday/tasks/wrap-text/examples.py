assert wrap("the quick brown fox", 10) == ["the quick", "brown fox"]
assert wrap("one\n\ntwo", 10) == ["one", "", "two"]
assert wrap("an incredibly long", 5) == ["an", "incre", "dibly", "long"]
