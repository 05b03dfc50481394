import json


def reported(lines, rules):
    folder.write("s.csv", "date;text;amount\n" + "".join(f"{line}\n" for line in lines))
    folder.write("r.txt", "\n".join(rules))
    count = report("s.csv", "r.txt", "t.json")
    text = folder.read("t.json")
    return json.loads(text or "null"), count


assert report("statement.csv", "rules.txt", "out.json") == 0
assert folder.read("out.json") == '''{
  "2024-01": {
    "food": -4910,
    "income": 250000
  },
  "2024-02": {
    "food": -104505
  }
}
'''
assert reported([], []) == ({}, 0)
# Amounts, to the cent and with points or without.
amounts = ["0,29", "0,28", "1.234.567,89", "1234,50", "-0,05", "-1.000,00"]
assert reported([f"01.01.2024;x;{amount}" for amount in amounts], ["x = a"]) == (
    {"2024-01": {"a": 29 + 28 + 123456789 + 123450 - 5 - 100000}},
    0,
)
assert reported(["01.01.2024;x;90.071.992.547.409,93"], ["x = a"]) == ({"2024-01": {"a": 9007199254740993}}, 0)
# The first rule counts, in the order of the file, anywhere in the text and in any case.
assert reported(["01.01.2024;The Big Shop;1,00"], ["shop = a", "big shop = b"])[0] == {"2024-01": {"a": 100}}
assert reported(["01.01.2024;The Big Shop;1,00"], ["big shop = b", "shop = a"])[0] == {"2024-01": {"b": 100}}
assert reported(["01.01.2024;workSHOP;1,00"], ["Shop = a"])[0] == {"2024-01": {"a": 100}}
assert reported(["01.01.2024;ÄPFEL;1,00"], ["äpfel = Obst"])[0] == {"2024-01": {"Obst": 100}}
assert "Obst & Gemüse" in (reported(["01.01.2024;x;1,00"], ["x = Obst & Gemüse"]), folder.read("t.json"))[1]
# A category may have a sign of equality in it, and a rule may lead to other.
assert reported(["01.01.2024;x;1,00"], ["", "#x = no", "  x  =  a = b  "])[0] == {"2024-01": {"a = b": 100}}
assert reported(["01.01.2024;x;1,00", "01.01.2024;y;2,00"], ["x = other"]) == ({"2024-01": {"other": 300}}, 1)
# Only what has no rule is counted; months and categories are sorted, and sums of 0 are there.
found, count = reported(
    ["05.12.2023;z;-1,00", "", "01.02.2024;a;1,00", "01.01.2024;b;3,00", "", "02.01.2024;b;-3,00", "09.12.2023;q;0,00"],
    ["b = two", "a = one"],
)
assert (found, count) == ({"2023-12": {"other": -100}, "2024-01": {"two": 0}, "2024-02": {"one": 100}}, 2)
assert list(found) == ["2023-12", "2024-01", "2024-02"]
mixed, _ = reported(["01.01.2024;b;1,00", "01.01.2024;zz;1,00", "01.01.2024;a;1,00"], ["b = two", "a = one"])
assert list(mixed["2024-01"]) == ["one", "other", "two"]
# Days are not months.
assert reported(["02.01.2024;x;1,00", "01.02.2024;x;2,00"], ["x = a"])[0] == {"2024-01": {"a": 100}, "2024-02": {"a": 200}}
