def window_ranges(values, size):
    stretches = (values[start : start + size] for start in range(len(values) - size + 1))
    return [max(stretch) - min(stretch) for stretch in stretches]
