"""Which loss for which task, and a picture of why."""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import essay, picture
from solutions.u04_losses.mean_squared import mse
from solutions.u04_losses.one_score import bce_with_logits

# %% [markdown]
# ## Which one?
#
# You now have a loss for numbers (squared or absolute), for one class out of two, for one out of many, and for labels
# that do not exclude each other, all of them with gradients that survive any score.

why_not_squares = essay(
    "why_not_squares",
    prompt=r"""
    A classmate trains a sigmoid unit with the squared error $(\sigma(z) - y)^2$ in place of the cross-entropy. One
    example has $y = 1$ and, by bad luck, $z = -10$. In at most eight sentences: how large is the slope of each of the
    two losses with respect to $z$ there (give both numbers), what does that mean for training, and what would happen
    to the comparison at $z = 0$?
    """,
    points=2,
    source="S2-12, S2-13, S3-15",
    rubric=(
        "1 point: both slopes at z = -10, as numbers with the right sign and size.",
        "1 point: names the factor that makes the difference, what it means for training, and compares the two at z = 0.",
    ),
    sample=r"""
    At z = -10 the unit says 4.54e-5. The squared error's slope is 2(s - 1) s (1 - s), about -9.1e-5; the
    cross-entropy's is s - 1, about -1. The factor s(1 - s), the sigmoid's own slope, is nearly 0 where the unit is
    saturated; in the cross-entropy it cancels against the 1/s of the logarithm. So with the squared error the worst
    mistakes are the ones that training corrects last: the unit stays stuck, although its error is almost 1. At z = 0
    nothing is saturated: the slopes are 2(-0.5)(0.25) = -0.25 and -0.5, and both losses learn.
    """,
    minutes=12,
)


@picture
def picture_of_two_losses() -> None:
    """## What you built

    The loss of one example with the truth 1, for scores from $-8$ to 8, in two ways: your `mse` of the sigmoid, and your
    `bce_with_logits`. On the left, where the unit is sure and wrong, one curve is flat: there is no slope to learn
    from. The other one goes on rising, in a straight line.
    """
    from autograder import plots

    plots.curves(
        {
            "squared error": lambda z: np.array(
                [mse(np.array([1 / (1 + np.exp(-s))]), np.array([1.0])) for s in z]
            ),
            "cross-entropy": lambda z: np.array([bce_with_logits(np.array([s]), np.array([1])) for s in z]),
        },
        low=-8,
        high=8,
    )
