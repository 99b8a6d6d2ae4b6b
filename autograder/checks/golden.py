"""Known values: the reference's, or the slide's own number where the slide is right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np

from autograder.calls import Call, Outcome
from autograder.checks.base import CallCheck, Run, Verdict
from autograder.checks.compare import Worst, structure_mismatch, worst_difference
from autograder.checks.wording import call_text, describe, number, show, two_numbers, value_of
from autograder.mistakes import recognise
from autograder.plain import Tree, to_tree

RTOL, ATOL = 1e-9, 1e-12


class Golden(CallCheck, frozen=True, kw_only=True, tag="golden"):
    """Each call returns a known value: |got - expected| <= rtol*|expected| + atol*max|expected|.

    `expected` is filled by the build from the reference unless the author gives it; `names` are what the
    parts of a tuple are called in messages ("dw", "db"). `pointwise` says that each entry of a result
    belongs to the same entry of the first argument, so that a message can say "at 1.88".
    """

    expected: tuple[Tree, ...] = ()
    rtol: float = RTOL
    atol: float = ATOL
    names: tuple[str, ...] = ()
    pointwise: bool = False

    def judge_call(self, place: int, asked: Call, outcome: Outcome) -> Verdict | None:
        """Report a wrong value at its worst entry."""
        got, due = value_of(outcome.value), value_of(self.expected[place])
        return compare(asked, got, due, self.rtol, self.atol, names=self.names, pointwise=self.pointwise)

    def filled(self, run: Run) -> Golden:
        """Take the expected values from the reference, with 12 significant digits."""
        if self.expected:
            return self
        expected = tuple(to_tree(rounded(run(asked).result())) for asked in self.at)
        return msgspec.structs.replace(self, expected=expected)


def golden(
    at: Call, expected: Any, *, label: str, weight: int = 1, rtol: float = RTOL, **options: Any
) -> Golden:
    """Author's shorthand for one call with a known value."""
    tree = to_tree(expected)
    return Golden(at=(at,), expected=(tree,), label=label, weight=weight, rtol=rtol, **options)


def compare(
    asked: Call,
    got: Any,
    due: Any,
    rtol: float = RTOL,
    atol: float = ATOL,
    *,
    names: Sequence[str] = (),
    pointwise: bool = False,
) -> Verdict | None:
    """Return a failing verdict when a value is wrong, else None."""
    problem = structure_mismatch(got, due, names)
    if problem:
        cause = recognise(got, due)
        return Verdict(
            status="failed", call=call_text(asked), message=problem, mistake=cause, got=describe(got)
        )
    worst = worst_difference(got, due, rtol, atol)
    if worst is None:
        return None
    mine, right = (
        two_numbers(worst.got, worst.expected) if _numbers(worst) else (show(worst.got), show(worst.expected))
    )
    return Verdict(
        status="failed",
        call=call_text(asked),
        message="the value is wrong",
        mistake=recognise(got, due),
        got=mine,
        expected=right,
        where=place(asked, worst, names, pointwise=pointwise),
    )


def _numbers(worst: Worst) -> bool:
    return not isinstance(worst.expected, (str, type(None))) and not isinstance(worst.got, (str, type(None)))


def place(asked: Call, worst: Worst, names: Sequence[str] = (), *, pointwise: bool = False) -> str | None:
    """Return where the worst entry is: "at 1.88" for element-wise functions, else "dw[2]"."""
    if pointwise:
        first = asked.arguments()[0][0]
        return f"at {number(np.asarray(getattr(first, 'array', first))[worst.entry])}"
    part = names[worst.path[0]] if names and worst.path and isinstance(worst.path[0], int) else None
    path = [part or _key(worst.path[0])] if worst.path else ["result"] if worst.entry else []
    path += [f"[{key!r}]" for key in worst.path[1:]]
    path += [f"[{', '.join(map(str, worst.entry))}]"] if worst.entry else []
    return "".join(path) or None


def _key(key: Any) -> str:
    """Return an entry as it is written; a driver's keys are written that way already ("a.grad")."""
    return key if isinstance(key, str) and not key.isidentifier() else f"result[{key!r}]"


def rounded(value: Any, digits: int = 12) -> Any:
    """Round every number to 12 significant digits, so that a spec does not depend on one machine's libm."""
    if isinstance(value, dict):
        return {key: rounded(item, digits) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return type(value)(rounded(item, digits) for item in value)
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        flat = [float(f"{item:.{digits}g}") for item in value.ravel()]
        return np.array(flat, dtype=value.dtype).reshape(value.shape)
    if isinstance(value, (float, np.floating)):
        return type(value)(f"{value:.{digits}g}")
    return value
