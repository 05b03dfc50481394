def sort_versions(versions):
    return sorted(versions, key=precedence)


def precedence(version):
    core, _, pre_release = version.partition("+")[0].partition("-")
    numbers = tuple(int(number) for number in core.split("."))
    if not pre_release:
        return numbers, 1, ()
    return numbers, 0, tuple(identifier_rank(identifier) for identifier in pre_release.split("."))


def identifier_rank(identifier):
    return identifier
