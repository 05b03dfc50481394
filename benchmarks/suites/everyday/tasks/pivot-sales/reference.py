def pivot(rows):
    regions = sorted({row["region"] for row in rows})
    quarters = sorted({row["quarter"] for row in rows})
    sums = {}
    for row in rows:
        place = row["region"], row["quarter"]
        sums[place] = sums.get(place, 0) + (row["cents"] or 0)
    table = [["region", *quarters, "total"]]
    for region in regions:
        line = [sums.get((region, quarter), 0) for quarter in quarters]
        table.append([region, *line, sum(line)])
    columns = [sum(sums.get((region, quarter), 0) for region in regions) for quarter in quarters]
    table.append(["total", *columns, sum(columns)])
    return table
