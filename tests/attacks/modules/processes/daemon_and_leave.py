"""Starts a daemon and ends its own process at once."""

import ctypes
import os
import time


def attack(name, *args, **kwargs):
    try:
        if os.fork() == 0:
            os.setsid()
            ctypes.CDLL(None).prctl(15, MARK.encode(), 0, 0, 0)
            time.sleep(600)
    except OSError:
        pass
    os._exit(0)
