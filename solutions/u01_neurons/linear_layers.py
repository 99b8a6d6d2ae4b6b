"""Without an activation, two layers are one."""

from __future__ import annotations

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
# ## Why there is an activation at all
#
# "Adding an activation function can give more freedom to the output", says a slide, and calls it the biggest difference
# to linear regression. How much freedom? Take two layers *without* one. The second gets what the first gives:
#
# $$(XW_1 + b_1)\,W_2 + b_2$$
#
# Multiply it out, and there is one matrix and one vector: a single layer that does the same for every input. A hundred
# linear layers are one linear layer. With a ReLU in between that breaks down: for $W_1 = W_2 = 1$ and no biases the
# inputs $-1$, 0 and 1 give 0, 0 and 1, and those three points are on no straight line.


@exercise(
    points=2,
    minutes=8,
    difficulty=2,
    core=False,
    source="S1-07",
    needs=("dense_forward",),
    hints=(
        "Multiply the two layers out on paper, keeping the order of the matrices.",
        "One part of the result multiplies X, the rest does not depend on X.",
        "The matrix is the first one times the second; the first biases go through the second matrix, then the second biases come on top.",
    ),
    **arrays_in(
        form="weights (D, K) and biases (K,)",
        shape=(
            call("collapse", draw(1260, 3, 4), draw(1261, 4), draw(1262, 4, 2), draw(1263, 2)),
            call("collapse", draw(1264, 2, 3), draw(1265, 3), draw(1266, 3, 1), draw(1267, 1)),
        ),
        names=("W", "b"),
        known=(
            golden(
                call(
                    "collapse",
                    np.array([[1.0, 2.0]]),
                    np.array([3.0, -1.0]),
                    np.array([[2.0], [0.5]]),
                    np.array([10.0]),
                ),
                (np.array([[3.0]]), np.array([15.5])),
                label="one input, two units, one output",
                names=("W", "b"),
            ),
            Golden(
                label="three inputs, four units, two outputs",
                weight=2,
                names=("W", "b"),
                at=(call("collapse", draw(1260, 3, 4), draw(1261, 4), draw(1262, 4, 2), draw(1263, 2)),),
            ),
        ),
        then=call("collapse", draw(1268, 2, 2), draw(1269, 2), draw(1270, 2, 5), draw(1271, 5)),
        hidden=(
            call(
                "collapse",
                Laid(draw(1272, 4, 2), "readonly"),
                Laid(draw(1273, 2), "readonly"),
                draw(1274, 2, 3),
                draw(1275, 3),
            ),
            call("collapse", draw(1276, 3, 3), draw(1277, 3), draw(1278, 3, 3), draw(1279, 3)),
            call("collapse", draw(1280, 1, 1), draw(1281, 1), draw(1282, 1, 1), draw(1283, 1)),
            call("collapse", draw(1284, 5, 1), draw(1285, 1), draw(1286, 1, 2) / 7, draw(1287, 2)),
            call(
                "collapse",
                Laid(draw(1288, 2, 3), "F"),
                Laid(draw(1289, 3), "strided"),
                Laid(draw(1290, 3, 4), "readonly"),
                Laid(draw(1291, 4), "readonly"),
            ),
        ),
        extra_hidden=(
            formula(
                "collapse",
                {
                    "W1": np.array([[1.5]]),
                    "b1": np.array([0.4]),
                    "W2": np.array([[-0.7]]),
                    "b2": np.array([0.2]),
                },
                parts={"[0][0,0]": "W", "[1][0]": "b"},
            ),
        ),
    ),
)
def collapse(W1: np.ndarray, b1: np.ndarray, W2: np.ndarray, b2: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    r"""The one linear layer $XW + b$ that equals two linear layers, $(XW_1 + b_1)W_2 + b_2$, for every X.

    Args:
        W1: weights of the first layer, shape (D, H).
        b1: biases of the first layer, shape (H,).
        W2: weights of the second layer, shape (H, K).
        b2: biases of the second layer, shape (K,).

    Returns:
        The pair (W, b) with shapes (D, K) and (K,).

    Example:
        >>> collapse(np.array([[2.0]]), np.zeros(1), np.array([[5.0]]), np.array([1.0]))
        (array([[10.]]), array([1.]))
    """
    both = np.vstack([W1, b1]) @ W2
    return both[:-1], both[-1] + b2


@wrong(collapse, "the matrices in the other order where that fits")
def _(W1, b1, W2, b2):
    W = W2 @ W1 if W1.shape[0] == W2.shape[1] == W1.shape[1] else W1 @ W2
    return W, b1 @ W2 + b2


@wrong(collapse, "the first biases are forgotten")
def _(W1, b1, W2, b2):
    return W1 @ W2, b2


@wrong(collapse, "the biases are only added")
def _(W1, b1, W2, b2):
    return W1 @ W2, b1.sum() + b2


@wrong(collapse, "the second biases are forgotten")
def _(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W2


@wrong(collapse, "both biases go through the second layer")
def _(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W2 + b2 * W2.sum(axis=0)


@wrong(collapse, "the result is transposed")
def _(W1, b1, W2, b2):
    return (W1 @ W2).T, b1 @ W2 + b2


@wrong(collapse, "the biases as a row")
def _(W1, b1, W2, b2):
    return W1 @ W2, (b1 @ W2 + b2).reshape(1, -1)


@wrong(collapse, "weights added instead of multiplied")
def _(W1, b1, W2, b2):
    return W1.sum(axis=1, keepdims=True) + W2.sum(axis=0), b1 @ W2 + b2


@wrong(collapse, "a ReLU in between")
def _(W1, b1, W2, b2):
    return np.maximum(W1, 0) @ W2, np.maximum(b1, 0) @ W2 + b2


@wrong(collapse, "adds into the caller's biases")
def _(W1, b1, W2, b2):
    b2 += b1 @ W2
    return W1 @ W2, b2


@wrong(collapse, "the pair the other way round")
def _(W1, b1, W2, b2):
    return b1 @ W2 + b2, W1 @ W2


@accepted(collapse, "multiplied out")
def _(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W2 + b2


@accepted(collapse, "asked what it does to zero and to the unit vectors")
def _(W1, b1, W2, b2):
    D = W1.shape[0]
    b = (np.zeros(D) @ W1 + b1) @ W2 + b2
    return (np.eye(D) @ W1 + b1) @ W2 + b2 - b, b


@accepted(collapse, "einsum")
def _(W1, b1, W2, b2):
    return np.einsum("dh,hk->dk", W1, W2), np.einsum("h,hk->k", b1, W2) + b2


@accepted(collapse, "loops")
def _(W1, b1, W2, b2):
    W, b = np.zeros((W1.shape[0], W2.shape[1])), np.array(b2, dtype=float)
    for h in range(len(b1)):
        b += b1[h] * W2[h]
        for j in range(W1.shape[0]):
            W[j] += W1[j, h] * W2[h]
    return W, b


@accepted(collapse, "on its side")
def _(W1, b1, W2, b2):
    return (W2.T @ W1.T).T, W2.T @ b1 + b2
