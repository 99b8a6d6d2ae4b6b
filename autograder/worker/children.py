"""What a child process is to whoever supervises it, and what may become of it."""

from __future__ import annotations

from typing import Literal, Protocol

from autograder.calls import Raised
from autograder.worker.messages import MEMORY_EXIT
from autograder.worker.progress import Place

Death = Literal["crashed", "memory", "killed", "terminated"]
Trouble = Literal["timeout", "memory", "crashed", "refused"]

# From the end of a child's stream to its death, on a busy machine; what lives on has closed the stream.
DYING_SECONDS = 0.5
# What a child that was killed may have done, should it happen at the same place again.
OWN_DEEDS: dict[Death, Trouble] = {"killed": "memory", "terminated": "crashed"}
_FORGED = Raised("ForgedReply", "the code wrote to the grader's channel")
TOO_SLOW = Raised("object", "the results of this submission take too long to read")


class ChildProcess(Protocol):
    """A running child, which the system knows as `pid`."""

    pid: int

    def read(self, timeout: float) -> bytes | None:
        """Return bytes as they come, b"" after the last, None when none came in time."""

    def place(self) -> Place | None:
        """Return what the child says it is at, None when it says so by messages."""

    def tell(self, more: bytes) -> bool:
        """Let the child go on with what a `More` says, or decline."""

    def rest(self) -> bytes:
        """Return what a stopped child had not sent yet."""

    def stop(self) -> Death:
        """End the child and all that it started; say how it had died, should it have died by itself."""


class ChildTrouble(Exception):  # noqa: N818 - a state of the child
    """Following a child ends here."""

    kind: Trouble | Literal["ended"]
    error: Raised | None = None


class TimedOut(ChildTrouble):
    """It has had its time."""

    kind = "timeout"


class Refused(ChildTrouble):
    """It sent what no child of ours sends."""

    kind = "refused"
    error = _FORGED


class SlowToRead(Refused):
    """What it sends takes too long to read."""

    error = TOO_SLOW


class HasEnded(ChildTrouble):
    """It is gone."""

    kind = "ended"


def death_of(status: int | None) -> Death:
    """Read an exit status, negative for a signal: the first two signals come from outside as a rule."""
    told: dict[int | None, Death] = {-9: "killed", -15: "terminated", MEMORY_EXIT: "memory"}
    return told.get(status, "crashed")


def own_deed(death: Death) -> Trouble:
    """Return what a submission is blamed for, when nobody else can have ended it."""
    return OWN_DEEDS.get(death, "memory" if death == "memory" else "crashed")
