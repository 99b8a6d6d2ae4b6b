"""The way back through sigmoid and tanh."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Purity, Shape
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.exercise.recipes import draw
from autograder.plain import Laid

# %% [markdown]
# ## Slopes from the activation alone
#
# For sigmoid and tanh the forward pass has done the work: with $a = \sigma(z)$ or $a = \tanh(z)$ at hand, the slope at
# $z$ needs no exponential any more. You derived both in the unit on activations; here they become backward passes.


@exercise(
    points=1,
    minutes=5,
    difficulty=2,
    core=False,
    source="S0-34",
    hints=(
        "Write the derivative of sigma(z) in terms of sigma(z) itself.",
        "The slope is A times what is missing to 1.",
        "Three factors, entry by entry: dA, A, and 1 minus A.",
    ),
    checks=[
        Shape(
            label="has the shape of A",
            at=(call("sigmoid_backward", draw(7331, 4, 3), draw(7332, 4, 3, low=0.02, high=0.98)),),
        ),
        golden(
            call("sigmoid_backward", np.array([10.0, 10.0, -4.0]), np.array([0.5, 0.9, 0.25])),
            np.array([2.5, 0.9, -0.75]),
            label="three activations, by hand",
            weight=2,
        ),
        Purity(
            label="leaves dA and A alone",
            first=call("sigmoid_backward", draw(7333, 4, 3), draw(7334, 4, 3, low=0.02, high=0.98)),
            between=call("sigmoid_backward", draw(7335, 2, 3), draw(7336, 2, 3, low=0.02, high=0.98)),
        ),
    ],
    hidden=[
        Golden(
            label="any shape and layout, saturated units",
            weight=3,
            at=(
                call("sigmoid_backward", draw(7341, 1, 5), draw(7342, 1, 5, low=0.02, high=0.98)),
                call("sigmoid_backward", draw(7343, 2, 3, 4), draw(7344, 2, 3, 4, low=0.02, high=0.98)),
                call(
                    "sigmoid_backward",
                    Laid(draw(7345, 3, 4), "F"),
                    Laid(draw(7346, 3, 4, low=0.02, high=0.98), "readonly"),
                ),
                call("sigmoid_backward", np.array([2.0, -3.0, 5.0]), np.array([1e-6, 0.0, 1.0])),
            ),
        ),
        formula(
            "sigmoid_backward",
            {"dA": np.array([0.7]), "A": np.array([0.4])},
        ),
    ],
)
def sigmoid_backward(dA: np.ndarray, A: np.ndarray) -> np.ndarray:
    r"""Backward pass of the sigmoid $A = \sigma(Z)$, computed from the activation A alone.

    Args:
        dA: derivative of the loss with respect to A, any shape.
        A: the output of the sigmoid, same shape, every entry from 0 to 1.

    Returns:
        dZ, the derivative of the loss with respect to Z: float64, same shape.

    Example:
        >>> sigmoid_backward(np.array([8.0]), np.array([0.5]))
        array([2.])
    """
    return np.multiply(dA, A) * (1.0 - A)


@wrong(sigmoid_backward, "takes A for Z")
def _(dA, A):
    s = 1 / (1 + np.exp(-A))
    return dA * s * (1 - s)


@wrong(sigmoid_backward, "forgets dA")
def _(dA, A):
    return A * (1 - A)


@wrong(sigmoid_backward, "forgets the factor A")
def _(dA, A):
    return dA * (1 - A)


@wrong(sigmoid_backward, "the slope of tanh")
def _(dA, A):
    return dA * (1 - A**2)


@wrong(sigmoid_backward, "the other sign")
def _(dA, A):
    return dA * A * (A - 1)


@wrong(sigmoid_backward, "divides by the slope")
def _(dA, A):
    return dA / (A * (1 - A))


@wrong(sigmoid_backward, "uses dA in place of A")
def _(dA, A):
    return dA * (1 - dA)


@wrong(sigmoid_backward, "multiplies into the caller's dA")
def _(dA, A):
    dA *= A
    dA *= 1 - A
    return dA


@accepted(sigmoid_backward, "one minus a square")
def _(dA, A):
    return dA * (A - np.square(A))


@accepted(sigmoid_backward, "number by number")
def _(dA, A):
    slope = np.vectorize(lambda d, a: float(d) * float(a) * (1.0 - float(a)), otypes=[float])
    return slope(dA, A)


@accepted(sigmoid_backward, "around one half")
def _(dA, A):
    return (0.25 - (A - 0.5) ** 2) * dA


@accepted(sigmoid_backward, "on a copy")
def _(dA, A):
    dZ = np.array(dA, dtype=float)
    dZ *= A
    dZ -= dZ * A
    return dZ


@exercise(
    points=1,
    minutes=5,
    difficulty=2,
    core=False,
    source="S0-34",
    hints=(
        "Write the derivative of tanh(z) in terms of tanh(z) itself.",
        "The slope is 1 minus the square of the activation.",
        "Multiply dA, entry by entry, by 1 minus A squared.",
    ),
    checks=[
        Shape(
            label="has the shape of A",
            at=(call("tanh_backward", draw(7351, 4, 3), draw(7352, 4, 3, low=-0.98, high=0.98)),),
        ),
        golden(
            call("tanh_backward", np.array([10.0, 10.0, -4.0]), np.array([0.0, 0.9, -0.5])),
            np.array([10.0, 1.9, -3.0]),
            label="three activations, by hand",
            weight=2,
        ),
        Purity(
            label="leaves dA and A alone",
            first=call("tanh_backward", draw(7353, 4, 3), draw(7354, 4, 3, low=-0.98, high=0.98)),
            between=call("tanh_backward", draw(7355, 2, 3), draw(7356, 2, 3, low=-0.98, high=0.98)),
        ),
    ],
    hidden=[
        Golden(
            label="any shape and layout, saturated units",
            weight=3,
            at=(
                call("tanh_backward", draw(7361, 1, 5), draw(7362, 1, 5, low=-0.98, high=0.98)),
                call("tanh_backward", draw(7363, 2, 3, 4), draw(7364, 2, 3, 4, low=-0.98, high=0.98)),
                call(
                    "tanh_backward",
                    Laid(draw(7365, 3, 4), "F"),
                    Laid(draw(7366, 3, 4, low=-0.98, high=0.98), "readonly"),
                ),
                call("tanh_backward", np.array([2.0, -3.0, 5.0]), np.array([1e-6, -1.0, 1.0])),
            ),
        ),
        formula(
            "tanh_backward",
            {"dA": np.array([0.7]), "A": np.array([0.4])},
        ),
    ],
)
def tanh_backward(dA: np.ndarray, A: np.ndarray) -> np.ndarray:
    r"""Backward pass of the hyperbolic tangent $A = \tanh(Z)$, computed from the activation A alone.

    Args:
        dA: derivative of the loss with respect to A, any shape.
        A: the output of tanh, same shape, every entry from -1 to 1.

    Returns:
        dZ, the derivative of the loss with respect to Z: float64, same shape.

    Example:
        >>> tanh_backward(np.array([8.0]), np.array([0.5]))
        array([6.])
    """
    return np.multiply(dA, 1.0 - np.square(A))


@wrong(tanh_backward, "takes A for Z")
def _(dA, A):
    return dA * (1 - np.tanh(A) ** 2)


@wrong(tanh_backward, "forgets dA")
def _(dA, A):
    return 1 - A**2


@wrong(tanh_backward, "forgets the square")
def _(dA, A):
    return dA * (1 - A)


@wrong(tanh_backward, "the slope of the sigmoid")
def _(dA, A):
    return dA * A * (1 - A)


@wrong(tanh_backward, "the other sign")
def _(dA, A):
    return dA * (A**2 - 1)


@wrong(tanh_backward, "the square root")
def _(dA, A):
    return dA * np.sqrt(1 - A**2)


@wrong(tanh_backward, "squares dA as well")
def _(dA, A):
    return dA - (dA * A) ** 2


@wrong(tanh_backward, "multiplies into the caller's dA")
def _(dA, A):
    dA *= 1 - A**2
    return dA


@accepted(tanh_backward, "the third binomial formula")
def _(dA, A):
    return dA * (1 - A) * (1 + A)


@accepted(tanh_backward, "number by number")
def _(dA, A):
    slope = np.vectorize(lambda d, a: d * (1.0 - math.pow(a, 2)), otypes=[float])
    return slope(dA, A)


@accepted(tanh_backward, "as a difference")
def _(dA, A):
    return dA - dA * A * A


@accepted(tanh_backward, "on a copy")
def _(dA, A):
    dZ = np.array(dA, dtype=float)
    dZ *= np.ones(np.shape(A)) - np.power(A, 2)
    return dZ
