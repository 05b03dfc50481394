def revenue(prices, sales):
    totals = {}
    unpriced = []
    for sku, date, quantity in sales:
        best = None
        for other, since, cents in prices:
            if other == sku and since <= date and (best is None or since >= best[0]):
                best = since, cents
        if best is None:
            unpriced.append((sku, date, quantity))
        else:
            totals[sku] = totals.get(sku, 0) + best[1] * quantity
    return totals, unpriced
