assert window_ranges([4, 1, 7, 7, 3], 3) == [6, 6, 4]
assert window_ranges([1, 2], 5) == []
