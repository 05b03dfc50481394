import re
from collections import Counter


def top_words(path, count):
    with open(path, encoding="utf-8") as file:
        text = file.read().lower()
    counts = Counter(re.findall(r"[^\W\d_]+", text))
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:count]
