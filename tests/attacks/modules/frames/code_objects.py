"""Replaces the code of the grader's functions while they run."""

import sys


def frames():
    frame = sys._getframe()
    while frame is not None:
        yield frame
        frame = frame.f_back


def attack(name, *args, **kwargs):
    def other(*_args, **_keywords):
        return ()

    for frame in frames():
        for key in ("changed_places", "states", "result_tree", "raised"):
            function = frame.f_globals.get(key)
            if hasattr(function, "__code__"):
                function.__code__ = other.__code__
    return 0.5
