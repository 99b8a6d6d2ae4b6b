"""How long a child may take: its limits are meant for a machine that is not busy with other things.

A limit counts in seconds of the clock. Those in which a child was at work but may have had to wait for a
processor do not count, until `STRETCH` times the limit has passed. On a quiet machine every second counts,
whatever the child does; one that sleeps is ended on time everywhere.
"""

from __future__ import annotations

import sys
import time
from typing import NamedTuple

STRETCH = 4.0
_AT_WORK = 0.05  # of the clock's time; a child that used less was waiting for something else
_LEAST = 0.02


class Moment(NamedTuple):
    """A point in time: the clock, the processor time `used`, and the seconds that the machine was full.

    `used` is None where nobody can tell.
    """

    now: float
    used: float | None
    full: float


def processor_time(pid: int) -> float | None:
    """Return the processor time of a process in seconds, None where the system does not tell."""
    if sys.platform != "linux":
        return None
    try:
        return time.clock_gettime((~pid << 3) | 2)  # the kernel's clock of that process
    except OSError:
        return None


def charged(start: Moment, end: Moment) -> float:
    """Return the seconds that count between two moments."""
    passed = end.now - start.now
    if start.used is None or end.used is None:
        return passed
    used = end.used - start.used
    if used < _AT_WORK * passed:
        return passed
    return passed - min(max(0.0, passed - used), end.full - start.full)


def more_time(limit: float, start: Moment, end: Moment) -> float:
    """Return the seconds that a child gets beyond its limit, 0.0 when it has had its share."""
    passed, left = end.now - start.now, limit - charged(start, end)
    if left <= 0 or passed >= STRETCH * limit:
        return 0.0
    return min(max(left, _LEAST), STRETCH * limit - passed)
