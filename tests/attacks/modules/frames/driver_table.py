"""Replaces the trusted drivers and objectives by its own."""

import sys


def frames():
    frame = sys._getframe()
    while frame is not None:
        yield frame
        frame = frame.f_back


import gc

for item in gc.get_objects():
    if type(item) is dict and ("DRIVERS" in item or "LOSSES" in item):
        for table in (item.get("DRIVERS"), item.get("LOSSES")):
            if type(table) is dict:
                for key in list(table):
                    table[key] = lambda *_args, **_keywords: 0.5


def attack(name, *args, **kwargs):
    return 0.5
