def page(items, number, size):
    pages = max(1, -(-len(items) // size))
    number = max(1, number)
    start = (number - 1) * size
    return {"items": items[start : start + size], "number": number, "pages": pages}
