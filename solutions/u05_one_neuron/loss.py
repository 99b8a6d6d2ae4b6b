"""From a prediction to a loss."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import Answered, Quiz
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, answer, exercise, wrong
from autograder.exercise.neuron_recipes import per_wine
from autograder.plain import to_tree

# %% [markdown]
# ## How wrong is it?
#
# The prediction is .80 and the wine is good, so the error is $1 - \hat y \approx 0.198$. The logistic loss looks at
# the same thing through a logarithm, so that being sure of the wrong thing costs a lot:
#
# $$J = \begin{cases} -\ln \hat y & \text{if } y = 1 \\ -\ln(1 - \hat y) & \text{if } y = 0 \end{cases}$$
#
# The slides print $J = 1.6$ for this wine, eleven times. Compute it before you believe it.


@exercise(
    points=2,
    minutes=8,
    difficulty=2,
    source="S2-14, S2-15 (E23)",
    hints=(
        "Only one of the two logarithms counts for a wine; which one, the label decides.",
        "As y is 0 or 1, it can switch terms on and off: y times the first and 1 - y times the second.",
        "Multiply y by the log of yhat and 1 - y by the log of 1 - yhat, add both, and turn the sign of the sum.",
    ),
    **per_wine(
        "logistic_loss",
        ("yhat", "y"),
        slide=(0.8021838885585817, 1),
        value=0.2204174099184508,
        seed=520,
        extra=[
            golden(
                call("logistic_loss", 0.8021838885585817, 0),
                1.6204174099184507,
                label="the same wine with y = 0",
            ),
        ],
    ),
)
def logistic_loss(yhat: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Logistic loss of each prediction (no sum, no mean): the two-case formula above.

    Args:
        yhat: predictions strictly between 0 and 1, a number or an array of any shape.
        y: labels 0 or 1 (integers), a number or an array of the same shape.

    Returns:
        Loss in float64, same shape as `yhat`.

    Example:
        >>> logistic_loss(np.array([0.5, 0.5]), np.array([0, 1]))
        array([0.69314718, 0.69314718])
    """
    return -(y * np.log(yhat) + (1 - y) * np.log(1 - np.asarray(yhat)))


@wrong(logistic_loss, "the branches are swapped: this is the slide's 1.6")
def _(yhat, y):
    return -(y * np.log(1 - yhat) + (1 - y) * np.log(yhat))


@wrong(logistic_loss, "only the branch for y = 1")
def _(yhat, y):
    return -np.log(yhat)


@wrong(logistic_loss, "the minus sign is lost")
def _(yhat, y):
    return y * np.log(yhat) + (1 - y) * np.log(1 - yhat)


@wrong(logistic_loss, "the minus sign reaches the first term only")
def _(yhat, y):
    return -y * np.log(yhat) + (1 - y) * np.log(1 - yhat)


@wrong(logistic_loss, "logarithm to the base 10")
def _(yhat, y):
    return -(y * np.log10(yhat) + (1 - y) * np.log10(1 - yhat))


@wrong(logistic_loss, "mean over the batch")
def _(yhat, y):
    return np.mean(-(y * np.log(yhat) + (1 - y) * np.log(1 - yhat)))


@wrong(logistic_loss, "if on an array of labels")
def _(yhat, y):
    return -np.log(yhat) if y == 1 else -np.log(1 - yhat)


@wrong(logistic_loss, "squared error instead")
def _(yhat, y):
    return (yhat - y) ** 2


@accepted(logistic_loss, "chooses the branch with np.where")
def _(yhat, y):
    return -np.log(np.where(np.asarray(y) == 1, yhat, 1 - np.asarray(yhat)))


@accepted(logistic_loss, "the chance that was given to the true label")
def _(yhat, y):
    given_to_truth = np.abs(1 - np.asarray(y) - yhat)
    return np.log(1 / given_to_truth)


@accepted(logistic_loss, "a loop over single numbers")
def _(yhat, y):
    def one(guess, label):
        return -math.log(guess) if label == 1 else -math.log1p(-guess)

    return np.vectorize(one, otypes=[float])(yhat, y)


@accepted(logistic_loss, "the logarithm of one product of powers")
def _(yhat, y):
    yhat, y = np.array(yhat, dtype=float), np.asarray(y)
    return -np.log(yhat**y * (1 - yhat) ** (1 - y))


# %% [markdown]
# ### Fix the slide: where does 1.6 come from?
#
# The transcript shows $J = 1.6$ for $\hat y = .80$ and $y = 1$. It is not a random number.

slide_loss_label = answer(
    "slide_loss_label",
    (0, 0.2204174099184508, 1.6204174099184507),
    prompt=r"""
    For the wine neuron ($\hat y = 0.80218\ldots$, $y = 1$) the slide says $J = 1.6$. Answer with a tuple of three
    numbers: (the label $y$ that the slide's 1.6 belongs to, the right $J$ for $y = 1$, the value that the slide
    rounded to 1.6). Give at least four digits, like `slide_loss_label = (1, 0.1234, 0.1234)`.
    """,
    points=1,
    minutes=4,
    difficulty=1,
    core=False,
    source="S2-15 (E23)",
    needs=("logistic_loss",),
    hints=(
        "Compute the loss for both labels and look which one is near 1.6.",
        "The right loss is minus ln of yhat. The other branch uses 1 - yhat.",
        "Call your logistic_loss twice with the unrounded prediction, once for each label.",
    ),
    checks=[
        Answered(label="is a tuple of three numbers", name="slide_loss_label", like=to_tree((1, 0.5, 0.5)))
    ],
    hidden=[
        Quiz(
            label="is the explanation of 1.6",
            name="slide_loss_label",
            weight=3,
            expected=to_tree((0, 0.2204174099184508, 1.6204174099184507)),
            also=(to_tree((0, 0.2231435513142097, 1.6094379124341003)),),
        )
    ],
    wrong=(
        ((1, 0.2204174, 1.6204174), "the label of the wine"),
        ((0, 1.6204174, 0.2204174), "the two losses swapped"),
        ((0, 0.2204174, 1.6), "the slide's rounded number"),
        ((0, 0.0957, 0.7037), "logarithms to the base 10"),
        ((0, 0.1978161, 0.8021839), "errors instead of losses"),
    ),
    accepted=(
        ((0, 0.22042, 1.62042), "five digits"),
        ([0, 0.2204174099184508, 1.6204174099184507], "a list"),
        ((0, 0.22314, 1.60944), "from the prediction rounded to .80"),
    ),
)
