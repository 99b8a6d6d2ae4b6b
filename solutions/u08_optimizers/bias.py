"""Why one example may stand for all of them."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Purity, Shape
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.exercise.recipes import draw
from autograder.plain import Laid, to_tree

# %% [markdown]
# ## Right on average
#
# Why may one example stand for all of them? Because the gradient of the mean is the mean of the gradients. Draw an
# example with equal chances, and the gradient that you get is, on average, exactly the full one: it is *unbiased*
# (S4-17). Draw the examples with unequal chances, and that is lost.


@exercise(
    points=2,
    minutes=8,
    difficulty=2,
    core=False,
    source="S4-17",
    hints=(
        "The average gradient that one draw gives: each example's gradient times the chance to draw it, summed.",
        "Compare that sum with the mean over the rows, coordinate by coordinate; without chances each one is 1/N.",
        "Multiply the rows by their chances, sum over axis 0, subtract the mean over axis 0, take absolute values and their maximum.",
    ),
    checks=[
        Shape(label="one number", at=(call("mean_gradient_is_unbiased", draw(1201, 5, 3)),)),
        Golden(
            label="equal chances: no bias",
            expected=(to_tree(0.0), to_tree(0.0)),
            at=(
                call("mean_gradient_is_unbiased", draw(1201, 5, 3)),
                call("mean_gradient_is_unbiased", draw(1202, 4, 2), np.full(4, 0.25)),
            ),
        ),
        Golden(
            label="unequal chances",
            weight=2,
            at=(call("mean_gradient_is_unbiased", draw(1203, 4, 3), np.array([0.1, 0.2, 0.3, 0.4])),),
        ),
        Purity(
            label="leaves grads and chances alone",
            first=call("mean_gradient_is_unbiased", draw(1203, 3, 2), np.array([0.5, 0.25, 0.25])),
            between=call("mean_gradient_is_unbiased", draw(1204, 4, 2)),
        ),
    ],
    hidden=[
        Golden(
            label="other gradients and chances",
            weight=3,
            at=(
                call("mean_gradient_is_unbiased", draw(1205, 3, 5), np.array([0.7, 0.0, 0.3])),
                call(
                    "mean_gradient_is_unbiased",
                    Laid(-np.abs(draw(1206, 5, 2)), "F"),
                    Laid(np.array([0.05, 0.4, 0.15, 0.3, 0.1]), "readonly"),
                ),
                call("mean_gradient_is_unbiased", np.array([[3, -1], [5, 2]]), np.array([1, 0])),
                call("mean_gradient_is_unbiased", draw(1207, 1, 3)),
                call("mean_gradient_is_unbiased", 100 * draw(1208, 3, 3), np.array([0.2, 0.5, 0.3])),
            ),
        ),
        formula(
            "mean_gradient_is_unbiased",
            {"grads": np.array([[1.5], [-0.5]]), "chances": np.array([0.25, 0.75])},
            fixed=("chances",),
            names={"grads[0,0]": "g0", "grads[1,0]": "g1"},
        ),
    ],
)
def mean_gradient_is_unbiased(grads: np.ndarray, chances: np.ndarray | None = None) -> float:
    r"""The bias of a gradient that is taken from one example, drawn at random.

    Example $i$ with the gradient $g_i$ is drawn with the chance $p_i$. The bias is how far the average over all draws,
    $\sum_i p_i g_i$, is from the full gradient, the mean $\frac1N \sum_i g_i$.

    Args:
        grads: gradients of the single examples, one in each row, shape (N, D).
        chances: chance of each example to be drawn, shape (N,), they sum to 1; equal chances when None.

    Returns:
        The largest absolute difference over the D coordinates, a number: 0 (up to rounding) for equal chances.

    Example:
        >>> grads = np.array([[2.0, 0.0], [4.0, 1.0]])
        >>> float(mean_gradient_is_unbiased(grads)), float(mean_gradient_is_unbiased(grads, np.array([1.0, 0.0])))
        (0.0, 1.0)
    """
    weights = np.full(len(grads), 1 / len(grads)) if chances is None else chances
    return np.max(np.abs(weights @ grads - np.mean(grads, axis=0)))


@wrong(mean_gradient_is_unbiased, "says what is hoped for")
def _(grads, chances=None):
    return 0.0


@wrong(mean_gradient_is_unbiased, "ignores the chances")
def _(grads, chances=None):
    return float(np.max(np.abs(np.sum(grads, axis=0) / len(grads) - np.mean(grads, axis=0))))


@wrong(mean_gradient_is_unbiased, "the mean over the coordinates")
def _(grads, chances=None):
    p = np.full(len(grads), 1 / len(grads)) if chances is None else chances
    return float(np.mean(np.abs(p @ grads - grads.mean(axis=0))))


@wrong(mean_gradient_is_unbiased, "no absolute value")
def _(grads, chances=None):
    p = np.full(len(grads), 1 / len(grads)) if chances is None else chances
    return float(np.max(p @ grads - grads.mean(axis=0)))


@wrong(mean_gradient_is_unbiased, "the sum in place of the mean")
def _(grads, chances=None):
    p = np.full(len(grads), 1 / len(grads)) if chances is None else chances
    return float(np.max(np.abs(p @ grads - grads.sum(axis=0))))


@wrong(mean_gradient_is_unbiased, "means over the wrong axis")
def _(grads, chances=None):
    p = np.full(len(grads), 1 / len(grads)) if chances is None else chances
    return float(np.max(np.abs(p * grads.mean(axis=1) - grads.mean())))


@wrong(mean_gradient_is_unbiased, "the norm of the difference")
def _(grads, chances=None):
    p = np.full(len(grads), 1 / len(grads)) if chances is None else chances
    return float(np.linalg.norm(p @ grads - grads.mean(axis=0)))


@wrong(mean_gradient_is_unbiased, "a mean of weighted gradients: divides by N once too often")
def _(grads, chances=None):
    p = np.full(len(grads), 1 / len(grads)) if chances is None else chances
    return float(np.max(np.abs(np.mean(p[:, None] * grads, axis=0) - grads.mean(axis=0))))


@accepted(mean_gradient_is_unbiased, "a loop over the examples")
def _(grads, chances=None):
    n = len(grads)
    average = np.zeros(grads.shape[1])
    for i, grad in enumerate(grads):
        average += (1 / n if chances is None else chances[i]) * grad
    return float(np.abs(average - grads.sum(axis=0) / n).max())


@accepted(mean_gradient_is_unbiased, "np.average with weights")
def _(grads, chances=None):
    return np.linalg.norm(np.average(grads, axis=0, weights=chances) - np.average(grads, axis=0), np.inf)


@accepted(mean_gradient_is_unbiased, "the difference of the chances first, with einsum")
def _(grads, chances=None):
    extra = np.zeros(len(grads)) if chances is None else np.asarray(chances) - 1 / len(grads)
    return np.absolute(np.einsum("n,nd->d", extra, grads)).max()


@accepted(mean_gradient_is_unbiased, "plain Python numbers")
def _(grads, chances=None):
    rows = grads.tolist()
    p = [1 / len(rows)] * len(rows) if chances is None else chances.tolist()
    means = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
    drawn = [sum(pi * g for pi, g in zip(p, column, strict=True)) for column in zip(*rows, strict=True)]
    return max(abs(a - b) for a, b in zip(drawn, means, strict=True))
