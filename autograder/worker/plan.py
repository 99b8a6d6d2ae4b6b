"""The calls that are asked of every submission of a class, with their arguments made once.

They are ours, and every submission sees them: so a warm worker may keep them in the memory that it forks.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from autograder.calls import Call
from autograder.plain import Data, PlainError
from autograder.worker.messages import Task, pack_as
from autograder.worker.values import States, materialise, states

JOB, PLAN, HIDDEN = b"J", b"P", b"H"
_NONE: dict[str, Any] = {}


class Arguments(NamedTuple):
    """What one call hands over, and what of it can change, as it is before."""

    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    before: States


class Plan(NamedTuple):
    """Calls, and the arguments of each that could be made ahead; each is for one call."""

    calls: tuple[Call, ...] = ()
    arguments: tuple[Arguments | None, ...] = ()

    def of(self, place: int) -> Arguments:
        """Return the arguments of a call; raises what making them raises."""
        found = self.arguments[place] if place < len(self.arguments) else None
        return made(*self.calls[place].arguments()) if found is None else found


def as_frame(kind: bytes, calls: tuple[Call, ...]) -> bytes:
    """Return the calls as a frame for a warm worker."""
    return pack_as(kind, list(calls))


def read_calls(frame: bytes) -> tuple[Call, ...]:
    """Read a frame that `as_frame` made."""
    return msgspec.msgpack.decode(frame, type=tuple[Call, ...])


def read_plan(frame: bytes) -> Plan:
    """Read a frame of calls, and their arguments."""
    calls = read_calls(frame)
    return Plan(calls, tuple(map(_made_ahead, calls)))


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


def made(args: list[Any], kwargs: dict[str, Any]) -> Arguments:
    """Return arguments as the student's function gets them, from what a call carries."""
    values, named = materialise(tuple(args)), materialise(kwargs) if kwargs else _NONE
    return Arguments(values, named, states(values, named))


def _made_ahead(asked: Call) -> Arguments | None:
    try:
        args, kwargs = asked.arguments()
        return None if _is_large([args, kwargs]) else made(args, kwargs)
    except (PlainError, KeyError, ValueError, TypeError):
        return None  # made again, and told, by whoever makes the call


def _is_large(value: Any) -> bool:
    """Say whether there is a part of a data set: each would be kept twice for every call."""
    if type(value) in (list, tuple):
        return any(map(_is_large, value))
    return any(map(_is_large, value.values())) if type(value) is dict else isinstance(value, Data)
