assert top_words("text.txt", 2) == [("paw", 3), ("the", 3)]
