assert fill("Hello {name}, {greeting|welcome}!", {"name": "Ann"}) == "Hello Ann, welcome!"
assert fill("{{{x}}}", {"x": "1"}) == "{1}"
try:
    fill("a {", {})
    assert False, "it is not complete"
except ValueError as error:
    assert "at 2" in str(error)
