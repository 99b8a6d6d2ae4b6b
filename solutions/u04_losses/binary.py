"""Binary cross-entropy: the mean logistic loss of a batch, from probabilities."""

from __future__ import annotations

import math

import numpy as np

from autograder.checks import Answered, Quiz
from autograder.exercise.declare import accepted, answer, exercise, wrong
from autograder.exercise.loss_recipes import CHANCE, batch_formula, chances, chances_at_the_edge, of_batch
from autograder.plain import to_tree
from solutions.u04_losses.surprise import negative_log

# %% [markdown]
# ## Binary cross-entropy
#
# A sigmoid unit gives each example a probability $p_i$ of belonging to class 1. If it does ($y_i = 1$), the truth was
# given the chance $p_i$; if it does not ($y_i = 0$), the chance $1 - p_i$. Minus the logarithm of that chance, averaged:
#
# $$\mathrm{BCE} = -\frac1N \sum_{i=1}^{N} \bigl[\, y_i \ln p_i + (1 - y_i) \ln (1 - p_i) \,\bigr]$$
#
# As $y_i$ is 0 or 1, it switches one of the two terms off. The slide calls the formula $H_p(q)$; the cross-entropy of
# labels $q$ under a prediction $p$ is usually written $H(q, p)$ (E41).


@exercise(
    points=3,
    minutes=12,
    difficulty=2,
    source="S2-14, S3-15",
    hints=(
        "Find the probability that each example's true label was given, then take minus the log, then the mean.",
        "That probability is p where y is 1, and 1 - p where y is 0: the two products with y and 1 - y say the same.",
        "Both products belong inside the mean, and the minus sign belongs in front of their sum.",
    ),
    **of_batch(
        "bce",
        chances,
        seed=1510,
        shapes=((5,), (4, 3), (1,), (3, 3), (1, 4), (6, 1)),
        whole=None,
        known=[
            (
                (np.array([0.9, 0.2, 0.6, 0.4]), np.array([1, 0, 1, 0])),
                0.3375388286260044,
                "two of each label",
            ),
            (
                (np.array([0.8021838885585817]), np.array([1])),
                0.2204174099184508,
                "a single good wine of the slides",
            ),
        ],
        edges=[chances_at_the_edge()],
        formula=batch_formula(
            "bce", {"p": np.array([[0.3, 0.6]]), "y": np.array([[1, 0]])}, fixed=("y",), ranges=CHANCE
        ),
    ),
)
def bce(p: np.ndarray, y: np.ndarray) -> float:
    r"""Mean binary cross-entropy over all entries.

    Args:
        p: probabilities of class 1, shape (N,) or (N, K), within [1e-6, 1 - 1e-6].
        y: labels 0 or 1 (integers), same shape.

    Returns:
        One number.

    Example:
        >>> print(round(bce(np.array([0.5, 0.25]), np.array([1, 0])), 6))
        0.490415
    """
    chance = np.asarray(p, dtype=float)
    return -np.mean(np.where(np.equal(y, 1), np.log(chance), np.log1p(-chance)))


@wrong(bce, "the sum, not the mean")
def _(p, y):
    return -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p))


@wrong(bce, "the minus reaches the first term only: the slide without its bracket")
def _(p, y):
    return -np.mean(y * np.log(p)) + np.mean((1 - y) * np.log(1 - p))


@wrong(bce, "the second term outside the sum")
def _(p, y):
    return -np.mean(y * np.log(p)) + np.sum((1 - y) * np.log(1 - p))


@wrong(bce, "only the examples of class 1")
def _(p, y):
    return -np.mean(y * np.log(p))


@wrong(bce, "the labels are swapped")
def _(p, y):
    return -np.mean((1 - y) * np.log(p) + y * np.log(1 - p))


@wrong(bce, "forgets the minus")
def _(p, y):
    return np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@wrong(bce, "logarithm to the base 2")
def _(p, y):
    return -np.mean(y * np.log2(p) + (1 - y) * np.log2(1 - p))


@wrong(bce, "1 - log p in place of log(1 - p)")
def _(p, y):
    return -np.mean(y * np.log(p) + (1 - y) * (1 - np.log(p)))


@wrong(bce, "a mean over the rows only")
def _(p, y):
    return -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p)) / len(y)


@wrong(bce, "a margin that is visible")
def _(p, y):
    return -np.mean(y * np.log(p + 1e-4) + (1 - y) * np.log(1 - p + 1e-4))


