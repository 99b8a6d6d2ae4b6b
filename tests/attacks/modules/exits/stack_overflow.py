"""Overflows the stack of the interpreter."""

import sys


def attack(name, *args, **kwargs):
    sys.setrecursionlimit(10**9)
    deep = ()
    for _ in range(10**6):
        deep = (deep,)
    return hash(deep)
