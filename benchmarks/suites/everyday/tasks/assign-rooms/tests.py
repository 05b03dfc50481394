assert assign_rooms([]) == []
assert assign_rooms([(3, 4)]) == [1]
# Given on in the same minute.
assert assign_rooms([(0, 10), (10, 20), (20, 30)]) == [1, 1, 1]
assert assign_rooms([(0, 10), (9, 20)]) == [1, 2]
# In the order of the list, not of time.
assert assign_rooms([(50, 60), (0, 100), (20, 30), (25, 55)]) == [2, 1, 2, 3]
# Starting together: in the order of the list, however long they are.
assert assign_rooms([(0, 9), (0, 1), (0, 5)]) == [1, 2, 3]
# The lowest free number, not the one that became free first or last.
assert assign_rooms([(0, 8), (0, 9), (0, 7), (10, 11), (10, 12)]) == [1, 2, 3, 1, 2]
assert assign_rooms([(0, 20), (0, 5), (0, 3), (6, 7), (6, 8)]) == [1, 2, 3, 2, 3]
assert assign_rooms([(0, 9), (0, 4), (0, 6), (5, 9), (7, 9)]) == [1, 2, 3, 2, 3]
assert assign_rooms([(-5, 0), (-5, -1), (0, 1)]) == [1, 2, 1]
# Many.
size = 60000
assert assign_rooms([(minute, minute + 3) for minute in range(size)]) == [minute % 3 + 1 for minute in range(size)]
assert assign_rooms([(number, size) for number in range(size)]) == list(range(1, size + 1))
