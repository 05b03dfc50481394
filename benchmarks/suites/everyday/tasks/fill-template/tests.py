def refusal(template, values={}):
    try:
        fill(template, values)
    except ValueError as error:
        return "value", str(error)
    except KeyError as error:
        return "key", str(error)
    assert False, "it is to be refused"


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
    kind, told = refusal(template, {"a": "1", "b": "2"})
    assert kind == "value" and f"at {position}" in told
# Whatever is first.
kind, told = refusal("{a} {no} {", {"a": "1"})
assert kind == "key" and "no" in told
assert refusal("{ {no}")[0] == "value"
assert refusal("{no} }")[0] == "key"
assert refusal("} {no}")[0] == "value"
