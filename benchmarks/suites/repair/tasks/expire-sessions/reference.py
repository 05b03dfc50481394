class Sessions:
    def __init__(self):
        self.ends = {}

    def login(self, user, now, seconds):
        self.ends.pop(user, None)
        self.ends[user] = now + seconds

    def expire(self, now):
        ended = sorted(user for user, end in self.ends.items() if end <= now)
        for user in ended:
            del self.ends[user]
        return ended

    def active(self):
        return list(self.ends)
