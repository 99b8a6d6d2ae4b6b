"""A gradient against the numerical derivative of a trusted function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    `keyed` says that the result is a dict with the names of `wrt` as keys. A name "params.W1" means the entry
    "W1" of the argument `params`; its key is "W1".
    """

    of: str
    wrt: tuple[str, ...] = ()
    elementwise: bool = False
    keyed: bool = False

    def estimates(self, asked: Call) -> list[Estimate]:
        """Return the numerical derivatives at one call's arguments."""
        args, kwargs = asked.arguments()
        named = dict(zip(argument_names(self.of), args, strict=False)) | kwargs
        named = {key: getattr(value, "array", value) for key, value in named.items()}
        if self.elementwise:
            first = argument_names(self.of)[0]
            return [elementwise_derivative(_of(self.of, named, first), np.asarray(named[first]))]
        return [gradient(_of(self.of, named, name), np.asarray(part(named, name))) for name in self.wrt]

    def judge_call(self, place: int, asked: Call, outcome: Outcome) -> Verdict | None:
        """Report a wrong gradient at its worst entry."""
        del place
        return self.judge_against(self.estimates(asked), asked, outcome)

    def judge_against(self, estimates: list[Estimate], asked: Call, outcome: Outcome) -> Verdict | None:
        """Report what differs from the given derivatives."""
        got = value_of(outcome.value)
        due = self._shaped([item.value for item in estimates])
        problem = structure_mismatch(got, due, self._parts())
        if problem:
            return Verdict(
                status="failed",
                call=call_text(asked),
                message=problem,
                mistake=recognise(got, due),
                got=describe(got),
            )
        parts = (
            [got[key(name)] for name in self.wrt]
            if self.keyed
            else list(got)
            if len(estimates) > 1
            else [got]
        )
        scale = max(float(np.max(np.abs(item.value), initial=0.0)) for item in estimates)
        worst, excess = None, 1.0
        for index, (mine, item) in enumerate(zip(parts, estimates, strict=True)):
            ratio = _excess(np.asarray(mine, dtype=float), item, scale)
            if ratio.size and ratio.max() > excess:
                excess, flat = float(ratio.max()), int(ratio.argmax())
                entry = tuple(int(i) for i in np.unravel_index(flat, ratio.shape))
                path = (index,) if len(estimates) > 1 else ()
                worst = Worst(path, entry, np.asarray(mine)[entry], (item.low[entry], item.high[entry]))
        return None if worst is None else self._failed(asked, got, due, worst)

    def _shaped(self, values: list[np.ndarray]) -> Any:
        if self.keyed:
            return dict(zip(map(key, self.wrt), values, strict=True))
        return tuple(values) if len(values) > 1 else values[0]

    def _parts(self) -> list[str]:
        return [f"d{key(name)}" for name in self.wrt]

    def _failed(self, asked: Call, got: Any, due: Any, worst: Worst) -> Verdict:
        mine, right = _shown(worst.got, worst.expected)
        return Verdict(
            status="failed",
            call=call_text(asked),
            message="this is not the derivative",
            mistake=self._the_function_itself(asked, got) or recognise(got, due),
            got=mine,
            expected=right,
            where=place(asked, worst, self._parts(), pointwise=self.elementwise),
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
    return lambda value: LOSSES[name](**moved_to(named, moved, value))


def key(name: str) -> str:
    """Return "W1" for "params.W1"."""
    return name.rpartition(".")[2]


def part(named: Mapping[str, Any], name: str) -> Any:
    """Return the argument, or the entry of one, that a name such as "X" or "params.W1" means."""
    owner, _, entry = name.partition(".")
    return named[owner][entry] if entry else named[owner]


def moved_to(named: Mapping[str, Any], name: str, value: Any) -> dict[str, Any]:
    """Return the arguments with another value in one place."""
    owner, _, entry = name.partition(".")
    return {**named, owner: {**named[owner], entry: value} if entry else value}


def _excess(got: np.ndarray, item: Estimate, scale: float) -> np.ndarray:
    """Return the error as a multiple of what is allowed; NaN counts as infinite."""
    tolerance = TRUST * item.error + FLOOR * max(scale, 1e-300)
    distance = np.maximum(np.maximum(item.low - got, got - item.high), 0.0)
    with np.errstate(all="ignore"):
        ratio = distance / np.where(item.kink, (FLOOR + 1e-4) * max(scale, 1e-300), tolerance)
    return np.where(np.isfinite(got), ratio, np.inf)
