"""Minus the logarithm of a probability: how a confident mistake gets expensive."""

from __future__ import annotations

import math

import numpy as np

from autograder.checks import Answered, Quiz
from autograder.exercise.declare import accepted, answer, exercise, wrong
from autograder.exercise.loss_recipes import CHANCE, EDGE, batch_formula, of_batch, only_chances
from autograder.plain import to_tree

# %% [markdown]
# ## Sure, and wrong
#
# Back to the two predictions $0.01$ and $0.001$ for a truth of 1. The second is ten times worse: it gives the truth
# one chance in a thousand. The squared error hardly notices ($0.980$ and $0.998$), and it can never exceed 1. Minus the
# logarithm does notice, and it has no upper end.
#
# | predicted | truth | squared error | $-\ln \hat y$ |
# |---|---|---|---|
# | .01 | 1 | .980 | 4.6 |
# | .001 | 1 | .998 | 6.9 |


@exercise(
    points=1,
    minutes=4,
    difficulty=1,
    core=False,
    source="S2-13",
    hints=(
        "The logarithm of a number below 1 is negative; a loss should not be.",
        "The natural logarithm, entry by entry, with its sign turned.",
        "np.log works on numbers and on arrays, and is not np.log10.",
    ),
    **of_batch(
        "negative_log",
        only_chances,
        seed=1500,
        shapes=((5,), (4, 3), (1,), (2, 1, 3)),
        whole=None,
        known=[
            (
                (np.array([0.01, 0.001]),),
                np.array([4.605170185988091, 6.907755278982137]),
                "the slide's rows",
            ),
            ((0.5,), math.log(2), "a single number"),
        ],
        edges=[(np.array([EDGE, 1 - EDGE, 1e-4, 0.5]),)],
        formula=batch_formula("negative_log", {"p": np.array([0.3])}, ranges=CHANCE),
    ),
)
def negative_log(p: np.ndarray) -> np.ndarray:
    r"""Minus the natural logarithm of each probability.

    Args:
        p: probabilities that the truth was given, a number or an array of any shape.

    Returns:
        Losses in float64, same shape as `p`; none is negative.

    Example:
        >>> negative_log(np.array([0.5, 0.1]))
        array([0.69314718, 2.30258509])
    """
    return np.negative(np.log(p))


@wrong(negative_log, "forgets the minus")
def _(p):
    return np.log(p)


@wrong(negative_log, "logarithm to the base 10")
def _(p):
    return -np.log10(p)


@wrong(negative_log, "logarithm to the base 2")
def _(p):
    return -np.log2(p)


@wrong(negative_log, "the other outcome's probability")
def _(p):
    return -np.log(1 - np.asarray(p))


@wrong(negative_log, "the mean over the batch")
def _(p):
    return -np.mean(np.log(p))


@wrong(negative_log, "the squared error")
def _(p):
    return (1 - np.asarray(p)) ** 2


@wrong(negative_log, "the first terms of the series only")
def _(p):
    q = 1 - np.asarray(p)
    return q + q**2 / 2 + q**3 / 3


@wrong(negative_log, "log of 1 + p")
def _(p):
    return -np.log1p(p)


@wrong(negative_log, "a large safety margin")
def _(p):
    return -np.log(np.asarray(p) + 1e-3)


@wrong(negative_log, "for single numbers only")
def _(p):
    return -math.log(p)


@accepted(negative_log, "the logarithm of the reciprocal")
def _(p):
    return np.log(1 / np.asarray(p))


@accepted(negative_log, "one number at a time")
def _(p):
    return np.vectorize(lambda q: -math.log(q), otypes=[float])(p)


@accepted(negative_log, "from another base")
def _(p):
    return -np.log2(p) * math.log(2)


@accepted(negative_log, "guarded against 0")
def _(p):
    return -np.log(np.clip(p, 1e-15, 1.0))


# %% [markdown]
# ### Fix the slide: one wrong entry
#
# The first of the two tables is right. When the deck shows it a second time, with the new column, one entry has
# changed. The transcript shows: .01, error .99, squared .980, 4.6; and .001, error .99, squared .998, 6.9.

