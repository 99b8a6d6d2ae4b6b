"""XOR: what one neuron cannot do, and two layers can."""

from __future__ import annotations

import numpy as np

from autograder.checks import Golden, Purity, Shape
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.layer_recipes import network, network_form

# %% [markdown]
# ## Exclusive or
#
# XOR is 1 when exactly one of two inputs is 1: it gives 0, 1, 1, 0 for 00, 01, 10, 11. On paper the four points are the
# corners of a square, and the two that belong together lie across. No straight line has one pair on this side and the
# other pair on that side.
#
# Two hidden ReLU units change that. Think of what the sum $x_1 + x_2$ is for the four inputs: 0, 1, 1, 2. The output must
# go up and come down again. One rectifier goes up; what takes it down again, and from where on?


@exercise(
    points=3,
    minutes=20,
    difficulty=3,
    source="S1-30",
    needs=("dense_forward",),
    hints=(
        "Write the output as a function of s = x1 + x2: it is 0, 1, 0 at s = 0, 1, 2. Build this tent from two rectifiers.",
        "relu(s) rises with slope 1; a second rectifier that starts at s = 1 must turn the slope to -1.",
        "The tent is relu(s) minus two times relu(s - 1): read the weights and biases off, unit by unit.",
    ),
    checks=[
        Shape(
            label="four arrays: (2, H), (H,), (H, 1), (1,)",
            at=(network_form("xor_network"),),
            names=("W1", "b1", "W2", "b2"),
        ),
        golden(
            network("xor_network", [[0, 0], [0, 1], [1, 0], [1, 1]]),
            np.array([0.0, 1.0, 1.0, 0.0]),
            label="XOR on all four inputs",
            weight=4,
        ),
        Purity(
            label="gives the same network each time",
            first=network("xor_network", [[0, 1], [1, 1]]),
            between=network("xor_network", [[1, 0]]),
        ),
    ],
    hidden=[
        Golden(
            label="XOR in any order, and for each input alone",
            weight=4,
            at=(
                network("xor_network", [[1, 1], [0, 1], [0, 0], [1, 0], [0, 1], [1, 1]]),
                *(network("xor_network", [row]) for row in ([0, 0], [0, 1], [1, 0], [1, 1])),
            ),
        ),
    ],
)
def xor_network() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    r"""Parameters of a ReLU network that computes XOR, chosen by hand.

    The network is $\mathrm{relu}(XW_1 + b_1)\,W_2 + b_2$, with a linear output. Two hidden units are enough; any network
    with the right outputs counts, more hidden units too.

    Returns:
        The tuple (W1, b1, W2, b2) of arrays with shapes (2, H), (H,), (H, 1) and (1,). For the inputs 00, 01, 10, 11
        the outputs are exactly 0, 1, 1, 0, up to rounding.
    """
    up_and_down = np.array([[1.0], [-2.0]])
    return np.ones((2, 2)), np.array([0.0, -1.0]), up_and_down, np.zeros(1)


@wrong(xor_network, "OR")
def _():
    return np.ones((2, 2)), np.array([0.0, -1.0]), np.array([[1.0], [-1.0]]), np.zeros(1)


@wrong(xor_network, "AND")
def _():
    return np.ones((2, 2)), np.array([0.0, -1.0]), np.array([[0.0], [1.0]]), np.zeros(1)


@wrong(xor_network, "the contrary: 1 where the inputs are equal")
def _():
    return np.ones((2, 2)), np.array([0.0, -1.0]), np.array([[-1.0], [2.0]]), np.ones(1)


@wrong(xor_network, "the sum")
def _():
    return np.eye(2), np.zeros(2), np.ones((2, 1)), np.zeros(1)


@wrong(xor_network, "the second unit starts too early")
def _():
    return np.ones((2, 2)), np.zeros(2), np.array([[1.0], [-2.0]]), np.zeros(1)


@wrong(xor_network, "only one of the two differences")
def _():
    return np.array([[1.0], [-1.0]]), np.zeros(1), np.array([[1.0]]), np.zeros(1)


@wrong(xor_network, "the difference with its sign")
def _():
    return np.array([[1.0, -1.0], [-1.0, 1.0]]), np.zeros(2), np.array([[1.0], [-1.0]]), np.zeros(1)


@wrong(xor_network, "almost, as a trained network would be")
def _():
    return np.ones((2, 2)), np.array([0.0, -1.0]), np.array([[0.999999], [-1.999998]]), np.zeros(1)


@wrong(xor_network, "-1 and 1, where 0 and 1 are due")
def _():
    return np.ones((2, 2)), np.array([0.0, -1.0]), np.array([[2.0], [-4.0]]), -np.ones(1)


@wrong(xor_network, "W2 lies on its side")
def _():
    return np.ones((2, 2)), np.array([0.0, -1.0]), np.array([[1.0, -2.0]]), np.zeros(1)


@wrong(xor_network, "the biases as a column")
def _():
    return np.ones((2, 2)), np.array([[0.0], [-1.0]]), np.array([[1.0], [-2.0]]), np.zeros(1)


@wrong(xor_network, "lists")
def _():
    return [[1.0, 1.0], [1.0, 1.0]], [0.0, -1.0], [[1.0], [-2.0]], [0.0]


@wrong(xor_network, "the outputs instead of the network")
def _():
    return np.array([0.0, 1.0, 1.0, 0.0])


@accepted(xor_network, "the two differences")
def _():
    return np.array([[1.0, -1.0], [-1.0, 1.0]]), np.zeros(2), np.ones((2, 1)), np.zeros(1)


@accepted(xor_network, "four units, one for each input")
def _():
    W1 = np.array([[-1.0, -1.0, 1.0, 1.0], [-1.0, 1.0, -1.0, 1.0]])
    b1 = np.array([1.0, 0.0, 0.0, -1.0])
    return W1, b1, np.array([[0.0], [1.0], [1.0], [0.0]]), np.zeros(1)


@accepted(xor_network, "whole numbers")
def _():
    return np.array([[1, 1], [1, 1]]), np.array([0, -1]), np.array([[1], [-2]]), np.array([0])


@accepted(xor_network, "from above: one, less the equal ones")
def _():
    W1 = np.array([[-3.0, 3.0], [-3.0, 3.0]])
    return W1, np.array([3.0, -3.0]), -np.ones((2, 1)) / 3, np.ones(1)
