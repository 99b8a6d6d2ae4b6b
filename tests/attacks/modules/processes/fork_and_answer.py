"""Lets a fork of itself come back into the grader's loop."""

import os


def attack(name, *args, **kwargs):
    try:
        os.fork()
    except OSError:
        pass
    return 0.0
