"""What a submission could change on the worker itself, or leave in the kernel for the next one."""

from __future__ import annotations

import ctypes
import os
import resource
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from autograder.worker.limits import libc

_KEYCTL, _IOPRIO_GET = 0, 1
_SYSCALLS = {"x86_64": (250, 252), "aarch64": (219, 31)}
_NUMBERS = _SYSCALLS.get(os.uname().machine) if sys.platform == "linux" else None
_LIMITS = tuple(getattr(resource, name) for name in sorted(dir(resource)) if name.startswith("RLIMIT_"))
_GET_KEYRING_ID, _JOIN_SESSION_KEYRING, _READ, _GET_PERSISTENT = 0, 1, 11, 22
_PROCESS_KEYRING, _SESSION_KEYRING, _USER_KEYRING, _USER_SESSION_KEYRING = -2, -3, -4, -5
_MAX_KEYS = 256
_IPC_INFO_BYTES = 256
_MSG_INFO, _SHM_INFO, _SEM_INFO = 12, 14, 19


def footprint() -> tuple[Any, ...]:
    """Return the worker's limits and priorities; in a box also all that submissions left in the kernel."""
    own = (_limits(), _scheduling(), _file_attributes(), session_keyring())
    # Outside a box others make such objects too, and a new worker would find them again.
    return (*own, _ipc_objects(), _keys()) if os.getpid() == 1 else own


def session_keyring() -> int:
    """Return the keyring of this process's session; a child may give its own to its parent."""
    return _syscall(_KEYCTL, _GET_KEYRING_ID, _SESSION_KEYRING, 0)


def new_session_keyring() -> None:
    """Leave the keyring of the judge's session behind."""
    _join()


def _limits() -> tuple[tuple[int, int], ...]:
    found = []
    for limit in _LIMITS:
        with suppress(ValueError, OSError):
            found.append(resource.getrlimit(limit))
    return tuple(found)


def _scheduling() -> tuple[Any, ...]:
    niceness = os.getpriority(os.PRIO_PROCESS, 0)
    if sys.platform != "linux":
        return (niceness,)
    priority = os.sched_getparam(0).sched_priority
    affinity = frozenset(os.sched_getaffinity(0))
    return niceness, os.sched_getscheduler(0), priority, affinity, _syscall(_IOPRIO_GET, 1, 0)


def _file_attributes() -> tuple[str, ...]:
    """Return the attributes of the working directory, which emptying it leaves."""
    with suppress(OSError, AttributeError):
        return tuple(os.listxattr("."))
    return ()


def _ipc_objects() -> tuple[int, ...]:
    """Return how many segments, sets of semaphores and queues of System V there are."""
    buffer = (ctypes.c_int * (_IPC_INFO_BYTES // 4))()
    counts = []
    asks: tuple[tuple[Callable[..., int], tuple[Any, ...], int], ...] = (
        (libc().shmctl, (0, _SHM_INFO, buffer), 0),
        (libc().semctl, (0, 0, _SEM_INFO, buffer), 7),
        (libc().msgctl, (0, _MSG_INFO, buffer), 0),
    )
    for ask, arguments, place in asks:
        counts.append(buffer[place] if ask(*arguments) >= 0 else -1)
    return tuple(counts)


def _keys() -> tuple[tuple[int, ...], ...]:
    """Return the keys in the keyrings that a user has beyond the life of a process."""
    persistent = _syscall(_KEYCTL, _GET_PERSISTENT, -1, _PROCESS_KEYRING)
    rings = (_USER_KEYRING, _USER_SESSION_KEYRING, persistent)
    return tuple(_keys_of(ring) for ring in rings if ring != -1)


def _keys_of(ring: int) -> tuple[int, ...]:
    buffer = (ctypes.c_int32 * _MAX_KEYS)()
    size = _syscall(_KEYCTL, _READ, ring, buffer, ctypes.sizeof(buffer))
    return (size, *buffer[: max(0, size) // 4])


def _syscall(which: int, *arguments: Any) -> int:
    """Make a system call that the C library does not have; -1 where there is none."""
    return int(_prepared(which, *arguments)())


def _prepared(which: int, *arguments: Any) -> Callable[[], int]:
    """Return a system call that is ready to be made."""
    if _NUMBERS is None:
        return lambda: -1
    call = libc().syscall
    call.restype = ctypes.c_long
    longs = [ctypes.c_long(item) if isinstance(item, int) else item for item in arguments]
    return partial(call, ctypes.c_long(_NUMBERS[which]), *longs)


# Made once: in a fresh fork each new object of ctypes costs more than the system call.
_join = _prepared(_KEYCTL, _JOIN_SESSION_KEYRING, None)
