"""Gradient of the weights next to the inputs: two paths each."""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.sigmoid_net_recipes import sigmoid_net_gradient
from autograder.exercise.spec import Follows
from solutions.u06_chain_rule.two_layers import forward_2_2_2

# %% [markdown]
# ## Two paths
#
# A weight $\theta_{ji}^{(1)}$ of the first layer changes hidden unit $j$, and unit $j$ goes into **both** outputs. So
# there are two paths from the weight to the loss, five links each, and their products are *added*:
#
# $$\frac{\partial J}{\partial \theta_{ji}^{(1)}} = \sum_{k=1}^{2}
# \frac{\partial J}{\partial a_k^{(3)}} \cdot \frac{\partial a_k^{(3)}}{\partial z_k^{(3)}} \cdot
# \frac{\partial z_k^{(3)}}{\partial a_j^{(2)}} \cdot \frac{\partial a_j^{(2)}}{\partial z_j^{(2)}} \cdot
# \frac{\partial z_j^{(2)}}{\partial \theta_{ji}^{(1)}}$$
#
# The last two links do not depend on $k$: take them out of the sum, and what stays is one number for each hidden unit,
# collected from both outputs. That number is all that the layer needs from the rest of the network.


@exercise(
    follows=Follows("forward_2_2_2", ("x", "T1", "T2"), "half_squared_error_of_outputs"),
    points=4,
    minutes=25,
    difficulty=3,
    source="S1-26 (E16, E17, E18)",
    needs=("forward_2_2_2", "grad_theta2"),
    hints=(
        "Keep the two numbers dJ/dz3 that grad_theta2 needed. Each hidden unit collects from both.",
        "dJ/da2_j is the sum over k of dJ/dz3_k times the weight from unit j to output k: a column of T2.",
        "Multiply by a2_j (1 - a2_j) to get dJ/dz2_j, and by x_i for the weight in row j, column i.",
    ),
    **sigmoid_net_gradient(
        "grad_theta1",
        "T1",
        np.array([[0.001551091559765, 0.004653274679296], [0.001706304960350, 0.005118914881049]]),
        seed=1400,
    ),
)
def grad_theta1(x: np.ndarray, y: np.ndarray, T1: np.ndarray, T2: np.ndarray) -> np.ndarray:
    r"""Gradient of $J = \tfrac12\sum_k (y_k - a_k^{(3)})^2$ with respect to the hidden layer's weights.

    The network is the one of `forward_2_2_2`: two sigmoid layers, no biases, row k of a matrix leads into unit k.

    Args:
        x: inputs, shape (2,).
        y: targets, shape (2,), numbers or labels 0 and 1.
        T1: weights of the hidden layer, shape (2, 2).
        T2: weights of the output layer, shape (2, 2).

    Returns:
        The derivatives in the shape of `T1`: entry [j, i] belongs to the weight to hidden unit j from input i.

    Example:
        >>> T1, T2 = np.zeros((2, 2)), np.array([[1.0, 0.0], [1.0, 0.0]])
        >>> y = 1 / (1 + np.exp(-0.5)) - np.array([1.0, 0.0])  # the errors are 1 and 0
        >>> grad_theta1(np.array([1.0, 2.0]), y, T1, T2).round(4)
        array([[0.0588, 0.1175],
               [0.    , 0.    ]])
    """
    a2, a3 = forward_2_2_2(x, T1, T2)
    collected = np.dot((a3 - y) * (a3 - a3 * a3), T2)
    return np.multiply.outer(collected * (a2 - a2 * a2), x)


@wrong(grad_theta1, "one path only, from each hidden unit to the output of its number")
def _(x, y, T1, T2):
    a2, a3 = forward_2_2_2(x, T1, T2)
    back = (a3 - y) * a3 * (1 - a3) * np.diag(T2)
    return np.outer(back * a2 * (1 - a2), x)


@wrong(grad_theta1, "the second output twice, without the slope of its sigmoid: the slide's three terms")
def _(x, y, T1, T2):
    a2, a3 = forward_2_2_2(x, T1, T2)
    back = ((a3 - y) * a3 * (1 - a3))[0] * T2[0] + 2 * (a3 - y)[1] * T2[1]
    return np.outer(back * a2 * (1 - a2), x)


