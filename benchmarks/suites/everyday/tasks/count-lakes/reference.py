def count_lakes(rows):
    height = len(rows)
    width = len(rows[0]) if rows else 0
    seen = set()
    sizes = []
    for y in range(height):
        for x in range(width):
            if rows[y][x] != "." or (y, x) in seen:
                continue
            seen.add((y, x))
            body = [(y, x)]
            is_lake = True
            for at_y, at_x in body:
                if at_y in (0, height - 1) or at_x in (0, width - 1):
                    is_lake = False
                for place in ((at_y - 1, at_x), (at_y + 1, at_x), (at_y, at_x - 1), (at_y, at_x + 1)):
                    next_y, next_x = place
                    if not (0 <= next_y < height and 0 <= next_x < width):
                        continue
                    if rows[next_y][next_x] == "." and place not in seen:
                        seen.add(place)
                        body.append(place)
            if is_lake:
                sizes.append(len(body))
    return len(sizes), max(sizes, default=0)
