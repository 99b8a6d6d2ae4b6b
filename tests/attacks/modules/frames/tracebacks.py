"""Changes the callers' variables through the frames of a traceback."""

import ctypes
import sys


def attack(name, *args, **kwargs):
    try:
        raise ValueError
    except ValueError as problem:
        frame = problem.__traceback__.tb_frame.f_back
    while frame is not None:
        for key in ("value", "outcome", "index", "function"):
            if key in frame.f_locals:
                frame.f_locals[key] = None
                if hasattr(ctypes.pythonapi, "PyFrame_LocalsToFast"):
                    ctypes.pythonapi.PyFrame_LocalsToFast(ctypes.py_object(frame), ctypes.c_int(0))
        frame = frame.f_back
    sys.exc_info()
    return 0.5
