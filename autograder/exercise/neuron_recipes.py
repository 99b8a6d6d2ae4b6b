"""Checks for functions of one neuron's quantities: an input x, a prediction yhat, a label y."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.calls import call
from autograder.checks import Check, FiniteDifference, Golden, Purity, Shape
from autograder.checks.golden import golden
from autograder.exercise.formula_recipes import formula_per_wine
from autograder.exercise.recipes import Checks, draw
from autograder.exercise.spec import Follows
from autograder.plain import Laid

EDGE = 1e-6  # predictions are tested this far from 0 and 1


def labels(seed: int, *shape: int) -> np.ndarray:
    """Return fixed pseudo-random labels 0 and 1 as integers."""
    return (draw(seed, *shape) > 0).astype(np.int64)


def neuron_values(names: Sequence[str], seed: int, *shape: int) -> list[Any]:
    """Return arrays of one shape in the order of `names`: x in (-3, 3), yhat in (0.05, 0.95), y in {0, 1}."""
    made = {
        "x": draw(seed, *shape),
        "yhat": draw(seed + 1, *shape, low=0.05, high=0.95),
        "y": labels(seed + 2, *shape),
    }
    return [made[name] for name in names]


def edge_values(names: Sequence[str]) -> list[np.ndarray]:
    """Return both labels with predictions that are almost 0 and almost 1."""
    made = {
        "x": np.array([0.5, -0.25, 2.0, -1.5]),
        "yhat": np.array([EDGE, 1 - EDGE, EDGE, 1 - EDGE]),
        "y": np.array([0, 0, 1, 1]),
    }
    return [made[name] for name in names]


def per_wine(
    name: str,
    names: Sequence[str],
    *,
    slide: Sequence[Any],
    value: Any,
    seed: int,
    of: str | None = None,
    extra: Sequence[Check] = (),
) -> Checks:
    """Return the checks of a function that works wine by wine, on numbers and on arrays of one shape.

    Args:
        name: the exercise.
        names: its arguments, out of "x", "yhat" and "y".
        slide: the arguments of the slide's wine.
        value: the right result for that wine.
        seed: for all other inputs.
        of: name in `autograder.losses` that the function must be the derivative of.
        extra: further visible checks.
    """
    vector = call(name, *neuron_values(names, seed, 5))
    checks: list[Check] = [
        Shape(label="a number for numbers, an array for arrays", at=(call(name, *slide), vector)),
        golden(call(name, *slide), value, label="the wine neuron, y = 1"),
        Golden(label="five wines at once, both labels", weight=2, at=(vector,)),
        *extra,
    ]
    if of:
        at = (call(name, *neuron_values(names, seed + 10, 12)),)
        checks.append(FiniteDifference(label="is the derivative", weight=2, at=at, of=of, elementwise=True))
    other = call(name, *neuron_values(names, seed + 11, 4))
    checks.append(
        Purity(label="leaves its arguments alone and remembers nothing", first=vector, between=other)
    )
    hidden = [*_hidden(name, names, seed), formula_per_wine(name, names)]
    return {"checks": checks, "hidden": hidden, "follows": Follows(of) if of else None}


def _hidden(name: str, names: Sequence[str], seed: int) -> list[Check]:
    matrix = neuron_values(names, seed + 20, 4, 3)
    layouts = [call(name, *(Laid(part, how) for part in matrix)) for how in ("F", "readonly", "strided")]
    one = call(name, *[part.item() for part in neuron_values(names, seed + 30, 1)])
    single, cube = (call(name, *neuron_values(names, seed + 25, *shape)) for shape in ((1,), (2, 1, 3)))
    at = (call(name, *matrix), *layouts, one, single, cube)
    edges = call(name, *edge_values(names))
    return [
        Golden(label="right for any shape and layout", weight=4, at=at),
        Golden(label="right for predictions close to 0 and 1", at=(edges,)),
    ]
