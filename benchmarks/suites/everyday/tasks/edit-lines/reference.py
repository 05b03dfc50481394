def edit_lines(path, edits):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    has_last_break = text.endswith("\n")
    lines = text.split("\n")
    if text == "" or has_last_break:
        lines.pop()
    # An insertion comes before the edit that begins at its line.
    ordered = sorted(edits, key=lambda edit: (edit[0], edit[1]))
    refuse_wrong(ordered, len(lines))
    for first, last, new in reversed(ordered):
        lines[first - 1 : last] = [] if new is None else new.split("\n")
    after = "\n".join(lines) + ("\n" if has_last_break and lines else "")
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(after)
    return len(lines)


def refuse_wrong(ordered, count):
    before = None
    for first, last, new in ordered:
        is_insertion = last == first - 1
        if first < 1 or last < first - 1 or last > count:
            raise ValueError(f"lines {first} to {last} are not there")
        if is_insertion and new is None:
            raise ValueError(f"nothing is put in before line {first}")
        if before is not None and (first <= before[1] or (first, last) == before):
            raise ValueError(f"two edits clash at line {first}")
        before = first, last
