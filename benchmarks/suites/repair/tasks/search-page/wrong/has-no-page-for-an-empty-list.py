def page(items, number, size):
    pages = -(-len(items) // size)
    number = max(1, min(number, pages))
    start = (number - 1) * size
    return {"items": items[start : start + size], "number": number, "pages": pages}
