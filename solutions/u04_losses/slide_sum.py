"""A sum on a slide with one term too many."""

from __future__ import annotations

import math

import numpy as np

from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.loss_recipes import ALL_DIGITS, batch_formula, of_batch, targets

# %% [markdown]
# ### Fix the slide: one term too many
#
# The transcript shows the cost of a network as
#
# $$\frac{\sum_{i=0}^{n} (x_{p,i} - x_{a,i})^2}{n}$$
#
# with $x_p$ the predicted and $x_a$ the actual values. Count the terms: from 0 to $n$ there are $n + 1$ of them, and $n$
# is what they are divided by. Four errors of 1 would cost $4/3$, and with $n = 3$ values there is no $x_{p,3}$ at all.
# Write the cost that was meant.


@exercise(
    points=1,
    minutes=5,
    difficulty=1,
    core=False,
    source="S4-10 (E46)",
    hints=(
        "As many terms as you divide by: which first or last index does that need?",
        "With n values the sum runs from 1 to n on paper, and from 0 to n - 1 in Python.",
        "Square the differences of the two arrays, add them up, divide by how many there are.",
    ),
    **of_batch(
        "slide_cost",
        targets,
        seed=1480,
        shapes=((5,), (7,), (1,), (4,), (2,)),
        scales=(ALL_DIGITS, 321 * ALL_DIGITS),
        whole=(np.array([3, -1, 0, 2]), np.array([1, 1, 0, -2])),
        known=[
            ((np.array([2.0, 5.0, -1.0]), np.array([1.0, 4.0, 0.0])), 1.0, "three errors of size 1"),
            ((np.array([0.5, 2.0]), np.array([0.0, 0.5])), 1.25, "errors 1/2 and 3/2"),
        ],
        formula=batch_formula(
            "slide_cost", {"x_pred": np.array([0.5, 2.0]), "x_actual": np.array([-1.0, 1.5])}
        ),
    ),
)
def slide_cost(x_pred: np.ndarray, x_actual: np.ndarray) -> float:
    r"""Cost of n predictions: the slide's formula with the index repaired.

    Args:
        x_pred: predicted values, shape (n,); whole numbers may come in.
        x_actual: actual values, shape (n,).

    Returns:
        One number. When each of the n errors is 1 or -1 the cost is 1, for every n.

    Example:
        >>> print(slide_cost(np.array([3.0, 1.0]), np.array([1.0, 1.0])))
        2.0
    """
    misses = np.asarray(x_pred, dtype=float) - x_actual
    return np.dot(misses, misses) / len(misses)


@wrong(slide_cost, "n + 1 below the line as well")
def _(x_pred, x_actual):
    return np.sum((x_pred - x_actual) ** 2) / (len(x_pred) + 1)


@wrong(slide_cost, "the slide's loop: there is no entry n")
def _(x_pred, x_actual):
    n = len(x_pred)
    return sum((x_pred[i] - x_actual[i]) ** 2 for i in range(n + 1)) / n


@wrong(slide_cost, "the loop from 1 in Python: the first term is lost")
def _(x_pred, x_actual):
    n = len(x_pred)
    return sum((x_pred[i] - x_actual[i]) ** 2 for i in range(1, n)) / n


@wrong(slide_cost, "the last term is lost")
def _(x_pred, x_actual):
    n = len(x_pred)
    return sum((x_pred[i] - x_actual[i]) ** 2 for i in range(n - 1)) / n


@wrong(slide_cost, "one term twice, to have n + 1 of them")
def _(x_pred, x_actual):
    n = len(x_pred)
    return sum((x_pred[i % n] - x_actual[i % n]) ** 2 for i in range(n + 1)) / n


@wrong(slide_cost, "divides by n - 1")
def _(x_pred, x_actual):
    return np.sum((x_pred - x_actual) ** 2) / max(len(x_pred) - 1, 1)


@wrong(slide_cost, "forgets the division")
def _(x_pred, x_actual):
    return np.sum((x_pred - x_actual) ** 2)


@wrong(slide_cost, "squares the sum")
def _(x_pred, x_actual):
    return np.sum(x_pred - x_actual) ** 2 / len(x_pred)


@wrong(slide_cost, "forgets the square")
def _(x_pred, x_actual):
    return np.sum(np.abs(x_pred - x_actual)) / len(x_pred)


@accepted(slide_cost, "a loop from 0 to n - 1")
def _(x_pred, x_actual):
    n = len(x_pred)
    return sum((float(x_pred[i]) - float(x_actual[i])) ** 2 for i in range(n)) / n


@accepted(slide_cost, "the indices of the paper, from 1 to n")
def _(x_pred, x_actual):
    n, total = len(x_pred), 0.0
    for i in range(1, n + 1):
        total += (x_pred[i - 1] - x_actual[i - 1]) ** 2
    return total / n


@accepted(slide_cost, "NumPy's mean")
def _(x_pred, x_actual):
    return ((np.asarray(x_pred) - np.asarray(x_actual)) ** 2).mean()


@accepted(slide_cost, "the distance of two points, squared")
def _(x_pred, x_actual):
    return math.dist(x_pred.tolist(), x_actual.tolist()) ** 2 / np.size(x_pred)
