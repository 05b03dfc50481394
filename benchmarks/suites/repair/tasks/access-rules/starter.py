def can_access(user, path, rules, groups):
    best = None
    allowed = False
    for who, prefix, allow in rules:
        if not path.startswith(prefix):
            continue
        if who != user and not is_member(user, who, groups):
            continue
        if best is None or len(prefix) >= len(best):
            best = prefix
            allowed = allow
    return allowed


def is_member(user, group, groups):
    for member in groups.get(group, []):
        if member == user or is_member(user, member, groups):
            return True
    return False
