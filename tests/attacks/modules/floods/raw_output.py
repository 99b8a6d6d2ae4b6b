"""Writes gigabytes to the descriptors 1 and 2."""

import os


def attack(name, *args, **kwargs):
    for _ in range(20):
        for descriptor in (1, 2):
            os.write(descriptor, bytes(1 << 20))
    return 0.0
