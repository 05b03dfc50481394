assert count_lakes(["####", "#..#", "####"]) == (1, 2)
assert count_lakes(["####", "#...", "####"]) == (0, 0)
