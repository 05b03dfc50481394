class Sessions:
    def __init__(self):
        self.sessions = []

    def login(self, user, now, seconds):
        self.sessions.append((user, now + seconds))

    def expire(self, now):
        ended = sorted(user for user, end in self.sessions if end <= now)
        self.sessions = [session for session in self.sessions if session[1] > now]
        return ended

    def active(self):
        return [user for user, _ in self.sessions]
