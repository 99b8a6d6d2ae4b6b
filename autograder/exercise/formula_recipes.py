"""Short ways to ask for the formula that a function computes, for one small call."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np

from autograder.calls import call, traced
from autograder.checks import Formula

DOMAINS = {"yhat": (0.05, 0.95), "lr": (0.01, 0.5)}
"""Ranges of inputs that are not any number between -3 and 3."""


def formula(
    name: str,
    values: Mapping[str, Any],
    *,
    fixed: Collection[str] = (),
    names: Mapping[str, str] | None = None,
    parts: Mapping[str, str] | None = None,
    domains: Mapping[str, tuple[float, float]] | None = None,
) -> Formula:
    """Return the check that shows what `name` computes; the reference gives the truth.

    Args:
        name: the exercise.
        values: its arguments in order, with example values; an array of one entry is named like a number.
        fixed: the arguments that stay as they are, such as labels.
        names: other names for entries of arrays ("X[0,0]").
        parts: what the entries of the result are called.
        domains: ranges of inputs that are neither usual nor in `DOMAINS`.
    """
    single = {
        f"{key}[{','.join('0' * np.ndim(value))}]": key
        for key, value in values.items()
        if np.ndim(value) and np.size(value) == 1
    }
    inputs = {str(place): key for place, key in enumerate(values) if key not in fixed}
    return Formula(
        label="the formula",
        call=traced(inputs, call(name, *values.values())),
        domains={key: DOMAINS[key] for key in values if key in DOMAINS} | dict(domains or {}),
        names={**single, **(names or {})},
        parts=dict(parts or {}),
    )


def formula_per_wine(name: str, arguments: Collection[str]) -> Formula:
    """Return the check of a function that works wine by wine, out of "x", "yhat" and "y".

    A good wine and a bad one, with their labels as constants: right formulas differ where y is not 0 or 1.
    """
    made = {"x": np.array([0.7, -1.2]), "yhat": np.array([0.3, 0.6]), "y": np.array([1, 0])}
    return formula(
        name,
        {key: made[key] for key in arguments},
        fixed=("y",),
        names={f"{key}[{place}]": key for key in ("x", "yhat") if key in arguments for place in (0, 1)},
        parts={"[0]": "y = 1", "[1]": "y = 0"},
    )
