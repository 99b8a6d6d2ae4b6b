"""Whether a process that wants to run may have had to wait: how many processors of this machine were free.

A worker's box shows no /proc, so what is read are files that the judge has opened (`sources`) and handed over
(`adopt`). They are closed in every process that runs a submission.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

EVERY = 0.25
"""Seconds between two looks; most submissions have ended before the second."""

_STAT, _CGROUPS = Path("/proc/stat"), Path("/sys/fs/cgroup")
_BYTES = 1 << 16
_adopted: list[int] = []


class _Look(NamedTuple):
    """Seconds since the machine started: of idle processors, and in which a quota kept us from running."""

    idle: float
    throttled: float


class Contention:
    """Adds up the seconds of the clock in which there was no processor to spare for one more process.

    All of them where the system does not tell.
    """

    def __init__(self, now: float) -> None:
        self.seconds = 0.0
        self._at = now
        self._look = _look()

    def until(self, now: float, *, at_once: bool = False) -> float:
        """Return the sum, not older than `EVERY` seconds, or as of this very moment."""
        passed = now - self._at
        if passed >= EVERY or (at_once and passed > 0):
            look = _look()
            self.seconds += passed if look is None or self._look is None else _kept(passed, self._look, look)
            self._at, self._look = now, look
        return self.seconds


def _kept(passed: float, before: _Look, after: _Look) -> float:
    full = max(0.0, passed - (after.idle - before.idle))
    return min(passed, full + after.throttled - before.throttled)


def sources() -> list[int]:
    """Open what tells how busy the machine is; the caller closes it."""
    found = []
    for path in (_STAT, *_quota_files()):
        with suppress(OSError):
            found.append(os.open(path, os.O_RDONLY))
    return found


def adopt(descriptors: Sequence[int]) -> None:
    """Read these files from now on; they move to the lowest free descriptors."""
    for descriptor in descriptors:
        _adopted.append(os.dup(descriptor))
        os.close(descriptor)


def _look() -> _Look | None:
    own = [] if _adopted else sources()
    try:
        texts = [os.pread(descriptor, _BYTES, 0).decode("ascii", "replace") for descriptor in own or _adopted]
        return _read("\n".join(texts)) if texts else None
    except (OSError, ValueError, IndexError):
        return None
    finally:
        for descriptor in own:
            os.close(descriptor)


def _read(text: str) -> _Look | None:
    """Read the lines `cpu3 user nice system idle iowait ...`, in ticks, and `throttled_usec 12`."""
    ours = {f"cpu{number}" for number in os.sched_getaffinity(0)}
    rows = [line.split() for line in text.splitlines() if line.startswith(("cpu", "throttled_usec"))]
    idle = [int(row[4]) + int(row[5]) for row in rows if row[0] in ours]
    throttled = sum(int(row[1]) for row in rows if row[0] == "throttled_usec")
    return _Look(sum(idle) / os.sysconf("SC_CLK_TCK"), throttled / 1e6) if idle else None


def _quota_files() -> list[Path]:
    """Return the statistics of this process's own cgroup (version 2), which may have a quota."""
    with suppress(OSError):
        for line in Path("/proc/self/cgroup").read_text().splitlines():
            if line.startswith("0::/"):
                return [_CGROUPS / line.removeprefix("0::/") / "cpu.stat"]
    return []
