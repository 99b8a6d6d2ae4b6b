"""Kills itself, which looks like the work of the memory limit."""

import os
import signal


def attack(name, *args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)
