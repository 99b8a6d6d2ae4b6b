"""What a submission is asked, and in which order: nothing hidden before all that is shown has been answered.

A result, an exception's text, a traced formula and the line of a block that failed are all shown, and code
may put into them what it has been called with, or what it finds in its memory. So the hidden calls come last,
and are not in its process before (`Job.hidden`).

Many checks want the result of the same call: it is made once, and what it gave is shared.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

import msgspec

from autograder.calls import Call, packed
from autograder.checks.formula import Formula
from autograder.exercise.spec import ExerciseSpec
from autograder.marking import Asked
from autograder.worker.protocol import Job, Reply


class Runner(Protocol):
    """Anything that runs a job: `autograder.worker.pool.Worker`, `autograder.worker.solo.SoloWorker`."""

    def run(self, job: Job) -> Reply:
        """Return one outcome for each call."""
        ...


class Questions(NamedTuple):
    """The calls that are made, shown ones before hidden ones, and whose outcomes are whose.

    `places` holds for each check of the plan where the outcomes of its calls are among those of
    `(*shown, *hidden)`, in the order of its calls.

    Sharing an outcome is right because a check asks what a call gives, and a function without memory gives it
    each time. Whether a function has one is what checks find out that make the same call several times
    (`Purity`): they get calls of their own, all of them and in their order. Where an exercise has no such
    check, one call that two checks want is made twice all the same. A hidden check may use what an identical
    shown call gave, which was answered before anything hidden was known; never the other way round.
    """

    shown: tuple[Call, ...]
    hidden: tuple[Call, ...]
    places: tuple[tuple[int, ...], ...]


_Spot = tuple[int, int]
"""A call by the number of its check in the plan and its own number there."""


def _checks_of(item: ExerciseSpec) -> list[Asked]:
    visible = [Asked(item.id, check, hidden=False, calls=check.calls()) for check in item.checks]
    return visible + [Asked(item.id, check, hidden=True, calls=check.calls()) for check in item.hidden]


def plan_of(exercises: Iterable[ExerciseSpec], seed: str) -> list[Asked]:
    """Return all checks, those of different exercises mixed; what is shown comes before what is hidden.

    Traced calls are the last of those that are shown: they run the code a second time, and only explain.
    """
    plan = [asked for item in exercises for asked in _checks_of(item)]
    random.Random(seed).shuffle(plan)  # noqa: S311 - not a secret, only the same order each time
    return sorted(plan, key=lambda asked: (is_secret(asked), isinstance(asked.check, Formula)))


def is_secret(asked: Asked) -> bool:
    """Tell whether the calls hold hidden inputs; a formula's do not, nor does reading a value.

    What comes of both is shown: a value is read before a hidden call can have put its inputs there.
    """
    return asked.hidden and not isinstance(asked.check, Formula) and not all(one.read for one in asked.calls)


def questions_of(plan: Sequence[Asked]) -> Questions:
    """Return the distinct calls of a plan, in its order; the plan has what is shown before what is hidden."""
    sources = _sources(plan)
    made = [spot for spot, source in sources.items() if spot == source]
    numbers = {spot: number for number, spot in enumerate(made)}
    calls = [(is_secret(plan[check]), plan[check].calls[call]) for check, call in made]
    return Questions(
        shown=tuple(one for secret, one in calls if not secret),
        hidden=tuple(packed(one) for secret, one in calls if secret),
        places=tuple(
            tuple(numbers[sources[check, call]] for call in range(len(asked.calls)))
            for check, asked in enumerate(plan)
        ),
    )


def _sources(plan: Sequence[Asked]) -> dict[_Spot, _Spot]:
    """Return for each call of the plan, in its order, the one whose outcome it gets: itself where it is made.

    Calls are the same when their encodings are: arrays have no plain equality, and 1 equals 1.0 and True.
    """
    encode = msgspec.msgpack.Encoder().encode
    calls = [[encode(one) for one in asked.calls] for asked in plan]
    repeating = [len(set(own)) < len(own) for own in calls]
    repeated = {asked.exercise for asked, own in zip(plan, repeating, strict=True) if own}
    sources = {(check, call): (check, call) for check, own in enumerate(calls) for call in range(len(own))}
    first: dict[bytes, _Spot] = {}
    # those that make their calls in any case come first: the others of their side need not make them again
    for check in sorted(range(len(plan)), key=lambda check: (is_secret(plan[check]), not repeating[check])):
        for call, encoded in enumerate(calls[check]):
            known = first.setdefault(encoded, (check, call))
            if repeating[check] or known == (check, call):
                continue
            if plan[check].exercise in repeated:
                sources[check, call] = known
            # of a function that no check calls twice, the first repetition stays one
            repeated.add(plan[check].exercise)
    return sources
