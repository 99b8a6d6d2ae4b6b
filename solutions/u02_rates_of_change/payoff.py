"""What the unit was for."""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import essay, picture
from solutions.u02_rates_of_change.central import central_difference
from solutions.u02_rates_of_change.forward import forward_difference

# %% [markdown]
# ## In your own words
#
# You can now check a gradient. Say why anyone would want another way to get one.

why_not_numerical = essay(
    "why_not_numerical",
    prompt=r"""
    A colleague proposes to train a network of 13,002 weights with `numerical_gradient` and a step of $h = 10^{-15}$,
    "since smaller is more exact". Explain in a few sentences what is wrong with the step and what is wrong with the
    plan. What is `numerical_gradient` good for all the same?
    """,
    points=2,
    minutes=8,
    source="S0-09, S0-10, S4-15",
    rubric=(
        "1 point: below some step rounding dominates, since almost equal float64 numbers are subtracted and the difference is divided by a small h; there is a best step, and it is not the smallest.",
        "1 point: two evaluations for each weight are some 26,000 forward passes per gradient, so this is for checking gradients at few points, not for training.",
    ),
    sample=r"""
    The error has two parts. The one of the formula shrinks with the step, but float64 keeps only 16 digits of
    $f(x + h)$ and $f(x - h)$: with $h = 10^{-15}$ they agree in nearly all of them, and what is left is rounding, which
    is then divided by a tiny number. In my experiment the mean error for the central difference is smallest near
    $10^{-5}$ and grows again below.

    Even with a good step, each gradient needs two evaluations of the loss for every weight, 26,004 forward passes for
    one step of training. That is far too slow. But it is simple and independent of any formula, so at a few
    points it is an excellent check of a gradient that was derived by hand.
    """,
)


@picture
def picture_of_errors() -> None:
    """## What you built

    The mean error of your two difference quotients on $e^x$, for every step from $10^{-1}$ to $10^{-12}$. Read it from the
    right: both lines fall, one with $h$ and one with $h^2$, until they meet the rounding error, which rises to the left
    with $1/h$. The two lowest points are your answers to `best_step`.
    """
    from autograder import plots

    points = np.linspace(-2, 2, 41)
    plots.error_versus_h(
        {
            "forward": lambda h: np.abs(forward_difference(np.exp, points, h) - np.exp(points)).mean(),
            "central": lambda h: np.abs(central_difference(np.exp, points, h) - np.exp(points)).mean(),
        }
    )
