"""Sends a regular expression into exponential backtracking."""

import re


def attack(name, *args, **kwargs):
    return re.match(r"(a+)+$", "a" * 64 + "b") is None
