"""What a submission has started must end with it, wherever it has gone."""

from __future__ import annotations

import os
import signal
from contextlib import suppress

_OWN_NAMESPACE = os.getpid() == 1  # as this module is loaded by process 1, and inherited by its forks


def kill_all(*, of: int | None = None, group: int | None = None) -> bool:
    """Kill all children of a process, by default of this one, and a process group; but not this process.

    Orphans become the children of the worker's first process. In a namespace of our own everything is killed
    but process 1 and whoever asks. Returns whether there was anything, dead or alive.
    """
    if _OWN_NAMESPACE:
        return _kill(-1)
    targets = [-group] if group else []
    targets += [pid for pid in _children(of or os.getpid()) if pid != os.getpid()]
    return sum(map(_kill, targets)) > 0


def _kill(target: int) -> bool:
    """Kill what may be gone."""
    try:
        os.kill(target, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def _children(parent: int) -> list[int]:
    found = []
    with suppress(OSError):
        for entry in os.scandir("/proc"):
            if entry.name.isdigit():
                with suppress(OSError, IndexError), open(f"/proc/{entry.name}/stat", "rb") as stat:  # noqa: PTH123
                    if int(stat.read().rpartition(b")")[2].split()[1]) == parent:
                        found.append(int(entry.name))
    return found
