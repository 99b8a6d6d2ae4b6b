"""Gradient of the weights next to the output."""

from __future__ import annotations

import numpy as np

from autograder.checks import Symbolic
from autograder.exercise.declare import accepted, answer, exercise, wrong
from autograder.exercise.sigmoid_net_recipes import sigmoid_net_formula, sigmoid_net_gradient
from autograder.exercise.spec import Follows
from solutions.u06_chain_rule.two_layers import forward_2_2_2

# %% [markdown]
# ## The weights next to the output
#
# Begin with the smallest network of this kind, 1-1-1: $a^{(2)} = \sigma(\theta_1 x)$, $a^{(3)} = \sigma(\theta_2 a^{(2)})$,
# $J = \tfrac12 (y - a^{(3)})^2$. The deck's chain for the second weight has three links:
#
# $$\frac{\partial J}{\partial \theta_2} = \frac{\partial J}{\partial a^{(3)}} \cdot
# \frac{\partial a^{(3)}}{\partial z^{(3)}} \cdot \frac{\partial z^{(3)}}{\partial \theta_2}$$
#
# Answers on paper are formulas in a text, for example `"y*(1 + a2)"`. `^`, `**` and `2y` are understood; between two
# names write `*` or a space.

dJ_dtheta2 = answer(
    "dJ_dtheta2",
    "(a3 - y)*a3*(1 - a3)*a2",
    prompt=r"""
    $\partial J/\partial\theta_2$ of the 1-1-1 network, in the letters `y` (target), `a3` (output) and `a2` (hidden
    activation), in any form that is right.
    """,
    points=1,
    minutes=5,
    difficulty=2,
    core=False,
    source="S1-24",
    hints=(
        "Three links, three factors. The first has a sign: a3 stands behind a minus in J.",
        "The derivative of a sigmoid is written with its own value: s times (1 - s).",
        "z3 is theta2 times a2, so the last link is a2. Multiply: error, slope of the sigmoid, a2.",
    ),
    checks=[
        Symbolic(
            label="is the derivative of J with respect to theta2",
            name="dJ_dtheta2",
            of="(y - sigma(theta2*a2))^2/2",
            wrt="theta2",
            symbols=("y", "a3", "a2"),
            where={"a3": "sigma(theta2*a2)"},
            domains={"theta2": (-3, 3), "a2": (0.05, 0.95), "y": (-1, 2)},
        )
    ],
    wrong=(
        ("(y - a3)*a3*(1 - a3)*a2", "the sign is turned"),
        ("(a3 - y)*a2", "the slope of the sigmoid is missing"),
        ("(a3 - y)*a3*(1 - a3)", "the last link is missing"),
        ("2*(a3 - y)*a3*(1 - a3)*a2", "the half of J is forgotten"),
        ("(a3 - y)*a2*(1 - a2)*a2", "the slope of the other sigmoid"),
        ("(a3 - y)*a3*(1 + a3)*a2", "a sign in the slope of the sigmoid"),
    ),
    accepted=(
        ("-(y - a3)a3(1 - a3)a2", "as the deck writes it, without multiplication signs"),
        ("a2*(a3 - y)*(a3 - a3^2)", "multiplied out, with a power"),
        ("a2*a3*(a3 - y) - a2*a3**2*(a3 - y)", "two terms"),
    ),
)

# %% [markdown]
# In the 2-2-2 network nothing changes: $\theta_{kj}^{(2)}$ touches output $k$ alone, so there is one path and one term,
# with $J = \tfrac12\sum_k (y_k - a_k^{(3)})^2$:
#
# $$\frac{\partial J}{\partial \theta_{kj}^{(2)}} = \frac{\partial J}{\partial a_k^{(3)}} \cdot
# \frac{\partial a_k^{(3)}}{\partial z_k^{(3)}} \cdot \frac{\partial z_k^{(3)}}{\partial \theta_{kj}^{(2)}}$$
#
# The transcript prints the line for $\theta_{22}^{(2)}$ twice (E19); there are four weights and four lines.


