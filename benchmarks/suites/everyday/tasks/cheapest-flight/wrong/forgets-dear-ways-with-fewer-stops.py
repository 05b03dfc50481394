import heapq


def cheapest(flights, start, goal, stops):
    ways = {}
    for origin, target, price in flights:
        ways.setdefault(origin, []).append((price, target))
    queue = [(0, 0, str(start), start)]
    seen = set()
    while queue:
        total, taken, _, city = heapq.heappop(queue)
        if city == goal:
            return total
        if city in seen or taken > stops:
            continue
        seen.add(city)
        for price, target in ways.get(city, []):
            heapq.heappush(queue, (total + price, taken + 1, str(target), target))
    return None
