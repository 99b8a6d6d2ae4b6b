"""Kills the process that supervises it."""

import os
import signal


def attack(name, *args, **kwargs):
    try:
        os.kill(os.getppid(), signal.SIGKILL)
    except OSError:
        pass
    return 0.0
