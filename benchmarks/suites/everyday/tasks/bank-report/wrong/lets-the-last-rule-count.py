import json


def report(statement, rules, target):
    known = read_rules(rules)
    months = {}
    unknown = 0
    for line in read_lines(statement)[1:]:
        if not line.strip():
            continue
        date, text, amount = line.split(";")
        _, month, year = date.split(".")
        category = next((category for keyword, category in reversed(known) if keyword in text.lower()), None)
        if category is None:
            unknown += 1
            category = "other"
        sums = months.setdefault(f"{year}-{month}", {})
        sums[category] = sums.get(category, 0) + int(amount.strip().replace(".", "").replace(",", ""))
    with open(target, "w", encoding="utf-8", newline="\n") as file:
        json.dump(months, file, indent=2, sort_keys=True, ensure_ascii=False)
        file.write("\n")
    return unknown


def read_rules(path):
    rules = []
    for line in read_lines(path):
        if line.strip() and not line.startswith("#"):
            keyword, _, category = line.partition("=")
            rules.append((keyword.strip().lower(), category.strip()))
    return rules


def read_lines(path):
    with open(path, encoding="utf-8") as file:
        return file.read().split("\n")
