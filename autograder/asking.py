"""A submission is asked in two processes: the one whose answers its student is shown meets no hidden input.

A result, an exception's text, a traced formula and the line of a block that failed are all shown, and code
may put into them what it has been called with, or what it finds in its memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Protocol

import msgspec

from autograder.calls import Call, Outcome
from autograder.submission.code import Code
from autograder.worker.protocol import SEVERITY, Job, Limits, Reply

_TIMEOUT = Outcome("timeout")


class Runner(Protocol):
    """Anything that runs a job: `autograder.worker.pool.Worker`, `autograder.worker.solo.SoloWorker`."""

    def run(self, job: Job) -> Reply:
        """Return one outcome for each call."""
        ...


def asked_apart(
    code: Code, shown: Sequence[Call], hidden: Sequence[Call], limits: Limits, worker: Runner
) -> Reply:
    """Return the outcomes of the calls whose results are shown, then of the hidden ones.

    What is said of blocks comes from the first process alone. A function that hung there too often is not
    called again, and nothing is when the total time was used up.
    """
    first = worker.run(Job(code, tuple(shown), limits))
    used_up = first.ended == "timeout" and first.seconds >= limits.total_seconds
    given_up = {call.name for call in hidden} if used_up else _given_up(first, shown, limits)
    asked = [call for call in hidden if call.name not in given_up]
    if not asked:
        return msgspec.structs.replace(first, outcomes=first.outcomes + (_TIMEOUT,) * len(hidden))
    second = worker.run(Job(code, tuple(asked), limits))
    answers = iter(second.outcomes)
    rest = tuple(_TIMEOUT if call.name in given_up else next(answers) for call in hidden)
    return msgspec.structs.replace(
        first,
        outcomes=first.outcomes + rest,
        ended=max(first.ended, second.ended, key=SEVERITY.index),
        seconds=first.seconds + second.seconds,
    )


def _given_up(reply: Reply, calls: Sequence[Call], limits: Limits) -> Collection[str]:
    """Return the functions that hung too often."""
    hangs = Counter(
        call.name for call, outcome in zip(calls, reply.outcomes, strict=True) if outcome.status == "timeout"
    )
    return {name for name, count in hangs.items() if count >= limits.hangs}
