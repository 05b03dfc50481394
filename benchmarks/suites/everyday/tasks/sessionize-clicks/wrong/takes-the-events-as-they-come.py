def sessionize(events, gap=1800):
    sessions = []
    open_sessions = {}
    for user, second in events:
        session = open_sessions.get(user)
        if session is None or second - session[2] > gap:
            session = [user, second, second, 0]
            open_sessions[user] = session
            sessions.append(session)
        session[2] = second
        session[3] += 1
    return sorted((tuple(session) for session in sessions), key=lambda session: (session[1], session[0]))
