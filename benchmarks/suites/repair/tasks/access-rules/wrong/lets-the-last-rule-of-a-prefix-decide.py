def can_access(user, path, rules, groups):
    own = groups_of(user, groups) | {user}
    about = [(prefix, allow) for who, prefix, allow in rules if who in own and covers(prefix, path)]
    longest = max((len(prefix) for prefix, _ in about), default=0)
    decisive = [allow for prefix, allow in about if len(prefix) == longest]
    return bool(decisive) and decisive[-1]


def covers(prefix, path):
    return prefix == "/" or path == prefix or path.startswith(prefix + "/")


def groups_of(user, groups):
    found = set()
    fresh = {user}
    while fresh:
        fresh = {group for group, members in groups.items() if fresh & set(members)} - found
        found |= fresh
    return found
