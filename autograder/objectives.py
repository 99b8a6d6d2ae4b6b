"""Trusted functions that a student's code may be handed as an argument. None of them is an answer.

A call asks for one by name, `named("quadratic", curvature=2.0)`; it is made beside the student's code.
"""

from __future__ import annotations

import math
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
def reciprocal(x: Any) -> Any:
    """Return 1/x."""
    return 1.0 / x


@objective
def softplus_of_a_number(x: Any) -> Any:
    """log(1 + e^x), for one number only: arrays of more than one entry are refused."""
    return math.log1p(math.exp(x))


@objective
def slide_field(x: Any) -> Any:
    """Return x0^2 x1 + x1 x2, shape (3,) to a number."""
    return x[0] ** 2 * x[1] + x[1] * x[2]


@objective
def sum_of_cubes(x: Any) -> Any:
    """Return the sum of x^3 over all entries, any shape to a number."""
    return np.sum(x * x * x)


@objective
def sum_of_cubes_gradient(x: Any, factor: float = 1.0) -> Any:
    """Gradient of `sum_of_cubes`, 3 x^2, times a factor that makes it wrong."""
    return 3.0 * factor * x * x


@objective
def chained(x: Any) -> Any:
    """Sum of k x_k^3 plus the products of neighbours, over the entries in C order, k from 1."""
    flat = np.ravel(x)
    return np.sum(np.arange(1, flat.size + 1) * flat**3) + np.sum(flat[1:] * flat[:-1])


@objective
def chained_gradient(x: Any) -> Any:
    """Gradient of `chained`, same shape as x."""
    flat = np.ravel(x).astype(float)
    slope = 3.0 * np.arange(1, flat.size + 1) * flat**2
    slope[:-1] += flat[1:]
    slope[1:] += flat[:-1]
    return slope.reshape(np.shape(x))


@objective
def sum_of_inverse_squares(x: Any) -> Any:
    """Return the sum of x^-2; NumPy refuses it for an array of whole numbers."""
    return np.sum(x**-2)


@objective
def value_line(x: Any) -> Any:
    """Return 3 x0 - 2 x1 + x2, of objects with operators and methods as all that begin with `value_`."""
    return 3 * x[0] - 2 * x[1] + x[2]


@objective
def value_valley(x: Any) -> Any:
    """Rosenbrock's function (1 - x0)^2 + 100 (x1 - x0^2)^2."""
    return (1 - x[0]) ** 2 + 100 * (x[1] - x[0] ** 2) ** 2


@objective
def value_neuron(x: Any) -> Any:
    """tanh(x0 x1 + x2)."""
    return (x[0] * x[1] + x[2]).tanh()


@objective
def value_ratio(x: Any) -> Any:
    """exp(x0/x1) - log(x1)/x2."""
    return (x[0] / x[1]).exp() - x[1].log() / x[2]


@objective
def value_root(x: Any, steps: int = 6) -> Any:
    """Square root of x0 by Newton's method, from x0 itself."""
    root = x[0]
    for _ in range(steps):
        root = (root + x[0] / root) / 2
    return root


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
