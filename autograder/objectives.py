"""Trusted functions that a student's code may be handed as an argument. None of them is an answer.

A call asks for one by name, `named("quadratic", curvature=2.0)`; it is made beside the student's code.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from autograder.plain import NamedFunction

FUNCTIONS: dict[str, Callable[..., Any]] = {}


def objective(function: Callable[..., Any]) -> Callable[..., Any]:
    """Register a function under its name; its first argument is the point."""
    if function.__name__ in FUNCTIONS:
        message = (
            f"an objective is registered once, {function.__name__!r} is there already; choose another name"
        )
        raise ValueError(message)
    FUNCTIONS[function.__name__] = function
    return function


def resolve(asked: NamedFunction) -> Callable[..., Any]:
    """Return the callable with its parameters bound; raises KeyError with the known names."""
    function = FUNCTIONS.get(asked.name)
    if function is None:
        message = f"{asked.name!r} is no objective; autograder.objectives has {', '.join(sorted(FUNCTIONS))}"
        raise KeyError(message)
    return partial(function, **asked.parameters) if asked.parameters else function


@objective
def identity(x: Any) -> Any:
    """Return x."""
    return x


@objective
def square(x: Any) -> Any:
    """Return x^2."""
    return x * x


@objective
def cube(x: Any) -> Any:
    """Return x^3."""
    return x * x * x


@objective
def exp(x: Any) -> Any:
    """Return e^x."""
    return np.exp(x)


@objective
def relu(x: Any) -> Any:
    """max(0, x)."""
    return np.maximum(x, 0.0)


@objective
def absolute(x: Any) -> Any:
    """Return |x|."""
    return np.abs(x)


@objective
def sine(x: Any) -> Any:
    """Return sin(x)."""
    return np.sin(x)


@objective
def quadratic(x: Any, curvature: float = 1.0) -> Any:
    """Curvature * x^2 / 2."""
    return curvature * x * x / 2


@objective
def quadratic_gradient(x: Any, curvature: float = 1.0) -> Any:
    """Return the derivative of `quadratic`: curvature * x."""
    return curvature * x


@objective
def bowl_gradient(x: Any, A: Any, b: Any) -> Any:
    """Gradient of x.A.x/2 - b.x for a symmetric A: A x - b."""
    return np.asarray(A) @ x - np.asarray(b)


@objective
def rosenbrock_gradient(x: Any) -> Any:
    """Gradient of (1 - x0)^2 + 100 (x1 - x0^2)^2, shape (2,)."""
    valley = x[1] - x[0] ** 2
    return np.array([-2 * (1 - x[0]) - 400 * x[0] * valley, 200 * valley])


@objective
def saddle_gradient(x: Any) -> Any:
    """Gradient of x0^2 - x1^2, shape (2,)."""
    return np.array([2 * x[0], -2 * x[1]])


@objective
def halving_step(params: Any, state: Any, X: Any, y: Any) -> Any:
    """Return a training step that tells batches and their order apart: (params, state), both new dicts.

    params["w"] becomes w/2 plus the mean of the rows, each times 1 + its label; state["rows"] lists the sizes
    of the batches so far.
    """
    moved = params["w"] / 2 + np.mean(X * (1.0 + y[:, None]), axis=0)
    return {"w": moved}, {"rows": [*state.get("rows", []), len(y)]}


@objective
def coasting_step(params: Any, state: Any, X: Any, y: Any) -> Any:
    """Return a training step whose move goes on, at half the speed, in the steps after it.

    It moves like `halving_step` by what its batch says, plus half of the move before: state["move"].
    """
    move = state.get("move", 0.0) / 2 + np.mean(X * (1.0 + y[:, None]), axis=0)
    return {"w": params["w"] + move}, {"move": move}


@objective
def spread_measure(X: Any, y: Any, params: Any) -> Any:
    """Return a loss and an accuracy that depend on everything: a mean square, and the share of labels 0."""
    return float(np.mean((X - params["w"]) ** 2)), float(np.mean(y == 0))
