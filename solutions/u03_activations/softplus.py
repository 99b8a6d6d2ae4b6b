"""Softplus: the rectifier with its corner rounded off, and the function whose derivative is the sigmoid."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import Property, Symbolic
from autograder.exercise.declare import accepted, answer, exercise, wrong
from autograder.exercise.recipes import elementwise
from solutions.u03_activations.sigmoid import sigmoid

# %% [markdown]
# ## Softplus
#
# $$\mathrm{softplus}(z) = \ln(1 + e^{z})$$
#
# Far to the right it is $z$, far to the left it is $e^{z}$, and at 0 it is $\ln 2$ where the rectifier has its corner.
# You will meet it again as the loss of a sigmoid unit. Typed as it stands it is infinite from $z \approx 710$ on,
# although its value there is an ordinary number. Take the large part out of the logarithm:
# $\ln(1 + e^{z}) = z + \ln(1 + e^{-z})$.


@exercise(
    points=3,
    minutes=12,
    difficulty=2,
    core=False,
    source="S0-25; Dugas et al. 2001",
    hints=(
        "For which sign of z is the exponential of z harmless, for which the exponential of -z?",
        "softplus(z) = max(z, 0) + ln(1 + e^(-|z|)), for both signs.",
        "np.log1p(x) is ln(1 + x), exact for tiny x too; give it the exponential of minus |z| and add the positive part of z.",
    ),
    **elementwise(
        "softplus",
        [-2, -1, 0, 1, 2],
        seed=361,
        extreme=(-1000.0, -750.0, 0.7, 750.0, 1000.0),
        extra=[
            Property(label="never falls", at=(call("softplus", np.linspace(-8, 8, 33)),), rule="increasing")
        ],
    ),
)
def softplus(z: np.ndarray) -> np.ndarray:
    r"""Softplus, element by element: $\ln(1 + e^{z})$.

    Args:
        z: pre-activations, a number or an array of any shape; |z| up to 1000, without an overflow warning.

    Returns:
        Values that are not negative, float64, same shape as `z`.

    Example:
        >>> softplus(np.array([-1.0, 0.0, 1000.0]))
        array([3.13261688e-01, 6.93147181e-01, 1.00000000e+03])
    """
    pre = np.asarray(z, dtype=float)
    return np.maximum(pre, 0.0) + np.log1p(np.exp(-np.abs(pre)))


@wrong(softplus, "as it stands: infinite for z = 1000")
def _(z):
    return np.log(1 + np.exp(np.asarray(z, dtype=float)))


@wrong(softplus, "the sign in the exponent")
def _(z):
    return np.logaddexp(0.0, -np.asarray(z, dtype=float))


@wrong(softplus, "forgets the 1")
def _(z):
    return np.asarray(z, dtype=float) + 0.0


@wrong(softplus, "the binary logarithm")
def _(z):
    return np.logaddexp(0.0, np.asarray(z, dtype=float)) / math.log(2)


@wrong(softplus, "gives up the logarithm: the rectifier")
def _(z):
    return np.maximum(np.asarray(z, dtype=float), 0.0)


@wrong(softplus, "clips the exponent: 30 for z = 1000")
def _(z):
    return np.log1p(np.exp(np.clip(z, -30.0, 30.0)))


@wrong(softplus, "the large part is taken out twice")
def _(z):
    z = np.asarray(z, dtype=float)
    return np.abs(z) + np.log1p(np.exp(-np.abs(z)))


@wrong(softplus, "the logarithm of the sigmoid")
def _(z):
    return -np.logaddexp(0.0, -np.asarray(z, dtype=float))


@accepted(softplus, "with NumPy's logaddexp")
def _(z):
    return np.logaddexp(0.0, np.asarray(z, dtype=float))


@accepted(softplus, "one number at a time")
def _(z):
    def one(x):
        return x + math.log1p(math.exp(-x)) if x > 0 else math.log1p(math.exp(x))

    return np.vectorize(one, otypes=[float])(z)


@accepted(softplus, "with two masks")
def _(z):
    z = np.array(z, dtype=float)
    out = np.empty_like(z)
    right = z > 0
    out[right] = z[right] + np.log(1 + np.exp(-z[right]))
    out[~right] = np.log(1 + np.exp(z[~right]))
    return out


@accepted(softplus, "switches to z where float64 sees no difference")
def _(z):
    z = np.asarray(z, dtype=float)
    return np.where(z > 40, z, np.log1p(np.exp(np.minimum(z, 40))))


# %% [markdown]
# ## Its derivative is an old friend
#
# Differentiate $\ln(1 + e^{z})$ with the chain rule, and divide numerator and denominator by $e^{z}$.

d_softplus = answer(
    "d_softplus",
    "exp(z)/(1 + exp(z))",
    prompt=r"""
    The derivative of $\ln(1 + e^{z})$ with respect to $z$, as a formula in `z`.
    """,
    points=1,
    minutes=4,
    core=False,
    source="Dugas et al. 2001",
    hints=(
        "The derivative of ln(u) is u'/u.",
        "Here u is 1 + e^z; what is its derivative?",
        "Put the derivative of 1 + e^z above the line and 1 + e^z itself below it.",
    ),
    checks=[
        Symbolic(
            label="is the derivative of softplus",
            name="d_softplus",
            of="softplus",
            wrt="z",
            symbols=("z",),
            domains={"z": (-6, 6)},
        )
    ],
    wrong=(
        ("1/(1 + exp(z))", "forgets the inner derivative"),
        ("exp(z)", "forgets the outer derivative"),
        ("exp(-z)/(1 + exp(-z))", "a sign slip"),
        ("exp(z)/(1 + exp(z))^2", "differentiates twice"),
        ("log(1 + exp(z))", "the function itself"),
        ("-1/(1 + exp(-z))", "the wrong sign"),
    ),
    accepted=(
        ("sigma(z)", "by its name"),
        ("1/(1 + e^(-z))", "divided by e^z"),
        ("1 - 1/(1 + exp(z))", "one minus the rest"),
        ("(1 + tanh(z/2))/2", "with the hyperbolic tangent"),
    ),
)


@exercise(
    points=2,
    minutes=6,
    difficulty=2,
    core=False,
    source="Dugas et al. 2001",
    hints=(
        "Look at the formula that you typed: divide above and below by e^z.",
        "The derivative of softplus is the sigmoid.",
        "You have a function of this unit that computes it without overflow: call it.",
    ),
    **elementwise(
        "softplus_grad",
        [-2, -1, 0, 1, 2],
        seed=363,
        derivative_of="softplus",
        extreme=(-1000.0, -750.0, 0.7, 750.0, 1000.0),
    ),
)
def softplus_grad(z: np.ndarray) -> np.ndarray:
    r"""Derivative of softplus with respect to the pre-activation, element by element.

    Args:
        z: pre-activations, a number or an array of any shape; |z| up to 1000, without an overflow warning.

    Returns:
        The slope at each entry, float64, same shape as `z`.

    Example:
        >>> softplus_grad(np.array([-1.0, 0.0]))
        array([0.26894142, 0.5       ])
    """
    return np.exp(-np.logaddexp(0.0, -np.asarray(z, dtype=float)))


@wrong(softplus_grad, "forgets the inner derivative")
def _(z):
    return sigmoid(-np.asarray(z, dtype=float))


@wrong(softplus_grad, "returns the function itself")
def _(z):
    return softplus(z)


@wrong(softplus_grad, "differentiates twice")
def _(z):
    s = sigmoid(z)
    return s * (1 - s)


@wrong(softplus_grad, "the rectifier's slope")
def _(z):
    return np.where(np.asarray(z) > 0, 1.0, 0.0)


@wrong(softplus_grad, "the fraction as it comes: inf/inf for z = 1000")
def _(z):
    e = np.exp(np.asarray(z, dtype=float))
    return e / (1 + e)


@wrong(softplus_grad, "the wrong sign")
def _(z):
    return -sigmoid(z)


@wrong(softplus_grad, "forgets the 1 below the line: e^z over e^z")
def _(z):
    return np.ones(np.shape(z))


@wrong(softplus_grad, "a difference quotient with a coarse step")
def _(z):
    z = np.asarray(z, dtype=float)
    return (np.logaddexp(0.0, z + 0.01) - np.logaddexp(0.0, z)) / 0.01


@accepted(softplus_grad, "the sigmoid")
def _(z):
    return sigmoid(z)


@accepted(softplus_grad, "with the hyperbolic tangent")
def _(z):
    return (1 + np.tanh(np.array(z, dtype=float) / 2)) / 2


@accepted(softplus_grad, "a loop over the entries")
def _(z):
    out = np.empty(np.shape(z))
    for index, x in np.ndenumerate(z):
        e = math.exp(-abs(x))
        out[index] = (1.0 if x > 0 else e) / (1 + e)
    return out


@accepted(softplus_grad, "with two masks")
def _(z):
    z = np.array(z, dtype=float)
    out = np.empty(z.shape)
    up = z >= 0
    out[up] = 1 / (1 + np.exp(-z[up]))
    grown = np.exp(z[~up])
    out[~up] = grown / (1 + grown)
    return out
