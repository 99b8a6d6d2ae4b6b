"""Limits that the operating system keeps on a child (POSIX), as far as it offers them."""

from __future__ import annotations

import ctypes
import functools
import math
import mmap
import resource
import signal
import sys
from contextlib import suppress

from autograder.worker.protocol import Limits

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 1, 4, 36, 38
MAX_FILE_BYTES = 1024 * 1024
MAX_FILES = 64
MAX_PROCESSES = 32


def prctl(option: int, value: int) -> None:
    """Set a process attribute; does nothing where there is no prctl."""
    if sys.platform == "linux":
        libc().prctl(option, value, 0, 0, 0)


@functools.cache
def libc() -> ctypes.CDLL:
    """Return the C library."""
    return ctypes.CDLL(None, use_errno=True)


def die_with_parent() -> None:
    """End with the process that started this one; a change of user undoes it."""
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def mapped_bytes() -> int:
    """Return the address space in use, to 1 MiB: found by trying, since the box has no /proc."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    low, high = 0, 1 << 40
    try:
        while high - low > 1 << 20:
            middle = (low + high) // 2
            resource.setrlimit(resource.RLIMIT_AS, (middle, hard))
            try:
                mmap.mmap(-1, mmap.PAGESIZE).close()
                high = middle
            except (OSError, MemoryError):
                low = middle
    except (ValueError, OSError):  # the system knows no such limit
        high = 0
    finally:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    return high


def confine(limits: Limits, mapped: int) -> None:
    """Put the calling process under the limits, for good; `mapped` bytes of memory are ours."""
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    seconds = math.ceil(limits.total_seconds) + 1
    for name, value in (
        ("RLIMIT_CORE", 0),
        ("RLIMIT_AS", mapped + limits.memory_bytes),
        ("RLIMIT_CPU", seconds),
        ("RLIMIT_FSIZE", MAX_FILE_BYTES),
        ("RLIMIT_NOFILE", MAX_FILES),
        ("RLIMIT_NPROC", MAX_PROCESSES),
        # POSIX message queues would outlive the submission.
        ("RLIMIT_MSGQUEUE", 0),
    ):
        lower(name, value)


def lower(name: str, value: int) -> None:
    """Lower one limit of the calling process for good, where the system knows it."""
    limit = getattr(resource, name, None)
    if limit is None:
        return
    with suppress(ValueError, OSError):
        _, hard = resource.getrlimit(limit)
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (value, value))
