assert pivot(
    [
        {"region": "north", "quarter": "Q2", "cents": 500},
        {"region": "north", "quarter": "Q1", "cents": 100},
        {"region": "east", "quarter": "Q1", "cents": 40},
    ]
) == [
    ["region", "Q1", "Q2", "total"],
    ["east", 40, 0, 40],
    ["north", 100, 500, 600],
    ["total", 140, 500, 640],
]
