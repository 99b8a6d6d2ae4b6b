"""Weights that look for an edge."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Golden
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, answer, exercise, wrong
from autograder.exercise.layer_recipes import answered, arrays_in

# %% [markdown]
# ## Weights that look for something
#
# What could a hidden neuron of the digit network be good for? The deck imagines that the first layer finds little edges,
# the second joins them to loops and lines, and the last one knows which digits have which (S4-02). The deck also says
# that trained networks do not really work like this; but you can build the neuron that it imagines. To find a bright
# line, give the pixels on it positive weights and the pixels right beside it negative ones. All others get 0.
#
# The slide says it in other words: "we want the *pixels (neurons)* at the region to be highly positive ... those
# respective neurons to be negative" (E45). The weights are meant: a pixel is a grey value between 0 and 1, it is never
# negative, and nobody can choose it.


@exercise(
    points=2,
    minutes=8,
    difficulty=2,
    core=False,
    source="S4-04 (E45)",
    hints=(
        "Start with zeros in the shape of the image; then three rows get numbers, or two at the border.",
        "The row above is row - 1, the one below is row + 1; does each of them exist? In NumPy the index -1 is the last row.",
        "Set the row to 1; if row is above 0 set the one before it to -1; if row + 1 is below the height set that to -1.",
    ),
    **arrays_in(
        form="one weight for each pixel, float64",
        shape=(call("edge_weights", (5, 4), 2), call("edge_weights", (2, 3), 0)),
        known=(
            golden(
                call("edge_weights", (5, 3), 1),
                np.array([[-1.0] * 3, [1.0] * 3, [-1.0] * 3, [0.0] * 3, [0.0] * 3]),
                label="a line inside the image",
            ),
            Golden(
                label="the first row and the last one",
                weight=2,
                at=(call("edge_weights", (4, 2), 0), call("edge_weights", (4, 2), 3)),
            ),
        ),
        then=call("edge_weights", (3, 3), 1),
        label="other images and rows",
        hidden=(
            call("edge_weights", (8, 8), 4),
            call("edge_weights", (6, 2), 5),
            call("edge_weights", (7, 5), 0),
            call("edge_weights", (3, 6), 1),
            call("edge_weights", (6, 4), 4),
            call("edge_weights", (2, 3), 1),
            call("edge_weights", (1, 4), 0),
            call("edge_weights", (3, 1), 2),
        ),
    ),
)
def edge_weights(shape: tuple[int, int], row: int) -> np.ndarray:
    """Weights of a neuron that looks for a bright horizontal line.

    Args:
        shape: height and width (H, W) of the image.
        row: where the line is, from 0 to H - 1.

    Returns:
        Array of shape (H, W), float64: 1 on the row, -1 on the row above it and on the row below it where there is one,
        0 elsewhere.

    Example:
        >>> edge_weights((4, 2), 3)
        array([[ 0.,  0.],
               [ 0.,  0.],
               [-1., -1.],
               [ 1.,  1.]])
    """
    distance = np.abs(np.arange(shape[0]) - row)
    profile = np.where(distance == 0, 1.0, np.where(distance == 1, -1.0, 0.0))
    return np.outer(profile, np.ones(shape[1]))


@wrong(edge_weights, "index -1 is the last row")
def _(shape, row):
    weights = np.zeros(shape)
    weights[row - 1] = -1.0
    weights[row] = 1.0
    if row + 1 < shape[0]:
        weights[row + 1] = -1.0
    return weights


@wrong(edge_weights, "the rows wrap around")
def _(shape, row):
    weights = np.zeros(shape)
    weights[(row - 1) % shape[0]] -= 1.0
    weights[(row + 1) % shape[0]] -= 1.0
    weights[row] = 1.0
    return weights


@wrong(edge_weights, "a column instead of a row")
def _(shape, row):
    weights = np.zeros(shape[::-1])
    weights[max(row - 1, 0) : row + 2] = -1.0
    weights[row : row + 1] = 1.0
    return weights.T


@wrong(edge_weights, "signs exchanged")
def _(shape, row):
    weights = np.zeros(shape)
    weights[max(row - 1, 0) : row + 2] = 1.0
    weights[row] = -1.0
    return weights


@wrong(edge_weights, "everything else is negative")
def _(shape, row):
    weights = -np.ones(shape)
    weights[row] = 1.0
    return weights


@wrong(edge_weights, "only the row itself")
def _(shape, row):
    weights = np.zeros(shape)
    weights[row] = 1.0
    return weights


@wrong(edge_weights, "only the row below is negative")
def _(shape, row):
    weights = np.zeros(shape)
    weights[row : row + 2] = -1.0
    weights[row] = 1.0
    return weights


@wrong(edge_weights, "falls off the image at its last row")
def _(shape, row):
    weights = np.zeros(shape)
    weights[row] = 1.0
    weights[row + 1] = -1.0
    if row > 0:
        weights[row - 1] = -1.0
    return weights


@wrong(edge_weights, "rows counted from 1")
def _(shape, row):
    weights = np.zeros(shape)
    line = max(row - 1, 0)
    weights[max(line - 1, 0) : line + 2] = -1.0
    weights[line] = 1.0
    return weights


@wrong(edge_weights, "half the weight on each side")
def _(shape, row):
    weights = np.zeros(shape)
    weights[max(row - 1, 0) : row + 2] = -0.5
    weights[row] = 1.0
    return weights


@wrong(edge_weights, "whole numbers")
def _(shape, row):
    weights = np.zeros(shape, dtype=int)
    weights[max(row - 1, 0) : row + 2] = -1
    weights[row] = 1
    return weights


@accepted(edge_weights, "three rows with two questions")
def _(shape, row):
    H, W = shape
    weights = np.zeros((H, W))
    weights[row] = 1
    if row > 0:
        weights[row - 1] = -1
    if row < H - 1:
        weights[row + 1] = -1
    return weights


@accepted(edge_weights, "a slice, then the row")
def _(shape, row):
    weights = np.zeros(shape)
    weights[max(row - 1, 0) : row + 2, :] = -1.0
    weights[row, :] = 1.0
    return weights


@accepted(edge_weights, "pixel by pixel")
def _(shape, row):
    value = {0: 1.0, 1: -1.0}
    return np.array([[value.get(abs(i - row), 0.0) for _ in range(shape[1])] for i in range(shape[0])])


@accepted(edge_weights, "a frame around the image that is cut off again")
def _(shape, row):
    padded = np.zeros((shape[0] + 2, shape[1]))
    padded[row], padded[row + 1], padded[row + 2] = -1, 1, -1
    return padded[1:-1].copy()


# %% [markdown]
# Why the negative weights? Let the neuron look at three images, without bias and activation.

edge_responses = answer(
    "edge_responses",
    (4.0, -4.0, 0.0),
    prompt="""
    With the weights `edge_weights((5, 4), 2)`: what is the weighted sum of all 20 pixels (1) for an image that is 1 on
    row 2 and 0 elsewhere, (2) for an image that is 1 everywhere, (3) for one that is 0 everywhere? Answer with a tuple
    of three numbers, like `edge_responses = (0, 0, 0)`.
    """,
    points=1,
    minutes=3,
    core=False,
    source="S4-04 (E45)",
    needs=("edge_weights",),
    hints=(
        "Multiply weights and image pixel by pixel and add everything up.",
        "One row of four pixels counts +4 when it is bright, each of its two neighbours counts -4.",
        "The bright image gets all three rows together.",
    ),
    **answered(
        "edge_responses",
        (4.0, -4.0, 0.0),
        (0, 0, 0),
        form="is a tuple of three numbers",
        label="are the three weighted sums",
        rtol=1e-9,
    ),
    wrong=(
        ((4.0, 4.0, 0.0), "without the negative rows"),
        ((4.0, 0.0, 0.0), "only one neighbour"),
        ((1.0, -1.0, 0.0), "one column"),
        ((5.0, -5.0, 0.0), "five columns"),
        ((-4.0, 4.0, 0.0), "signs exchanged"),
    ),
    accepted=(
        ((4, -4, 0), "whole numbers"),
        ([4.0, -4.0, 0.0], "a list"),
        ((4 * 1, 4 - 2 * 4, 0), "worked out"),
    ),
)

# %% [markdown]
# A line excites the neuron; light everywhere, of which a line is only a part, does the contrary. That is the contrast.
