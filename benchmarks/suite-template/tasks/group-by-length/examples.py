assert group_by_length(["to", "be", "or", "not"]) == {2: ["to", "be", "or"], 3: ["not"]}
