"""Traces to a formula that doubles with every step."""


def attack(name, *args, **kwargs):
    z = args[0]
    for _ in range(64):
        z = z * z + z
    return z
