import re


def group_contacts(contacts):
    groups = []
    for contact in contacts:
        email = contact["email"].strip().lower()
        phone = re.sub(r"\D", "", contact["phone"])
        keys = {key for key in (("email", email), ("phone", phone)) if key[1]}
        for group in groups:
            if group["keys"] & keys:
                group["ids"].append(contact["id"])
                group["keys"] |= keys
                break
        else:
            groups.append({"ids": [contact["id"]], "keys": keys})
    return sorted(sorted(group["ids"]) for group in groups)
