def can_access(user, path, rules, groups):
    own = groups_of(user, groups) | {user}
    about = [(prefix, allow) for who, prefix, allow in rules if who in own and covers(prefix, path)]
    longest = max((len(prefix) for prefix, _ in about), default=0)
    decisive = [allow for prefix, allow in about if len(prefix) == longest]
    return bool(decisive) and all(decisive)


def covers(prefix, path):
    return prefix == "/" or path == prefix or path.startswith(prefix + "/")


def groups_of(user, groups):
    return {group for group, members in groups.items() if user in members}
