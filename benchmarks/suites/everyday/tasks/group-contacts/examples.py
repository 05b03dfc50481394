assert group_contacts(
    [
        {"id": 3, "email": "Ann@Example.com", "phone": ""},
        {"id": 1, "email": "ann@example.com", "phone": "555-1234"},
        {"id": 2, "email": "", "phone": "5551234"},
        {"id": 4, "email": "bob@example.com", "phone": ""},
    ]
) == [[1, 2, 3], [4]]
