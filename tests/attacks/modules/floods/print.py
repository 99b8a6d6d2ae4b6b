"""Prints gigabytes, line by line and at once."""

import sys


def attack(name, *args, **kwargs):
    print("x" * 10**7)
    for _ in range(10_000):
        print("flood", file=sys.stderr)
    return 0.0
