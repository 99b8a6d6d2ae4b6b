"""Nests folders deeper than any path is long."""

import os


def attack(name, *args, **kwargs):
    try:
        for _ in range(300):
            os.mkdir("d" * 100)
            os.chdir("d" * 100)
    except OSError:
        pass
    return 0.0
