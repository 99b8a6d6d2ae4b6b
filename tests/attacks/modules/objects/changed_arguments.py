"""Writes the expected answer into the argument, resizes it, and keeps it for later calls."""

import numpy as np

KEPT = []


def attack(name, *args, **kwargs):
    for item in args:
        if isinstance(item, np.ndarray):
            KEPT.append(item)
            for kept in KEPT:
                try:
                    kept[...] = 0.0
                    kept.resize((0,), refcheck=False)
                except ValueError:
                    continue
    return args[0] if args else 0.0
