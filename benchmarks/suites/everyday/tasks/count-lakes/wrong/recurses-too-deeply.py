def count_lakes(rows):
    height = len(rows)
    width = len(rows[0]) if rows else 0
    seen = set()

    def fill(y, x):
        """Returns the size of the body of water, and whether it is a lake."""
        if not (0 <= y < height and 0 <= x < width):
            return 0, False
        if rows[y][x] != "." or (y, x) in seen:
            return 0, True
        seen.add((y, x))
        parts = [fill(y - 1, x), fill(y + 1, x), fill(y, x - 1), fill(y, x + 1)]
        return 1 + sum(size for size, _ in parts), all(is_lake for _, is_lake in parts)

    sizes = []
    for y in range(height):
        for x in range(width):
            size, is_lake = fill(y, x)
            if size > 0 and is_lake:
                sizes.append(size)
    return len(sizes), max(sizes, default=0)
