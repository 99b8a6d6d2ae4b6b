"""A gradient against the numerical derivative of a trusted function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.calls import Call, Outcome
from autograder.checks.base import CallCheck, Verdict
from autograder.checks.compare import Worst, structure_mismatch
from autograder.checks.difference import Estimate, elementwise_derivative, gradient
from autograder.checks.golden import place
from autograder.checks.wording import call_text, describe, number, two_numbers, value_of
from autograder.losses import LOSSES, argument_names
from autograder.mistakes import recognise

TRUST = 10.0  # multiples of the error estimate
FLOOR = 1e-9  # of the largest entry


class FiniteDifference(CallCheck, frozen=True, kw_only=True, tag="finite_difference"):
    """The result is the derivative of `of` (a name in `autograder.losses`) at the call's arguments.

    With `elementwise`, d of/d(first argument) entry by entry; otherwise the gradient of the scalar `of` with
    respect to each argument named in `wrt`, in the order of the result's parts. An entry passes when
    |got - numeric| <= 10*estimate + 1e-9*max|g|; at a kink anything between the one-sided slopes passes.
    `keyed` says that the result is a dict with the names of `wrt` as keys. An argument that is a dict stands
    for its entries: `of` takes them by their keys.
    """

    of: str
    wrt: tuple[str, ...] = ()
    elementwise: bool = False
    keyed: bool = False

    def estimates(self, asked: Call) -> list[Estimate]:
        """Return the numerical derivatives at one call's arguments."""
        args, kwargs = asked.arguments()
        named = dict(zip(argument_names(self.of), args, strict=False)) | kwargs
        for inner in [value for value in named.values() if isinstance(value, dict)]:
            named = {key: value for key, value in named.items() if value is not inner} | inner
        named = {key: getattr(value, "array", value) for key, value in named.items()}
        if self.elementwise:
            first = argument_names(self.of)[0]
            return [elementwise_derivative(_of(self.of, named, first), np.asarray(named[first]))]
        return [gradient(_of(self.of, named, name), np.asarray(named[name])) for name in self.wrt]

    def judge_call(self, place: int, asked: Call, outcome: Outcome) -> Verdict | None:
        """Report a wrong gradient at its worst entry."""
        del place
        return self.judge_against(self.estimates(asked), asked, outcome)

    def judge_against(self, estimates: list[Estimate], asked: Call, outcome: Outcome) -> Verdict | None:
        """Report what differs from the given derivatives."""
        got = value_of(outcome.value)
        due = self._shaped([item.value for item in estimates])
        problem = self._misshapen(got, due)
        if problem:
            return Verdict(
                status="failed",
                call=call_text(asked),
                message=problem,
                mistake=recognise(got, due),
                got=describe(got),
            )
        worst = self._worst(estimates, got)
        return None if worst is None else self._failed(asked, got, due, worst)

    def fits(self, estimates: list[Estimate], outcome: Outcome) -> bool:
        """Tell whether `judge_against` would report nothing, without the words for it."""
        got = value_of(outcome.value)
        due = self._shaped([item.value for item in estimates])
        return not self._misshapen(got, due) and self._worst(estimates, got) is None

    def _misshapen(self, got: Any, due: Any) -> str | None:
        return structure_mismatch(got, due, [f"d{name}" for name in self.wrt])

    def _worst(self, estimates: list[Estimate], got: Any) -> Worst | None:
        """Return the entry that is off by most, of those that are off by more than is allowed."""
        parts = [got[name] for name in self.wrt] if self.keyed else list(got) if len(estimates) > 1 else [got]
        scale = max(float(np.max(np.abs(item.value), initial=0.0)) for item in estimates)
        worst, excess = None, 1.0
        for index, (mine, item) in enumerate(zip(parts, estimates, strict=True)):
            ratio = _excess(np.asarray(mine, dtype=float), item, scale)
            if ratio.size and ratio.max() > excess:
                excess, flat = float(ratio.max()), int(ratio.argmax())
                entry = tuple(int(i) for i in np.unravel_index(flat, ratio.shape))
                path = (index,) if len(estimates) > 1 else ()
                worst = Worst(path, entry, np.asarray(mine)[entry], (item.low[entry], item.high[entry]))
        return worst

    def _shaped(self, values: list[np.ndarray]) -> Any:
        if self.keyed:
            return dict(zip(self.wrt, values, strict=True))
        return tuple(values) if len(values) > 1 else values[0]

    def _failed(self, asked: Call, got: Any, due: Any, worst: Worst) -> Verdict:
        mine, right = _shown(worst.got, worst.expected)
        names = [f"d{name}" for name in self.wrt]
        return Verdict(
            status="failed",
            call=call_text(asked),
            message="this is not the derivative",
            mistake=self._the_function_itself(asked, got) or recognise(got, due),
            got=mine,
            expected=right,
            where=place(asked, worst, names, pointwise=self.elementwise),
        )

    def _the_function_itself(self, asked: Call, got: Any) -> str | None:
        if not self.elementwise:
            return None
        args, kwargs = asked.arguments()
        values = LOSSES[self.of](*[getattr(arg, "array", arg) for arg in args], **kwargs)
        return "this is the function itself, not its derivative" if np.allclose(got, values) else None


def _shown(got: Any, slopes: tuple[float, float]) -> tuple[str, str]:
    """Return both sides; at a kink any slope between the one-sided ones is right."""
    low, high = (float(f"{slope:.9g}") for slope in slopes)
    if low == high:
        return two_numbers(got, low)
    return number(got), f"anything from {number(low, 4)} to {number(high, 4)}"


def _of(name: str, named: dict[str, Any], moved: str) -> Callable[[np.ndarray], Any]:
    return lambda value: LOSSES[name](**{**named, moved: value})


def _excess(got: np.ndarray, item: Estimate, scale: float) -> np.ndarray:
    """Return the error as a multiple of what is allowed; NaN counts as infinite."""
    tolerance = TRUST * item.error + FLOOR * max(scale, 1e-300)
    distance = np.maximum(np.maximum(item.low - got, got - item.high), 0.0)
    with np.errstate(all="ignore"):
        ratio = distance / np.where(item.kink, (FLOOR + 1e-4) * max(scale, 1e-300), tolerance)
    return np.where(np.isfinite(got), ratio, np.inf)
