"""Two inputs, three hidden units, one output: forwards."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Purity, Shape
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.network_recipes import laid, relu_params
from autograder.exercise.recipes import draw
from autograder.plain import Laid

# %% [markdown]
# ## A network with thirteen parameters
#
# A deck trains a network to output the mean of its two inputs. It has three hidden ReLU units and a linear output:
#
# $$z = xW_1 + b_1, \qquad h = \max(0, z), \qquad \hat y = hW_2 + b_2$$
#
# The deck counts seven weights in its drawing; with three hidden units there are $2\cdot 3 + 3$, and four biases. The
# output has no ReLU, for a mean may be negative.
#
# Two ReLU units can compute the mean *exactly*, because $\max(0, m) - \max(0, -m) = m$ for every number $m$. One of the
# checks hands you these weights (and a third unit that does nothing).


@exercise(
    points=1,
    minutes=6,
    difficulty=1,
    core=False,
    source="S1-11",
    hints=(
        "Three lines: pre-activations of the hidden units, ReLU, output.",
        "x of shape (2,) times W1 of shape (2, 3) gives the three pre-activations. The output layer has no ReLU.",
        "The last product has shape (1,): take its only entry, so that a single number comes back.",
    ),
    checks=[
        Shape(
            label="a single number",
            at=(call("forward_2_3_1", np.array([0.5, -1.0]), relu_params(np.array([0.5, -1.0]), 1000)),),
        ),
        golden(
            call(
                "forward_2_3_1",
                np.array([0.9, -0.5]),
                {
                    "W1": np.array([[0.5, -0.5, 0.0], [0.5, -0.5, 0.0]]),
                    "b1": np.zeros(3),
                    "W2": np.array([[1.0], [-1.0], [0.5]]),
                    "b2": np.zeros(1),
                },
            ),
            0.2,
            label="weights that compute the mean: of 0.9 and -0.5",
        ),
        golden(
            call(
                "forward_2_3_1",
                np.array([-0.7, 0.1]),
                {
                    "W1": np.array([[0.5, -0.5, 0.0], [0.5, -0.5, 0.0]]),
                    "b1": np.zeros(3),
                    "W2": np.array([[1.0], [-1.0], [0.5]]),
                    "b2": np.zeros(1),
                },
            ),
            -0.3,
            label="and of -0.7 and 0.1, which is negative",
        ),
        Golden(
            label="one unit dead, biases not 0",
            weight=2,
            at=(call("forward_2_3_1", np.array([0.5, -1.0]), relu_params(np.array([0.5, -1.0]), 1000)),),
        ),
        Purity(
            label="leaves x and the parameters alone",
            first=call("forward_2_3_1", np.array([0.5, -1.0]), relu_params(np.array([0.5, -1.0]), 1000)),
            between=call("forward_2_3_1", draw(1001, 2), relu_params(draw(1001, 2), 1002)),
        ),
    ],
    hidden=[
        Golden(
            label="other inputs, layouts, whole numbers, all units dead",
            weight=4,
            at=(
                call("forward_2_3_1", draw(1010, 2), relu_params(draw(1010, 2), 1011, (True, True, False))),
                call("forward_2_3_1", draw(1020, 2), relu_params(draw(1020, 2), 1021, (False, False, False))),
                call("forward_2_3_1", draw(1030, 2), relu_params(draw(1030, 2), 1031, (False, True, True))),
                call("forward_2_3_1", np.array([2, -1]), relu_params(np.array([2, -1]), 1040)),
                call(
                    "forward_2_3_1",
                    Laid(draw(1050, 2), "readonly"),
                    laid(relu_params(draw(1050, 2), 1051), "readonly"),
                ),
                call(
                    "forward_2_3_1",
                    Laid(draw(1060, 2), "strided"),
                    laid(relu_params(draw(1060, 2), 1061), "F"),
                ),
            ),
        ),
    ],
)
def forward_2_3_1(x: np.ndarray, params: dict[str, np.ndarray]) -> float:
    r"""Output of a 2-3-1 network for one example: hidden layer with ReLU, output linear.

    Args:
        x: one example, shape (2,).
        params: the arrays "W1" of shape (2, 3), "b1" (3,), "W2" (3, 1), "b2" (1,). All of it may be whole numbers.

    Returns:
        The output $\hat y$, a single number (not an array of shape (1,)).

    Example:
        >>> ones = {"W1": np.ones((2, 3)), "b1": np.zeros(3), "W2": np.ones((3, 1)), "b2": np.ones(1)}
        >>> print(forward_2_3_1(np.array([1.0, 2.0]), ones))
        10.0
    """
    hidden = np.maximum(x @ params["W1"] + params["b1"], 0.0)
    return float(hidden @ params["W2"][:, 0] + params["b2"][0])


@wrong(forward_2_3_1, "no ReLU at all")
def _(x, params):
    hidden = x @ params["W1"] + params["b1"]
    return float((hidden @ params["W2"] + params["b2"])[0])


@wrong(forward_2_3_1, "ReLU on the output too")
def _(x, params):
    hidden = np.maximum(0, x @ params["W1"] + params["b1"])
    return float(np.maximum(0, hidden @ params["W2"] + params["b2"])[0])


@wrong(forward_2_3_1, "the bias comes after the ReLU")
def _(x, params):
    hidden = np.maximum(0, x @ params["W1"]) + params["b1"]
    return float((hidden @ params["W2"] + params["b2"])[0])


@wrong(forward_2_3_1, "without biases")
def _(x, params):
    return float((np.maximum(0, x @ params["W1"]) @ params["W2"])[0])


@wrong(forward_2_3_1, "the output bias is lost")
def _(x, params):
    hidden = np.maximum(0, x @ params["W1"] + params["b1"])
    return float((hidden @ params["W2"])[0])


@wrong(forward_2_3_1, "the absolute value in place of ReLU")
def _(x, params):
    hidden = np.abs(x @ params["W1"] + params["b1"])
    return float((hidden @ params["W2"] + params["b2"])[0])


@wrong(forward_2_3_1, "W1 read row after row as if it had shape (3, 2)")
def _(x, params):
    hidden = np.maximum(0, params["W1"].reshape(3, 2) @ x + params["b1"])
    return float((hidden @ params["W2"] + params["b2"])[0])


@wrong(forward_2_3_1, "an array of shape (1,)")
def _(x, params):
    hidden = np.maximum(0, x @ params["W1"] + params["b1"])
    return hidden @ params["W2"] + params["b2"]


@wrong(forward_2_3_1, "writes into the bias")
def _(x, params):
    hidden = params["b1"]
    hidden += x @ params["W1"]
    return float((np.maximum(0, hidden) @ params["W2"] + params["b2"])[0])


@accepted(forward_2_3_1, "the usual three lines")
def _(x, params):
    z = x @ params["W1"] + params["b1"]
    h = np.maximum(0, z)
    return (h @ params["W2"] + params["b2"]).item()


@accepted(forward_2_3_1, "with a mask")
def _(x, params):
    z = np.dot(x, params["W1"]) + params["b1"]
    h = z * (z > 0)
    return np.dot(h, params["W2"])[0] + params["b2"][0]


@accepted(forward_2_3_1, "unit by unit")
def _(x, params):
    out = float(params["b2"][0])
    for j in range(3):
        z = sum(float(x[i]) * float(params["W1"][i, j]) for i in range(2)) + float(params["b1"][j])
        if z > 0:
            out += z * float(params["W2"][j, 0])
    return out


@accepted(forward_2_3_1, "einsum, as a batch of one")
def _(x, params):
    batch = np.asarray(x, dtype=float)[None]
    h = np.clip(np.einsum("nd,dk->nk", batch, params["W1"]) + params["b1"], 0, None)
    return np.sum(h * params["W2"].T) + params["b2"].sum()
