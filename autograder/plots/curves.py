"""Curves: functions over an interval, errors against the step, losses against the epoch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np

from autograder.plots.canvas import MARKS, STYLES, Canvas, labelled, short

POINTS = 401
STEPS = 10.0 ** np.arange(-13, 0.5, 0.5)
_LEAST = 1e-17  # an error of exactly 0 has no place on a logarithmic axis


def curves(functions: Mapping[str, Callable[[Any], Any]], low: float = -5.0, high: float = 5.0) -> None:
    """Draw functions of one variable, each a callable from an array to an array of its shape."""
    z = np.linspace(low, high, POINTS)
    with Canvas() as canvas:
        values = canvas.values({name: partial(function, z) for name, function in functions.items()})
        if not values:
            return
        axes = canvas.axes()
        for place, (name, value) in enumerate(values.items()):
            axes.plot(z, np.broadcast_to(value, z.shape), STYLES[place % len(STYLES)], label=name)
        labelled(axes, "z", "value")
        ends = (f"{name} from {short(v.flat[0])} to {short(v.flat[-1])}" for name, v in values.items())
        canvas.says(f"Curves over z from {short(low)} to {short(high)}: {'; '.join(ends)}.")


def error_versus_h(errors: Mapping[str, Callable[[float], Any]]) -> None:
    """Draw the error of difference schemes against the step h, both axes logarithmic.

    `errors` gives, for each scheme, a callable from h to the absolute error.
    """
    with Canvas() as canvas:
        values = canvas.values(
            {name: partial(_each, function) for name, function in errors.items()},
        )
        if not values:
            return
        axes = canvas.axes()
        for place, (name, value) in enumerate(values.items()):
            marks = f"{MARKS[place % len(MARKS)]}{STYLES[place % len(STYLES)]}"
            axes.loglog(STEPS, np.maximum(np.abs(value), _LEAST), marks, label=name, markersize=4)
        labelled(axes, "step h", "error")
        best = (f"{name} is best at h = {short(STEPS[np.nanargmin(v)])}" for name, v in values.items())
        canvas.says(
            f"Error against the step h: {'; '.join(best)}. To the left rounding, to the right the curve."
        )


def histories(runs: Mapping[str, Callable[[], Any]], ylabel: str = "loss") -> None:
    """Draw one curve for each run: a callable that gives a sequence with one number for each epoch."""
    with Canvas() as canvas:
        values = canvas.values(runs)
        if not values:
            return
        axes = canvas.axes()
        for place, (name, value) in enumerate(values.items()):
            axes.plot(np.ravel(value), STYLES[place % len(STYLES)], label=name)
        labelled(axes, "epoch", ylabel)
        ends = (f"{name} from {short(v.flat[0])} to {short(v.flat[-1])}" for name, v in values.items())
        canvas.says(f"{ylabel} by epoch: {'; '.join(ends)}.")


def _each(function: Callable[[float], Any]) -> list[float]:
    return [float(np.max(np.asarray(function(float(h)), dtype=float))) for h in STEPS]
