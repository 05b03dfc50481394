assert build_order({"app": ["lib", "core"], "lib": ["core"]}) == ["core", "lib", "app"]
try:
    build_order({"a": ["b"], "b": ["a"], "c": []})
    assert False, "there is no order"
except ValueError as error:
    assert "cycle: a, b" in str(error)
