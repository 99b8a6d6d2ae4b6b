"""Sets of checks that many exercises share, so that a topic file says only what is special.

Each recipe returns `(checks, hidden)`; use it as `**recipe(...)` in `@exercise`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NotRequired, TypedDict

import numpy as np

from autograder.calls import Call, call, traced
from autograder.checks import Check, FiniteDifference, Formula, Golden, Purity, Shape, Stability
from autograder.exercise.spec import Follows
from autograder.plain import Laid
from sympy_checks.expressions import FORMULAS


class Checks(TypedDict):
    """Keyword arguments of `@exercise`."""

    checks: list[Check]
    hidden: list[Check]
    follows: NotRequired[Follows | None]


def draw(seed: int, *shape: int, low: float = -3.0, high: float = 3.0) -> np.ndarray:
    """Return fixed pseudo-random numbers with three decimals, none within 0.05 of 0 or of each other's sign.

    `RandomState` promises the same stream in every NumPy version, `default_rng` does not.
    """
    values = np.round(np.random.RandomState(seed).uniform(low, high, size=shape), 3)
    too_small = np.abs(values) < 0.05
    return np.where(too_small & (low < 0), values + np.where(values < 0, -0.1, 0.1), values)


def elementwise(
    name: str,
    visible: Sequence[float],
    *,
    seed: int,
    extreme: Sequence[float] = (-1000.0, 1000.0),
    low: float = -3.0,
    high: float = 3.0,
    derivative_of: str | None = None,
    options: Sequence[dict[str, Any]] = ({},),
    edges: Sequence[float] = (),
    extra: Sequence[Check] = (),
    extra_hidden: Sequence[Check] = (),
) -> Checks:
    """Return the checks of a function of one array: values, shapes, ints, layouts, large inputs, purity.

    Args:
        name: the exercise.
        visible: inputs of the visible value check.
        seed: for the hidden inputs.
        extreme: inputs of the stability check; () for none.
        low: of the hidden inputs.
        high: of the hidden inputs.
        derivative_of: name in `autograder.losses` that the function must be the derivative of.
        options: keyword arguments to try, e.g. ({}, {"alpha": 0.3}).
        edges: inputs beside corners, for the hidden value check.
        extra: further visible checks.
        extra_hidden: further hidden checks.
    """
    first, matrix = np.array(visible, dtype=float), draw(seed, 4, 3, low=low, high=high)
    # an int array and a scalar must work as well, and give float64 out
    whole = np.array([-2, -1, 1, 3])
    checks: list[Check] = [
        Shape(label="returns float64 in the shape of z", at=(call(name, first), call(name, matrix))),
        Golden(label="known values", weight=2, at=(call(name, first),), pointwise=True),
        *extra,
    ]
    if derivative_of:
        at = tuple(call(name, draw(seed + 1, 12, low=low, high=high), **kw) for kw in options)
        rule = FiniteDifference(
            label="is the derivative", weight=2, at=at, of=derivative_of, elementwise=True
        )
        checks.append(rule)
    if len(extreme):
        at = (call(name, np.array(extreme, dtype=float)),)
        label = "large inputs: finite, right, no overflow"
        checks.append(Stability(label=label, at=at, pointwise=True))
    checks.append(
        Shape(label="single and whole numbers give float64", at=(call(name, 0.7), call(name, whole)))
    )
    again = call(name, matrix)
    checks.append(
        Purity(label="leaves z alone and remembers nothing", first=again, between=call(name, first))
    )
    whole_again = call(name, whole)
    checks.append(_formula(name, derivative_of, options))
    hidden: list[Check] = [
        _hidden_values(name, matrix, whole, options, edges),
        Purity(label="leaves whole numbers alone", first=whole_again, between=call(name, first)),
    ]
    follows = Follows(derivative_of) if derivative_of else None
    return {"checks": checks, "hidden": [*hidden, *extra_hidden], "follows": follows}


def _formula(name: str, derivative_of: str | None, options: Sequence[dict[str, Any]]) -> Formula:
    """Return the check that shows what the code computes; a known function gives the truth at home too."""
    given = max(options, key=len)
    inputs = {"0": "z", **{key: key for key in given}}
    known = derivative_of or name
    return Formula(
        label="the formula",
        call=traced(inputs, call(name, np.array([0.7]), **given)),
        of=known if known in FORMULAS else "",
        wrt="z" if derivative_of else "",
        domains=dict.fromkeys(given, (0.05, 0.9)),
        names={"z[0]": "z"},
    )


def _hidden_values(
    name: str,
    matrix: np.ndarray,
    whole: np.ndarray,
    options: Sequence[dict[str, Any]],
    edges: Sequence[float],
) -> Golden:
    at: list[Call] = [call(name, matrix, **kw) for kw in options]
    at += [
        call(name, Laid(matrix.T, "F")),
        call(name, Laid(matrix, "readonly")),
        call(name, whole),
        call(name, 0.7),
        # far out, close to 0, and with more digits than any rounding keeps
        call(name, np.array([-35.123456789, -18.7, -9.3, -5.1, -3.3, -0.0123456789])),
        call(name, np.array([0.0123456789, 3.3, 5.1, 9.3, 18.7, 35.123456789])),
        *(call(name, z) for z in (matrix.reshape(2, 1, 6), matrix[:1, :1], np.array(-1.25), -2)),
        # close to 0 a branch that begins too early shows; beside 3.3 the rounding of a difference does not
        *(call(name, np.array([-6e-7, -2e-9, 2e-9, 6e-7, 3.3]), **kw) for kw in options),
        # np.vectorize takes its type from the first entry
        call(name, np.array([3, 1, -2])),
        *([call(name, np.array(edges, dtype=float))] if edges else []),
    ]
    return Golden(label="right for any shape, layout and option", weight=4, at=tuple(at), pointwise=True)
