import re


def fill(template, values):
    text = template.replace("{{", "\0").replace("}}", "\1")
    for name, value in values.items():
        text = re.sub(r"\{" + name + r"(\|[^{}]*)?\}", lambda _: value, text)
    text = re.sub(r"\{\w+\|([^{}]*)\}", lambda match: match[1], text)
    missing = re.search(r"\{(\w+)\}", text)
    if missing:
        raise KeyError(missing[1])
    stray = re.search(r"[{}]", text)
    if stray:
        raise ValueError(f"unmatched {stray[0]} at {stray.start()}")
    return text.replace("\0", "{").replace("\1", "}")
