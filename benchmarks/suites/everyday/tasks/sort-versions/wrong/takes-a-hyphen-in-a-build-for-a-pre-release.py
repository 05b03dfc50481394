def sort_versions(versions):
    return sorted(versions, key=precedence)


def precedence(version):
    core, _, pre_release = version.partition("-")
    pre_release = pre_release.partition("+")[0]
    numbers = tuple(int(number) for number in core.partition("+")[0].split("."))
    if not pre_release:
        return numbers, 1, ()
    return numbers, 0, tuple(identifier_rank(identifier) for identifier in pre_release.split("."))


def identifier_rank(identifier):
    return (0, int(identifier), "") if identifier.isdigit() else (1, 0, identifier)
