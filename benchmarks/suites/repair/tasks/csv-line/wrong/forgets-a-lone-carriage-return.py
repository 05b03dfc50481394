def csv_line(fields):
    return ",".join(quoted(field) for field in fields)


def quoted(field):
    if any(sign in field for sign in ',"\n'):
        return '"' + field.replace('"', '""') + '"'
    return field
