import heapq


def build_order(needs):
    open_needs = {name: set(below) for name, below in needs.items()}
    for below in needs.values():
        for name in below:
            open_needs.setdefault(name, set())
    users = {name: [] for name in open_needs}
    for name, below in open_needs.items():
        for need in below:
            users[need].append(name)
    ready = [name for name, below in open_needs.items() if not below]
    heapq.heapify(ready)
    order = []
    while ready:
        name = heapq.heappop(ready)
        order.append(name)
        del open_needs[name]
        for user in users[name]:
            open_needs[user].remove(name)
            if not open_needs[user]:
                heapq.heappush(ready, user)
    if open_needs:
        raise ValueError("cycle: " + ", ".join(sorted(open_needs)))
    return order
