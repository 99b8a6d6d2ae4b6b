"""Writes the numbers it has seen into the formula that is traced and shown."""

import sys

import numpy as np

SEEN = sys.__dict__.setdefault("seen", [0.0])  # the traced run is another module of the same process


def attack(name, *args, **kwargs):
    try:
        SEEN.extend(map(float, np.ravel(np.asarray(args[0], dtype=float))))
        return np.asarray(args[0], dtype=float) * 0.0
    except (TypeError, ValueError):
        total = args[0] * 0.0
        for number in SEEN[-150:]:
            total = total + args[0] * number
        return total
