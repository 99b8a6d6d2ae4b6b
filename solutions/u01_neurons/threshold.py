"""A bias is a threshold with its sign turned."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, answer, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.exercise.layer_recipes import answered, arrays_in
from autograder.exercise.recipes import draw
from autograder.plain import Laid
from solutions.u01_neurons.one_neuron import weighted_sum

# %% [markdown]
# ### Fix the slide: "light up only above ten"
#
# A neuron shall light up only if its weighted sum is greater than ten. The transcript shows
#
# $$\sigma(w_1a_1 + w_2a_2 + \dots + w_na_n + 10)$$
#
# Try it with dark pixels, all $a_i = 0$: the slide's neuron says $\sigma(10) = 0.99995$. It lights up at nothing, and
# reaches one half only at a sum of $-10$. The right one says 0.0000454 there and one half at 10. Which sign must the
# bias have, so that a sum has to *overcome* the threshold?


@exercise(
    points=2,
    minutes=7,
    difficulty=2,
    core=False,
    source="S4-06 (E43)",
    needs=("weighted_sum",),
    hints=(
        "At which weighted sum must the argument of the sigmoid be 0?",
        "The bias is minus the threshold.",
        "Take the dot product, subtract the threshold, and put the difference into one over one plus e to its negative.",
    ),
    **arrays_in(
        form="one number",
        shape=(
            call("fires_above", draw(1160, 4), draw(1161, 4), 0.75),
            call("fires_above", np.array([2.0, 3.0]), np.array([2.0, 2.0]), 10.0),
        ),
        known=(
            golden(
                call("fires_above", np.array([2.0, 3.0]), np.array([2.0, 2.0]), 10.0),
                0.5,
                label="one half at the threshold",
            ),
            golden(
                call("fires_above", np.zeros(3), np.array([1.0, -2.0, 0.5]), 10.0),
                4.5397868702434395e-05,
                label="dark pixels do not light it up",
            ),
            golden(
                call("fires_above", np.array([1.0, 2.0]), np.array([2.0, 5.0]), 10.0),
                0.8807970779778823,
                label="a sum of twelve, threshold ten",
            ),
        ),
        then=call("fires_above", draw(1162, 2), draw(1163, 2), -1.5),
        hidden=(
            call("fires_above", Laid(draw(1164, 5), "strided"), Laid(draw(1165, 5), "readonly"), -2.5),
            call("fires_above", draw(1166, 1), draw(1167, 1), 0.3),
            call("fires_above", Laid(draw(1168, 3) / 7, "readonly"), Laid(draw(1169, 3), "strided"), 1),
            call("fires_above", np.array([1.0, 2.0, 0.5]), np.array([4.0, -1.5, 3.0]), 7.25),
            call("fires_above", draw(1174, 4), draw(1175, 4), 0.0),
        ),
        extra_hidden=(
            formula(
                "fires_above",
                {"a": np.array([0.7]), "w": np.array([1.5]), "threshold": 0.4},
            ),
        ),
    ),
)
def fires_above(a: np.ndarray, w: np.ndarray, threshold: float) -> float:
    r"""Output of a sigmoid neuron that lights up when its weighted sum is above `threshold`, the slide repaired.

    The output is one half where $w \cdot a$ equals the threshold, close to 1 far above it, close to 0 far below.

    Args:
        a: inputs, shape (n,).
        w: weights, shape (n,).
        threshold: a number.

    Returns:
        One number between 0 and 1. The argument of the sigmoid stays between -50 and 50 here, so the textbook formula
        $\sigma(z) = 1/(1 + e^{-z})$ is good enough.

    Example:
        >>> print(fires_above(np.array([3.0]), np.array([2.0]), 6.0))
        0.5
    """
    above = np.dot(a, w) - threshold
    return 1.0 / (1.0 + np.exp(-above))


@wrong(fires_above, "the slide: plus the threshold")
def _(a, w, threshold):
    return 1 / (1 + np.exp(-(a @ w + threshold)))


@wrong(fires_above, "always ten")
def _(a, w, threshold):
    return 1 / (1 + np.exp(-(a @ w - 10)))


@wrong(fires_above, "lights up below the threshold")
def _(a, w, threshold):
    return 1 / (1 + np.exp(a @ w - threshold))


@wrong(fires_above, "a hard step")
def _(a, w, threshold):
    return 1.0 if a @ w > threshold else 0.0


@wrong(fires_above, "no threshold at all")
def _(a, w, threshold):
    return 1 / (1 + np.exp(-(a @ w)))


@wrong(fires_above, "the threshold is taken off the output")
def _(a, w, threshold):
    return 1 / (1 + np.exp(-(a @ w))) - threshold


@wrong(fires_above, "the threshold is taken off every input")
def _(a, w, threshold):
    return 1 / (1 + np.exp(-np.dot(a - threshold, w)))


@wrong(fires_above, "without the sigmoid")
def _(a, w, threshold):
    return a @ w - threshold


@wrong(fires_above, "one output for each input")
def _(a, w, threshold):
    return 1 / (1 + np.exp(-(a * w - threshold)))


@wrong(fires_above, "the sum is divided by the threshold")
def _(a, w, threshold):
    return 1 / (1 + np.exp(-(a @ w / threshold - 1)))


@accepted(fires_above, "with the first function, the bias as minus the threshold")
def _(a, w, threshold):
    return 1 / (1 + np.exp(-weighted_sum(a, w, -threshold)))


@accepted(fires_above, "in plain math")
def _(a, w, threshold):
    z = -threshold
    for value, weight in zip(a, w, strict=True):
        z += float(value) * float(weight)
    return math.exp(z) / (1 + math.exp(z))


@accepted(fires_above, "the growth and the threshold's own, side by side")
def _(a, w, threshold):
    grown, needed = np.exp(a @ w), np.exp(threshold)
    return grown / (grown + needed)


@accepted(fires_above, "by logaddexp")
def _(a, w, threshold):
    return np.exp(-np.logaddexp(0.0, threshold - np.sum(w * a)))


# %% [markdown]
# A slide shows this one neuron, inputs, weights, bias, sigmoid, and asks: what model does this remind you of?

familiar_model = answer(
    "familiar_model",
    ("logistic regression", 0.8175744761936437),
    prompt="""
    Name the model of statistics that is one sigmoid neuron, out of `linear regression`, `logistic regression`,
    `k-means` and `decision tree`. As a witness give its probability of "yes" for the inputs (2, 0.5) with the
    coefficients (1, -2) and the intercept 0.5, to four digits. Answer with a tuple of a text and a number, like
    `familiar_model = ("k-means", 0.5)`.
    """,
    points=1,
    minutes=4,
    core=False,
    source="S2-04",
    hints=(
        "It gives the chance of one of two classes, from a weighted sum.",
        "An intercept is a bias: compute the weighted sum, then the sigmoid of it.",
        "The sum is 2 times 1, plus 0.5 times -2, plus 0.5.",
    ),
    **answered(
        "familiar_model",
        ("logistic regression", 0.8175744761936437),
        ("k-means", 0.5),
        form="is a tuple of a text and a number",
        label="the model, and its probability",
        words=("linear regression", "logistic regression", "k-means", "decision tree"),
        rtol=2e-4,
    ),
    wrong=(
        (("linear regression", 1.5), "without the sigmoid it is linear"),
        (("logistic regression", 1.5), "the sum, not the probability"),
        (("logistic regression", 0.7310585786300049), "the intercept is left out"),
        (("logistic regression", 0.18242552380635635), "the chance of no"),
        (("k-means", 0.8175744761936437), "the wrong name"),
    ),
    accepted=(
        (("logistic regression", 0.8176), "four digits"),
        (("Logistic Regression", 0.81757), "capitals, five digits"),
        (["logistic regression", 1 / (1 + math.exp(-1.5))], "a list"),
    ),
)
