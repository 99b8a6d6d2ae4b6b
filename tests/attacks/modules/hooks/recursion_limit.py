"""Leaves the grader's half a stack that is too small for its work."""

import sys


def attack(name, *args, **kwargs):
    def down(depth):
        return down(depth - 1) if depth else 0.5

    sys.setrecursionlimit(60)
    try:
        return down(20)
    except RecursionError:
        return 0.5
