assert page(["a", "b", "c", "d", "e"], 2, 2) == {"items": ["c", "d"], "number": 2, "pages": 3}
