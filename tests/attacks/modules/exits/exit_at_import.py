"""Ends the process while it is loaded."""

import os


def attack(name, *args, **kwargs):
    return 0.0


os._exit(0)