@exercise(
    follows=Follows("forward_2_2_2", ("x", "T1", "T2"), "half_squared_error_of_outputs"),
    points=2,
    minutes=15,
    difficulty=2,
    source="S1-27 (E19)",
    needs=("forward_2_2_2",),
    hints=(
        "Work out one number for each output k first: the slope of J with respect to z_k of the last layer.",
        "That is (a3_k - y_k) a3_k (1 - a3_k). A weight's slope is this times what the weight is multiplied by.",
        "Entry [k, j] is the number of output k times hidden activation j: an outer product, outputs first.",
    ),
    **sigmoid_net_gradient(
        "grad_theta2",
        "T2",
        np.array([[-0.0426924192, -0.0443371921], [0.0764181558, 0.0793622502]]),
        seed=1300,
        extra=[sigmoid_net_formula("grad_theta2")],
    ),
)
def grad_theta2(x: np.ndarray, y: np.ndarray, T1: np.ndarray, T2: np.ndarray) -> np.ndarray:
    r"""Gradient of $J = \tfrac12\sum_k (y_k - a_k^{(3)})^2$ with respect to the output layer's weights.

    The network is the one of `forward_2_2_2`: two sigmoid layers, no biases, row k of a matrix leads into unit k.

    Args:
        x: inputs, shape (2,).
        y: targets, shape (2,), numbers or labels 0 and 1.
        T1: weights of the hidden layer, shape (2, 2).
        T2: weights of the output layer, shape (2, 2).

    Returns:
        The derivatives in the shape of `T2`: entry [k, j] belongs to the weight to output k from hidden unit j.

    Example:
        >>> grad_theta2(np.zeros(2), np.array([0.5, 0.0]), np.zeros((2, 2)), np.zeros((2, 2)))
        array([[0.    , 0.    ],
               [0.0625, 0.0625]])
    """
    a2, a3 = forward_2_2_2(x, T1, T2)
    return np.multiply.outer((a3 - y) * a3 * (1 - a3), a2)


@wrong(grad_theta2, "target minus output")
def _(x, y, T1, T2):
    a2, a3 = forward_2_2_2(x, T1, T2)
    return np.outer((y - a3) * a3 * (1 - a3), a2)


@wrong(grad_theta2, "transposed: hidden units first")
def _(x, y, T1, T2):
    a2, a3 = forward_2_2_2(x, T1, T2)
    return np.outer(a2, (a3 - y) * a3 * (1 - a3))


@wrong(grad_theta2, "the slope of the sigmoid is missing")
def _(x, y, T1, T2):
    a2, a3 = forward_2_2_2(x, T1, T2)
    return np.outer(a3 - y, a2)


@wrong(grad_theta2, "the slope of the hidden sigmoid")
def _(x, y, T1, T2):
    a2, a3 = forward_2_2_2(x, T1, T2)
    return np.outer((a3 - y) * a2 * (1 - a2), a2)


@wrong(grad_theta2, "the inputs in place of the hidden activations")
def _(x, y, T1, T2):
    a3 = forward_2_2_2(x, T1, T2)[1]
    return np.outer((a3 - y) * a3 * (1 - a3), x)


@wrong(grad_theta2, "the half of J is forgotten")
def _(x, y, T1, T2):
    a2, a3 = forward_2_2_2(x, T1, T2)
    return 2 * np.outer((a3 - y) * a3 * (1 - a3), a2)


@wrong(grad_theta2, "the mean of the outputs")
def _(x, y, T1, T2):
    a2, a3 = forward_2_2_2(x, T1, T2)
    return np.outer((a3 - y) * a3 * (1 - a3), a2) / 2


@wrong(grad_theta2, "entry by entry, not every pair")
def _(x, y, T1, T2):
    a2, a3 = forward_2_2_2(x, T1, T2)
    return np.diag((a3 - y) * a3 * (1 - a3) * a2)


@wrong(grad_theta2, "the last weight is left out, as in a list that ends early")
def _(x, y, T1, T2):
    a2, a3 = forward_2_2_2(x, T1, T2)
    grad = np.outer((a3 - y) * a3 * (1 - a3), a2)
    grad[1, 1] = grad[1, 0]
    return grad


@wrong(grad_theta2, "already times the weight")
def _(x, y, T1, T2):
    a2, a3 = forward_2_2_2(x, T1, T2)
    return np.outer((a3 - y) * a3 * (1 - a3), a2) * T2


@accepted(grad_theta2, "an outer product")
def _(x, y, T1, T2):
    a2, a3 = forward_2_2_2(x, T1, T2)
    delta = (a3 - y) * a3 * (1 - a3)
    return np.outer(delta, a2)


@accepted(grad_theta2, "weight by weight")
def _(x, y, T1, T2):
    a2, a3 = forward_2_2_2(x, T1, T2)
    grad = np.zeros((2, 2))
    for k in range(2):
        for j in range(2):
            grad[k, j] = -(float(y[k]) - a3[k]) * a3[k] * (1 - a3[k]) * a2[j]
    return grad


@accepted(grad_theta2, "columns times a row, its own forward pass")
def _(x, y, T1, T2):
    hidden = 1 / (1 + np.exp(-(T1 @ x)))
    out = 1 / (1 + np.exp(-(T2 @ hidden)))
    return ((out - y) * (out - out**2))[:, None] * hidden[None, :]


@accepted(grad_theta2, "the sigmoid's slope from the pre-activation")
def _(x, y, T1, T2):
    a2 = 1 / (1 + np.exp(-np.einsum("kj,j->k", T1, np.asarray(x, dtype=float))))
    z3 = np.einsum("kj,j->k", T2, a2)
    slope = 1 / (2 * np.cosh(z3 / 2)) ** 2
    return np.einsum("k,j->kj", (1 / (1 + np.exp(-z3)) - y) * slope, a2)
