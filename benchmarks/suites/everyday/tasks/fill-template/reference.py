import re

PART = re.compile(r"(?P<open>\{\{)|(?P<close>\}\})|\{(?P<name>\w+)(?:\|(?P<text>[^{}]*))?\}|(?P<stray>[{}])")


def fill(template, values):
    def replacement(match):
        if match["open"]:
            return "{"
        if match["close"]:
            return "}"
        if match["stray"]:
            raise ValueError(f"unmatched {match['stray']} at {match.start()}")
        if match["name"] in values:
            return values[match["name"]]
        if match["text"] is None:
            raise KeyError(match["name"])
        return match["text"]

    return PART.sub(replacement, template)
