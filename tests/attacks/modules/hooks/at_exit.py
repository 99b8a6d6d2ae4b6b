"""Does its work when the interpreter ends, and when its objects are collected."""

import atexit
import os
import weakref


class Last:
    def __del__(self):
        os.write(3, b"\x00" * 64)


KEPT = [Last()]
atexit.register(lambda: os.write(3, b"\x00" * 64))
weakref.finalize(KEPT[0], print, "passed")


def attack(name, *args, **kwargs):
    KEPT.clear()
    return [Last()]
