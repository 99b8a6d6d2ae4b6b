"""The noise of a mini-batch gradient."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import Answered, Golden, Purity, Shape, Symbolic
from autograder.exercise.declare import accepted, answer, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.exercise.recipes import draw
from autograder.plain import Laid, to_tree

# %% [markdown]
# ## How noisy?
#
# Right on average is not right each time. The mean over a batch of $B$ examples, drawn independently, has a variance of
# $\sigma^2/B$: four times the batch, half the noise (S3-36). The deck adds that small batches overfit less, because of
# this noise. That is an observation, not a theorem; the formula below is.


@exercise(
    points=1,
    minutes=5,
    difficulty=1,
    core=False,
    source="S3-36",
    hints=(
        "The variance of a mean of independent draws shrinks with their number.",
        "The variance over the examples, for each coordinate by itself, divided by the size of the batch.",
        "np.var with an axis gives the population variance; divide it by size.",
    ),
    checks=[
        Shape(label="one variance for each coordinate", at=(call("gradient_variance", draw(1211, 6, 3), 2),)),
        Golden(
            label="six examples, batches of two",
            weight=2,
            at=(call("gradient_variance", draw(1211, 6, 3), 2),),
        ),
        Purity(
            label="leaves grads alone",
            first=call("gradient_variance", draw(1212, 4, 2), 3),
            between=call("gradient_variance", draw(1213, 5, 2), 2),
        ),
    ],
    hidden=[
        Golden(
            label="other gradients and sizes",
            weight=3,
            at=(
                call("gradient_variance", draw(1214, 4, 5), 1),
                call("gradient_variance", Laid(draw(1215, 3, 3), "F"), 16),
                call("gradient_variance", np.array([[1, -2], [4, 0], [0, 3]]), 4),
                call("gradient_variance", draw(1216, 1, 3), 2),
                call("gradient_variance", 100 + draw(1217, 5, 2), 64),
            ),
        ),
        formula(
            "gradient_variance",
            {"grads": np.array([[1.5], [-0.5]]), "size": 3},
            fixed=("size",),
            names={"grads[0,0]": "g0", "grads[1,0]": "g1"},
        ),
    ],
)
def gradient_variance(grads: np.ndarray, size: int) -> np.ndarray:
    r"""Variance of a mini-batch gradient, $\sigma^2/B$.

    The batch's examples are drawn independently, each with equal chances (with replacement). $\sigma^2$ is the
    *population* variance of the single gradients: the mean squared distance from their mean.

    Args:
        grads: gradients of the single examples, shape (N, D).
        size: examples in a batch, $B$.

    Returns:
        Variance of each coordinate of the batch's mean gradient, shape (D,).

    Example:
        >>> gradient_variance(np.array([[1.0, 0.0], [3.0, 8.0]]), 2)
        array([0.5, 8. ])
    """
    return np.var(grads, axis=0) / size


@wrong(gradient_variance, "the standard deviation")
def _(grads, size):
    return np.std(grads, axis=0) / size


@wrong(gradient_variance, "the sample variance, divided by N - 1")
def _(grads, size):
    return np.var(grads, axis=0) * len(grads) / max(len(grads) - 1, 1) / size


@wrong(gradient_variance, "divides by the root of the size")
def _(grads, size):
    return np.var(grads, axis=0) / np.sqrt(size)


@wrong(gradient_variance, "one variance for all coordinates")
def _(grads, size):
    return np.var(grads) / size * np.ones(grads.shape[1])


@wrong(gradient_variance, "the wrong axis")
def _(grads, size):
    return np.var(grads, axis=1) / size


@wrong(gradient_variance, "forgets the size")
def _(grads, size):
    return np.var(grads, axis=0)


@wrong(gradient_variance, "mean square, the mean not subtracted")
def _(grads, size):
    return np.mean(grads**2, axis=0) / size


@wrong(gradient_variance, "centres the caller's gradients in place")
def _(grads, size):
    grads -= grads.mean(axis=0).astype(grads.dtype)
    return np.mean(grads**2, axis=0) / size


@wrong(gradient_variance, "divides by the size squared")
def _(grads, size):
    return np.var(grads, axis=0) / size**2


@accepted(gradient_variance, "by the definition")
def _(grads, size):
    centred = grads - np.mean(grads, axis=0, keepdims=True)
    return np.sum(centred**2, axis=0) / (len(grads) * size)


@accepted(gradient_variance, "coordinate by coordinate")
def _(grads, size):
    variances = []
    for column in np.array(grads, dtype=float).T:
        middle = sum(column) / len(column)
        variances.append(sum((g - middle) ** 2 for g in column) / len(column) / size)
    return np.array(variances)


@accepted(gradient_variance, "with einsum")
def _(grads, size):
    centred = (grads - grads.mean(axis=0)) / math.sqrt(size)
    return np.einsum("nd,nd->d", centred, centred) / grads.shape[0]


@accepted(gradient_variance, "the square of the standard error")
def _(grads, size):
    return (grads.std(axis=0) / np.sqrt(size)) ** 2


# %% [markdown]
# ## Where the noise leaves you
#
# "Always converges at least to a local minimum" is what the deck says of both (E35). Stochastic gradient descent with a
# fixed rate does not converge at all: it ends in a cloud around the minimum, and jumps about in it for ever. On
# $f(x) = \tfrac12 x^2$ each step is
#
# $$x \leftarrow x - \text{lr}\,(x + \text{noise}) = (1 - \text{lr})\,x - \text{lr}\cdot\text{noise}$$
#
# with noise of mean 0 and variance $\sigma^2$, independent in each step. In the cloud the variance $V$ of $x$ is the
# same before and after a step, so $V = (1 - \text{lr})^2 V + \text{lr}^2\sigma^2$. Solve that for $V$. Two hundred
# thousand steps with lr = 0.1 and $\sigma = 1$ give a standard deviation of 0.2293.

noise_radius = answer(
    "noise_radius",
    "sigma*sqrt(lr/(2 - lr))",
    prompt=r"""
    Type the standard deviation of $x$ in that cloud, in the letters `lr` and `sigma`, like `noise_radius =
    "lr*sigma"` (which is the size of one jump, and smaller).
    """,
    points=1,
    minutes=6,
    difficulty=3,
    core=False,
    source="S3-37, S3-36 (E35)",
    needs=("gradient_variance",),
    hints=(
        "Bring all V to one side: V times (1 - (1 - lr)^2).",
        "1 - (1 - lr)^2 is lr*(2 - lr), so that one lr cancels.",
        "V is lr over (2 - lr), times the variance of the noise; a standard deviation is a root.",
    ),
    checks=[
        Answered(
            label="is a formula in lr and sigma",
            name="noise_radius",
            like=to_tree("lr*sigma"),
            symbols=("lr", "sigma"),
        )
    ],
    hidden=[
        Symbolic(
            label="is the radius of the cloud",
            name="noise_radius",
            of="sigma*sqrt(lr/(2 - lr))",
            symbols=("lr", "sigma"),
            domains={"lr": (0.05, 1.9), "sigma": (0.1, 3)},
            weight=3,
        )
    ],
    wrong=(
        ("lr*sigma", "one jump"),
        ("sigma^2*lr/(2 - lr)", "the variance"),
        ("sigma*sqrt(lr/2)", "for small rates only"),
        ("sigma*lr/(2 - lr)", "the root of the rate is forgotten"),
        ("sigma*sqrt(lr/(2 + lr))", "a sign"),
        ("sigma*sqrt(lr*(2 - lr))", "times in place of over"),
    ),
    accepted=(
        ("sqrt(lr^2*sigma^2/(1 - (1 - lr)^2))", "as it comes out of the equation"),
        ("(lr/(2 - lr))**(1/2)*sigma", "a power in place of the root"),
        ("lr sigma/sqrt(2lr - lr^2)", "one lr kept outside"),
    ),
)