@wrong(bce, "one mean for each class")
def _(p, y):
    return -(np.log(p[y == 1]).mean() + np.log(1 - p[y == 0]).mean())


@wrong(bce, "the loss of each example")
def _(p, y):
    return -(y * np.log(p) + (1 - y) * np.log(1 - p))


@accepted(bce, "as it is written on paper")
def _(p, y):
    p, y = np.asarray(p), np.asarray(y)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@accepted(bce, "minus the log of the truth's chance")
def _(p, y):
    return negative_log(np.where(np.asarray(y) == 1, p, 1 - np.asarray(p))).mean()


@accepted(bce, "example by example")
def _(p, y):
    total = 0.0
    for chance, label in zip(np.ravel(p).tolist(), np.ravel(y).tolist(), strict=True):
        total -= math.log(chance) if label == 1 else math.log(1 - chance)
    return total / np.size(p)


@accepted(bce, "guarded against log(0)")
def _(p, y):
    safe = np.clip(p, 1e-12, 1 - 1e-12)
    losses = -(y * np.log(safe) + (1 - y) * np.log(1 - safe))
    return losses.mean()


@accepted(bce, "a small margin in the logarithm")
def _(p, y):
    return -np.average(y * np.log(p + 1e-13) + (1 - y) * np.log(1 - p + 1e-13))


@accepted(bce, "with masks, and the log of a sum of products")
def _(p, y):
    right = y == 1
    return -(np.log(p[right]).sum() + np.log(1 - p[~right]).sum()) / right.size


# %% [markdown]
# ### Fix the slide: a pair of brackets
#
# The transcript shows $-\frac1N \sum_{i=1}^N y_i \log(p(y_i)) + (1 - y_i) \log(1 - p(y_i))$, without the square
# brackets above. A reader who takes it at its word has two choices. The minus and the mean reach the first product
# only, and the second is a mean of its own with a plus sign (A); or the sum ends before the plus, and the second product
# is summed without $\frac1N$ (B).

slide_brackets = answer(
    "slide_brackets",
    (0.3375388286260044, -0.029445758914095857, -0.5799226402242461),
    prompt=r"""
    Take $y = [1, 0, 1, 0]$ and $p = [.9, .2, .6, .4]$. Answer with a tuple of three numbers, at least five digits
    each: (the right loss; reading A, $-\frac1N \sum y_i \ln p_i + \frac1N \sum (1 - y_i) \ln(1 - p_i)$; reading B,
    $-\frac1N \sum y_i \ln p_i + \sum (1 - y_i) \ln (1 - p_i)$), like `slide_brackets = (0.12345, 0.12345, 0.12345)`.
    Two of them cannot be losses: look at their sign.
    """,
    points=1,
    minutes=5,
    difficulty=1,
    core=False,
    source="S3-15 (E28)",
    needs=("bce",),
    hints=(
        "Work out the two sums of products first; the three answers combine them differently.",
        "The first product counts for the examples with y = 1 only, the second for those with y = 0.",
        "With S1 and S2 for the two sums: -(S1 + S2)/4, then (S2 - S1)/4, then S2 - S1/4.",
    ),
    checks=[
        Answered(label="is a tuple of three numbers", name="slide_brackets", like=to_tree((0.5, 0.5, 0.5)))
    ],
    hidden=[
        Quiz(
            label="is the right loss and the two readings",
            name="slide_brackets",
            weight=3,
            rtol=1e-4,
            expected=to_tree((0.3375388286260044, -0.029445758914095857, -0.5799226402242461)),
        )
    ],
    wrong=(
        ((0.3375388, -0.5799226, -0.0294458), "the two readings swapped"),
        ((0.3375388, 0.0294458, 0.5799226), "without the signs"),
        ((1.3501553, -0.117783, -0.5799226), "sums, not means"),
        ((0.1465913, -0.0127881, -0.2518572), "logarithms to the base 10"),
        ((0.3375388, 0.3375388, 0.3375388), "the same in all readings"),
    ),
    accepted=(
        ([0.33754, -0.029446, -0.57992], "a list, rounded"),
        ((0.3375388, -0.0294458, -0.5799226), "seven decimals"),
        (
            (
                -(math.log(0.9 * 0.6) + math.log(0.8 * 0.6)) / 4,
                (math.log(0.8 * 0.6) - math.log(0.9 * 0.6)) / 4,
                math.log(0.8 * 0.6) - math.log(0.9 * 0.6) / 4,
            ),
            "worked out on the spot",
        ),
    ),
)
