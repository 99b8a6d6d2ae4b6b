"""How large a step may be."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Golden
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong

# %% [markdown]
# ## How large may the rate be?
#
# On a parabola $f(x) = \tfrac{\lambda}{2}x^2$ one step multiplies $x$ by a fixed number:
#
# $$x - \text{lr}\cdot\lambda x = (1 - \text{lr}\cdot\lambda)\,x$$
#
# Everything follows from that factor. Between 0 and 1 the point walks down one side; at 0 it arrives at once; between
# 0 and $-1$ it jumps from side to side and still arrives; at $-1$ and below it never does. With $f(x) = x^2$ the
# curvature is $\lambda = 2$: from 10 with rate 1.1, fifty steps lead to 91004.4.
#
# A network's loss has many directions with many curvatures and only one rate. The steepest direction says how large
# the rate may be, the flattest how long it takes. Most of this unit is about that conflict.


@exercise(
    points=2,
    minutes=8,
    difficulty=2,
    source="S1-22, S3-37",
    needs=("sgd_step",),
    hints=(
        "Look at the number that x is multiplied by in one step.",
        "The product of lr and curvature decides: below 1, at 1, between 1 and 2, from 2 on.",
        "Ask for one step first, within 1e-9 of 1; then compare the product with 1 and with 2, where 2 itself diverges.",
    ),
    checks=[
        golden(call("gd_regime", 2.0, 0.2), "monotone", label="a small rate"),
        golden(call("gd_regime", 2.0, 0.5), "one step", label="the rate that arrives at once"),
        golden(call("gd_regime", 2.0, 0.9), "oscillating", label="a large rate"),
        golden(call("gd_regime", 2.0, 1.1), "diverges", label="the rate of the text: 91004.4 after 50 steps"),
    ],
    hidden=[
        Golden(
            label="where one word ends and the next begins",
            weight=3,
            at=tuple(
                call("gd_regime", curvature, rate)
                for curvature, rate in [
                    (2.0, 1.0),
                    (8.0, 0.25),
                    (4.0, 0.49999975),
                    (4.0, 0.50000025),
                    (4.0, 0.25 * (1 + 5e-10)),
                    (4.0, 0.25 * (1 - 5e-10)),
                    (4.0, 0.25 * (1 + 5e-9)),
                    (4.0, 0.25 * (1 - 5e-9)),
                    (1e6, 1e-6 * (1 + 1e-6)),
                    (1e-6, 1e6 * (1 - 1e-6)),
                    (3.0, 1 / 3),
                ]
            ),
        ),
        Golden(
            label="other curvatures, whole numbers",
            weight=2,
            at=tuple(
                call("gd_regime", curvature, rate)
                for curvature, rate in [
                    (0.5, 3.5),
                    (0.5, 0.9),
                    (0.1, 25),
                    (0.1, 15),
                    (100.0, 0.015),
                    (100.0, 0.005),
                    (2, 1),
                    (1, 1),
                    (1, 5),
                    (1e-3, 1.0),
                ]
            ),
        ),
    ],
)
def gd_regime(curvature: float, lr: float) -> str:
    r"""Tell how gradient descent behaves on $f(x) = \tfrac{\lambda}{2}x^2$.

    Args:
        curvature: $\lambda$, positive.
        lr: learning rate, positive.

    Returns:
        "one step" when the rate is within $10^{-9}$, relatively, of the one that arrives at once; else "monotone" when
        the iterates come closer from one side, "oscillating" when they come closer from both sides in turn, "diverges"
        when they do not come closer (also when the distance stays the same).

    Example:
        >>> gd_regime(4.0, 0.3)
        'oscillating'
    """
    reach = curvature * lr
    if abs(reach - 1) <= 1e-9:
        return "one step"
    if reach >= 2:
        return "diverges"
    return "monotone" if reach < 1 else "oscillating"


@wrong(gd_regime, "the curvature counted twice, as for x squared without the half")
def _(curvature, lr):
    product = 2 * curvature * lr
    if abs(product - 1) <= 1e-9:
        return "one step"
    return "monotone" if product < 1 else "oscillating" if product < 2 else "diverges"


@wrong(gd_regime, "the border itself still oscillates")
def _(curvature, lr):
    product = curvature * lr
    if abs(product - 1) <= 1e-9:
        return "one step"
    return "monotone" if product < 1 else "oscillating" if product <= 2 else "diverges"


@wrong(gd_regime, "asks for equality: rounding hides the one step")
def _(curvature, lr):
    product = curvature * lr
    if product == 1:
        return "one step"
    return "monotone" if product < 1 else "oscillating" if product < 2 else "diverges"


@wrong(gd_regime, "an absolute tolerance on the rate")
def _(curvature, lr):
    if abs(lr - 1 / curvature) <= 1e-9:
        return "one step"
    product = curvature * lr
    return "monotone" if product < 1 else "oscillating" if product < 2 else "diverges"


@wrong(gd_regime, "a tolerance of numpy's choice")
def _(curvature, lr):
    product = curvature * lr
    if np.isclose(product, 1):
        return "one step"
    return "monotone" if product < 1 else "oscillating" if product < 2 else "diverges"


@wrong(gd_regime, "looks at the rate alone")
def _(curvature, lr):
    if lr == 0.5:
        return "one step"
    return "monotone" if lr < 0.5 else "oscillating" if lr < 1 else "diverges"


@wrong(gd_regime, "diverges from 1/curvature on")
def _(curvature, lr):
    product = curvature * lr
    if abs(product - 1) <= 1e-9:
        return "one step"
    return "monotone" if product < 1 else "diverges"


@wrong(gd_regime, "monotone and oscillating exchanged")
def _(curvature, lr):
    product = curvature * lr
    if abs(product - 1) <= 1e-9:
        return "one step"
    return "oscillating" if product < 1 else "monotone" if product < 2 else "diverges"


@wrong(gd_regime, "divides by the curvature")
def _(curvature, lr):
    product = lr / curvature
    if abs(product - 1) <= 1e-9:
        return "one step"
    return "monotone" if product < 1 else "oscillating" if product < 2 else "diverges"


@accepted(gd_regime, "by the factor of one step")
def _(curvature, lr):
    factor = 1 - lr * curvature
    if abs(factor) <= 1e-9:
        return "one step"
    if abs(factor) >= 1:
        return "diverges"
    return "monotone" if factor > 0 else "oscillating"


@accepted(gd_regime, "by two thresholds for the rate")
def _(curvature, lr):
    best = 1 / curvature
    if np.isclose(lr, best, rtol=1e-9, atol=0.0):
        word = "one step"
    elif lr < best:
        word = "monotone"
    elif lr < 2 / curvature:
        word = "oscillating"
    else:
        word = "diverges"
    return word


@accepted(gd_regime, "a table that is searched")
def _(curvature, lr):
    product = float(curvature) * float(lr)
    borders = np.array([1 - 1e-9, 1 + 1e-9, 2.0])
    words = ["monotone", "one step", "oscillating", "diverges"]
    return words[int(np.searchsorted(borders, product, side="right"))]


@accepted(gd_regime, "makes two steps and looks where they led")
def _(curvature, lr):
    first = 1.0 - lr * curvature * 1.0
    second = first - lr * curvature * first
    if abs(first) <= 1e-9:
        return "one step"
    shrinks = abs(second) < abs(first) and abs(first) < 1.0
    return "diverges" if not shrinks else "oscillating" if first * second < 0 else "monotone"
