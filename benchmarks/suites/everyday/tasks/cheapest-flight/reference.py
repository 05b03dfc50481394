def cheapest(flights, start, goal, stops):
    prices = {start: 0}
    for _ in range(stops + 1):
        # Of the round before only: else one round could take several flights.
        after = dict(prices)
        for origin, target, price in flights:
            if origin in prices:
                total = prices[origin] + price
                if target not in after or total < after[target]:
                    after[target] = total
        if after == prices:
            break
        prices = after
    return prices.get(goal)
