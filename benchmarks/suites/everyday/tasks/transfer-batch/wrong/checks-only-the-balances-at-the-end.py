class Bank:
    def __init__(self, balances):
        self._balances = dict(balances)

    def balance(self, name):
        return self._balances[name]

    def transfer_all(self, transfers):
        after = dict(self._balances)
        for number, (source, target, cents) in enumerate(transfers, 1):
            if not isinstance(cents, int) or isinstance(cents, bool):
                raise TypeError(f"transfer {number}: {cents!r} is no number of cents")
            for name in (source, target):
                if name not in after:
                    raise KeyError(f"transfer {number}: there is no account {name}")
            if cents < 1:
                raise ValueError(f"transfer {number}: {cents} cents are nothing to transfer")
            after[source] -= cents
            after[target] += cents
            last = number
        if any(cents < 0 for cents in after.values()):
            raise ValueError(f"transfer {last}: there is not enough money")
        self._balances = after
        return len(transfers)
