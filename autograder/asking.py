"""A submission is asked in two processes: the one whose answers its student is shown meets no hidden input.

A result, an exception's text, a traced formula and the line of a block that failed are all shown, and code
may put into them what it has been called with, or what it finds in its memory.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

import msgspec

from autograder.allowance import OverdrawnError
from autograder.calls import Call, Outcome
from autograder.checks.formula import Formula
from autograder.exercise.spec import ExerciseSpec
from autograder.marking import Asked
from autograder.worker.protocol import SEVERITY, Job, Reply

_TIMEOUT = Outcome("timeout")


class Runner(Protocol):
    """Anything that runs a job: `autograder.worker.pool.Worker`, `autograder.worker.solo.SoloWorker`."""

    def run(self, job: Job) -> Reply:
        """Return one outcome for each call."""
        ...


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
    """Tell whether nothing of what the calls give is shown; a formula always is, whoever its check is for."""
    return asked.hidden and not isinstance(asked.check, Formula)


def asked_apart(shown: Job, hidden: Sequence[Call], worker: Runner) -> Reply:
    """Return the outcomes of a job whose results are shown, then of the hidden calls, in a job of their own.

    What is said of blocks comes from the first process alone. A function that hung there too often is not
    called again; with an `Allowance` nothing is when the total time was used up. A worker never keeps
    hidden calls.
    """
    first = worker.run(shown)
    given_up = _given_up(first, shown)
    asked = tuple(call for call in hidden if call.name not in given_up)
    try:
        second = worker.run(Job(shown.code, asked, shown.limits)) if asked else Reply(())
    except OverdrawnError:
        second = Reply((_TIMEOUT,) * len(asked), ended="timeout")
    answers = iter(second.outcomes)
    rest = tuple(_TIMEOUT if call.name in given_up else next(answers) for call in hidden)
    return msgspec.structs.replace(
        first,
        outcomes=first.outcomes + rest,
        ended=max(first.ended, second.ended, key=SEVERITY.index),
        seconds=first.seconds + second.seconds,
    )


def _given_up(reply: Reply, job: Job) -> Collection[str]:
    """Return the functions that hung too often."""
    pairs = zip(job.calls, reply.outcomes, strict=True)
    hangs = Counter(call.name for call, outcome in pairs if outcome.status == "timeout")
    return {name for name, count in hangs.items() if count >= job.limits.hangs}
