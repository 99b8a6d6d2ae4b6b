"""The derivative of the hyperbolic tangent."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import Property, Symbolic
from autograder.exercise.declare import accepted, answer, exercise, wrong
from autograder.exercise.recipes import draw, elementwise
from solutions.u03_activations.sigmoid import sigmoid

# %% [markdown]
# ## The derivative of tanh
#
# The quotient rule on $\tanh z = \sinh z / \cosh z$, with $\sinh' = \cosh$ and $\cosh' = \sinh$, again ends in a formula
# of the value alone. At 0 the slope is 1, four times the sigmoid's: gradients fade more slowly, but they do fade.

d_tanh = answer(
    "d_tanh",
    "1 - t^2",
    prompt=r"""
    The derivative of $\tanh z$ with respect to $z$ as a formula in `t`, where $t = \tanh z$. `t` is the only symbol.
    """,
    points=1,
    minutes=5,
    difficulty=2,
    core=False,
    source="S2-08",
    hints=(
        "Use the quotient rule on sinh/cosh, then divide every term by cosh squared.",
        "The quotient rule gives (cosh^2 - sinh^2)/cosh^2.",
        "The first term of that fraction is 1; the second is the square of something that you know as t.",
    ),
    checks=[
        Symbolic(
            label="is the derivative of tanh",
            name="d_tanh",
            of="tanh",
            wrt="z",
            symbols=("t",),
            where={"t": "tanh(z)"},
            domains={"z": (-4, 4)},
        )
    ],
    wrong=(
        ("1 + t^2", "the derivative of the circle's tangent"),
        ("t*(1 - t)", "the derivative of the sigmoid"),
        ("t^2 - 1", "the wrong sign"),
        ("1 - t", "forgets the square"),
        ("(1 - t)^2", "squares too much"),
        ("1/t", "the quotient of the derivatives"),
    ),
    accepted=(
        ("(1 - t)*(1 + t)", "factored"),
        ("1 - t**2", "in Python's notation"),
        ("(1-t)(t+1)", "without an asterisk"),
    ),
)


@exercise(
    points=2,
    minutes=8,
    difficulty=2,
    source="S2-08",
    hints=(
        "Express the derivative by the value t = tanh z.",
        "tanh'(z) = 1 - tanh(z)^2.",
        "Compute the hyperbolic tangent of z once, square it and take it from 1; mind the square.",
    ),
    **elementwise(
        "tanh_grad",
        [-2, -1, 0, 1, 2],
        seed=315,
        derivative_of="tanh",
        extreme=(-1000.0, -750.0, 0.7, 750.0, 1000.0),
        extra_hidden=[
            Property(
                label="is the same at z and -z",
                at=(call("tanh_grad", draw(317, 6)), call("tanh_grad", -draw(317, 6))),
                rule="even",
            )
        ],
    ),
)
def tanh_grad(z: np.ndarray) -> np.ndarray:
    r"""Derivative of the hyperbolic tangent with respect to the pre-activation, element by element.

    Args:
        z: pre-activations (not activations), a number or an array of any shape; |z| up to 1000, without an
            overflow warning.

    Returns:
        $\tanh'(z)$, float64, same shape as `z`.

    Example:
        >>> tanh_grad(np.array([0.0, 1.0, 2.0]))
        array([1.        , 0.41997434, 0.07065082])
    """
    return 1.0 - np.square(np.tanh(np.asarray(z, dtype=float)))


@wrong(tanh_grad, "takes z for the activation")
def _(z):
    return 1 - np.asarray(z, dtype=float) ** 2


@wrong(tanh_grad, "forgets the square")
def _(z):
    return 1 - np.tanh(np.asarray(z, dtype=float))


@wrong(tanh_grad, "the sign is the wrong way round")
def _(z):
    return np.tanh(np.asarray(z, dtype=float)) ** 2 - 1


@wrong(tanh_grad, "the sigmoid's rule with tanh")
def _(z):
    t = np.tanh(np.asarray(z, dtype=float))
    return t * (1 - t)


@wrong(tanh_grad, "plus for minus, as for the circle's tangent")
def _(z):
    return 1 + np.tanh(np.asarray(z, dtype=float)) ** 2


@wrong(tanh_grad, "through cosh: overflows for z = 1000")
def _(z):
    return 1 / np.cosh(np.asarray(z, dtype=float)) ** 2


@wrong(tanh_grad, "through the sigmoid, without one inner derivative")
def _(z):
    s = sigmoid(2 * np.asarray(z, dtype=float))
    return 2 * s * (1 - s)


@wrong(tanh_grad, "returns the function itself")
def _(z):
    return np.tanh(np.asarray(z, dtype=float))


@accepted(tanh_grad, "through the sigmoid, with both inner derivatives")
def _(z):
    s = sigmoid(2 * np.asarray(z, dtype=float))
    return 4 * s * (1 - s)


@accepted(tanh_grad, "through cosh, clipped where float64 sees no difference")
def _(z):
    return 1 / np.cosh(np.clip(np.asarray(z, dtype=float), -350, 350)) ** 2


@accepted(tanh_grad, "one number at a time, factored")
def _(z):
    return np.vectorize(lambda x: (1 - math.tanh(x)) * (1 + math.tanh(x)), otypes=[float])(z)


@accepted(tanh_grad, "the product of the two factors, from exponentials of -2|z|")
def _(z):
    e = np.exp(-2 * np.abs(np.array(z, dtype=float)))
    return 4 * e / (1 + e) ** 2
