"""Inputs a millionth apart at which a function and its derivative are both asked: does their slope fit?

Where the submission's own numbers already show another slope there, no run is needed to learn that one
function is not the derivative of the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from autograder.calls import Outcome
from autograder.checks.base import Check
from autograder.exercise.spec import ExerciseSpec
from autograder.plain import PlainError

NEAREST = 1e-7  # between closer points rounding hides the slope
FARTHEST = 1e-5
APART = 0.2  # of the largest slope there: more than the bend of any honest function on such a way
NO_SLOPE = 1e-3

Outcomes = Mapping[int, Sequence[Outcome]]
"""The outcomes of checks, by the `id` of each."""


class _Spot(NamedTuple):
    """Where the result for one input stands: the check, its call, the shape of the result, the entry."""

    check: int
    call: int
    shape: tuple[int, ...]
    entry: int


class NearPoints:
    """The pairs of neighbouring inputs that two exercises share; worked out once for a class."""

    def __init__(self, forward: ExerciseSpec, slope: ExerciseSpec) -> None:
        self.forward, self.slope = dict(_spots(forward)), dict(_spots(slope))
        shared = sorted(self.forward.keys() & self.slope.keys())
        self.pairs = [pair for pair in pairwise(shared) if NEAREST <= pair[1] - pair[0] <= FARTHEST]

    def contradict(self, forward: Outcomes, slope: Outcomes) -> bool:
        """Tell whether the forward function rises between two inputs as none of the slopes at both says."""
        known = []
        for pair in self.pairs:
            slopes = [_number(self.slope[x], slope) for x in pair]
            values = [_number(self.forward[x], forward) for x in pair]
            if np.isfinite([*slopes, *values]).all():
                known.append((slopes, (values[1] - values[0]) / (pair[1] - pair[0])))
        largest = max((abs(end) for slopes, _ in known for end in slopes), default=0.0)
        slack = APART * largest + NO_SLOPE
        return any(not min(slopes) - slack <= rise <= max(slopes) + slack for slopes, rise in known)


def value_checks(item: ExerciseSpec) -> list[Check]:
    """Return the checks of an exercise that look at values."""
    return [check for check in (*item.checks, *item.hidden) if not check.supporting]


def _spots(item: ExerciseSpec) -> Iterator[tuple[float, _Spot]]:
    """Yield the inputs of all plain calls with one array, and where the results for them stand."""
    for check in value_checks(item):
        for place, asked in enumerate(check.calls()):
            if len(asked.args) != 1 or asked.kwargs or asked.driver or asked.trace:
                continue
            (value,) = asked.arguments()[0]
            if isinstance(value, np.ndarray) and value.dtype == np.float64:
                spots = (_Spot(id(check), place, value.shape, entry) for entry in range(value.size))
                yield from zip(value.ravel().tolist(), spots, strict=True)


def _number(spot: _Spot, outcomes: Outcomes) -> float:
    """Return one number of a result; nan where it is not known to the precision of float64."""
    try:
        found = outcomes[spot.check][spot.call].result()
    except (KeyError, PlainError):
        return float("nan")
    fits = isinstance(found, np.ndarray) and found.dtype == np.float64 and found.shape == spot.shape
    return float(found.flat[spot.entry]) if fits else float("nan")
