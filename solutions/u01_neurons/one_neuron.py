"""One neuron: the weighted sum."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import Golden
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.exercise.layer_recipes import arrays_in
from autograder.exercise.recipes import draw
from autograder.plain import Laid

# %% [markdown]
# ## One neuron
#
# A node of a network does two things: a weighted sum, then an activation. The sum first. Each input $x_i$ is
# multiplied by its own weight $w_i$, which says how much this input counts and in which direction; the products are
# added up; the bias $b$ is added once. Another deck calls the inputs $a_i$, since they are the activations of the
# layer before: $w_1a_1 + w_2a_2 + \dots + w_na_n$. It is the same sum.


@exercise(
    points=2,
    minutes=8,
    difficulty=1,
    source="S0-01, S1-04, S3-10, S4-03",
    hints=(
        "Two steps: the products, input by input, then one sum. The bias comes in once, at the end.",
        "The sum of products of two vectors is their dot product.",
        "Take the dot product of x and w (a loop over pairs is as good) and add b to it.",
    ),
    **arrays_in(
        form="one number",
        shape=(
            call("weighted_sum", draw(1100, 4), draw(1101, 4), 0.75),
            call("weighted_sum", draw(1102, 1), draw(1103, 1), -2.0),
        ),
        known=(
            golden(
                call(
                    "weighted_sum",
                    np.array([1.0, 2.0, 3.0, 4.0, 5.0]),
                    np.array([0.5, 0.2, 0.1, 0.7, 0.4]),
                    3.0,
                ),
                9.0,
                label="the slide's neuron",
            ),
            Golden(
                label="four inputs, some of them negative",
                weight=2,
                at=(call("weighted_sum", draw(1100, 4), draw(1101, 4), 0.75),),
            ),
        ),
        then=call("weighted_sum", draw(1104, 3), draw(1105, 3), -1.25),
        hidden=(
            call("weighted_sum", Laid(draw(1106, 7), "strided"), Laid(draw(1107, 7), "readonly"), -2.5),
            call("weighted_sum", draw(1108, 1), draw(1109, 1), 0.3),
            call("weighted_sum", draw(1110, 2) / 7, draw(1111, 2) / 3, 0.123456789),
            call("weighted_sum", Laid(draw(1112, 5), "readonly"), Laid(draw(1113, 5), "strided"), 2),
            call("weighted_sum", draw(1114, 6, low=-900, high=900), draw(1115, 6), 0.0),
        ),
        extra_hidden=(
            formula(
                "weighted_sum",
                {"x": draw(1116, 2), "w": draw(1117, 2), "b": 0.5},
                names={f"{key}[{i}]": f"{key}{i + 1}" for key in "xw" for i in (0, 1)},
            ),
        ),
    ),
)
def weighted_sum(x: np.ndarray, w: np.ndarray, b: float) -> float:
    r"""Weighted sum of one neuron, before its activation.

    $$z = \sum_{i=1}^{n} w_i x_i + b$$

    Args:
        x: inputs, shape (n,), n at least 1.
        w: weights, shape (n,).
        b: bias, a number.

    Returns:
        One number.

    Example:
        >>> print(weighted_sum(np.array([1.0, -2.0]), np.array([3.0, 0.5]), 10.0))
        12.0
    """
    return np.dot(w, x) + b


@wrong(weighted_sum, "forgets the bias")
def _(x, w, b):
    return np.dot(x, w)


@wrong(weighted_sum, "the bias once for each input")
def _(x, w, b):
    return np.sum(x * w + b)


@wrong(weighted_sum, "the mean of the products")
def _(x, w, b):
    return np.mean(x * w) + b


@wrong(weighted_sum, "the products are not added up")
def _(x, w, b):
    return x * w + b


@wrong(weighted_sum, "sum of the inputs times sum of the weights")
def _(x, w, b):
    return np.sum(x) * np.sum(w) + b


@wrong(weighted_sum, "subtracts the bias, as for a threshold")
def _(x, w, b):
    return np.dot(x, w) - b


@wrong(weighted_sum, "adds the weights instead of multiplying")
def _(x, w, b):
    return np.sum(x + w) + b


@wrong(weighted_sum, "the loop begins at 1")
def _(x, w, b):
    total = b
    for i in range(1, len(x)):
        total += x[i] * w[i]
    return total


@wrong(weighted_sum, "an array with one entry")
def _(x, w, b):
    return np.array([np.dot(x, w) + b])


@wrong(weighted_sum, "multiplies into the caller's inputs")
def _(x, w, b):
    x *= w
    return x.sum() + b


@wrong(weighted_sum, "already with an activation")
def _(x, w, b):
    return max(0.0, float(np.dot(x, w) + b))


@wrong(weighted_sum, "prints and returns nothing")
def _(x, w, b):
    print(np.dot(x, w) + b)


@accepted(weighted_sum, "a loop over pairs")
def _(x, w, b):
    total = b
    for value, weight in zip(x, w, strict=True):
        total = total + value * weight
    return total


@accepted(weighted_sum, "the bias as one more weight, of an input that is always 1")
def _(x, w, b):
    return np.append(x, 1.0) @ np.append(w, b)


@accepted(weighted_sum, "math.fsum of all terms")
def _(x, w, b):
    return math.fsum([*(float(p) for p in np.multiply(x, w)), b])


@accepted(weighted_sum, "einsum")
def _(x, w, b):
    return float(np.einsum("i,i->", x, w)) + b


@accepted(weighted_sum, "one row times one column")
def _(x, w, b):
    return (x.reshape(1, -1) @ w.reshape(-1, 1)).item() + b
