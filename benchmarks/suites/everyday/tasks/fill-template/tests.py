def is_refused(template, kind, part):
    try:
        fill(template, {"a": "1", "b": "2"})
    except ValueError as error:
        return kind == "value" and part in str(error)
    except KeyError as error:
        return kind == "key" and part in str(error)
    return False


assert fill("", {}) == ""
assert fill("plain | text", {}) == "plain | text"
assert fill("{a}{b}{a}", {"a": "1", "b": "2"}) == "121"
# Nothing is filled twice.
assert fill("{a} {b}", {"a": "{b}", "b": "{a}"}) == "{b} {a}"
assert fill("{a}", {"a": "{{}}"}) == "{{}}"
# Texts: an empty value is a value, an empty text is a text, and bars may be in it.
assert fill("[{a|x}]", {"a": ""}) == "[]"
assert fill("[{a|}]", {}) == "[]"
assert fill("[{a|x|y}]", {}) == "[x|y]"
assert fill("[{a| x y! }]", {}) == "[ x y! ]"
assert fill("[{a|\n}]", {}) == "[\n]"
# Braces.
assert fill("{{}}", {}) == "{}"
assert fill("{{a}}", {"a": "1"}) == "{a}"
assert fill("{{{{", {}) == "{{"
assert fill("{{{a}}}", {"a": "1"}) == "{1}"
assert fill("{a}}}", {"a": "1"}) == "1}"
# Names.
assert fill("{a_1}{1}{ä}", {"a_1": "x", "1": "y", "ä": "z"}) == "xyz"
# What is no placeholder, and where.
for template, position in {
    "{": 0,
    "ab{": 2,
    "{}": 0,
    "{a": 0,
    "{a b}": 0,
    "{|x}": 0,
    "{a|x": 0,
    "{a|{b}}": 0,
    "}": 0,
    "a}b": 1,
    "{{a}": 3,
    "{{}": 2,
    "{{{": 2,
    "{{}}}": 4,
    "{ a}": 0,
    "xy{z-}": 2,
}.items():
    assert is_refused(template, "value", f"at {position}")
# Whatever is first.
assert is_refused("{a} {no} {", "key", "no")
assert is_refused("{ {no}", "value", "at 0")
assert is_refused("{no} }", "key", "no")
assert is_refused("} {no}", "value", "at 0")
