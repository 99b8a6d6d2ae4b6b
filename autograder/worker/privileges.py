"""Who a worker in a box that was entered as root is, and who each of its submissions is.

The worker is an unprivileged user that may still change its user. Every submission becomes a user of its own,
so that it may touch neither the worker nor what the kernel keeps for a user (keyrings, counts of processes).
"""

from __future__ import annotations

import ctypes
import functools
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from autograder.worker import limits
from autograder.worker.launch import NOBODY

WORKER = 65533
# No distribution, systemd or container gives these numbers to anybody.
_FIRST, _BITS = 0x70000000, 27
_KILL, _SETGID, _SETUID = 5, 6, 7
_PR_SET_KEEPCAPS = 8
_VERSION_3 = 0x20080522
# Made once: in a fresh fork each new object of ctypes costs more than the system call.
_capset = ctypes.CDLL(None, use_errno=True).capset
_HEADER = (ctypes.c_uint32 * 2)(_VERSION_3, 0)
_Sets = ctypes.c_uint32 * 6


def become_worker() -> None:
    """Stop being root; keep the capabilities to kill other users' processes and to become another user."""
    limits.prctl(_PR_SET_KEEPCAPS, 1)
    _change(WORKER)
    _keep_capabilities(_KILL, _SETGID, _SETUID)
    limits.die_with_parent()


def become_submission(uid: int) -> None:
    """Become the user of a submission, for good."""
    _change(uid)
    _keep_capabilities()


def drop_capabilities() -> None:
    """Keep nothing of what root may do beyond its own files; of others there is nothing to drop."""
    _keep_capabilities()


def fresh_uid() -> int:
    """Return a user that nobody has been; nobody's where the container has no such number."""
    chance = int.from_bytes(os.urandom(4), "little") >> (32 - _BITS)
    return _FIRST + chance if _has_numbers() else NOBODY


@functools.cache
def _has_numbers() -> bool:
    """Say whether this container has the users from the first to the last."""
    try:
        for uid in (_FIRST, _FIRST + (1 << _BITS) - 1):
            with files_of(uid):
                pass
    except OSError:
        return False
    return True


@contextmanager
def files_of(uid: int) -> Iterator[None]:
    """Have a user's rights on files for a while: only while nothing of theirs runs."""
    own = os.geteuid()
    os.seteuid(uid)
    try:
        yield
    finally:
        os.seteuid(own)
        limits.die_with_parent()


def _change(uid: int) -> None:
    with suppress(PermissionError):
        os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)


def _keep_capabilities(*numbers: int) -> None:
    kept = sum(1 << number for number in numbers)
    # Effective, permitted, inheritable; twice, for the numbers from 32.
    if _capset(_HEADER, _Sets(kept, kept, 0, 0, 0, 0)):
        raise OSError(ctypes.get_errno(), "capabilities cannot be set")
