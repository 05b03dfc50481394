def contact(number, email="", phone=""):
    return {"id": number, "email": email, "phone": phone}


assert group_contacts([]) == []
assert group_contacts([contact(5)]) == [[5]]
# What is empty connects nobody, also when only blanks or no digits are left.
assert group_contacts([contact(2), contact(1)]) == [[1], [2]]
assert group_contacts([contact(1, " "), contact(2, "")]) == [[1], [2]]
assert group_contacts([contact(1, "a@x", "n/a"), contact(2, "b@x", "-")]) == [[1], [2]]
# Case, blanks, digits.
assert group_contacts([contact(1, " A@x.org"), contact(2, "a@X.org ")]) == [[1, 2]]
assert group_contacts([contact(1, "", "+49 (30) 12-34"), contact(2, "", "493012 34")]) == [[1, 2]]
# An email is no phone number.
assert group_contacts([contact(1, "123"), contact(2, "", "123")]) == [[1], [2]]
# Chains, and one that joins two groups which were there before.
assert group_contacts([contact(1, "a"), contact(2, "b", "1"), contact(3, "a", "1")]) == [[1, 2, 3]]
assert group_contacts([contact(1, "a", "1"), contact(2, "b", "2"), contact(3, "c", "3"), contact(4, "b", "3")]) == [
    [1],
    [2, 3, 4],
]
assert group_contacts(
    [contact(9, "a"), contact(8, "b"), contact(7, "c"), contact(6, "c", "1"), contact(5, "b", "1"), contact(4, "a", "2")]
) == [[4, 9], [5, 6, 7, 8]]
# A long chain.
size = 3000
chain = [contact(number, f"e{number // 2}", f"{(number + 1) // 2 + 1}") for number in range(size)]
assert group_contacts(chain) == [list(range(size))]
