def run(replies, attempts, first_wait, max_wait, budget):
    waited = 0
    wait = first_wait
    for attempt, reply in enumerate(replies[:attempts], 1):
        if reply == "ok":
            return "ok", attempt, waited
        named = 0
        if isinstance(reply, tuple):
            named = reply[1]
        elif reply not in ("busy", "timeout"):
            return "failed", attempt, waited
        pause = max(min(wait, max_wait), named)
        if attempt == attempts or waited + pause > budget:
            return "gave up", attempt, waited
        waited += pause
        wait = pause * 2
