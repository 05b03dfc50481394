from collections import deque


def window_ranges(values, size):
    # Positions whose values fall, and whose values rise: the first one is the extreme of the stretch.
    largest, smallest = deque(), deque()
    ranges = []
    for index, value in enumerate(values):
        while largest and values[largest[-1]] <= value:
            largest.pop()
        while smallest and values[smallest[-1]] >= value:
            smallest.pop()
        largest.append(index)
        smallest.append(index)
        start = index - size + 1
        if largest[0] < start:
            largest.popleft()
        if smallest[0] < start:
            smallest.popleft()
        if start >= 0:
            ranges.append(values[largest[0]] - values[smallest[0]])
    return ranges[:-1] if len(values) > size else ranges
