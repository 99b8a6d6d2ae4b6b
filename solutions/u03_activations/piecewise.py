"""The clipped line, which is no support vector machine."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Answered, Property, Quiz
from autograder.exercise.declare import accepted, answer, exercise, wrong
from autograder.exercise.recipes import elementwise
from autograder.plain import to_tree

# %% [markdown]
# ## A straight piece between two floors
#
# $$\varphi(z) = \begin{cases} 1 & z \ge \tfrac12 \\ z + \tfrac12 & -\tfrac12 < z < \tfrac12 \\ 0 & z \le -\tfrac12 \end{cases}$$
#
# A sigmoid for people without an exponential: it runs from 0 to 1, passes through $\tfrac12$ at 0, has no gap at
# $\pm\tfrac12$, and two corners there. It is also called the *hard sigmoid*.


@exercise(
    points=2,
    minutes=6,
    core=False,
    source="S2-06",
    hints=(
        "All three cases are one line that is not allowed to leave the interval from 0 to 1.",
        "Shift z by a half, then cut off below 0 and above 1.",
        "NumPy's clip takes the shifted values and the two limits.",
    ),
    **elementwise(
        "piecewise_linear",
        [-1, -0.5, 0, 0.25, 0.5, 2],
        seed=342,
        low=-1.5,
        high=1.5,
        extreme=(-1000.0, 0.2, 1000.0),
        extra=[
            Property(
                label="never falls",
                at=(call("piecewise_linear", np.linspace(-1.2, 1.2, 25)),),
                rule="increasing",
            )
        ],
    ),
)
def piecewise_linear(z: np.ndarray) -> np.ndarray:
    r"""Clipped line, element by element: 0 up to -1/2, z + 1/2 in between, 1 from 1/2 on.

    Args:
        z: pre-activations, a number or an array of any shape, whole numbers included.

    Returns:
        Values in [0, 1], float64, same shape as `z`.

    Example:
        >>> piecewise_linear(np.array([-1.0, 0.0, 0.25, 2.0]))
        array([0.  , 0.5 , 0.75, 1.  ])
    """
    return np.clip(np.asarray(z, dtype=float) + 0.5, 0.0, 1.0)


@wrong(piecewise_linear, "clips before it shifts")
def _(z):
    return np.clip(np.asarray(z, dtype=float), 0.0, 1.0) + 0.5


@wrong(piecewise_linear, "forgets the shift")
def _(z):
    return np.clip(np.asarray(z, dtype=float), 0.0, 1.0)


@wrong(piecewise_linear, "shifts the other way")
def _(z):
    return np.clip(np.asarray(z, dtype=float) - 0.5, 0.0, 1.0)


@wrong(piecewise_linear, "cut off below only")
def _(z):
    return np.maximum(np.asarray(z, dtype=float) + 0.5, 0.0)


@wrong(piecewise_linear, "between -1 and 1")
def _(z):
    return np.clip(np.asarray(z, dtype=float), -1.0, 1.0)


@wrong(piecewise_linear, "the same middle for every slope: a quarter of z")
def _(z):
    return np.clip(0.25 * np.asarray(z, dtype=float) + 0.5, 0.0, 1.0)


@wrong(piecewise_linear, "gaps at the corners")
def _(z):
    z = np.asarray(z, dtype=float)
    return np.where(z > 0.5, 1.0, np.where(z < -0.5, 0.0, z))


@wrong(piecewise_linear, "cut off above only")
def _(z):
    return np.minimum(np.asarray(z, dtype=float) + 0.5, 1.0)


@accepted(piecewise_linear, "as a difference of two rectifiers")
def _(z):
    z = np.asarray(z, dtype=float)
    return np.maximum(z + 0.5, 0) - np.maximum(z - 0.5, 0)


@accepted(piecewise_linear, "the slide's three cases")
def _(z):
    z = np.array(z, dtype=float)
    return np.where(z >= 0.5, 1.0, np.where(z <= -0.5, 0.0, z + 0.5))


@accepted(piecewise_linear, "one number at a time")
def _(z):
    return np.vectorize(lambda x: min(1.0, max(0.0, x + 0.5)), otypes=[float])(z)


@accepted(piecewise_linear, "a maximum inside a minimum, on half the scale")
def _(z):
    doubled = 2 * np.array(z, dtype=float) + 1
    return np.minimum(2, np.maximum(0, doubled)) / 2


@exercise(
    points=2,
    minutes=6,
    core=False,
    source="S2-06",
    hints=(
        "Which of the three pieces is not flat, and what is its slope?",
        "1 strictly between -1/2 and 1/2, 0 outside; the corners themselves are not tested.",
        "The distance of z from 0 says on which piece it lies: compare it with a half and make floats of the truth values.",
    ),
    **elementwise(
        "piecewise_linear_grad",
        [-2, -0.75, -0.25, 0, 0.25, 0.75],
        seed=343,
        low=-1.5,
        high=1.5,
        derivative_of="piecewise_linear",
        extreme=(-1000.0, 0.2, 1000.0),
        edges=(0.5 - 1e-8, 0.5 + 2e-7, -0.5 + 1e-8, -0.5 - 2e-7, 0.5 + 1e-8, 0.5 - 2e-7),
    ),
)
def piecewise_linear_grad(z: np.ndarray) -> np.ndarray:
    r"""Derivative of the clipped line with respect to the pre-activation, element by element.

    Args:
        z: pre-activations, a number or an array of any shape, whole numbers included.

    Returns:
        The slope at each entry, float64, same shape as `z`. At the corners any number from 0 to 1 is right.

    Example:
        >>> piecewise_linear_grad(np.array([-2.0, 0.1, 0.8]))
        array([0., 1., 0.])
    """
    return np.less(np.abs(np.asarray(z, dtype=float)), 0.5).astype(np.float64)


@wrong(piecewise_linear_grad, "inside and outside swapped")
def _(z):
    return np.where(np.abs(z) < 0.5, 0.0, 1.0)


@wrong(piecewise_linear_grad, "forgets the upper corner")
def _(z):
    return np.where(np.asarray(z) > -0.5, 1.0, 0.0)


@wrong(piecewise_linear_grad, "corners at -1 and 1")
def _(z):
    return np.where(np.abs(z) < 1, 1.0, 0.0)


@wrong(piecewise_linear_grad, "corners at 0 and 1")
def _(z):
    z = np.asarray(z)
    return np.where((z > 0) & (z < 1), 1.0, 0.0)


@wrong(piecewise_linear_grad, "a half inside")
def _(z):
    return np.where(np.abs(z) < 0.5, 0.5, 0.0)


@wrong(piecewise_linear_grad, "truth values instead of numbers")
def _(z):
    return np.abs(z) < 0.5


@wrong(piecewise_linear_grad, "returns the function itself")
def _(z):
    return np.clip(np.asarray(z, dtype=float) + 0.5, 0.0, 1.0)


@wrong(piecewise_linear_grad, "-1 on the left half of the line, as for |z|")
def _(z):
    z = np.asarray(z, dtype=float)
    return np.where(np.abs(z) < 0.5, np.sign(z), 0.0)


@accepted(piecewise_linear_grad, "1 at the corners")
def _(z):
    z = np.asarray(z)
    return np.where((z >= -0.5) & (z <= 0.5), 1.0, 0.0)


@accepted(piecewise_linear_grad, "as a difference of two steps")
def _(z):
    z = np.array(z, dtype=float)
    return np.heaviside(z + 0.5, 0.5) - np.heaviside(z - 0.5, 0.5)


@accepted(piecewise_linear_grad, "a loop over the entries")
def _(z):
    out = np.zeros(np.shape(z))
    for index, x in np.ndenumerate(z):
        if -0.5 < x < 0.5:
            out[index] = 1.0
    return out


@accepted(piecewise_linear_grad, "a mask on a new array")
def _(z):
    z = np.array(z, dtype=float)
    out = np.zeros(z.shape)
    out[(z > -0.5) & (z < 0.5)] = 1.0
    return out


# %% [markdown]
# ## A label that does not fit
#
# The transcript shows this clipped line with the example "Support vector machine". A support vector machine computes a
# score $f = w \cdot x + b$ too, but what it does with the score is something else, and so is what is piecewise linear
# about it: the *hinge loss* $\max(0, 1 - y f)$ for a label $y \in \{-1, 1\}$, used in training only.

svm_slide = answer(
    "svm_slide",
    ("sign", -1, 1.4, 0.1),
    prompt=r"""
    A support vector machine has the score $f = -0.4$ for an example whose label is $y = 1$. The answer is a tuple of
    four: the function of the score that makes its decision, as one of the words `"sign"`, `"clip"` (the clipped line
    above), `"hinge"`, `"sigmoid"`; the decision itself for this score; the hinge loss of this example; and, to see that
    it is neither of them, the value of the clipped line at this score.
    """,
    points=2,
    minutes=6,
    difficulty=2,
    source="S2-06, E26",
    hints=(
        "The machine answers with one of the two labels, so its last function must have these as values.",
        "Decision: on which side of the separating line is the example? Loss: put y and f into max(0, 1 - yf).",
        "Mind the signs: one minus a negative number is more than one; the clipped line adds a half to the score.",
    ),
    checks=[
        Answered(
            label="a word and three numbers",
            name="svm_slide",
            like=to_tree(("sigmoid", 0.0, 0.0, 0.0)),
            words=("sign", "clip", "hinge", "sigmoid"),
        )
    ],
    hidden=[
        Quiz(
            label="the function and its witnesses",
            name="svm_slide",
            expected=to_tree(("sign", -1, 1.4, 0.1)),
            rtol=1e-9,
        )
    ],
    wrong=(
        (("clip", 0.1, 1.4, 0.1), "believes the slide"),
        (("sign", 1, 1.4, 0.1), "takes the label for the decision"),
        (("sign", -1, 0.6, 0.1), "a sign slip in the hinge loss"),
        (("hinge", 1.4, 1.4, 0.1), "takes the loss for the decision"),
        (("sign", -1, 1.4, 0.0), "cuts the line off at 0 instead of -1/2"),
        (("sigmoid", 0.4013, 1.4, 0.1), "takes it for logistic regression"),
        (("sign", -1, 0.4, 0.1), "forgets the margin of 1"),
    ),
    accepted=(
        (("sign", -1.0, 1.4, 0.1), "floats"),
        (["sign", -1, 1.4, 0.1], "a list"),
        (("Sign", -1, 1 + 0.4, 0.5 - 0.4), "computed in floating point"),
    ),
)