slide_error_entry = answer(
    "slide_error_entry",
    ("error", 0.999, 6.907755278982137),
    prompt=r"""
    Which entry of the second row ($\hat y = .001$, $y = 1$) is wrong? Answer with a tuple of three: (the column:
    `"error"`, `"squared error"` or `"negative log"`; its right value; the negative log of that row, with six
    decimals), like `slide_error_entry = ("squared error", 0.5, 1.123456)`.
    """,
    points=1,
    minutes=3,
    difficulty=1,
    core=False,
    source="S2-13 (E25)",
    needs=("squared_error", "negative_log"),
    hints=(
        "Compute all three columns for .001 with your own functions.",
        "Two of the three printed numbers are yours, rounded; the third is not.",
        "The error is the truth minus the prediction. Is .99 a rounding of it?",
    ),
    checks=[
        Answered(
            label="is a column and two numbers",
            name="slide_error_entry",
            like=to_tree(("squared error", 0.5, 1.5)),
            words=("error", "squared error", "negative log"),
        )
    ],
    hidden=[
        Quiz(
            label="is the wrong entry, with its right value",
            name="slide_error_entry",
            weight=3,
            rtol=1e-6,
            expected=to_tree(("error", 0.999, 6.907755278982137)),
        )
    ],
    wrong=(
        (("squared error", 0.998001, 6.907755), "another column"),
        (("negative log", 6.907755, 6.907755), "the last column"),
        (("error", 0.99, 6.907755), "the slide's value"),
        (("error", 0.999, 6.9), "the slide's rounded logarithm"),
        (("error", -0.999, 6.907755), "prediction minus truth"),
        (("error", 0.999, 3.0), "logarithm to the base 10"),
    ),
    accepted=(
        (["error", 0.999, 6.907755], "a list"),
        (("Error", 1 - 0.001, -math.log(0.001)), "worked out on the spot"),
        (("error", 0.999, 6.907755279), "nine decimals"),
    ),
)

# %% [markdown]
# ### Fix the slide: does it grow exponentially?
#
# Another slide says of this loss that its "value grows exponentially larger as the predicted probability moves away
# from the true label". It grows without bound, but how fast? Look at $p = .1, .01, .001$, each one ten times worse than
# the one before; and at the score $z$ behind the probability $p = \sigma(z)$, for a truth of 1 and $z = -10, -20, -30$,
# where $-\ln \sigma(z) = \ln(1 + e^{-z})$.

log_loss_growth = answer(
    "log_loss_growth",
    ("by equal steps", 2.302585092994046, "by equal steps", 10.0),
    prompt=r"""
    Answer with a tuple of four: (how the loss grows from $p = .1$ to $.01$ to $.001$: `"by equal steps"` or
    `"by equal factors"`, the latter would be exponential growth; that step or factor, with at least five digits; how
    the loss grows from $z = -10$ to $-20$ to $-30$, the same two choices; that step or factor, rounded to four
    digits), like `log_loss_growth = ("by equal factors", 1.23456, "by equal factors", 1.234)`.
    """,
    points=2,
    minutes=6,
    difficulty=2,
    core=False,
    source="S3-15 (E29)",
    needs=("negative_log",),
    hints=(
        "Make the two lists of three losses; look at the differences of neighbours, and at their quotients.",
        "The logarithm turns factors into sums: -ln(p/10) = -ln p + ln 10.",
        "For z far below 0 the 1 beside e^(-z) does not count, and the logarithm undoes the exponential.",
    ),
    checks=[
        Answered(
            label="is a word and a number, twice",
            name="log_loss_growth",
            like=to_tree(("by equal factors", 1.5, "by equal factors", 1.5)),
            words=("by equal steps", "by equal factors"),
        )
    ],
    hidden=[
        Quiz(
            label="is the growth, with both witnesses",
            name="log_loss_growth",
            weight=3,
            rtol=1e-4,
            expected=to_tree(("by equal steps", 2.302585092994046, "by equal steps", 10.0)),
        )
    ],
    wrong=(
        (("by equal factors", 2.302585, "by equal factors", 10.0), "the slide's words"),
        (("by equal factors", 2.0, "by equal steps", 10.0), "the quotient of the first two losses"),
        (("by equal steps", 1.0, "by equal steps", 10.0), "logarithms to the base 10"),
        (("by equal steps", 2.302585, "by equal factors", 2.0), "the quotient of the first two scores"),
        (("by equal steps", 10.0, "by equal steps", 2.302585), "the two steps swapped"),
        (("by equal steps", -2.302585, "by equal steps", -10.0), "the wrong sign"),
    ),
    accepted=(
        (["by equal steps", 2.30259, "by equal steps", 10], "a list, rounded"),
        (("By equal steps", math.log(10), "By equal steps", 9.99995), "the exact first difference"),
        (("by equal steps", math.log(0.1 / 0.01), "by equal steps", 10.0), "worked out on the spot"),
    ),
)
