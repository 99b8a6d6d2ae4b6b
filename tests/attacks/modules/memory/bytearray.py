"""Asks for a terabyte at once."""


def attack(name, *args, **kwargs):
    return len(bytearray(1 << 40))
