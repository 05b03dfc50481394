import csv
import os
from decimal import Decimal


def tally(folder):
    summary = os.path.join(folder, "summary.csv")
    sums = {}
    count = 0
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            if not name.lower().endswith(".csv"):
                continue
            count += 1
            with open(path, encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    amount = row["amount"].strip()
                    if amount:
                        category = row["category"].strip()
                        sums[category] = sums.get(category, 0) + Decimal(amount)
    with open(summary, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["category", "amount"])
        for category, amount in sorted(sums.items(), key=lambda item: (-item[1], item[0])):
            writer.writerow([category, f"{amount:.2f}"])
    return count
