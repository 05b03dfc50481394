assert count_lakes([]) == (0, 0)
assert count_lakes([""]) == (0, 0)
assert count_lakes(["."]) == (0, 0)
assert count_lakes(["#"]) == (0, 0)
assert count_lakes(["###", "#.#", "###"]) == (1, 1)
# Each of the four edges makes sea of it, also of what lies behind.
assert count_lakes(["#.#", "#.#", "###"]) == (0, 0)
assert count_lakes(["###", "#.#", "#.#"]) == (0, 0)
assert count_lakes(["###", "..#", "###"]) == (0, 0)
assert count_lakes(["###", "#..", "###"]) == (0, 0)
assert count_lakes(["#####", "#...#", "#.#.#", "#.###"]) == (0, 0)
# A corner is no connection: neither among lakes nor to the sea.
assert count_lakes(["####", "#.##", "##.#", "####"]) == (2, 1)
assert count_lakes([".###", "#.##", "####"]) == (1, 1)
# An island in a lake, and a lake on it.
assert count_lakes(["#######", "#.....#", "#.###.#", "#.#.#.#", "#.###.#", "#.....#", "#######"]) == (2, 16)
# Connected only by a detour to the left and upwards.
assert count_lakes(["#####", "#.#.#", "#...#", "###.#", "#...#", "#####"]) == (1, 9)
# A large one, and a very winding one.
size = 300
assert count_lakes(["#" * size] + ["#" + "." * (size - 2) + "#"] * (size - 2) + ["#" * size]) == (1, (size - 2) ** 2)
snake = ["#" * 101]
for row in range(99):
    snake.append("#" + "." * 99 + "#" if row % 2 == 0 else "#" + ("#" * 98 + "." if row % 4 == 1 else "." + "#" * 98) + "#")
snake.append("#" * 101)
assert count_lakes(snake) == (1, 50 * 99 + 49)
