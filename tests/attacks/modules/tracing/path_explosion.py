"""Branches on every bit of its argument, so that the paths of a trace multiply."""


def attack(name, *args, **kwargs):
    z, total = args[0], 0.0
    for number in range(400):
        try:
            total = total + (z if z > number / 7 else -z)
        except ValueError:
            return 0.0
    return total
