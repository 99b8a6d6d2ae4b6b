"""Leaves daemons in sessions of their own that carry a mark in their names."""

import ctypes
import os
import time


def daemon():
    try:
        if os.fork():
            return
    except OSError:
        return
    os.setsid()
    ctypes.CDLL(None).prctl(15, MARK.encode(), 0, 0, 0)
    os.closerange(0, 64)
    if os.fork():
        time.sleep(600)
    time.sleep(600)


daemon()


def attack(name, *args, **kwargs):
    if name == "relu":
        daemon()
    return 0.0
