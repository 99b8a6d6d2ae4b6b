"""Loops for ever in every call."""


def attack(name, *args, **kwargs):
    while True:
        pass
