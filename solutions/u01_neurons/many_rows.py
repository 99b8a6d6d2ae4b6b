"""One neuron, many examples: a batch."""

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
from solutions.u01_neurons.one_neuron import weighted_sum

# %% [markdown]
# ## Many examples at once
#
# Nobody feeds a network one example after the other. The examples are the rows of a matrix $X$ with $N$ rows and $n$
# columns, and one product gives all $N$ sums, $\mathbf z = X\mathbf w + b$. The same weights meet every row, and the
# same bias is added to every sum. A loop over the rows is just as right; the product is shorter and, for 1000 rows of
# 64 numbers, about a hundred times faster than one product for each row.


@exercise(
    points=2,
    minutes=8,
    difficulty=1,
    source="S0-03",
    needs=("weighted_sum",),
    hints=(
        "Each row of X gives one number, so the result has as many entries as X has rows.",
        "A matrix times a vector is the dot product of every row with that vector.",
        "Write X first, then the @ sign, then w; adding a number to an array adds it to every entry.",
    ),
    **arrays_in(
        form="one number for each row",
        shape=(
            call("neuron_batch", draw(1130, 4, 3), draw(1131, 3), 0.75),
            call("neuron_batch", draw(1132, 1, 2), draw(1133, 2), -2.0),
        ),
        known=(
            golden(
                call(
                    "neuron_batch",
                    np.array([[1.0, 2.0, 3.0, 4.0, 5.0], [0.0] * 5]),
                    np.array([0.5, 0.2, 0.1, 0.7, 0.4]),
                    3.0,
                ),
                np.array([9.0, 3.0]),
                label="the slide's neuron, and one that sees only zeros",
            ),
            Golden(
                label="four rows",
                weight=2,
                at=(call("neuron_batch", draw(1130, 4, 3), draw(1131, 3), 0.75),),
            ),
        ),
        then=call("neuron_batch", draw(1134, 2, 5), draw(1135, 5), -1.25),
        hidden=(
            call("neuron_batch", draw(1136, 2, 6), draw(1137, 6), -2.5),
            call("neuron_batch", draw(1138, 3, 3), draw(1139, 3), 1.5),
            call("neuron_batch", draw(1140, 1, 4), draw(1141, 4), 0.3),
            call("neuron_batch", draw(1142, 5, 1), draw(1143, 1), -0.4),
            call("neuron_batch", Laid(draw(1144, 4, 2), "F"), Laid(draw(1145, 2), "strided"), 2),
            call(
                "neuron_batch",
                Laid(draw(1146, 3, 4) / 7, "readonly"),
                Laid(draw(1147, 4), "readonly"),
                0.123456789,
            ),
        ),
        extra_hidden=(
            formula(
                "neuron_batch",
                {"X": draw(1148, 1, 2), "w": draw(1149, 2), "b": 0.5},
                names={f"X[0,{i}]": f"x{i + 1}" for i in (0, 1)} | {f"w[{i}]": f"w{i + 1}" for i in (0, 1)},
                parts={"[0]": "z"},
            ),
        ),
    ),
)
def neuron_batch(X: np.ndarray, w: np.ndarray, b: float) -> np.ndarray:
    r"""Weighted sum of one neuron for every row of a batch, best without a Python loop.

    $$z_m = \sum_{i=1}^{n} w_i X_{mi} + b$$

    Args:
        X: inputs, shape (N, n), one example in each row.
        w: weights, shape (n,).
        b: bias, a number.

    Returns:
        Array of shape (N,), float64.

    Example:
        >>> neuron_batch(np.array([[1.0, -2.0], [0.0, 4.0]]), np.array([3.0, 0.5]), 10.0)
        array([12., 12.])
    """
    return np.asarray(X, dtype=float) @ w + b


@wrong(neuron_batch, "the weights from the left")
def _(X, w, b):
    return w @ X + b


@wrong(neuron_batch, "sums over the examples")
def _(X, w, b):
    return np.sum(X * w, axis=0) + b


@wrong(neuron_batch, "one sum for the whole batch")
def _(X, w, b):
    return np.sum(X * w) + b


@wrong(neuron_batch, "the products are not added up")
def _(X, w, b):
    return X * w + b


@wrong(neuron_batch, "a column instead of a vector")
def _(X, w, b):
    return X @ w.reshape(-1, 1) + b


@wrong(neuron_batch, "the mean over the inputs")
def _(X, w, b):
    return np.mean(X * w, axis=1) + b


@wrong(neuron_batch, "the bias once for each input")
def _(X, w, b):
    return np.sum(X * w + b, axis=1)


@wrong(neuron_batch, "forgets the bias")
def _(X, w, b):
    return X @ w


@wrong(neuron_batch, "only the first row")
def _(X, w, b):
    return np.full(len(X), X[0] @ w + b)


@wrong(neuron_batch, "a list of numbers")
def _(X, w, b):
    return [float(row @ w + b) for row in X]


@wrong(neuron_batch, "multiplies into the caller's batch")
def _(X, w, b):
    X *= w
    return X.sum(axis=1) + b


@wrong(neuron_batch, "transposes a square batch")
def _(X, w, b):
    return (X.T if X.shape[0] == X.shape[1] else X) @ w + b


@accepted(neuron_batch, "row by row")
def _(X, w, b):
    return np.array([weighted_sum(row, w, b) for row in X])


@accepted(neuron_batch, "two loops")
def _(X, w, b):
    z = np.full(X.shape[0], float(b))
    for m in range(X.shape[0]):
        for i in range(X.shape[1]):
            z[m] += X[m, i] * w[i]
    return z


@accepted(neuron_batch, "products, then the sum of each row")
def _(X, w, b):
    return (X * w).sum(axis=1) + b


@accepted(neuron_batch, "the weights from the left of the transpose")
def _(X, w, b):
    return np.dot(w, np.transpose(X)) + b


@accepted(neuron_batch, "einsum")
def _(X, w, b):
    return np.add(np.einsum("mi,i->m", X, w), b)


@accepted(neuron_batch, "column by column")
def _(X, w, b):
    z = np.zeros(len(X)) + b
    for i, weight in enumerate(w):
        z += weight * X[:, i]
    return z
