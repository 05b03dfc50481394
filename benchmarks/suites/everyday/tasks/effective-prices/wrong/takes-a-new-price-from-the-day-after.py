from bisect import bisect_left


def revenue(prices, sales):
    history = {}
    # Sorting is stable: of one day, the last in the list stays the last.
    for sku, date, cents in sorted(prices, key=lambda price: price[1]):
        dates, amounts = history.setdefault(sku, ([], []))
        dates.append(date)
        amounts.append(cents)
    totals = {}
    unpriced = []
    for sku, date, quantity in sales:
        dates, amounts = history.get(sku, ([], []))
        position = bisect_left(dates, date)
        if position == 0:
            unpriced.append((sku, date, quantity))
        else:
            totals[sku] = totals.get(sku, 0) + amounts[position - 1] * quantity
    return totals, unpriced
