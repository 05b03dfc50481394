assert top_words("text.txt", 2) == [("paw", 3), ("the", 3)]
assert top_words("text.txt", 99) == [
    ("paw", 3),
    ("the", 3),
    ("don't", 2),
    ("panic", 2),
    ("cat's", 1),
    ("dog's", 1),
]
assert top_words("text.txt", 1) == [("paw", 3)]
assert top_words("text.txt", 0) == []


def top(text, count=9):
    folder.write("own.txt", text)
    return top_words("own.txt", count)


assert top("") == []
assert top("1, 2; 3!") == []
assert top("Äpfel äpfel ÄPFEL Öl") == [("äpfel", 3), ("öl", 1)]
assert top("a-b a_b a1b") == [("a", 3), ("b", 3)]
assert top("one--two...three/four") == [("four", 1), ("one", 1), ("three", 1), ("two", 1)]
assert top("' 'a' ''b'' c' 'd e''f rock'n'roll o'") == [
    ("a", 1),
    ("b", 1),
    ("c", 1),
    ("d", 1),
    ("e", 1),
    ("f", 1),
    ("o", 1),
    ("rock'n'roll", 1),
]
assert top("b a\nc\tb") == [("b", 2), ("a", 1), ("c", 1)]
