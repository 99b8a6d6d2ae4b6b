"""Checks for optimizer steps: several calls in a row, with gradients that are given beforehand.

The runs are chosen so that published forms of one method differ visibly: eps = 1e-2 (at 1e-8 its place
shows only beside a gradient as small), a rate that drops on the way, a state that is not empty, gradients
near 1e-4, coordinates of different size and sign.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.calls import Call, call, drive, traced
from autograder.checks import Check, Formula, StepPurity, Trajectory
from autograder.checks.trajectory import optimizer_run, published
from autograder.exercise.form_recipes import traced_forms
from autograder.exercise.recipes import Checks, draw
from autograder.plain import NamedFunction, named

Options = Mapping[str, float]
Steps = Mapping[str, Callable[..., Any]]


def step_formula(name: str, options: Options, warm: Mapping[str, Any], forms: Steps) -> Formula:
    """Return the check that shows what one warm step computes, for one parameter; all but `t` are symbols.

    `forms` are other published forms, by name.
    """
    state = {key: value[:1] if isinstance(value, np.ndarray) else value for key, value in warm.items()}
    arrays = [key for key, value in state.items() if isinstance(value, np.ndarray)]
    inputs = {
        "0": "theta",
        "1": "grad",
        **{f"2.{key}": key for key in arrays},
        **{key: key for key in options},
    }
    small = {"lr": (0.01, 0.5), "eps": (0.001, 0.1)}
    asked = traced(inputs, call(name, start(1), draw(77, 1), state, **options))
    return Formula(
        label="the formula of one step",
        call=asked,
        forms=traced_forms(asked, forms),
        domains={**dict.fromkeys(arrays, (0.1, 3.0)), **{key: small.get(key, (0.1, 0.9)) for key in options}},
        names={f"{key}[0]": key for key in ("theta", "grad", *arrays)},
        parts={"[0][0]": "theta", **{f"[1]['{key}'][0]": key for key in arrays}, "[1]['t']": "t"},
    )


def start(*shape: int) -> np.ndarray:
    """Return parameters whose entries differ in size and sign: 1, -0.5, 30, -0.04, ..."""
    return np.resize([1.0, -0.5, 30.0, -0.04, 2.5, -7.0], shape)


def descent(grad: NamedFunction | float, *rest: Any, **options: Any) -> Call:
    """Return `gradient_descent(grad, start, lr, ...)`; a number is the curvature of a quadratic."""
    return call("gradient_descent", _gradient(grad), *rest, **options)


def counted_descent(grad: NamedFunction | float, *rest: Any) -> Call:
    """Return the call of `descent` with the evaluations of the gradient counted."""
    return drive("count_evaluations", "gradient_descent", _gradient(grad), *rest)


def _gradient(grad: NamedFunction | float) -> NamedFunction:
    return grad if isinstance(grad, NamedFunction) else named("quadratic_gradient", curvature=grad)


def dropping(options: Options, steps: int, *, drop_at: int = 2) -> list[dict[str, float]]:
    """Return the options of each step; from step index `drop_at` on the rate is a tenth."""
    late = {**options, "lr": options["lr"] / 10}
    return [dict(options) if step < drop_at else dict(late) for step in range(steps)]


def optimizer_steps(
    name: str,
    *,
    usual: Options,
    other: Options,
    warm: Mapping[str, Any],
    defaults: Options,
    seed: int,
    also: Steps | None = None,
    named: Steps | None = None,
    extra: Sequence[Check] = (),
) -> Checks:
    """Return the checks of a `(theta, grad, state, **options) -> (theta, state)` step.

    Args:
        name: the exercise.
        usual: options of the visible runs (eps = 1e-2 where there is an eps).
        other: different ones for hidden runs.
        warm: a state of earlier steps, for parameters of shape (3,).
        defaults: the options that have no default value.
        seed: for the gradients.
        also: other published forms that are accepted, by name.
        named: other forms that fail, by name; a name completes "this is ...".
        extra: further visible checks.
    """

    def path(label: str, asked: Call, weight: int = 1) -> Trajectory:
        # one step alone cannot tell a sum of squares from an average without its factor
        others = (named or {}) if len(asked.arguments()[0][1]) > 1 else {}
        forms = (*published(asked, also or {}, accepted=True), *published(asked, others))
        return Trajectory(label=label, weight=weight, call=asked, forms=forms)

    theta, gradients = start(3), draw(seed, 4, 3)
    small = gradients[:3] * [1.0, 1e-7, 1.0]
    checks: list[Check] = [
        path("the first step", optimizer_run(name, theta, gradients[:1], usual, {})),
        path("four steps", optimizer_run(name, theta, gradients, usual, {}), weight=3),
        # small parameters: beside large ones a default that is a little off would not show
        path("default hyperparameters", optimizer_run(name, 1e-3 * theta, small, defaults, {})),
        *extra,
        StepPurity(
            label="leaves theta, grad and state alone",
            call=optimizer_run(name, theta, gradients, usual, {}),
        ),
    ]
    late = optimizer_run(name, theta, draw(seed + 1, 5, 3), dropping(other, 5), warm)
    tiny = optimizer_run(name, theta, 1e-4 * draw(seed + 2, 4, 3), other, {})
    matrix = optimizer_run(name, start(2, 3), 20 * draw(seed + 3, 3, 2, 3), other, {})
    single = optimizer_run(name, start(1), draw(seed + 4, 3, 1), other, {})
    hidden: list[Check] = [
        step_formula(name, other, warm, {**(also or {}), **(named or {})}),
        path("from earlier steps, with a rate that drops", late, weight=2),
        path("gradients near 1e-4", tiny),
        path("a matrix of parameters, other hyperparameters", matrix),
        path("one parameter alone", single),
    ]
    return {"checks": checks, "hidden": hidden}
