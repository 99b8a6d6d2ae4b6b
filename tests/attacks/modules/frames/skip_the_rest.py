"""Empties the list of calls that are still to be made."""

import sys


def frames():
    frame = sys._getframe()
    while frame is not None:
        yield frame
        frame = frame.f_back


def attack(name, *args, **kwargs):
    for frame in frames():
        child = frame.f_locals.get("self")
        task = getattr(child, "task", None)
        if task is not None:
            import msgspec

            msgspec.structs.force_setattr(task, "todo", ()) if hasattr(
                msgspec.structs, "force_setattr"
            ) else None
            child.task = msgspec.structs.replace(task, todo=())
            child.left = 1 << 60
            child.channel = 1
    return 0.5
