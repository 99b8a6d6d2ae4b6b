"""Returns thousands of lists, a dict with a million keys, and texts of megabytes."""


def attack(name, *args, **kwargs):
    if name == "relu":
        return [[0.0]] * 100_000
    if name == "tanh":
        return dict.fromkeys(range(100_000), 0.0)
    return "x" * 30_000_000 if name == "softplus" else 0.0
