assert window_ranges([], 1) == []
assert window_ranges([5], 1) == [0]
assert window_ranges([5, 9, -2], 1) == [0, 0, 0]
assert window_ranges([5, 9, -2], 2) == [4, 11]
assert window_ranges([5, 9, -2], 3) == [11]
assert window_ranges([5, 9, -2], 4) == []
# The extreme leaves the stretch, among equal ones and alone.
assert window_ranges([9, 1, 2, 3, 1, 1], 3) == [8, 2, 2, 2]
assert window_ranges([9, 9, 1, 1, 1], 2) == [0, 8, 0, 0]
assert window_ranges([3, 3, 3], 2) == [0, 0]
assert window_ranges([1, 2, 3, 4, 5], 3) == [2, 2, 2]
assert window_ranges([5, 4, 3, 2, 1], 2) == [1, 1, 1, 1]
for size in (1, 2, 3, 7, 50):
    values = [random.randint(-20, 20) for _ in range(50)]
    assert window_ranges(values, size) == [
        max(values[i : i + size]) - min(values[i : i + size]) for i in range(51 - size)
    ]
# Many: at random, rising, falling, and in large stretches.
values = list(range(60000))
assert window_ranges(values, 30000) == [29999] * 30001
assert window_ranges(values[::-1], 30000) == [29999] * 30001
peaks = [(number * 7919) % 60000 for number in range(60000)]
assert window_ranges(peaks, 59999) == [max(peaks[:-1]) - min(peaks[:-1]), max(peaks[1:]) - min(peaks[1:])]
