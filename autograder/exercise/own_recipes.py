"""Checks of an answer about numbers that may be a student's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from autograder.checks import Answered, Check, OwnNumbers
from autograder.personal.numbers import Numbers
from autograder.plain import to_tree


class OwnChecks(TypedDict):
    """Keyword arguments of `answer`."""

    checks: list[Check]
    hidden: list[Check]
    personal: Numbers


def value_and_slopes(
    name: str,
    numbers: Numbers,
    *,
    of: str,
    wrt: Sequence[str],
    label: str,
    given: Mapping[str, float] | None = None,
    weight: int = 3,
) -> OwnChecks:
    """Return the checks of an answer (f, df/d each of `wrt`) at the student's own numbers.

    Args:
        name: the exercise.
        numbers: what each student can get.
        of: name of f in `autograder.losses`.
        wrt: arguments of f to differentiate by.
        label: of the deciding check.
        given: arguments of f that are the same for everybody.
        weight: of the deciding check.
    """
    parts = len(wrt) + 1
    form = Answered(label=f"is a tuple of {parts} numbers", name=name, like=to_tree((0.5,) * parts))
    decides = OwnNumbers(
        label=label,
        weight=weight,
        name=name,
        of=of,
        numbers=numbers.usual,
        given=dict(given or {}),
        wrt=tuple(wrt),
    )
    return {"checks": [form], "hidden": [decides], "personal": numbers}
