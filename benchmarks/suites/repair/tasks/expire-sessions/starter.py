class Sessions:
    def __init__(self):
        self.sessions = []

    def login(self, user, now, seconds):
        self.sessions.append((user, now + seconds))

    def expire(self, now):
        ended = []
        for session in self.sessions:
            if session[1] < now:
                ended.append(session[0])
                self.sessions.remove(session)
        return sorted(ended)

    def active(self):
        return [user for user, _ in self.sessions]
