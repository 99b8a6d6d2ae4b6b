"""The derivative of the sigmoid: derived line by line, typed, and computed."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import Derivation, Property, Symbolic
from autograder.exercise.declare import accepted, answer, exercise, wrong
from autograder.exercise.recipes import draw, elementwise
from solutions.u03_activations.sigmoid import sigmoid

# %% [markdown]
# ## Its derivative, by hand
#
# Write $\sigma(z) = (1 + e^{-z})^{-1}$ and use the chain rule: the outer function is a power, the inner one
# $1 + e^{-z}$. The slides do it in four lines, all of them right. The last one has a surprise: the derivative can be
# expressed by the value alone. So whoever stored $s = \sigma(z)$ on the way forward needs no exponential at all on
# the way back.

sigmoid_steps = answer(
    "sigmoid_steps",
    [
        "-1*(1 + exp(-z))^(-2)*(0 + exp(-z)*(-1))",
        "(1 + exp(-z))^(-2)*exp(-z)",
        "sigma(z)*(1 - sigma(z))",
    ],
    prompt="""
    Derive the derivative of the sigmoid line by line: a list of at least three texts in `z`, each of them equal to
    $\\sigma'(z)$ (so each is equal to the one before). Start right after applying the chain rule to
    $(1 + e^{-z})^{-1}$ and end with a line in which `z` occurs only inside `sigma(z)`, with no other function.

    The form, on the derivative of $(z + 1)^2$: `["2*(z + 1)^1*1", "2*(z + 1)", "2*z + 2"]`.
    """,
    points=2,
    minutes=15,
    difficulty=3,
    source="S3-24",
    hints=(
        "Differentiate the power first, then multiply by the derivative of what stands inside the brackets.",
        "The inner derivative brings a second minus sign. Then split the fraction into two factors, one of them sigma(z).",
        "The other factor has e^(-z) above and 1 + e^(-z) below: add and subtract 1 above the line to see what it is.",
    ),
    checks=[
        Derivation(
            label="every line is the derivative, the last in terms of sigma(z)",
            name="sigmoid_steps",
            of="sigmoid",
            wrt="z",
            symbols=("z",),
            domains={"z": (-6, 6)},
            at_least=3,
            last_only=("sigma",),
        )
    ],
    wrong=(
        (
            ["-1*(1 + exp(-z))^(-2)", "-(1 + exp(-z))^(-2)", "-sigma(z)^2"],
            "forgets the inner derivative",
        ),
        (
            ["(1 + exp(-z))^(-2)*(-exp(-z))", "-exp(-z)/(1 + exp(-z))^2", "-sigma(z)*(1 - sigma(z))"],
            "loses one of the two minus signs",
        ),
        (
            ["(1 + exp(-z))^(-2)*exp(-z)", "sigma(z)*exp(-z)/(1 + exp(-z))", "sigma(z)*(1 + sigma(z))"],
            "the last step has the wrong sign",
        ),
        (["(1 + exp(-z))^(-2)*exp(-z)", "sigma(z)*(1 - sigma(z))"], "only two lines"),
        (
            ["-(1 + exp(-z))^(-2)*(-exp(-z))", "(1 + exp(-z))^(-2)*exp(-z)", "exp(-z)/(1 + exp(-z))^2"],
            "stops before sigma(z)",
        ),
        (
            ["1/(1 + exp(-z))", "exp(-z)/(1 + exp(-z))^2", "sigma(z)*(1 - sigma(z))"],
            "starts with the function instead of its derivative",
        ),
        (
            ["(1 + exp(-z))^(-2)*exp(-z)", "(1 + exp(-z))^(-2)*exp(z)", "sigma(z)*(1 - sigma(z))"],
            "a slip in the middle",
        ),
    ),
    accepted=(
        (
            [
                "-1*(1 + exp(-z))**(-2)*(0 + exp(-z)*(-1))",
                "(1 + exp(-z))**(-2)*exp(-z)",
                "1/(1 + exp(-z))*(1 - 1/(1 + exp(-z)))",
                "sigma(z)*(1 - sigma(z))",
            ],
            "four lines, in Python's notation",
        ),
        (
            [
                "(0*(1 + exp(-z)) - 1*(-exp(-z)))/(1 + exp(-z))^2",
                "exp(-z)/(1 + exp(-z))^2",
                "(1 + exp(-z) - 1)/(1 + exp(-z))^2",
                "1/(1 + exp(-z)) - 1/(1 + exp(-z))^2",
                "sigma(z) - sigma(z)^2",
            ],
            "with the quotient rule",
        ),
        (
            [
                "\\frac{e^{-z}}{(1 + e^{-z})^2}",
                "\\frac{1}{1 + e^{-z}} \\cdot \\frac{e^{-z}}{1 + e^{-z}}",
                "\\sigma(z)\\left(1 - \\sigma(z)\\right)",
            ],
            "in LaTeX",
        ),
    ),
)

d_sigmoid = answer(
    "d_sigmoid",
    "s*(1 - s)",
    prompt=r"""
    The derivative $\sigma'(z)$ as a formula in `s`, where $s = \sigma(z)$ is the value that is known already.
    `s` is the only symbol.
    """,
    points=1,
    minutes=5,
    difficulty=2,
    source="S2-07, S3-24",
    hints=(
        "Differentiate in z first; only then look for sigma(z) in the result.",
        "The derivative is e^(-z)/(1 + e^(-z))^2. Express e^(-z) by s: from s = 1/(1 + e^(-z)) it is 1/s minus 1.",
        "Put 1/s in the place of 1 + e^(-z) and 1/s minus 1 in the place of e^(-z), then multiply out.",
    ),
    checks=[
        Symbolic(
            label="is the derivative of the sigmoid",
            name="d_sigmoid",
            of="sigmoid",
            wrt="z",
            symbols=("s",),
            where={"s": "sigma(z)"},
            domains={"z": (-6, 6)},
        )
    ],
    wrong=(
        ("1 - s", "drops the factor s"),
        ("s*(1 + s)", "the wrong sign in the brackets"),
        ("s*(s - 1)", "the wrong sign"),
        ("1 - s^2", "the derivative of tanh"),
        ("s^2", "forgets the inner derivative"),
        ("s", "takes it for an exponential"),
        ("exp(-z)/(1 + exp(-z))^2", "right, but in z"),
    ),
    accepted=(
        ("s - s^2", "multiplied out"),
        ("s(1-s)", "without an asterisk"),
        ("1/4 - (s - 1/2)^2", "completed to a square"),
        ("s**2*(1/s - 1)", "with e^(-z) = 1/s - 1"),
    ),
)

# %% [markdown]
# ## Its derivative, in code
#
# The largest slope of the sigmoid is $\tfrac14$, at 0. Ten layers of sigmoids multiply ten factors of at most
# $\tfrac14$: if the weights do not make up for it, at most $10^{-6}$ of the gradient arrives at the first layer.


@exercise(
    points=3,
    minutes=12,
    difficulty=2,
    source="S0-23, S2-07, S3-24",
    hints=(
        "Use the formula that you typed above; the function gets z, not the activation.",
        "Compute s = sigmoid(z) with your own function, then s(1 - s).",
        "One line for s, one line that multiplies s by its distance from 1. Do not put z where s belongs.",
    ),
    **elementwise(
        "sigmoid_grad",
        [-2, -1, 0, 1, 2],
        seed=303,
        derivative_of="sigmoid",
        extreme=(-1000.0, -750.0, -40.0, 0.7, 40.0, 750.0, 1000.0),
        extra_hidden=[
            Property(
                label="is the same at z and -z",
                at=(call("sigmoid_grad", draw(305, 6)), call("sigmoid_grad", -draw(305, 6))),
                rule="even",
            )
        ],
    ),
)
def sigmoid_grad(z: np.ndarray) -> np.ndarray:
    r"""Derivative of the sigmoid with respect to the pre-activation, element by element.

    Args:
        z: pre-activations, a number or an array of any shape; |z| up to 1000, without an overflow warning.

    Returns:
        $\sigma'(z)$, float64, same shape as `z`.

    Example:
        >>> sigmoid_grad(np.array([0.0, 2.0]))
        array([0.25      , 0.10499359])
    """
    activation = sigmoid(z)
    return activation * (1.0 - activation)


@wrong(sigmoid_grad, "puts z where sigma(z) belongs")
def _(z):
    z = np.asarray(z, dtype=float)
    return z * (1 - z)


@wrong(sigmoid_grad, "mixes sigma(z) and z")
def _(z):
    return sigmoid(z) * (1 - np.asarray(z, dtype=float))


@wrong(sigmoid_grad, "the wrong sign in the brackets")
def _(z):
    s = sigmoid(z)
    return s * (1 + s)


@wrong(sigmoid_grad, "the wrong sign")
def _(z):
    s = sigmoid(z)
    return s * (s - 1)


@wrong(sigmoid_grad, "returns the function itself")
def _(z):
    return sigmoid(z)


@wrong(sigmoid_grad, "forgets the inner derivative")
def _(z):
    return -(sigmoid(z) ** 2)


@wrong(sigmoid_grad, "from the exponentials: inf/inf for z = -1000")
def _(z):
    e = np.exp(-np.asarray(z, dtype=float))
    return e / (1 + e) ** 2


@wrong(sigmoid_grad, "a finite difference with a coarse step")
def _(z):
    z = np.asarray(z, dtype=float)
    return (sigmoid(z + 1e-3) - sigmoid(z)) / 1e-3


@accepted(sigmoid_grad, "from the exponential of -|z|")
def _(z):
    e = np.exp(-np.abs(np.asarray(z, dtype=float)))
    return e / (1 + e) ** 2


@accepted(sigmoid_grad, "with sigma(-z) for 1 - sigma(z)")
def _(z):
    z = np.asarray(z, dtype=float)
    return sigmoid(z) * sigmoid(-z)


@accepted(sigmoid_grad, "with the hyperbolic tangent")
def _(z):
    t = np.tanh(np.asarray(z, dtype=float) / 2)
    return (1 - t) * (1 + t) / 4


@accepted(sigmoid_grad, "a loop over the entries")
def _(z):
    out = np.empty(np.shape(z))
    for index, x in np.ndenumerate(z):
        e = math.exp(-abs(x))
        out[index] = e / (1 + e) ** 2
    return out
