"""Spends hours in one instruction that Python cannot interrupt."""


def attack(name, *args, **kwargs):
    return sum(range(10**13))
