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
