"""The slide's neuron in code, with one wrong word."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call, traced
from autograder.checks import Formula
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.layer_recipes import arrays_in
from autograder.exercise.recipes import draw

# %% [markdown]
# ### Fix the slide: a neuron that never fires
#
# The transcript shows this program:
#
# ```python
# xs = [1.0, 2.0, 3.0, 4.0, 5.0] # inputs
# ws = [0.5, 0.2, 0.1, 0.7, 0.4] # weights
# b = 3. # bias
#
# Z = b
# for x, w in zip(xs, ws):
#     Z += x * w
#
# y = min(0, Z) # ReLU activation
# ```
#
# Follow it by hand: $Z$ goes through 3.5, 3.9, 4.2, 7.0 and 9.0, and the program ends with $y = 0$. A rectifier (ReLU)
# should hand a positive sum on as it is and replace a negative one by 0. This one does the opposite.
#
# The formula above the program has a sigmoid, not a rectifier (E02). Both make a neuron, but not the same one:
# $\sigma(9) = 0.99988$. Here the comment in the code counts: ReLU.


@exercise(
    points=2,
    minutes=6,
    difficulty=1,
    core=False,
    source="S0-02 (E01, E02)",
    needs=("weighted_sum",),
    hints=(
        "The loop is right. Try the last line with a positive Z and with a negative one.",
        "ReLU is the larger of 0 and Z.",
        "Compute Z as the slide does, then return Z together with the larger of zero and Z.",
    ),
    **arrays_in(
        form="a pair of numbers",
        shape=(
            call("slide_perceptron", [1.0, 2.0, 3.0, 4.0, 5.0], [0.5, 0.2, 0.1, 0.7, 0.4], 3.0),
            call("slide_perceptron", [1.0, -2.0], [0.5, 2.0], 1.5),
        ),
        names=("Z", "y"),
        known=(
            golden(
                call("slide_perceptron", [1.0, 2.0, 3.0, 4.0, 5.0], [0.5, 0.2, 0.1, 0.7, 0.4], 3.0),
                (9.0, 9.0),
                label="the slide's numbers",
                names=("Z", "y"),
            ),
            golden(
                call("slide_perceptron", [1.0, -2.0], [0.5, 2.0], 1.5),
                (-2.0, 0.0),
                label="a negative sum",
                names=("Z", "y"),
                weight=2,
            ),
        ),
        then=call("slide_perceptron", [0.25], [-3.0], 0.5),
        hidden=(
            call("slide_perceptron", draw(1120, 3).tolist(), draw(1121, 3).tolist(), 4.5),
            call("slide_perceptron", draw(1122, 6).tolist(), draw(1123, 6).tolist(), -7.25),
            call("slide_perceptron", [0.3], [0.7], -0.2),
            call("slide_perceptron", [1e-9], [1.0], 0.0),
            call("slide_perceptron", [-5e-7], [1.0], 0.0),
            call("slide_perceptron", [0.3], [-0.7], 0.1),
            call("slide_perceptron", [1, 2], [3, -4], 5),
            call("slide_perceptron", [1.5, 2.0], [2.0, -1.5], 0.0),
        ),
        extra_hidden=(
            Formula(
                label="the formula",
                call=traced(
                    {"0.0": "x1", "0.1": "x2", "1.0": "w1", "1.1": "w2", "2": "b"},
                    call("slide_perceptron", [0.5, -1.5], [1.5, 0.25], 0.25),
                ),
                parts={"[0]": "Z", "[1]": "y"},
            ),
        ),
    ),
)
def slide_perceptron(xs: list, ws: list, b: float) -> tuple[float, float]:
    """The slide's neuron, repaired: its weighted sum and its ReLU output.

    Args:
        xs: inputs, a list of n numbers.
        ws: weights, a list of n numbers.
        b: bias, a number.

    Returns:
        The pair (Z, y): the weighted sum with the bias, and the output after the activation.

    Example:
        >>> slide_perceptron([1.0, 2.0], [3.0, 4.0], -20.0)
        (-9.0, 0.0)
    """
    Z = float(np.dot(xs, ws)) + b
    return Z, Z if Z > 0 else 0.0


@wrong(slide_perceptron, "the slide: min")
def _(xs, ws, b):
    Z = b
    for x, w in zip(xs, ws, strict=True):
        Z += x * w
    return Z, min(0, Z)


@wrong(slide_perceptron, "the formula's sigmoid, where the code says ReLU")
def _(xs, ws, b):
    Z = sum(x * w for x, w in zip(xs, ws, strict=True)) + b
    return Z, 1 / (1 + math.exp(-Z))


@wrong(slide_perceptron, "returns the output only")
def _(xs, ws, b):
    return max(0.0, sum(x * w for x, w in zip(xs, ws, strict=True)) + b)


@wrong(slide_perceptron, "the pair the other way round")
def _(xs, ws, b):
    Z = sum(x * w for x, w in zip(xs, ws, strict=True)) + b
    return max(0.0, Z), Z


@wrong(slide_perceptron, "the distance from 0")
def _(xs, ws, b):
    Z = sum(x * w for x, w in zip(xs, ws, strict=True)) + b
    return Z, abs(Z)


@wrong(slide_perceptron, "rectifies each product")
def _(xs, ws, b):
    Z = sum(x * w for x, w in zip(xs, ws, strict=True)) + b
    return Z, sum(max(0.0, x * w) for x, w in zip(xs, ws, strict=True)) + b


@wrong(slide_perceptron, "the bias comes after the activation")
def _(xs, ws, b):
    Z = sum(x * w for x, w in zip(xs, ws, strict=True))
    return Z + b, max(0.0, Z) + b


@wrong(slide_perceptron, "no bias in the sum")
def _(xs, ws, b):
    Z = sum(x * w for x, w in zip(xs, ws, strict=True))
    return Z, max(0.0, Z)


@wrong(slide_perceptron, "Z is rectified too")
def _(xs, ws, b):
    Z = max(0.0, sum(x * w for x, w in zip(xs, ws, strict=True)) + b)
    return Z, Z


@wrong(slide_perceptron, "appends the bias to the caller's lists")
def _(xs, ws, b):
    xs.append(1.0)
    ws.append(b)
    Z = sum(x * w for x, w in zip(xs, ws, strict=True))
    return Z, max(0.0, Z)


@accepted(slide_perceptron, "the slide with max")
def _(xs, ws, b):
    Z = b
    for x, w in zip(xs, ws, strict=True):
        Z += x * w
    y = max(0, Z)
    return Z, y


@accepted(slide_perceptron, "arrays")
def _(xs, ws, b):
    Z = np.sum(np.array(xs) * np.array(ws)) + b
    return Z, np.maximum(Z, 0.0)


@accepted(slide_perceptron, "half of Z and its size")
def _(xs, ws, b):
    Z = math.fsum([b, *(x * w for x, w in zip(xs, ws, strict=True))])
    return Z, (Z + abs(Z)) / 2


@accepted(slide_perceptron, "a truth value as a factor")
def _(xs, ws, b):
    Z = float(np.dot(xs, ws) + b)
    return Z, Z * (Z > 0)
