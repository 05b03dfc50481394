import os


def rotate(path, keep):
    if not os.path.exists(path):
        return []
    last = 0
    while os.path.exists(f"{path}.{last + 1}"):
        last += 1
    for number in range(last, 0, -1):
        if number >= keep:
            os.remove(f"{path}.{number}")
        else:
            os.rename(f"{path}.{number}", f"{path}.{number + 1}")
    os.rename(path, f"{path}.1")
    open(path, "w").close()
    return list(range(1, min(last + 1, keep) + 1))
