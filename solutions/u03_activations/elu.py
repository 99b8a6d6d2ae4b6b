"""The exponential linear unit and its derivative: two branches, one of which overflows when it is not needed."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import Golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.recipes import draw, elementwise

# %% [markdown]
# ## The exponential linear unit
#
# $$\mathrm{elu}(z) = \begin{cases} z & z \ge 0 \\ \alpha\,(e^{z} - 1) & z < 0 \end{cases}$$
#
# For positive $z$ it is the rectifier; on the left it sinks gently to $-\alpha$, so that the mean over a layer can be
# near 0. A trap: `np.where` chooses between two arrays that are *both* computed beforehand, the exponential of
# $z = 1000$ included. Make sure that the branch that is thrown away is harmless too.


@exercise(
    points=3,
    minutes=12,
    difficulty=2,
    core=False,
    source="S0-28",
    hints=(
        "Two cases, entry by entry. Which values of z ever reach the exponential?",
        "Give the exponential only what it is meant for: the smaller of z and 0.",
        "Choose between z and alpha times (the exponential of the clipped z, minus 1); np.expm1 does the minus 1 for you.",
    ),
    **elementwise(
        "elu",
        [-2, -1, 0, 1, 2],
        seed=351,
        extreme=(-1000.0, -750.0, 0.7, 750.0, 1000.0),
        options=({}, {"alpha": 0.5}, {"alpha": 2.0}),
        extra=[Golden(label="alpha counts", at=(call("elu", np.array([-1.5, -0.2, 0.4]), alpha=0.3),))],
        extra_hidden=[
            Golden(
                label="alpha as second argument; 0 gives the rectifier", at=(call("elu", draw(352, 6), 0.0),)
            )
        ],
    ),
)
def elu(z: np.ndarray, alpha: float = 1.0) -> np.ndarray:
    r"""Exponential linear unit, element by element: z where z >= 0, alpha*(e^z - 1) elsewhere.

    Args:
        z: pre-activations, a number or an array of any shape; |z| up to 1000, without an overflow warning.
        alpha: depth of the negative side, not negative.

    Returns:
        Array of float64, same shape as `z`.

    Example:
        >>> elu(np.array([-2.0, 0.0, 3.0]))
        array([-0.86466472,  0.        ,  3.        ])
    """
    pre = np.asarray(z, dtype=float)
    return np.where(pre >= 0, pre, alpha * np.expm1(np.minimum(pre, 0.0)))


@wrong(elu, "forgets the -1")
def _(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z >= 0, z, alpha * np.exp(np.minimum(z, 0)))


@wrong(elu, "forgets alpha")
def _(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z >= 0, z, np.exp(np.minimum(z, 0)) - 1)


@wrong(elu, "alpha multiplies the exponential only")
def _(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z >= 0, z, alpha * np.exp(np.minimum(z, 0)) - 1)


@wrong(elu, "computes the exponential of every z: overflows for z = 1000")
def _(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z >= 0, z, alpha * (np.exp(z) - 1))


@wrong(elu, "takes the larger branch: e^z - 1 is never below z")
def _(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.maximum(z, alpha * (np.exp(np.minimum(z, 700)) - 1))


@wrong(elu, "the sign in the exponent")
def _(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z >= 0, z, alpha * (np.exp(np.minimum(-z, 700)) - 1))


@wrong(elu, "sides swapped")
def _(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z < 0, z, alpha * (np.exp(np.minimum(z, 0)) - 1))


@wrong(elu, "decides once for the whole array")
def _(z, alpha=1.0):
    if np.all(np.asarray(z) >= 0):
        return np.array(z, dtype=float)
    return alpha * np.expm1(np.minimum(z, 700.0))


@accepted(elu, "with a mask on a copy")
def _(z, alpha=1.0):
    out = np.array(z, dtype=float)
    left = out < 0
    out[left] = alpha * (np.exp(out[left]) - 1)
    return out


@accepted(elu, "as a sum of both sides")
def _(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.maximum(z, 0) + alpha * (np.exp(-np.maximum(-z, 0)) - 1)


@accepted(elu, "one number at a time")
def _(z, alpha=1.0):
    def one(x):
        return x if x > 0 else alpha * (math.exp(x) - 1)

    return np.vectorize(one, otypes=[float])(z)


@accepted(elu, "silences the overflow of the branch that is not used")
def _(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    with np.errstate(over="ignore", invalid="ignore"):
        return np.where(z > 0, z, alpha * (np.exp(z) - 1))


# %% [markdown]
# ## Its derivative
#
# Differentiate each branch on its own. On the left the slope can also be had from the value, without a new exponential.


@exercise(
    points=3,
    minutes=10,
    difficulty=2,
    core=False,
    source="S0-28",
    hints=(
        "Two branches, two derivatives; the constant in the brackets has none.",
        "1 where z > 0, alpha e^z where z < 0; and again the exponential must not see large z.",
        "Clip z at 0 from above before the exponential, then choose between the constant 1 and alpha times it.",
    ),
    **elementwise(
        "elu_grad",
        [-2, -1, 1, 2],
        seed=353,
        derivative_of="elu",
        extreme=(-1000.0, -750.0, 0.7, 750.0, 1000.0),
        options=({}, {"alpha": 0.3}, {"alpha": 7.0}),
    ),
)
def elu_grad(z: np.ndarray, alpha: float = 1.0) -> np.ndarray:
    r"""Derivative of the exponential linear unit with respect to the pre-activation, element by element.

    Args:
        z: pre-activations, a number or an array of any shape; |z| up to 1000, without an overflow warning.
        alpha: depth of the negative side, not negative.

    Returns:
        The slope at each entry, float64, same shape as `z`. At 0 any number between alpha and 1 is right.

    Example:
        >>> elu_grad(np.array([-2.0, 3.0]))
        array([0.13533528, 1.        ])
    """
    pre = np.asarray(z, dtype=float)
    return np.where(pre > 0, 1.0, alpha * np.exp(np.minimum(pre, 0.0)))


@wrong(elu_grad, "forgets alpha")
def _(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, 1.0, np.exp(np.minimum(z, 0)))


@wrong(elu_grad, "keeps the -1")
def _(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, 1.0, alpha * (np.exp(np.minimum(z, 0)) - 1))


@wrong(elu_grad, "z instead of 1 on the right")
def _(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, z, alpha * np.exp(np.minimum(z, 0)))


@wrong(elu_grad, "the power rule on the exponential")
def _(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, 1.0, alpha * z * np.exp(np.minimum(z, 0) - 1))


@wrong(elu_grad, "a minus sign in the exponent")
def _(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, 1.0, -alpha * np.exp(-np.abs(z)))


@wrong(elu_grad, "computes the exponential of every z: overflows for z = 1000")
def _(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, 1.0, alpha * np.exp(z))


@wrong(elu_grad, "from the value, without alpha")
def _(z, alpha=1.0):
    return np.where(np.asarray(z) > 0, 1.0, elu(z, alpha) + 1)


@wrong(elu_grad, "alpha on the whole negative side, as for leaky relu")
def _(z, alpha=1.0):
    return np.where(np.asarray(z) > 0, 1.0, float(alpha))


@accepted(elu_grad, "from the value")
def _(z, alpha=1.0):
    return np.where(np.asarray(z) > 0, 1.0, elu(z, alpha) + alpha)


@accepted(elu_grad, "with a mask on a new array")
def _(z, alpha=1.0):
    z = np.array(z, dtype=float)
    out = np.ones(z.shape)
    out[z < 0] = alpha * np.exp(z[z < 0])
    return out


@accepted(elu_grad, "a loop over the entries")
def _(z, alpha=1.0):
    out = np.empty(np.shape(z))
    for index, x in np.ndenumerate(z):
        out[index] = 1.0 if x > 0 else alpha * math.exp(x)
    return out


@accepted(elu_grad, "with np.select")
def _(z, alpha=1.0):
    z = np.array(z, dtype=float)
    below = alpha * np.exp(-np.abs(z))
    return np.select([z > 0], [np.ones(z.shape)], below)
