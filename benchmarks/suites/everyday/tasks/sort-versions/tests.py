def same(*versions):
    return list(versions)


assert sort_versions([]) == []
assert sort_versions(["0.0.10", "0.0.9", "0.9.0", "0.10.0", "10.0.0", "9.0.0"]) == [
    "0.0.9",
    "0.0.10",
    "0.9.0",
    "0.10.0",
    "9.0.0",
    "10.0.0",
]
# The ladder of the specification.
ladder = [
    "1.0.0-alpha",
    "1.0.0-alpha.1",
    "1.0.0-alpha.beta",
    "1.0.0-beta",
    "1.0.0-beta.2",
    "1.0.0-beta.11",
    "1.0.0-rc.1",
    "1.0.0",
]
assert sort_versions(ladder[::-1]) == ladder
shuffled = list(ladder)
random.shuffle(shuffled)
assert sort_versions(shuffled) == ladder
# A pre-release of the next patch comes after this one.
assert sort_versions(["1.0.1-alpha", "1.0.0"]) == ["1.0.0", "1.0.1-alpha"]
# Digits are lower than letters, mixed ones are letters, and capitals come first.
assert sort_versions(["1.0.0-a", "1.0.0-1"]) == ["1.0.0-1", "1.0.0-a"]
assert sort_versions(["1.0.0-9a", "1.0.0-10"]) == ["1.0.0-10", "1.0.0-9a"]
assert sort_versions(["1.0.0-10a", "1.0.0-9a"]) == ["1.0.0-10a", "1.0.0-9a"]
assert sort_versions(["1.0.0-a", "1.0.0-B"]) == ["1.0.0-B", "1.0.0-a"]
# Hyphens within.
assert sort_versions(["1.0.0-x-y", "1.0.0-x"]) == ["1.0.0-x", "1.0.0-x-y"]
assert sort_versions(["2.0.0", "1.0.0-x-9.1", "1.0.0-x-9"]) == ["1.0.0-x-9", "1.0.0-x-9.1", "2.0.0"]
# Builds count for nothing, not even with a hyphen in them, and the order stays.
assert sort_versions(["1.0.0+b", "1.0.0", "1.0.0+a-1"]) == ["1.0.0+b", "1.0.0", "1.0.0+a-1"]
assert sort_versions(["1.0.0+5", "1.0.0-rc+9"]) == ["1.0.0-rc+9", "1.0.0+5"]
assert sort_versions(["1.0.0-rc+2", "1.0.0-rc+1", "1.0.0-rc"]) == ["1.0.0-rc+2", "1.0.0-rc+1", "1.0.0-rc"]
