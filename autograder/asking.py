"""What a submission is asked, and in which order: nothing hidden before all that is shown has been answered.

A result, an exception's text, a traced formula and the line of a block that failed are all shown, and code
may put into them what it has been called with, or what it finds in its memory. So the hidden calls come last,
and are not in its process before (`Job.hidden`).
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Protocol

from autograder.checks.formula import Formula
from autograder.exercise.spec import ExerciseSpec
from autograder.marking import Asked
from autograder.worker.protocol import Job, Reply


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
    """Tell whether the calls hold hidden inputs; a formula's do not, nor does reading a value.

    What comes of both is shown: a value is read before a hidden call can have put its inputs there.
    """
    return asked.hidden and not isinstance(asked.check, Formula) and not all(one.read for one in asked.calls)
