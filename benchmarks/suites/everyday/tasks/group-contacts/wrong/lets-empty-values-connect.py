import re


def group_contacts(contacts):
    parents = {contact["id"]: contact["id"] for contact in contacts}

    def root(number):
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    first_with = {}
    for contact in contacts:
        email = contact["email"].strip().lower()
        phone = re.sub(r"\D", "", contact["phone"])
        for key in (("email", email), ("phone", phone)):
            first = first_with.setdefault(key, contact["id"])
            parents[root(contact["id"])] = root(first)
    groups = {}
    for number in sorted(parents):
        groups.setdefault(root(number), []).append(number)
    return sorted(groups.values())
