def top_words(path, count):
    words = open(path).read().split()
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    ranked = sorted(counts.items(), key=lambda item: item[1])
    return ranked[-count:]
