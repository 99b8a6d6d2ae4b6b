"""The smallest network that is any use: a house price that is never negative."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Property, Purity, Shape
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.exercise.recipes import draw
from autograder.plain import Laid

# %% [markdown]
# ## The smallest network that is any use
#
# The price of a house grows with its size, $w \cdot \text{size} + b$. For a very small house a straight line would
# promise a negative price, and nobody pays you for taking a house. Cut the line off at zero, and you have a neuron:
# one weight, one bias, one activation.


@exercise(
    points=1,
    minutes=5,
    difficulty=1,
    core=False,
    source="S2-02",
    hints=(
        "First the straight line, then the cut at zero.",
        "The activation is ReLU: the larger of 0 and its input, entry by entry.",
        "NumPy has a function that takes the larger of two numbers entry by entry; give it 0 and the line.",
    ),
    checks=[
        Shape(
            label="float64 in the shape of size",
            at=(
                call("relu_regression", 120.0, 2.5, -50.0),
                call("relu_regression", np.array([10.0, 80.0]), 2.5, -50.0),
            ),
        ),
        golden(call("relu_regression", 120.0, 2.5, -50.0), 250.0, label="a house of 120 square metres"),
        Golden(
            label="a street of houses",
            weight=2,
            at=(call("relu_regression", np.array([5.0, 12.5, 40.0, 80.0, 200.0]), 2.5, -50.0),),
        ),
        Shape(
            label="whole numbers give float64",
            at=(call("relu_regression", np.array([1, 2, 30]), 3, -7),),
        ),
        Purity(
            label="leaves size alone",
            first=call("relu_regression", draw(504, 6, low=0.1, high=9.0), 2.0, -9.0),
            between=call("relu_regression", draw(505, 6, low=0.1, high=9.0), 1.0, -3.0),
        ),
    ],
    hidden=[
        Golden(
            label="any sizes, weights and layouts",
            weight=5,
            at=(
                call("relu_regression", draw(501, 4, 3, low=0.2, high=9.0), 1.75, -6.5),
                call("relu_regression", Laid(draw(502, 3, 4, low=0.2, high=9.0), "F"), -0.5, 2.0),
                call("relu_regression", np.array([1, 2, 30, 4]), 3, -7),
                call("relu_regression", 8, -1.5, 3.0),
                call("relu_regression", draw(506, 2, 1, 3, low=9.0, high=900.0) / 7, 12.3456789, -50.0),
            ),
        ),
        Property(
            label="no price is negative",
            rule="never_negative",
            at=(call("relu_regression", draw(503, 20, low=0.1, high=9.0), 2.0, -9.0),),
        ),
        formula("relu_regression", {"size": np.array([2.5]), "w": 1.5, "b": -0.4}),
    ],
)
def relu_regression(size: np.ndarray, w: float, b: float) -> np.ndarray:
    r"""Price of a house by one ReLU neuron, $\max(0,\ w \cdot \text{size} + b)$.

    Args:
        size: a number or an array of any shape; whole numbers may come in.
        w: weight, a number.
        b: bias, a number.

    Returns:
        Price in float64, same shape as `size`.

    Example:
        >>> relu_regression(np.array([10.0, 120.0]), 2.5, -50.0)
        array([  0., 250.])
    """
    return np.maximum(0.0, w * np.asarray(size, dtype=float) + b)


@wrong(relu_regression, "min for max, as a slide has it")
def _(size, w, b):
    return np.minimum(0.0, w * np.asarray(size, dtype=float) + b)


@wrong(relu_regression, "a straight line without the activation")
def _(size, w, b):
    return w * np.asarray(size, dtype=float) + b


@wrong(relu_regression, "cuts the size off before the bias is added")
def _(size, w, b):
    return np.maximum(0.0, w * np.asarray(size, dtype=float)) + b


@wrong(relu_regression, "if on an array")
def _(size, w, b):
    price = w * size + b
    if price > 0:
        return price
    return 0.0


@wrong(relu_regression, "one price for the whole street")
def _(size, w, b):
    return np.max([0.0, np.max(w * np.asarray(size, dtype=float) + b)])


@wrong(relu_regression, "subtracts the bias")
def _(size, w, b):
    return np.maximum(0.0, w * np.asarray(size, dtype=float) - b)


@wrong(relu_regression, "leaks below 0")
def _(size, w, b):
    price = w * np.asarray(size, dtype=float) + b
    return np.where(price > 0, price, 0.01 * price)


@wrong(relu_regression, "weight and bias swapped")
def _(size, w, b):
    return np.maximum(0.0, b * np.asarray(size, dtype=float) + w)


@accepted(relu_regression, "with a mask")
def _(size, w, b):
    price = np.array(size, dtype=float) * w + b
    return price * (price > 0)


@accepted(relu_regression, "with np.where")
def _(size, w, b):
    price = np.add(np.multiply(size, w, dtype=float), b)
    return np.where(price > 0, price, 0.0)


@accepted(relu_regression, "max() of single numbers, vectorised")
def _(size, w, b):
    return np.vectorize(lambda one: max(0.0, float(w * one + b)), otypes=[float])(size)


@accepted(relu_regression, "half the sum of the price and its distance from 0")
def _(size, w, b):
    price = np.array(size, dtype=float) * w + b
    return (price + np.abs(price)) / 2
