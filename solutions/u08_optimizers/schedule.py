"""A rate that changes: warm-up and a cosine."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Shape
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.formula_recipes import formula

# %% [markdown]
# ## A rate that falls
#
# The cloud of noise has a radius that shrinks with the rate. So begin with a large rate, to get near, and end with a
# small one, to get close: that is what every proof of convergence for noisy gradients asks for (S3-37). A popular
# way down is half a cosine. The first few steps are special, since Adam's averages know little then: the rate rises
# from zero in a straight line, which is called warm-up.


@exercise(
    points=1,
    minutes=8,
    difficulty=2,
    core=False,
    source="Loshchilov and Hutter 2017; S3-37",
    hints=(
        "Three stretches of t: before warmup, from there to total, from total on.",
        "In the middle, the share of the way is (t - warmup)/(total - warmup); half of 1 + cos(pi*share) falls from 1 to 0.",
        "Ask for t >= total first (then 0, and nothing divides by total - warmup = 0), then for t < warmup, else the cosine.",
    ),
    checks=[
        Shape(label="a number", at=(call("warmup_cosine", 3, 2, 10, 0.5),)),
        Golden(
            label="on the way up, at the top, half way down",
            weight=2,
            at=(
                call("warmup_cosine", 1, 4, 12, 0.5),
                call("warmup_cosine", 4, 4, 12, 0.5),
                call("warmup_cosine", 8, 4, 12, 0.5),
            ),
        ),
        Golden(
            label="from total on",
            at=(call("warmup_cosine", 12, 4, 12, 0.5), call("warmup_cosine", 40, 4, 12, 0.5)),
        ),
    ],
    hidden=[
        Golden(
            label="other times and rates",
            weight=3,
            at=(
                call("warmup_cosine", 0, 5, 20, 0.3),
                call("warmup_cosine", 4, 5, 20, 0.3),
                call("warmup_cosine", 5, 5, 20, 0.3),
                call("warmup_cosine", 6, 5, 20, 0.3),
                call("warmup_cosine", 13, 5, 20, 0.3),
                call("warmup_cosine", 19, 5, 20, 0.3),
                call("warmup_cosine", 21, 5, 20, 0.3),
                call("warmup_cosine", 33, 10, 100, 2e-3),
            ),
        ),
        Golden(
            label="without a warm-up, and with nothing else",
            at=(
                call("warmup_cosine", 0, 0, 10, 0.2),
                call("warmup_cosine", 3, 0, 10, 0.2),
                call("warmup_cosine", 3, 6, 6, 0.2),
                call("warmup_cosine", 6, 6, 6, 0.2),
                call("warmup_cosine", 7, 6, 6, 0.2),
            ),
        ),
        formula(
            "warmup_cosine",
            {"t": 5.0, "warmup": 4, "total": 12, "lr": 0.2},
            fixed=("warmup", "total"),
            domains={"t": (0.5, 15.0)},
        ),
    ],
)
def warmup_cosine(t: int, warmup: int, total: int, lr: float) -> float:
    r"""Learning rate of a step: a straight line up, half a cosine down.

    $$\text{lr}\cdot\frac{t}{\text{warmup}} \ \text{ for } t < \text{warmup}, \qquad
    \frac{\text{lr}}{2}\left(1 + \cos\left(\pi\,\frac{t - \text{warmup}}{\text{total} - \text{warmup}}\right)\right)
    \ \text{ from there on,} \qquad 0 \ \text{ from total on}$$

    Args:
        t: number of steps that have been made, 0 before the first.
        warmup: steps of the rise, may be 0, at most `total`.
        total: steps of the whole training.
        lr: the largest rate.

    Returns:
        The rate for the next step, a number.

    Example:
        >>> [round(float(warmup_cosine(t, 2, 6, 0.5)), 4) for t in range(8)]
        [0.0, 0.25, 0.5, 0.4268, 0.25, 0.0732, 0.0, 0.0]
    """
    if t >= total:
        return 0.0
    if t < warmup:
        return lr * (t / warmup)
    share = (t - warmup) / (total - warmup)
    return lr * 0.5 * (1.0 + math.cos(share * math.pi))


@wrong(warmup_cosine, "counts the steps of the warm-up from 1")
def _(t, warmup, total, lr):
    if t >= total:
        return 0.0
    if t < warmup:
        return lr * (t + 1) / warmup
    return lr / 2 * (1 + np.cos(np.pi * (t - warmup) / (total - warmup)))


@wrong(warmup_cosine, "the cosine runs from the first step")
def _(t, warmup, total, lr):
    if t >= total:
        return 0.0
    if t < warmup:
        return lr * t / warmup
    return lr / 2 * (1 + np.cos(np.pi * t / total))


@wrong(warmup_cosine, "comes back after the end")
def _(t, warmup, total, lr):
    if t < warmup:
        return lr * t / warmup
    return lr / 2 * (1 + np.cos(np.pi * (t - warmup) / max(total - warmup, 1)))


@wrong(warmup_cosine, "forgets the half")
def _(t, warmup, total, lr):
    if t >= total:
        return 0.0
    if t < warmup:
        return lr * t / warmup
    return lr * (1 + np.cos(np.pi * (t - warmup) / (total - warmup)))


@wrong(warmup_cosine, "a quarter of the cosine")
def _(t, warmup, total, lr):
    if t >= total:
        return 0.0
    if t < warmup:
        return lr * t / warmup
    return lr * np.cos(np.pi / 2 * (t - warmup) / (total - warmup))


@wrong(warmup_cosine, "degrees in place of radians")
def _(t, warmup, total, lr):
    if t >= total:
        return 0.0
    if t < warmup:
        return lr * t / warmup
    return lr / 2 * (1 + np.cos(180 * (t - warmup) / (total - warmup)))


@wrong(warmup_cosine, "divides by total, not by what is left after the warm-up")
def _(t, warmup, total, lr):
    if t >= total:
        return 0.0
    if t < warmup:
        return lr * t / warmup
    return lr / 2 * (1 + np.cos(np.pi * (t - warmup) / total))


@wrong(warmup_cosine, "whole numbers: the rise is zero until it is over")
def _(t, warmup, total, lr):
    if t >= total:
        return 0.0
    if t < warmup:
        return lr * (t // warmup)
    return lr / 2 * (1 + np.cos(np.pi * (t - warmup) / (total - warmup)))


@wrong(warmup_cosine, "a straight line down")
def _(t, warmup, total, lr):
    if t >= total:
        return 0.0
    if t < warmup:
        return lr * t / warmup
    return lr * (total - t) / (total - warmup)


@wrong(warmup_cosine, "divides by zero without a warm-up")
def _(t, warmup, total, lr):
    rise = t / warmup
    if t >= total:
        return 0.0
    return lr * rise if t < warmup else lr / 2 * (1 + np.cos(np.pi * (t - warmup) / (total - warmup)))


@accepted(warmup_cosine, "the formula with NumPy, case by case")
def _(t, warmup, total, lr):
    if t < warmup:
        return lr * t / warmup
    if t < total:
        return 0.5 * lr * (1 + np.cos(np.pi * (t - warmup) / (total - warmup)))
    return 0.0


@accepted(warmup_cosine, "the square of a cosine of half the angle")
def _(t, warmup, total, lr):
    left = total - t
    if left <= 0:
        rate = 0.0
    elif t < warmup:
        rate = t * lr / warmup
    else:
        rate = lr * math.cos(0.5 * math.pi * (t - warmup) / (total - warmup)) ** 2
    return rate


@accepted(warmup_cosine, "the smaller of rise and fall, each bounded")
def _(t, warmup, total, lr):
    rise = min(1.0, t / max(warmup, 1)) if warmup else 1.0
    done = min(max(t - warmup, 0), total - warmup) / max(total - warmup, 1)
    fall = 1.0 if t < warmup else 0.5 + 0.5 * math.cos(math.pi * done)
    return lr * rise * fall if t < total else 0.0


@accepted(warmup_cosine, "a helper for the fall, one expression for the rest")
def _(t, warmup, total, lr):
    def fall(share):
        return 0.5 - 0.5 * np.cos(np.pi * (1 - share))

    if not t < total:
        return 0.0 * lr
    return lr * (t / warmup if warmup > t else fall((t - warmup) / (total - warmup)))
