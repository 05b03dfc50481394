def csv_line(fields):
    return ",".join(quoted(field) for field in fields)


def quoted(field):
    if "," in field:
        return '"' + field + '"'
    return field
