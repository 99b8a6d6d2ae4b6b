"""Stops its own process with SIGSTOP."""

import os
import signal


def attack(name, *args, **kwargs):
    os.kill(os.getpid(), signal.SIGSTOP)
