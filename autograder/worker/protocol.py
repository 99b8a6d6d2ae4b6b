"""The messages between judge and worker, and the limits on them."""

from __future__ import annotations

from typing import Literal

import msgspec

from autograder.calls import Call, Outcome
from autograder.record import Isolation
from autograder.submission.code import Code

Ended = Literal["normally", "timeout", "memory", "crashed"]
SEVERITY: tuple[Ended, ...] = ("normally", "timeout", "memory", "crashed")


class Limits(msgspec.Struct, frozen=True):
    """What one submission may use.

    A function that hung `hangs` times is not called again: its other calls count as hung, and the time is
    left for the rest of the submission.
    """

    call_seconds: float = 2.0
    load_seconds: float = 5.0
    total_seconds: float = 20.0
    memory_bytes: int = 1024 * 1024 * 1024
    printed_chars: int = 2_000
    reply_bytes: int = 32 * 1024 * 1024
    restarts: int = 8
    hangs: int = 4


class Job(msgspec.Struct, frozen=True):
    """Load this code, then do these calls, in this order.

    Calls that are `asked_of_all` the submissions of a class go to a warm worker once, ahead of the jobs. The
    `hidden` calls come last, and are in no memory of the submission's process before it has answered the
    others: the worker's supervisor keeps them, for the whole class, and then hands them over (`withheld`).
    """

    code: Code
    calls: tuple[Call, ...]
    limits: Limits = Limits()
    asked_of_all: bool = False
    hidden: tuple[Call, ...] = ()
    withheld: bool = False

    @property
    def size(self) -> int:
        """Return how many outcomes are due."""
        return len(self.calls) + len(self.hidden)


class BlockReport(msgspec.Struct, frozen=True, omit_defaults=True):
    """A block that did not run to its end while the submission was loaded."""

    name: str
    status: Literal["raised", "timeout", "memory", "crashed"]
    error_type: str = ""
    error_message: str = ""
    place: str = ""


class Reply(msgspec.Struct, frozen=True):
    """One outcome for each call of the job, in the job's order, and what happened on the way.

    `ended` is the worst thing that happened to the process itself: "timeout" only when loading hung or the
    total time was used up, "memory" or "crashed" when it died or met its memory limit. `charged` are the
    seconds that count, without those in which the machine kept the submission waiting.
    """

    outcomes: tuple[Outcome, ...]
    blocks: tuple[BlockReport, ...] = ()
    ended: Ended = "normally"
    printed: str = ""
    seconds: float = 0.0
    charged: float = 0.0
    isolation: Isolation = "none"
