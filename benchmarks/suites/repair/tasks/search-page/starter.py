def page(items, number, size):
    pages = len(items) // size + 1
    number = max(0, min(number, pages))
    start = number * size
    return {"items": items[start : start + size - 1], "number": number, "pages": pages}
