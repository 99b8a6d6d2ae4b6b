"""Two inputs, two hidden units, two outputs, sigmoids throughout."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Answered, Golden, Purity, Quiz, Shape
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, answer, exercise, wrong
from autograder.exercise.recipes import draw
from autograder.plain import Laid, to_tree

# %% [markdown]
# ## Two layers of sigmoids
#
# The next deck has two inputs, two hidden units and two outputs, a sigmoid in every unit and no biases. Its weights are
# written the other way round than usual in this kit: $\theta_{kj}$ leads **to** unit $k$ **from** unit $j$, so that
# row $k$ of a matrix holds all weights into unit $k$, and a layer is $Tx$ rather than $xW$:
#
# $$z^{(2)} = T_1 x, \quad a^{(2)} = \sigma(z^{(2)}), \qquad z^{(3)} = T_2 a^{(2)}, \quad a^{(3)} = \sigma(z^{(3)})$$
#
# The number in brackets counts layers; the inputs are layer 1. All of this chapter uses one worked example:
#
# $$x = (0.1, 0.3), \quad T_1 = \begin{pmatrix} 0.1 & 0.2 \\ 0.3 & 0.4 \end{pmatrix}, \quad
# T_2 = \begin{pmatrix} 0.5 & 0.6 \\ 0.7 & 0.8 \end{pmatrix}, \quad y = (1, 0)$$


@exercise(
    points=1,
    minutes=6,
    difficulty=1,
    core=False,
    source="S1-26",
    hints=(
        "Two matrix products, a sigmoid after each.",
        "Row k of T holds the weights into unit k, so T stands on the left: T @ x. No transpose, no bias.",
        "The second layer gets what the first one returned; give both back, the hidden one first.",
    ),
    checks=[
        Shape(
            label="a tuple of two arrays of shape (2,)",
            at=(
                call(
                    "forward_2_2_2",
                    np.array([0.1, 0.3]),
                    np.array([[0.1, 0.2], [0.3, 0.4]]),
                    np.array([[0.5, 0.6], [0.7, 0.8]]),
                ),
            ),
            names=("a2", "a3"),
        ),
        golden(
            call(
                "forward_2_2_2",
                np.array([0.1, 0.3]),
                np.array([[0.1, 0.2], [0.3, 0.4]]),
                np.array([[0.5, 0.6], [0.7, 0.8]]),
            ),
            (np.array([0.51749286, 0.53742985]), np.array([0.64134448, 0.68830113])),
            label="the worked example",
            names=("a2", "a3"),
            rtol=1e-7,
        ),
        Purity(
            label="leaves its arguments alone",
            first=call("forward_2_2_2", draw(1200, 2), draw(1201, 2, 2), draw(1202, 2, 2)),
            between=call("forward_2_2_2", draw(1203, 2), draw(1204, 2, 2), draw(1205, 2, 2)),
        ),
    ],
    hidden=[
        Golden(
            label="other numbers, whole ones, other layouts",
            weight=3,
            names=("a2", "a3"),
            at=(
                call("forward_2_2_2", draw(1200, 2), draw(1201, 2, 2), draw(1202, 2, 2)),
                call(
                    "forward_2_2_2",
                    Laid(draw(1210, 2), "readonly"),
                    Laid(draw(1211, 2, 2), "F"),
                    Laid(draw(1212, 2, 2), "strided"),
                ),
                call(
                    "forward_2_2_2",
                    np.array([1, -2]),
                    np.array([[1, 0], [-1, 2]]),
                    np.array([[2, -1], [1, 3]]),
                ),
            ),
        ),
    ],
)
def forward_2_2_2(x: np.ndarray, T1: np.ndarray, T2: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    r"""Activations of a 2-2-2 network of sigmoids without biases, for one example.

    Args:
        x: inputs, shape (2,).
        T1: weights of the hidden layer, shape (2, 2); row k leads into hidden unit k.
        T2: weights of the output layer, shape (2, 2); row k leads into output k.

    Returns:
        The pair (a2, a3): hidden activations and outputs, both float64 of shape (2,).

    Example:
        >>> forward_2_2_2(np.zeros(2), np.ones((2, 2)), np.zeros((2, 2)))
        (array([0.5, 0.5]), array([0.5, 0.5]))
    """
    a2 = 1 / (1 + np.exp(-np.dot(T1, x)))
    return a2, 1 / (1 + np.exp(-np.dot(T2, a2)))


@wrong(forward_2_2_2, "columns lead into units: x @ T")
def _(x, T1, T2):
    a2 = 1 / (1 + np.exp(-(x @ T1)))
    return a2, 1 / (1 + np.exp(-(a2 @ T2)))


@wrong(forward_2_2_2, "the second matrix is transposed")
def _(x, T1, T2):
    a2 = 1 / (1 + np.exp(-(T1 @ x)))
    return a2, 1 / (1 + np.exp(-(T2.T @ a2)))


@wrong(forward_2_2_2, "the output is linear")
def _(x, T1, T2):
    a2 = 1 / (1 + np.exp(-(T1 @ x)))
    return a2, T2 @ a2


@wrong(forward_2_2_2, "no sigmoid in the hidden layer")
def _(x, T1, T2):
    a2 = T1 @ x
    return a2, 1 / (1 + np.exp(-(T2 @ a2)))


@wrong(forward_2_2_2, "the minus in the exponent is lost")
def _(x, T1, T2):
    a2 = 1 / (1 + np.exp(T1 @ x))
    return a2, 1 / (1 + np.exp(T2 @ a2))


@wrong(forward_2_2_2, "pre-activations are returned")
def _(x, T1, T2):
    z2 = T1 @ x
    return z2, T2 @ (1 / (1 + np.exp(-z2)))


@wrong(forward_2_2_2, "outputs first")
def _(x, T1, T2):
    a2 = 1 / (1 + np.exp(-(T1 @ x)))
    return 1 / (1 + np.exp(-(T2 @ a2))), a2


@wrong(forward_2_2_2, "products entry by entry")
def _(x, T1, T2):
    a2 = 1 / (1 + np.exp(-(T1 * x).sum(axis=0)))
    return a2, 1 / (1 + np.exp(-(T2 * a2).sum(axis=0)))


@wrong(forward_2_2_2, "the output layer sees the inputs")
def _(x, T1, T2):
    return 1 / (1 + np.exp(-(T1 @ x))), 1 / (1 + np.exp(-(T2 @ x)))


@accepted(forward_2_2_2, "with a helper for the sigmoid")
def _(x, T1, T2):
    def sigmoid(z):
        return 1 / (1 + np.exp(-z))

    a2 = sigmoid(T1 @ x)
    return a2, sigmoid(T2 @ a2)


@accepted(forward_2_2_2, "by way of tanh")
def _(x, T1, T2):
    a2 = (1 + np.tanh((T1 @ x) / 2)) / 2
    return a2, (1 + np.tanh((T2 @ a2) / 2)) / 2


@accepted(forward_2_2_2, "unit by unit")
def _(x, T1, T2):
    layers = [np.array(x, dtype=float)]
    for T in (T1, T2):
        layers.append(
            np.array(
                [1 / (1 + np.exp(-sum(w * a for w, a in zip(row, layers[-1], strict=True)))) for row in T]
            )
        )
    return layers[1], layers[2]


@accepted(forward_2_2_2, "transposed twice")
def _(x, T1, T2):
    a2 = np.reciprocal(1.0 + np.exp(-(x @ T1.T)))
    return a2, np.reciprocal(1.0 + np.exp(-(a2 @ T2.T)))


# %% [markdown]
# ### Fix the slide: which layer?
#
# The transcript writes the loss of this network as $J = \tfrac12 \sum_i (y_i - a_i^{(2)})^2$. Every line below it
# differentiates by $a^{(3)}$. (The sum must run over the outputs, and over the examples where there are several; here
# there is one.)

slide_loss_layer = answer(
    "slide_loss_layer",
    (3, 0.30119612),
    prompt=r"""
    The activations of which layer must stand in the loss of the 2-2-2 network? Answer with that layer's number, as in
    the formulas above (the inputs are layer 1), and with the value of $J$ for the worked example, to four digits or
    more: a tuple like `slide_loss_layer = (1, 0.5)`.
    """,
    points=1,
    minutes=4,
    difficulty=1,
    core=False,
    source="S1-26 (E15)",
    needs=("forward_2_2_2",),
    hints=(
        "A loss compares targets with what the network says.",
        "The network says what its last layer does. Half of the sum of two squares, with y = (1, 0).",
        "Take a3 from your forward_2_2_2 for the worked example: half of (1 - its first)^2 plus (its second)^2.",
    ),
    checks=[
        Answered(label="is a tuple of two numbers", name="slide_loss_layer", like=to_tree((1, 0.5))),
    ],
    hidden=[
        Quiz(
            label="is the layer and the loss",
            name="slide_loss_layer",
            expected=to_tree((3, 0.3011961159252796)),
            weight=3,
        )
    ],
    wrong=(
        ((2, 0.260822), "the slide's layer"),
        ((3, 0.260822), "the number belongs to the slide's layer"),
        ((3, 0.602392), "without the half"),
        ((3, 0.150598), "the mean of the outputs"),
        ((2, 0.301196), "the right number, the wrong layer"),
    ),
    accepted=(
        ([3, 0.3011961], "a list"),
        ((3, 0.3012), "four digits"),
        ((3.0, 0.30119611592), "many digits"),
    ),
)
