def settle(expenses):
    balances = {}
    for payer, cents, people in expenses:
        balances[payer] = balances.get(payer, 0) + cents
        share, rest = divmod(cents, len(people))
        for index, person in enumerate(people):
            balances[person] = balances.get(person, 0) - share - (1 if index < rest else 0)
    payments = []
    by_debt = sorted(balances, key=lambda name: (balances[name], name))
    by_credit = sorted(balances, key=lambda name: (-balances[name], name))
    while any(balances.values()):
        debtor = next(name for name in by_debt if balances[name] < 0)
        creditor = next(name for name in by_credit if balances[name] > 0)
        cents = min(-balances[debtor], balances[creditor])
        balances[debtor] += cents
        balances[creditor] -= cents
        payments.append((debtor, creditor, cents))
    return payments
