"""Swish: z times its own sigmoid, a rectifier that dips."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import Golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.recipes import elementwise
from solutions.u03_activations.sigmoid import sigmoid

# %% [markdown]
# ## Swish
#
# $$\mathrm{swish}(z) = z\,\sigma(z)$$
#
# The sigmoid is a gate that $z$ itself opens. Unlike all the others so far, the curve falls before it rises: its lowest
# point is $-0.2785$ at $z = -1.2785$. So its derivative is negative in places, and above 1 in others.


@exercise(
    points=2,
    minutes=5,
    core=False,
    needs=("sigmoid",),
    source="Ramachandran, Zoph and Le 2017",
    hints=(
        "A product, entry by entry.",
        "Use your sigmoid, which does not overflow.",
        "Convert z to floats and multiply it by your sigmoid of z.",
    ),
    **elementwise(
        "swish",
        [-2, -1, 0, 1, 2],
        seed=371,
        extreme=(-1000.0, -750.0, 0.7, 750.0, 1000.0),
        extra=[Golden(label="dips", at=(call("swish", np.array([-3.0, -1.278, -0.5])),))],
    ),
)
def swish(z: np.ndarray) -> np.ndarray:
    r"""Swish, element by element: $z\,\sigma(z)$.

    Args:
        z: pre-activations, a number or an array of any shape; |z| up to 1000, without an overflow warning.

    Returns:
        Array of float64, same shape as `z`.

    Example:
        >>> swish(np.array([-1.0, 0.0, 2.0]))
        array([-0.26894142,  0.        ,  1.76159416])
    """
    return np.multiply(z, sigmoid(z))


@wrong(swish, "returns the gate alone")
def _(z):
    return sigmoid(z)


@wrong(swish, "adds instead of multiplying")
def _(z):
    return np.asarray(z, dtype=float) + sigmoid(z)


@wrong(swish, "the gate is the wrong way round")
def _(z):
    z = np.asarray(z, dtype=float)
    return z * sigmoid(-z)


@wrong(swish, "the gate counts twice")
def _(z):
    return np.asarray(z, dtype=float) * sigmoid(z) ** 2


@wrong(swish, "a matrix product")
def _(z):
    return np.asarray(z, dtype=float) @ sigmoid(z)


@wrong(swish, "z over a naive denominator: overflows for z = -1000")
def _(z):
    z = np.asarray(z, dtype=float)
    return z / (1 + np.exp(-z))


@wrong(swish, "changes the caller's array")
def _(z):
    z = np.asarray(z, dtype=float)
    z *= sigmoid(z)
    return z


@wrong(swish, "divides by the gate")
def _(z):
    z = np.asarray(z, dtype=float)
    return z / sigmoid(np.maximum(z, -300.0))


@accepted(swish, "with the hyperbolic tangent")
def _(z):
    half = np.array(z, dtype=float) / 2
    return half + half * np.tanh(half)


@accepted(swish, "the fraction, clipped where float64 sees no difference")
def _(z):
    z = np.asarray(z, dtype=float)
    return z / (1 + np.exp(np.clip(-z, -700, 700)))


@accepted(swish, "a loop over the entries")
def _(z):
    out = np.empty(np.shape(z))
    for index, x in np.ndenumerate(z):
        e = math.exp(-abs(x))
        out[index] = x * (1.0 if x > 0 else e) / (1 + e)
    return out


@accepted(swish, "the gate that the other side leaves")
def _(z):
    z = np.array(z, dtype=float)
    return z - z * sigmoid(-z)


@exercise(
    points=3,
    minutes=10,
    difficulty=3,
    core=False,
    needs=("swish", "sigmoid_grad"),
    source="Ramachandran, Zoph and Le 2017",
    hints=(
        "A product of two functions of z: the product rule.",
        "swish'(z) = sigma(z) + z sigma(z)(1 - sigma(z)).",
        "Compute s once; the result is s plus z times s times (1 - s).",
    ),
    **elementwise(
        "swish_grad",
        [-2, -1, 0, 1, 2],
        seed=373,
        derivative_of="swish",
        extreme=(-1000.0, -750.0, 0.7, 750.0, 1000.0),
    ),
)
def swish_grad(z: np.ndarray) -> np.ndarray:
    r"""Derivative of swish with respect to the pre-activation, element by element.

    Args:
        z: pre-activations, a number or an array of any shape; |z| up to 1000, without an overflow warning.

    Returns:
        The slope at each entry, float64, same shape as `z`.

    Example:
        >>> swish_grad(np.array([0.0, 2.0]))
        array([0.5       , 1.09078425])
    """
    pre = np.asarray(z, dtype=float)
    gate = sigmoid(pre)
    return gate * (1.0 + pre * (1.0 - gate))


@wrong(swish_grad, "only the first term of the product rule")
def _(z):
    return sigmoid(z)


@wrong(swish_grad, "only the second term of the product rule")
def _(z):
    s = sigmoid(z)
    return np.asarray(z, dtype=float) * s * (1 - s)


@wrong(swish_grad, "the product of the derivatives")
def _(z):
    s = sigmoid(z)
    return s * (1 - s)


@wrong(swish_grad, "the wrong sign in the brackets")
def _(z):
    s = sigmoid(z)
    return s + np.asarray(z, dtype=float) * s * (1 + s)


@wrong(swish_grad, "a minus in the product rule")
def _(z):
    s = sigmoid(z)
    return s - np.asarray(z, dtype=float) * s * (1 - s)


@wrong(swish_grad, "forgets the factor z")
def _(z):
    s = sigmoid(z)
    return s + s * (1 - s)


@wrong(swish_grad, "from the exponentials: inf/inf for z = -1000")
def _(z):
    z = np.asarray(z, dtype=float)
    e = np.exp(-z)
    return (1 + e + z * e) / (1 + e) ** 2


@wrong(swish_grad, "returns the function itself")
def _(z):
    return swish(z)


@accepted(swish_grad, "from the value")
def _(z):
    s, value = sigmoid(z), swish(z)
    return value + s * (1 - value)


@accepted(swish_grad, "from the exponential of -|z|")
def _(z):
    z = np.array(z, dtype=float)
    e = np.exp(-np.abs(z))
    s = np.where(z > 0, 1, e) / (1 + e)
    return s + z * e / (1 + e) ** 2


@accepted(swish_grad, "one number at a time")
def _(z):
    def one(x):
        t = math.tanh(x / 2)
        return (1 + t) / 2 + x * (1 - t * t) / 4

    return np.vectorize(one, otypes=[float])(z)


@accepted(swish_grad, "the product rule, term by term")
def _(z):
    z = np.array(z, dtype=float)
    open_gate, closed = sigmoid(z), sigmoid(-z)
    return open_gate + z * open_gate * closed
