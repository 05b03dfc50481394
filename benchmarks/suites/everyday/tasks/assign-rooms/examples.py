assert assign_rooms([(0, 30), (5, 10), (10, 20)]) == [1, 2, 2]
assert assign_rooms([(10, 20), (0, 10)]) == [1, 1]
