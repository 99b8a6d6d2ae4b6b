"""How long a child may take: its limits are meant for a machine that is not busy with other things.

A limit counts in seconds of the clock. A child that had to share the processor gets more of them, as long as
it has not used as many seconds of processor time, up to `STRETCH` times the limit. One that sleeps does not.
"""

from __future__ import annotations

import sys
import time
from typing import NamedTuple

STRETCH = 4.0
_AT_WORK = 0.05  # of the clock's time; a child that used less was waiting for something else
_LEAST = 0.02


class Moment(NamedTuple):
    """A point in time on both clocks; `used` is None where nobody can tell."""

    now: float
    used: float | None


def moment(pid: int) -> Moment:
    """Return the time, and the processor time that a process has used so far."""
    return Moment(time.monotonic(), processor_time(pid))


def processor_time(pid: int) -> float | None:
    """Return the processor time of a process in seconds, None where the system does not tell."""
    if sys.platform != "linux":
        return None
    try:
        return time.clock_gettime((~pid << 3) | 2)  # the kernel's clock of that process
    except OSError:
        return None


def more_time(limit: float, start: Moment, end: Moment) -> float:
    """Return the seconds that a child gets beyond its limit, 0.0 when it has had its share."""
    if start.used is None or end.used is None:
        return 0.0
    passed, used = end.now - start.now, end.used - start.used
    if used >= limit or used < _AT_WORK * passed or passed >= STRETCH * limit:
        return 0.0
    return min(max(limit - used, _LEAST), STRETCH * limit - passed)
