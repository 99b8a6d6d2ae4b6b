"""Waits for a lock that it holds, and for a pipe that nobody writes to."""

import os
import threading


def attack(name, *args, **kwargs):
    if name == "relu":
        os.read(os.pipe()[0], 1)
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()
