assert group_by_length(["to", "be", "or", "not", "to", "be"]) == {2: ["to", "be", "or"], 3: ["not"]}
assert group_by_length([]) == {}
assert group_by_length(["", "a", ""]) == {0: [""], 1: ["a"]}
assert group_by_length(["b", "a"])[1] == ["b", "a"]
