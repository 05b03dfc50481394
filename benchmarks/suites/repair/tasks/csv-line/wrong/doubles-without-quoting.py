def csv_line(fields):
    return ",".join(quoted(field) for field in fields)


def quoted(field):
    field = field.replace('"', '""')
    if any(sign in field for sign in ",\r\n"):
        return '"' + field + '"'
    return field
