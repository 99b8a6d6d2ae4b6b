"""A gradient beside the numerical derivative of the submission's own forward function.

The points at which a numerical derivative looks do not depend on what it sees. So they are written down
first, the submission is asked for its values there, and the derivative is taken of the answers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import Any, NamedTuple

import numpy as np

from autograder.calls import Call, Outcome
from autograder.calls import call as asked_for
from autograder.checks.base import Check
from autograder.checks.difference import (
    Estimate,
    elementwise_derivative,
    gradient,
    moved_one_by_one,
    moved_together,
)
from autograder.checks.finite_difference import FiniteDifference
from autograder.checks.golden import Golden
from autograder.exercise.spec import ExerciseSpec, Follows
from autograder.losses import LOSSES, argument_names
from autograder.near_points import NearPoints, Outcomes, value_checks

Values = dict[str, Any]
SURE = 1e-4  # of the largest slope, or of 1: how well each of them must be known
TOOTH = 0.5  # of the largest slope: how much most of them may differ from those over a longer way
BEND = 10.0  # largest slopes: more than that between the two sides of a point is a jump, no corner


class OwnDerivative(NamedTuple):
    """One call of the gradient: `calls` ask for the forward function around the same arguments.

    `fits` raises what a forward function provokes that returns no numbers of the right shape.
    """

    calls: tuple[Call, ...]
    fits: Callable[[Sequence[Outcome]], bool]


class OwnDerivatives:
    """Compares an exercise with the derivative of another one; what to ask is worked out once for a class.

    Args:
        item: the exercise, which follows another one.
        forward: that one; None where it is not graded.
    """

    def __init__(self, item: ExerciseSpec, follows: Follows, forward: ExerciseSpec | None) -> None:
        self.item, self.follows, self.forward = item, follows, forward

    @cached_property
    def near(self) -> NearPoints | None:
        """Return where the slope is known anyway, for functions that act entry by entry."""
        plain = self._entrywise and not self.follows.loss and not self.follows.passes
        return NearPoints(self.forward, self.item) if plain and self.forward else None

    @cached_property
    def _entrywise(self) -> bool:
        checks = value_checks(self.item)
        return any(isinstance(check, FiniteDifference) and check.elementwise for check in checks)

    @cached_property
    def _written(self) -> dict[int, list[_Written]]:
        found = {}
        for check in value_checks(self.item):
            rule = _rule(check, entrywise=self._entrywise)
            if rule is not None:
                found[id(check)] = [_written(self.follows, rule, asked) for asked in check.calls()]
        return found

    def comparisons(self, outcomes: Outcomes, forward: Outcomes) -> list[OwnDerivative]:
        """Return one comparison for each call of the value checks.

        Nothing where one of the calls did not return, or where the derivative is plainly another one.

        Args:
            outcomes: of the exercise's value checks.
            forward: of those of the other one.
        """
        compared = [(id_, written) for id_, written in self._written.items() if id_ in outcomes]
        if any(one.status != "returned" for id_, _ in compared for one in outcomes[id_]):
            return []
        if self.near is not None and self.near.contradict(forward, outcomes):
            return []
        pairs = [pair for id_, written in compared for pair in zip(written, outcomes[id_], strict=True)]
        return [OwnDerivative(one.calls, partial(one.fits, outcome)) for one, outcome in pairs]


def _rule(check: Check, *, entrywise: bool) -> FiniteDifference | None:
    """Return how the results of a check's calls are compared; known values say so only entry by entry."""
    if isinstance(check, FiniteDifference):
        return check
    known = isinstance(check, Golden) and entrywise
    return FiniteDifference(at=(), of="", elementwise=True) if known else None


def _written(follows: Follows, rule: FiniteDifference, asked: Call) -> _Written:
    args, kwargs = asked.arguments()
    names = _names(follows, rule, args)
    named = {name: getattr(value, "array", value) for name, value in zip(names, args, strict=False)}
    return _Written(follows, rule, named, kwargs)


def _trusted(estimates: Sequence[Estimate]) -> bool:
    """Tell whether the derivative is known: beside a jump, on teeth or under noise any slope would do."""
    scale = max(float(np.max(np.abs(item.value), initial=0.0)) for item in estimates)
    return all(_known(item, scale) for item in estimates)


def _known(item: Estimate, scale: float) -> bool:
    corner = item.high - item.low <= BEND * scale
    smooth = item.error <= SURE * max(scale, 1.0)
    toothed = np.abs(item.value - item.rough) > TOOTH * max(scale, 0.01)
    return bool(np.all(np.where(item.kink, corner, smooth))) and 2 * np.count_nonzero(toothed) <= toothed.size


def _names(follows: Follows, rule: FiniteDifference, args: Sequence[Any]) -> list[str]:
    """Name the arguments as the loss does, and a dict that stands for several of them as `passes` does."""
    if not rule.of:
        return [str(place) for place in range(len(args))]
    names = argument_names(rule.of)
    holders = (name for name in follows.passes if name not in names)
    return [
        next(holders, name) if isinstance(value, dict) else name
        for name, value in zip(names, args, strict=False)
    ]


class _Written:
    """The derivative of a function whose values come from a list, in the order of the points."""

    def __init__(self, follows: Follows, rule: FiniteDifference, named: Values, settings: Values) -> None:
        self.follows, self.rule, self.named, self.settings = follows, rule, named, settings
        self.moved = [next(iter(named))] if rule.elementwise else list(rule.wrt)

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """Return the calls of the forward function, one for each point."""
        moves = moved_together if self.rule.elementwise else moved_one_by_one
        return tuple(
            self._moved(self._forward, name, point)
            for name in self.moved
            for point in moves(np.asarray(self._place(name)[name]))
        )

    def fits(self, own: Outcome, outcomes: Sequence[Outcome]) -> bool:
        """Tell whether the exercise's own outcome is the derivative of what the calls gave."""
        estimates = self.estimates([item.result() for item in outcomes])
        return _trusted(estimates) and self.rule.fits(estimates, own)

    def estimates(self, results: Sequence[Any]) -> list[Estimate]:
        """Return the derivatives, given what the forward function returned at each point."""
        values = iter(results)

        def known(named: Values) -> Any:
            result = next(values)
            if not self.follows.loss:
                return np.asarray(result, dtype=float)
            _, *others = argument_names(self.follows.loss)
            return LOSSES[self.follows.loss](result, **{name: named[name] for name in others})

        return self._differentiated(known)

    def _differentiated(self, value: Callable[[Values], Any]) -> list[Estimate]:
        derivative = elementwise_derivative if self.rule.elementwise else gradient
        return [
            derivative(partial(self._moved, value, name), np.asarray(self._place(name)[name]))
            for name in self.moved
        ]

    def _moved(self, value: Callable[[Values], Any], name: str, moved: Any) -> Any:
        place = {**self._place(name), name: moved}
        dicts = {key: place for key, item in self.named.items() if item is self._place(name)}
        return value({**self.named, **dicts} if dicts else place)

    def _place(self, name: str) -> Values:
        """Return what holds an argument: the arguments, or the one of them that is a dict with this key."""
        dicts = (item for item in self.named.values() if isinstance(item, dict) and name in item)
        return self.named if name in self.named else next(dicts)

    def _forward(self, named: Values) -> Call:
        passes = self.follows.passes or tuple(named)
        positional = (named[name] for name in passes)
        copied = (np.array(value) if isinstance(value, np.ndarray) else value for value in positional)
        return asked_for(self.follows.forward, *copied, **self.settings)
