"""Computes a whole number of a hundred million digits."""


def attack(name, *args, **kwargs):
    return len(str(3 ** (10**9)))
