assert wrap("", 5) == [""]
assert wrap("   ", 5) == [""]
assert wrap("\n", 5) == ["", ""]
assert wrap("a\n", 5) == ["a", ""]
# Exactly the width fits, one more does not.
assert wrap("aa bb", 5) == ["aa bb"]
assert wrap("aa bbb", 5) == ["aa", "bbb"]
assert wrap("aaaaa bbbbb", 5) == ["aaaaa", "bbbbb"]
# Blanks are none of the words.
assert wrap("  a   b  ", 9) == ["a b"]
assert wrap(" a\n  b ", 9) == ["a", "b"]
# Paragraphs.
assert wrap("a b\nc d", 3) == ["a b", "c d"]
assert wrap("a\nb", 9) == ["a", "b"]
assert wrap("a\n\n \nb", 9) == ["a", "", "", "b"]
# Long words: their own line, cut, and the rest goes on.
assert wrap("abcdefg", 3) == ["abc", "def", "g"]
assert wrap("abcdef", 3) == ["abc", "def"]
assert wrap("x abcdefg y", 3) == ["x", "abc", "def", "g y"]
assert wrap("abcdef x", 3) == ["abc", "def", "x"]
assert wrap("abcdefgh x", 3) == ["abc", "def", "gh", "x"]
assert wrap("ab cdefghi", 4) == ["ab", "cdef", "ghi"]
assert wrap("a bc d", 1) == ["a", "b", "c", "d"]
# Hyphens and other signs are letters like others.
assert wrap("well-known fact", 7) == ["well-kn", "own", "fact"]
assert wrap("well-known it", 7) == ["well-kn", "own it"]
