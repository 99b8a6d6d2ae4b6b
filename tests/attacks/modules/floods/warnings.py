"""Warns thousands of times, each time differently."""

import warnings


def attack(name, *args, **kwargs):
    for number in range(1_000):
        warnings.warn(f"{number} " + "w" * 1000)
    return 0.0
