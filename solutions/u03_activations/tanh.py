"""The hyperbolic tangent and its kinship with the sigmoid."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import Property
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.recipes import draw, elementwise
from solutions.u03_activations.sigmoid import sigmoid

# %% [markdown]
# ## The hyperbolic tangent
#
# $$\tanh z = \frac{e^{z} - e^{-z}}{e^{z} + e^{-z}}$$
#
# It has the sigmoid's S shape but runs from $-1$ to $1$ and passes through the origin: a unit with small inputs
# gives small outputs of both signs, which keeps the next layer's inputs centred. Typed as it stands, the fraction is
# $\infty/\infty$ from $|z| \approx 710$ on, and NumPy gives `nan`. Its own `np.tanh` knows better and may be used.


@exercise(
    points=1,
    minutes=5,
    core=False,
    source="S0-24, S1-29, S2-08",
    hints=(
        "The quotient on the slide is right but overflows. Is there a ready-made function?",
        "NumPy has the hyperbolic tangent under its own name. By hand: divide numerator and denominator by the larger exponential.",
        "Convert z to a float array and hand it to NumPy's function.",
    ),
    **elementwise(
        "tanh",
        [-2, -1, 0, 1, 2],
        seed=311,
        extreme=(-1000.0, -750.0, 0.7, 750.0, 1000.0),
        extra=[
            Property(
                label="tanh(-z) is -tanh(z)",
                at=(call("tanh", draw(312, 6)), call("tanh", -draw(312, 6))),
                rule="odd",
            )
        ],
    ),
)
def tanh(z: np.ndarray) -> np.ndarray:
    r"""Hyperbolic tangent, element by element.

    $$\tanh z = \frac{e^{z} - e^{-z}}{e^{z} + e^{-z}}$$

    Args:
        z: pre-activations, a number or an array of any shape; |z| up to 1000, without an overflow warning.

    Returns:
        Values in [-1, 1], float64, same shape as `z`.

    Example:
        >>> tanh(np.array([-1.0, 0.0, 1.0]))
        array([-0.76159416,  0.        ,  0.76159416])
    """
    return np.tanh(np.asarray(z, dtype=float))


@wrong(tanh, "the fraction of the slide: inf/inf for z = 1000")
def _(z):
    z = np.asarray(z, dtype=float)
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


@wrong(tanh, "plus and minus swapped")
def _(z):
    z = np.where(np.asarray(z) == 0, 1e-300, z)
    return 1 / np.tanh(z)


@wrong(tanh, "the tangent of the circle")
def _(z):
    return np.tan(np.asarray(z, dtype=float))


@wrong(tanh, "forgets the 2 inside the sigmoid")
def _(z):
    return 2 * sigmoid(z) - 1


@wrong(tanh, "forgets the -1")
def _(z):
    return 2 * sigmoid(2 * np.asarray(z, dtype=float))


@wrong(tanh, "for single numbers only")
def _(z):
    return math.tanh(z)


@wrong(tanh, "loses the sign: exponentials of -2|z| only")
def _(z):
    z = np.asarray(z, dtype=float)
    return -np.expm1(-2 * np.abs(z)) / (1 + np.exp(-2 * np.abs(z)))


@wrong(tanh, "the hyperbolic sine, without the division")
def _(z):
    return np.sinh(np.asarray(z, dtype=float))


@accepted(tanh, "one number at a time")
def _(z):
    return np.vectorize(math.tanh, otypes=[float])(z)


@accepted(tanh, "with the exponential of -2|z|")
def _(z):
    z = np.asarray(z, dtype=float)
    e = np.exp(-2 * np.abs(z))
    return np.sign(z) * (1 - e) / (1 + e)


@accepted(tanh, "the slide's fraction, clipped where float64 sees no difference")
def _(z):
    z = np.clip(np.array(z, dtype=float), -300, 300)
    up, down = np.exp(z), np.exp(-z)
    return (up - down) / (up + down)


@accepted(tanh, "with expm1 of -2|z| and the sign of z")
def _(z):
    z = np.array(z, dtype=float)
    shrunk = np.expm1(-2 * np.abs(z))
    return np.copysign(-shrunk / (2 + shrunk), z)


# %% [markdown]
# ## A sigmoid in disguise
#
# Multiply numerator and denominator of the fraction by $e^{-z}$ and compare with $\sigma(2z)$: the two differ by a
# stretch and a shift only. A network of tanh units can therefore do exactly what a network of sigmoid units can.


@exercise(
    points=2,
    minutes=8,
    difficulty=2,
    core=False,
    needs=("sigmoid",),
    source="S0-24",
    hints=(
        "The sigmoid runs from 0 to 1, tanh from -1 to 1: which stretch and shift does that take?",
        "tanh z = 2 sigma(2z) - 1.",
        "Call your sigmoid at twice z, double the result and take 1 away.",
    ),
    **elementwise(
        "tanh_from_sigmoid",
        [-2, -1, 0.5, 1, 2],
        seed=313,
        extreme=(-1000.0, 0.7, 1000.0),
        extra=[
            Property(
                label="is odd",
                at=(call("tanh_from_sigmoid", draw(314, 6)), call("tanh_from_sigmoid", -draw(314, 6))),
                rule="odd",
            )
        ],
    ),
)
def tanh_from_sigmoid(z: np.ndarray) -> np.ndarray:
    r"""Hyperbolic tangent, computed with your own `sigmoid`.

    Find numbers a, b and c with $\tanh z = a\,\sigma(b z) + c$.

    Args:
        z: pre-activations, a number or an array of any shape.

    Returns:
        $\tanh z$, float64, same shape as `z`.

    Example:
        >>> tanh_from_sigmoid(np.array([1.0, 2.0]))
        array([0.76159416, 0.96402758])
    """
    doubled = 2.0 * np.asarray(z, dtype=float)
    return 2.0 * sigmoid(doubled) - 1.0


@wrong(tanh_from_sigmoid, "forgets the 2 inside")
def _(z):
    return 2 * sigmoid(z) - 1


@wrong(tanh_from_sigmoid, "forgets the 2 outside")
def _(z):
    return sigmoid(2 * np.asarray(z, dtype=float)) - 1


@wrong(tanh_from_sigmoid, "forgets the shift")
def _(z):
    return 2 * sigmoid(2 * np.asarray(z, dtype=float))


@wrong(tanh_from_sigmoid, "shifts by a half")
def _(z):
    return 2 * sigmoid(2 * np.asarray(z, dtype=float)) - 0.5


@wrong(tanh_from_sigmoid, "the sign is the wrong way round")
def _(z):
    return 1 - 2 * sigmoid(2 * np.asarray(z, dtype=float))


@wrong(tanh_from_sigmoid, "halves z instead of doubling it")
def _(z):
    return 2 * sigmoid(np.asarray(z, dtype=float) / 2) - 1


@wrong(tanh_from_sigmoid, "doubles the array in place")
def _(z):
    z = np.asarray(z, dtype=float)
    z *= 2
    return 2 * sigmoid(z) - 1


@wrong(tanh_from_sigmoid, "times -1 in the place of minus 1")
def _(z):
    return (2 * sigmoid(2 * np.asarray(z, dtype=float))) * -1.0


@accepted(tanh_from_sigmoid, "as a difference of two sigmoids")
def _(z):
    z = np.asarray(z, dtype=float)
    return sigmoid(2 * z) - sigmoid(-2 * z)


@accepted(tanh_from_sigmoid, "from the other side")
def _(z):
    return 1 - 2 * sigmoid(np.multiply(z, -2.0))


@accepted(tanh_from_sigmoid, "a loop over the entries")
def _(z):
    out = np.empty(np.shape(z))
    for index, x in np.ndenumerate(z):
        out[index] = 2 * sigmoid(2.0 * x) - 1
    return out


@accepted(tanh_from_sigmoid, "the odds: sigmoid minus its complement")
def _(z):
    s = sigmoid(np.add(z, z, dtype=float))
    return s - (1.0 - s)
