"""Keeps arrays until memory ends, and keeps them in spite of MemoryError."""

import numpy as np

KEPT = []


def attack(name, *args, **kwargs):
    size = 1 << 26
    while size:
        try:
            KEPT.append(np.ones(size, dtype=np.uint8))
        except MemoryError:
            size //= 8
    return 0.0