@wrong(grad_theta1, "rows of T2 where its columns belong")
def _(x, y, T1, T2):
    a2, a3 = forward_2_2_2(x, T1, T2)
    back = T2 @ ((a3 - y) * a3 * (1 - a3))
    return np.outer(back * a2 * (1 - a2), x)


@wrong(grad_theta1, "the slope of the hidden sigmoid is missing")
def _(x, y, T1, T2):
    a3 = forward_2_2_2(x, T1, T2)[1]
    return np.outer(T2.T @ ((a3 - y) * a3 * (1 - a3)), x)


@wrong(grad_theta1, "the slope of the output sigmoid is missing")
def _(x, y, T1, T2):
    a2, a3 = forward_2_2_2(x, T1, T2)
    return np.outer(T2.T @ (a3 - y) * a2 * (1 - a2), x)


@wrong(grad_theta1, "target minus output")
def _(x, y, T1, T2):
    a2, a3 = forward_2_2_2(x, T1, T2)
    return np.outer(T2.T @ ((y - a3) * a3 * (1 - a3)) * a2 * (1 - a2), x)


@wrong(grad_theta1, "transposed: inputs first")
def _(x, y, T1, T2):
    a2, a3 = forward_2_2_2(x, T1, T2)
    return np.outer(x, T2.T @ ((a3 - y) * a3 * (1 - a3)) * a2 * (1 - a2))


@wrong(grad_theta1, "the hidden activations in place of the inputs")
def _(x, y, T1, T2):
    a2, a3 = forward_2_2_2(x, T1, T2)
    return np.outer(T2.T @ ((a3 - y) * a3 * (1 - a3)) * a2 * (1 - a2), a2)


@wrong(grad_theta1, "the first input for every weight, as the slide's second line ends")
def _(x, y, T1, T2):
    a2, a3 = forward_2_2_2(x, T1, T2)
    return np.outer(T2.T @ ((a3 - y) * a3 * (1 - a3)) * a2 * (1 - a2), [x[0], x[0]])


@wrong(grad_theta1, "the mean of the two paths")
def _(x, y, T1, T2):
    a2, a3 = forward_2_2_2(x, T1, T2)
    return np.outer(T2.T @ ((a3 - y) * a3 * (1 - a3)) / 2 * a2 * (1 - a2), x)


@wrong(grad_theta1, "the hidden slope taken at the pre-activation")
def _(x, y, T1, T2):
    a3 = forward_2_2_2(x, T1, T2)[1]
    z2 = T1 @ x
    return np.outer(T2.T @ ((a3 - y) * a3 * (1 - a3)) * z2 * (1 - z2), x)


@accepted(grad_theta1, "with deltas, as in the books")
def _(x, y, T1, T2):
    a2, a3 = forward_2_2_2(x, T1, T2)
    delta3 = (a3 - y) * a3 * (1 - a3)
    delta2 = T2.T @ delta3 * a2 * (1 - a2)
    return np.outer(delta2, x)


@accepted(grad_theta1, "path by path")
def _(x, y, T1, T2):
    a2, a3 = forward_2_2_2(x, T1, T2)
    grad = np.zeros((2, 2))
    for j in range(2):
        for i in range(2):
            for k in range(2):
                path = (a3[k] - y[k]) * a3[k] * (1 - a3[k]) * T2[k, j]
                grad[j, i] += path * a2[j] * (1 - a2[j]) * x[i]
    return grad


@accepted(grad_theta1, "einsum over all paths, its own forward pass")
def _(x, y, T1, T2):
    x = np.array(x, dtype=float)
    a2 = 0.5 + 0.5 * np.tanh(T1 @ x / 2)
    a3 = 0.5 + 0.5 * np.tanh(T2 @ a2 / 2)
    return np.einsum("k,kj,j,i->ji", (a3 - y) * a3 * (1 - a3), T2, a2 * (1 - a2), x)


@accepted(grad_theta1, "forwards: the whole Jacobian first")
def _(x, y, T1, T2):
    a2, a3 = forward_2_2_2(x, T1, T2)
    jacobian = np.diag(a3 * (1 - a3)) @ T2 @ np.diag(a2 * (1 - a2))
    return ((a3 - y) @ jacobian)[:, None] * np.asarray(x, dtype=float)
