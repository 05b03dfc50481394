def settle(expenses):
    balances = {}
    for payer, cents, people in expenses:
        balances[payer] = balances.get(payer, 0) + cents
        share, rest = divmod(cents, len(people))
        for index, person in enumerate(people):
            balances[person] = balances.get(person, 0) - share - (1 if index < rest else 0)
    payments = []
    while any(balances.values()):
        debtor = min(balances, key=lambda name: (balances[name], name))
        creditor = max(balances, key=lambda name: (balances[name], name))
        cents = min(-balances[debtor], balances[creditor])
        balances[debtor] += cents
        balances[creditor] -= cents
        payments.append((debtor, creditor, cents))
    return payments
