"""Returns a generator and a list subclass that never end."""

import itertools


class Endless(list):
    def __iter__(self):
        return itertools.count()

    def __len__(self):
        return 1 << 40


def attack(name, *args, **kwargs):
    return Endless() if name == "relu" else (number for number in itertools.count())
