letters = ["a", "b", "c", "d", "e"]
assert page(letters, 1, 2) == {"items": ["a", "b"], "number": 1, "pages": 3}
assert page(letters, 2, 2) == {"items": ["c", "d"], "number": 2, "pages": 3}
assert page(letters, 3, 2) == {"items": ["e"], "number": 3, "pages": 3}
assert page(letters[:4], 2, 2) == {"items": ["c", "d"], "number": 2, "pages": 2}
assert page(letters[:4], 3, 2) == {"items": ["c", "d"], "number": 2, "pages": 2}
assert page(letters, 0, 2) == {"items": ["a", "b"], "number": 1, "pages": 3}
assert page(letters, -7, 2) == {"items": ["a", "b"], "number": 1, "pages": 3}
assert page(letters, 99, 2) == {"items": ["e"], "number": 3, "pages": 3}
assert page(letters, 1, 5) == {"items": letters, "number": 1, "pages": 1}
assert page(letters, 1, 100) == {"items": letters, "number": 1, "pages": 1}
assert page(letters, 5, 1) == {"items": ["e"], "number": 5, "pages": 5}
for number in (-1, 0, 1, 2):
    assert page([], number, 3) == {"items": [], "number": 1, "pages": 1}
