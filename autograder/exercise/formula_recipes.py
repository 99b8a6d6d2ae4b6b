"""Short ways to ask for the formula that a function computes, for one small call."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np

from autograder.calls import call, drive, traced
from autograder.checks import Formula

DOMAINS = {"yhat": (0.05, 0.95), "lr": (0.01, 0.5)}
"""Ranges of inputs that are not any number between -3 and 3."""

_STEPS = {1: "one step", 2: "two steps"}


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


def formula_of_steps(name: str, values: Mapping[str, Any], counts: tuple[int, ...] = (1, 2)) -> Formula:
    """Return the check of `name(*values, steps)` that returns (w, b, losses), after few steps.

    Most mistakes show after one step, in a short formula; only what goes from one step to the next needs two.
    """
    inputs = {str(place): key for place, key in enumerate(values, start=1) if key != "y"}
    names = {f"X[{row},0]": f"x{row}" for row in range(np.size(values["y"]))} if "X" in values else {}
    weight = "[0]" if "X" in values else ""
    parts: dict[str, str] = {}
    for place, count in enumerate(counts):
        said = f"after {_STEPS[count]}"
        parts |= {f"[{place}][0]{weight}": f"w {said}", f"[{place}][1]": f"b {said}"}
        parts[f"[{place}][2][0]"] = "the first loss"
        parts |= {f"[{place}][2][{step}]": f"the loss after {_STEPS[step]}" for step in range(1, count + 1)}
    return Formula(
        label="the formula",
        call=traced(inputs, drive("each_count", name, list(counts), *values.values())),
        domains={"lr": DOMAINS["lr"]},
        names=names,
        parts=parts,
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
