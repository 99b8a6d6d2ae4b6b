"""Collects the numbers it is called with and tells them in results, texts and names."""

import numpy as np

SEEN = []


def flat(values):
    for value in values:
        yield from map(float, np.ravel(np.asarray(value, dtype=float)))


def attack(name, *args, **kwargs):
    try:
        SEEN.extend(flat(args))
    except (TypeError, ValueError):
        pass
    text = " ".join(f"{number:.12g}" for number in SEEN[-200:])
    print(text)
    if name == "sigmoid":
        return text
    if name == "relu":
        return np.array(SEEN)
    if name == "tanh":
        raise type(f"x{text}", (Exception,), {})(text)
    return tuple(SEEN)
