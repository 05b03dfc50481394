def refusal(needs):
    try:
        build_order(needs)
    except ValueError as error:
        return str(error)
    assert False, "there is no order"


assert build_order({}) == []
assert build_order({"a": []}) == ["a"]
assert build_order({"a": ["z"]}) == ["z", "a"]
# The first by name of those that can be built now, each time anew.
assert build_order({"b": [], "c": [], "a": ["c"]}) == ["b", "c", "a"]
assert build_order({"d": ["a"], "b": ["c"], "a": [], "c": []}) == ["a", "c", "b", "d"]
assert build_order({"m": ["x"], "a": ["y"], "x": [], "y": []}) == ["x", "m", "y", "a"]
assert build_order({"x": ["a", "b"], "y": ["a"], "z": []}) == ["a", "b", "x", "y", "z"]
# Twice is once.
assert build_order({"a": ["b", "b"], "c": ["b"]}) == ["b", "a", "c"]
# Upper case comes first, as in any sorting of strings.
assert build_order({"b": [], "B": [], "a": []}) == ["B", "a", "b"]
# Cycles, and what hangs on them.
assert refusal({"a": ["a"]}).endswith("cycle: a")
assert refusal({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"], "e": ["f"]}).endswith("cycle: a, b, c, d")
assert refusal({"z": ["y"], "y": ["z"], "a": ["b"]}).endswith("cycle: y, z")
# Long chains.
chain = {f"{number:05}": [f"{number - 1:05}"] for number in range(1, 5000)}
assert build_order(chain) == [f"{number:05}" for number in range(5000)]
