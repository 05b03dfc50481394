import heapq


def assign_rooms(bookings):
    rooms = [0] * len(bookings)
    busy = []
    free = []
    for index in sorted(range(len(bookings)), key=lambda index: bookings[index][0]):
        start, end = bookings[index]
        while busy and busy[0][0] <= start:
            heapq.heappush(free, heapq.heappop(busy)[1])
        # Without a free one, all numbers up to how many are busy are taken.
        room = heapq.heappop(free) if free else len(busy) + 1
        rooms[index] = room
        heapq.heappush(busy, (end, room))
    return rooms
