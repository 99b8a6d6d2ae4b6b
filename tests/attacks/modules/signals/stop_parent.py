"""Stops the process that supervises it."""

import os
import signal


def attack(name, *args, **kwargs):
    try:
        os.kill(os.getppid(), signal.SIGSTOP)
    except OSError:
        pass
    return 0.0
