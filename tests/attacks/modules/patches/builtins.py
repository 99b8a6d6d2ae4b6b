"""Replaces builtins, in its own namespace and in the real module."""

import builtins
import sys


def always(*_args, **_keywords):
    return True


for place in (builtins, sys.modules["builtins"], __builtins__):
    for name in ("all", "any", "isinstance", "abs", "len", "callable", "hasattr", "print", "compile"):
        setattr(place, name, always)


def attack(name, *args, **kwargs):
    return 7.0
