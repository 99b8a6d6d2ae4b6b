"""Numbers that cannot be right, and what the trained neuron sees."""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import essay, picture
from solutions.u05_one_neuron.fit import fit_logistic

# %% [markdown]
# ## Is that plausible?
#
# Two numbers on the slides for this wine are wrong, and both look tidy. You refuted them by computing the right ones.
# It is worth more to see at a glance that a number cannot be right: a loss has a size that a guess implies, and a step
# has a direction.

two_glances = essay(
    "two_glances",
    prompt=r"""
    The slides print a loss of 1.6 for the prediction $\hat y = 0.80$ with $y = 1$, and $w = 14.9976$ after one step
    from $w = 15$ with $x = 0.12$. Explain for each number how you can tell, without computing the right one, that it
    cannot be right.
    """,
    points=2,
    source="S2-15 (E23), S2-21 (E24)",
    rubric=(
        "1 point: the guess is on the right side of one half, so the loss lies below ln 2 (about 0.69); 1.6 belongs to a guess of 0.2",
        "1 point: the guess is below the label, so z has to rise, and as x is positive w has to rise too; 14.9976 went down",
    ),
    sample=r"""
    A neuron that knows nothing says 0.5 and has the loss $\ln 2 \approx 0.69$. Here the guess 0.80 is better than that
    for a wine with $y = 1$, so its loss must be smaller than 0.69. (1.6 is $-\ln 0.2$: the other label's branch.)

    The prediction 0.80 lies below the label 1. A step downhill must raise it, so $z = wx + b$ must grow; as $x = 0.12$
    is positive, a larger $z$ takes a larger $w$. The slide's 14.9976 is smaller than 15: the step went uphill.
    """,
    minutes=8,
)


@picture
def picture_of_wines() -> None:
    """## What you built

    Twelve wines with two measurements each, good ones and bad ones, and what your `fit_logistic` makes of them after
    500 steps: one neuron cuts the plane along a straight line, where its prediction is exactly one half.
    """
    from autograder import plots

    alcohol = np.array([0.9, 1.4, 0.3, 1.1, 1.8, 0.7, -0.8, -1.3, -0.2, -1.1, -1.7, 0.1])
    acidity = np.array([0.2, -0.6, 0.9, 1.2, 0.4, -0.1, -0.3, 0.8, -1.2, -0.9, 0.1, -0.7])
    wines, good = np.column_stack([alcohol, acidity]), np.repeat([1, 0], 6)

    def is_good(X):
        w, b, _ = fit_logistic(wines, good, 0.5, 500)
        return (X @ w + b > 0).astype(int)

    plots.decision_boundary(is_good, wines, good)
