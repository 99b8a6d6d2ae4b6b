"""What a larger error costs: the ratio of two losses."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call, traced
from autograder.checks import Answered, Formula, Golden, Quiz, Shape
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, answer, exercise, wrong
from autograder.plain import named, to_tree

# %% [markdown]
# ## Exponentially more?
#
# The transcript says of the squared error: "larger errors penalized exponentially more". That is a claim about a
# ratio: make an error $k$ times as large, by which factor does its loss grow?
#
# $$r(k) = \frac{\mathrm{loss}(k \cdot e)}{\mathrm{loss}(e)}$$
#
# Write it for any loss of one error, then put the candidates in: `lambda e: e**2`, `abs`, `np.exp`.


@exercise(
    points=1,
    minutes=4,
    difficulty=1,
    core=False,
    source="S3-18 (E30)",
    hints=(
        "`loss` is a function: you may call it, and here you call it twice.",
        "Once for the larger error, once for the error itself; then divide.",
        "The factor k goes into the argument of the loss, not in front of it.",
    ),
    checks=[
        Shape(label="one number", at=(call("penalty_ratio", named("square"), 0.5, 2.0),)),
        golden(
            call("penalty_ratio", named("square"), 0.5, 2.0), 4.0, label="the square: twice the error costs 4"
        ),
        golden(
            call("penalty_ratio", named("absolute"), -0.5, 2.5),
            2.5,
            label="the distance: 2.5 times the error costs 2.5",
        ),
        golden(
            call("penalty_ratio", named("exp"), 1.5, 2.0),
            math.exp(1.5),
            label="an exponential: the ratio depends on the error",
        ),
    ],
    hidden=[
        Golden(
            label="any loss, error and factor",
            weight=3,
            at=(
                call("penalty_ratio", named("cube"), 1.25, 0.5),
                call("penalty_ratio", named("quadratic", curvature=2.5), -0.75, 5),
                call("penalty_ratio", named("sine"), 0.512345678, 1.756789123),
                call("penalty_ratio", named("cube"), -2.5, -12.25),
                call("penalty_ratio", named("exp"), -0.4, 3),
                call("penalty_ratio", named("absolute"), 2, 1),
            ),
        ),
        Formula(
            label="the formula",
            call=traced({"1": "e", "2": "k"}, call("penalty_ratio", named("cube"), 0.5, 2.0)),
            domains={"e": (0.5, 2.0), "k": (0.5, 2.0)},
        ),
    ],
)
def penalty_ratio(loss, error: float, k: float) -> float:
    r"""By which factor the loss grows when the error is `k` times as large.

    Args:
        loss: a function of one error, a number in and a number out; it is not 0 at `error`.
        error: an error, positive or negative.
        k: how many times as large the other error is.

    Returns:
        One number: the loss of the larger error over the loss of `error`.

    Example:
        >>> print(penalty_ratio(lambda e: e**4, 0.5, 2.0))
        16.0
    """
    return loss(k * error) / loss(error)


@wrong(penalty_ratio, "upside down")
def _(loss, error, k):
    return loss(error) / loss(k * error)


@wrong(penalty_ratio, "k in front of the loss")
def _(loss, error, k):
    return k * loss(error) / loss(error)


@wrong(penalty_ratio, "squares whatever the loss is")
def _(loss, error, k):
    return k**2


@wrong(penalty_ratio, "adds k to the error")
def _(loss, error, k):
    return loss(error + k) / loss(error)


@wrong(penalty_ratio, "the difference, not the ratio")
def _(loss, error, k):
    return loss(k * error) - loss(error)


@wrong(penalty_ratio, "takes the error to the power k")
def _(loss, error, k):
    return loss(error**k) / loss(error)


@wrong(penalty_ratio, "forgets the error: the loss of k")
def _(loss, error, k):
    return loss(k) / loss(1)


@wrong(penalty_ratio, "believes the slide")
def _(loss, error, k):
    return math.exp(k)


@wrong(penalty_ratio, "returns the larger loss alone")
def _(loss, error, k):
    return loss(k * error)


@accepted(penalty_ratio, "with two names")
def _(loss, error, k):
    small, large = loss(error), loss(error * k)
    return large / small


@accepted(penalty_ratio, "both errors in a list")
def _(loss, error, k):
    costs = [loss(e) for e in (error, k * error)]
    return costs[1] / costs[0]


@accepted(penalty_ratio, "as a product with the reciprocal")
def _(loss, error, k):
    return float(loss(k * error)) * (1 / float(loss(error)))


@accepted(penalty_ratio, "an array of both errors")
def _(loss, error, k):
    below, above = loss(np.array([1.0, k]) * error)
    return np.divide(above, below)


# %% [markdown]
# ### Fix the slide: how does the squared error grow?

penalty_growth = answer(
    "penalty_growth",
    ("quadratically", 16.0, 4.0),
    prompt=r"""
    The transcript says that the squared error penalises larger errors "exponentially more". Answer with a tuple of
    three: (how the squared error really grows: one of `"linearly"`, `"quadratically"`, `"exponentially"`; its ratio
    when an error of 3 becomes an error of 12; the ratio of the absolute error in the same case), like
    `penalty_growth = ("exponentially", 1.5, 1.5)`.
    """,
    points=1,
    minutes=3,
    difficulty=1,
    core=False,
    source="S3-18 (E30)",
    needs=("penalty_ratio",),
    hints=(
        "12 is four times 3. Your penalty_ratio gives both numbers.",
        "A function grows exponentially when equal *steps* of the error multiply it; here equal *factors* do.",
        "Square both errors and divide; then divide the errors themselves.",
    ),
    checks=[
        Answered(
            label="is a word and two numbers",
            name="penalty_growth",
            like=to_tree(("exponentially", 1.5, 1.5)),
            words=("linearly", "quadratically", "exponentially"),
        )
    ],
    hidden=[
        Quiz(
            label="is the growth, with both witnesses",
            name="penalty_growth",
            weight=3,
            expected=to_tree(("quadratically", 16.0, 4.0)),
        )
    ],
    wrong=(
        (("exponentially", 16.0, 4.0), "the slide's word"),
        (("quadratically", 4.0, 16.0), "the two ratios swapped"),
        (("quadratically", 135.0, 9.0), "differences, not ratios"),
        (("quadratically", 4.0, 2.0), "twice the error"),
        (("linearly", 16.0, 4.0), "the absolute error's word"),
        (("quadratically", math.exp(9), 4.0), "an exponential's ratio"),
    ),
    accepted=(
        (["quadratically", 16, 4], "a list of whole numbers"),
        (("Quadratically", 16.0, 4.0), "a capital letter"),
        (("quadratically", 144 / 9, 12 / 3), "worked out on the spot"),
    ),
)
