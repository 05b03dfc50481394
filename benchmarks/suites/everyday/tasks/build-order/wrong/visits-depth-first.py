def build_order(needs):
    order = []
    done = set()
    path = set()

    def visit(name):
        if name in done:
            return
        if name in path:
            raise ValueError("cycle: " + ", ".join(sorted(path)))
        path.add(name)
        for need in sorted(set(needs.get(name, []))):
            visit(need)
        path.remove(name)
        done.add(name)
        order.append(name)

    for name in sorted(needs):
        visit(name)
    return order
