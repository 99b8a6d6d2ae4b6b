"""Raises an exception whose text never ends."""


class Slow(Exception):
    def __str__(self):
        while True:
            pass

    __repr__ = __str__


def attack(name, *args, **kwargs):
    raise Slow
