"""One step downhill: the update rule and its sign."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Answered, Golden, Purity, Quiz, Shape
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, answer, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.exercise.recipes import draw
from autograder.plain import Laid, to_tree

# %% [markdown]
# ## The update rule
#
# The gradient points uphill, so training goes the other way: every parameter changes by
# $\Delta\theta = -\alpha\,\partial J/\partial\theta$ with a small learning rate $\alpha$ (`lr` in code).
#
# $$w \leftarrow w - \alpha\,\frac{dJ}{dw}, \qquad b \leftarrow b - \alpha\,\frac{dJ}{db}$$
#
# For the wine, with $dJ/dw = -.024$, $dJ/db = -.2$ and $\alpha = .1$, the slide ends with $w = 14.9976$ and
# $b = -.38$. One of the two went the wrong way.


@exercise(
    points=2,
    minutes=6,
    difficulty=1,
    source="S2-20, S2-21 (E24), S0-21, S1-05, S1-21, S3-27",
    hints=(
        "Both parameters follow the same rule; the rule has a minus sign.",
        "New value = old value minus learning rate times derivative; a negative derivative makes it grow.",
        "Return a pair: w less lr times dw, and b less lr times db, as new values.",
    ),
    checks=[
        Shape(
            label="a pair: w as it came, and a number",
            at=(
                call("gd_update", 15, -0.4, -0.02, -0.2, 0.1),
                call("gd_update", draw(770, 4), 0.5, draw(771, 4), -0.25, 0.3),
            ),
        ),
        golden(
            call("gd_update", 15, -0.4, -0.0237379333729702, -0.19781611144141834, 0.1),
            (15.002373793337297, -0.3802183888558582),
            label="the slide's wine, with the right sign",
            names=("w", "b"),
            # the change of w is a ten-thousandth of w
            rtol=1e-12,
        ),
        Golden(
            label="a neuron with four weights",
            weight=2,
            at=(call("gd_update", draw(770, 4), 0.5, draw(771, 4), -0.25, 0.3),),
            names=("w", "b"),
        ),
        Purity(
            label="leaves w and dw alone",
            first=call("gd_update", draw(779, 5), 0.25, draw(780, 5), -0.5, 0.2),
            between=call("gd_update", draw(781, 5), 0.25, draw(782, 5), -0.5, 0.2),
        ),
    ],
    hidden=[
        Golden(
            label="any parameters and rates",
            weight=4,
            names=("w", "b"),
            at=(
                call("gd_update", draw(772, 7), -1.5, draw(773, 7), 0.75, 0.05),
                call(
                    "gd_update", Laid(draw(774, 3), "readonly"), 2.0, Laid(draw(775, 3), "strided"), 1.25, 2.0
                ),
                call("gd_update", draw(776, 2), 2.0, draw(777, 2), 1.25, 0.0),
                call("gd_update", 3, -2, 5, -4, 1),
                call("gd_update", draw(783, 1) / 7, 0.5, draw(784, 1) / 7, 0.25, 0.3),
                call("gd_update", np.array([1, -2]), 3, draw(778, 2), 0.5, 0.1),
            ),
        ),
        formula(
            "gd_update",
            {"w": np.array([1.5]), "b": -0.4, "dw": np.array([0.7]), "db": -0.2, "lr": 0.1},
            parts={"[0][0]": "w", "[1]": "b"},
        ),
    ],
)
def gd_update(w: np.ndarray, b: float, dw: np.ndarray, db: float, lr: float) -> tuple[np.ndarray, float]:
    r"""One step of gradient descent for a neuron.

    Args:
        w: weight, a number, or an array of shape (D,) for a neuron with D inputs.
        b: bias, a number.
        dw: derivative of the loss with respect to `w`, same shape.
        db: derivative with respect to `b`, a number.
        lr: learning rate, at least 0.

    Returns:
        The pair (w, b) after the step. The caller's arrays stay as they are.

    Example:
        >>> gd_update(2.0, 1.0, 4.0, -2.0, 0.5)
        (0.0, 2.0)
    """
    new_w = w - lr * dw
    return new_w, b - lr * db


@wrong(gd_update, "uphill in both")
def _(w, b, dw, db, lr):
    return w + lr * dw, b + lr * db


@wrong(gd_update, "the slide: w uphill, b downhill")
def _(w, b, dw, db, lr):
    return w + lr * dw, b - lr * db


@wrong(gd_update, "without the learning rate")
def _(w, b, dw, db, lr):
    return w - dw, b - db


@wrong(gd_update, "works in place")
def _(w, b, dw, db, lr):
    if isinstance(w, np.ndarray) and w.dtype == float and w.flags.writeable:
        w -= lr * dw
        return w, b - lr * db
    return w - lr * dw, b - lr * db


@wrong(gd_update, "returns the changes, not the new values")
def _(w, b, dw, db, lr):
    return -lr * dw, -lr * db


@wrong(gd_update, "moves by the sign of the derivative only")
def _(w, b, dw, db, lr):
    return w - lr * np.sign(dw), b - lr * np.sign(db)


@wrong(gd_update, "dw for both")
def _(w, b, dw, db, lr):
    return w - lr * dw, b - lr * np.sum(dw)


@wrong(gd_update, "returns nothing")
def _(w, b, dw, db, lr):
    w = w - lr * dw
    b = b - lr * db


@accepted(gd_update, "adds the change")
def _(w, b, dw, db, lr):
    delta_w = -lr * np.asarray(dw)
    delta_b = -lr * db
    return np.asarray(w) + delta_w, b + delta_b


@accepted(gd_update, "in place on copies")
def _(w, b, dw, db, lr):
    w = np.array(w, dtype=float)
    w -= np.multiply(lr, dw)
    return w, float(b) - float(lr) * float(db)


@accepted(gd_update, "one rule for both")
def _(w, b, dw, db, lr):
    new = [np.subtract(old, np.multiply(lr, slope)) for old, slope in ((w, dw), (b, db))]
    return new[0], new[1]


@accepted(gd_update, "all numbers in one array")
def _(w, b, dw, db, lr):
    old = np.append(np.ravel(np.asarray(w, dtype=float)), b)
    slope = np.append(np.ravel(dw), db)
    new = old - lr * slope
    return new[:-1].reshape(np.shape(w)), new[-1]


# %% [markdown]
# ### Fix the slide: which way is 14.9976?
#
# $15 - 0.1 \cdot (-0.024)$ is more than 15. A wrong sign in one parameter is hard to see in the result: the numbers
# look alike. The loss tells.

uphill_weight = answer(
    "uphill_weight",
    ("uphill", 0.2204743875, 0.2203604455),
    prompt=r"""
    Keep $b = -0.4$ and move only the weight of the wine neuron. Answer with a tuple: (did the slide's $w = 14.9976$
    go `"uphill"` or `"downhill"`, the loss at $w = 14.9976$, the loss at $w = 15.0024$). Give the losses with at least
    six decimals, like `uphill_weight = ("downhill", 0.123456, 0.123456)`. The loss at $w = 15$ is 0.220417.
    """,
    points=1,
    minutes=5,
    difficulty=2,
    core=False,
    source="S2-21 (E24)",
    needs=("forward", "logistic_loss"),
    hints=(
        "Compute the loss at both weights and compare with the loss at 15.",
        "The loss is -ln of sigmoid(w*x + b) with x = 0.12, b = -0.4.",
        "Call your own forward with each weight, then your own logistic_loss with y = 1.",
    ),
    checks=[
        Answered(
            label='is a tuple: "uphill" or "downhill", and two numbers',
            name="uphill_weight",
            like=to_tree(("downhill", 0.5, 0.5)),
            words=("uphill", "downhill"),
        )
    ],
    hidden=[
        Quiz(
            label="says where the slide went, with the losses that show it",
            name="uphill_weight",
            expected=to_tree(("uphill", 0.2204743875, 0.2203604455)),
            rtol=1e-5,
            weight=3,
        )
    ],
    wrong=(
        (("downhill", 0.220474, 0.220360), "the losses are right, the claim is not"),
        (("uphill", 0.220360, 0.220474), "the losses swapped"),
        (("uphill", 0.220417, 0.220417), "the loss at the start, twice"),
        (("uphill", 0.2205, 0.2204), "too few digits to show anything"),
        (("uphill", 1.620186, 1.620648), "the loss for y = 0"),
    ),
    accepted=(
        (("Uphill", 0.220474, 0.220360), "six decimals, a capital"),
        (["uphill", 0.2204744, 0.2203604], "a list"),
        (("uphill", 0.22047439, 0.22036045), "eight decimals"),
    ),
)
