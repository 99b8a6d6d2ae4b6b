"""Opens files until there are no more descriptors."""

import os


def attack(name, *args, **kwargs):
    for _ in range(100_000):
        try:
            os.dup(0)
        except OSError:
            break
    return 0.0
