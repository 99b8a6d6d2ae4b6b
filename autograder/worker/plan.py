"""The calls that are asked of every submission of a class, with their arguments read once.

They are ours, and every submission sees them: so a warm worker may keep them in the memory that it forks.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from autograder.calls import Call
from autograder.plain import PlainError
from autograder.worker.messages import Task, pack_as

JOB, PLAN, HIDDEN = b"J", b"P", b"H"

Arguments = tuple[list[Any], dict[str, Any]]


class Plan(NamedTuple):
    """Calls, and the arguments of each that can be read."""

    calls: tuple[Call, ...] = ()
    arguments: tuple[Arguments | None, ...] = ()

    def of(self, place: int) -> Arguments:
        """Return the arguments of a call; raises what reading them raises."""
        found = self.arguments[place] if place < len(self.arguments) else None
        return self.calls[place].arguments() if found is None else found


def as_frame(kind: bytes, calls: tuple[Call, ...]) -> bytes:
    """Return the calls as a frame for a warm worker."""
    return pack_as(kind, list(calls))


def read_calls(frame: bytes) -> tuple[Call, ...]:
    """Read a frame that `as_frame` made."""
    return msgspec.msgpack.decode(frame, type=tuple[Call, ...])


def read_plan(frame: bytes) -> Plan:
    """Read a frame of calls, and their arguments."""
    calls = read_calls(frame)
    return Plan(calls, tuple(map(_arguments, calls)))


def task_frame(task: Task, known: int) -> bytes:
    """Return a task for a child that knows the first `known` calls, if they are asked of all."""
    job = task.job
    calls = job.calls[known:] if job.asked_of_all else job.calls
    return msgspec.msgpack.encode(
        msgspec.structs.replace(task, job=msgspec.structs.replace(job, calls=calls))
    )


def read_task(data: bytes, kept: Plan) -> tuple[Task, Plan]:
    """Read what `task_frame` made: a task with all its calls, and their plan."""
    task = msgspec.msgpack.decode(data, type=Task)
    if not task.job.asked_of_all:
        return task, Plan(task.job.calls)
    calls = kept.calls + task.job.calls
    return msgspec.structs.replace(task, job=msgspec.structs.replace(task.job, calls=calls)), kept


def _arguments(asked: Call) -> Arguments | None:
    try:
        return asked.arguments()
    except (PlainError, KeyError, ValueError, TypeError):
        return None  # read again, and told, by whoever makes the call
