"""A ReLU network that computes a mean."""

from __future__ import annotations

import numpy as np

from autograder.checks import Golden, Purity, Shape
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.layer_recipes import network, network_form
from autograder.exercise.recipes import draw

# %% [markdown]
# ## Choose the weights yourself
#
# A deck trains a small ReLU network on three rows: $(0.1, 0.3) \to 0.2$, $(0.1, -0.1) \to 0$ and $(-0.8, 0.2) \to -0.3$.
# The target is the mean of the inputs. Training takes many small steps to come near it. You can choose weights that are
# *exact*, for all inputs.
#
# The network has one hidden layer of ReLU units and a linear output, $Y = \mathrm{relu}(XW_1 + b_1)\,W_2 + b_2$. The
# catch is the rectifier: whatever is negative is lost behind it, and a mean may be negative. What does a second unit see
# that the first one does not?


@exercise(
    points=2,
    minutes=12,
    difficulty=3,
    core=False,
    source="S1-10, S1-11, S1-30",
    needs=("dense_forward",),
    hints=(
        "One unit passes the positive means on. Let another one look at the negative ones, which it sees as positive.",
        "Every number is the difference of two rectified ones: z = relu(z) - relu(-z).",
        "Both units weight the inputs with a half, the second with a minus sign; the output takes the first and subtracts the second; no biases.",
    ),
    checks=[
        Shape(
            label="four arrays: (2, H), (H,), (H, 1), (1,)",
            at=(network_form("mean_network"),),
            names=("W1", "b1", "W2", "b2"),
        ),
        golden(
            network("mean_network", [[0.1, 0.3], [0.1, -0.1], [-0.8, 0.2]]),
            np.array([0.2, 0.0, -0.3]),
            label="the slide's three rows",
            weight=2,
        ),
        Golden(
            label="positive means and negative ones",
            weight=2,
            at=(network("mean_network", draw(1330, 12, 2)),),
        ),
        Purity(
            label="gives the same network each time",
            first=network("mean_network", draw(1331, 3, 2)),
            between=network("mean_network", draw(1332, 4, 2)),
        ),
    ],
    hidden=[
        Golden(
            label="any inputs, small and large",
            weight=4,
            at=(
                network("mean_network", draw(1333, 30, 2)),
                network("mean_network", draw(1334, 8, 2) / 700),
                network("mean_network", [[0.0, 0.0]]),
                network("mean_network", draw(1335, 6, 2, low=-900.0, high=900.0)),
                network("mean_network", [[3e12, -8e12], [-5e12, 1e12], [-7e12, -2e12], [4e12, 6e12]]),
            ),
        ),
    ],
)
def mean_network() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    r"""Parameters of a ReLU network whose output is the mean of its two inputs, for all inputs.

    The network is $\mathrm{relu}(XW_1 + b_1)\,W_2 + b_2$: the output is linear. Any number H of hidden units will do.

    Returns:
        The tuple (W1, b1, W2, b2) of arrays with shapes (2, H), (H,), (H, 1) and (1,). The outputs must be exact up to
        rounding, for negative inputs and for very large ones too.
    """
    half = np.full((2, 1), 0.5)
    return np.hstack([half, -half]), np.zeros(2), np.array([[1.0], [-1.0]]), np.zeros(1)


@wrong(mean_network, "one unit: negative means are lost")
def _():
    return np.array([[0.5], [0.5]]), np.zeros(1), np.array([[1.0]]), np.zeros(1)


@wrong(mean_network, "the sum")
def _():
    return np.array([[1.0, -1.0], [1.0, -1.0]]), np.zeros(2), np.array([[1.0], [-1.0]]), np.zeros(1)


@wrong(mean_network, "the size of the mean")
def _():
    return np.array([[0.5, -0.5], [0.5, -0.5]]), np.zeros(2), np.array([[1.0], [1.0]]), np.zeros(1)


@wrong(mean_network, "a rectifier for each input")
def _():
    return np.eye(2), np.zeros(2), np.array([[0.5], [0.5]]), np.zeros(1)


@wrong(mean_network, "lifted by a bias, which ends where the inputs are large")
def _():
    return np.array([[0.5], [0.5]]), np.array([1000.0]), np.array([[1.0]]), np.array([-1000.0])


@wrong(mean_network, "half of the difference")
def _():
    return np.array([[0.5, -0.5], [-0.5, 0.5]]), np.zeros(2), np.array([[1.0], [-1.0]]), np.zeros(1)


@wrong(mean_network, "almost a half")
def _():
    return np.full((2, 2), 0.4999999) * [1, -1], np.zeros(2), np.array([[1.0], [-1.0]]), np.zeros(1)


@wrong(mean_network, "a bias is left over")
def _():
    return np.full((2, 2), 0.5) * [1, -1], np.array([0.0, 0.1]), np.array([[1.0], [-1.0]]), np.zeros(1)


@wrong(mean_network, "W1 has a row for each hidden unit")
def _():
    W1 = np.array([[0.5, 0.5], [-0.5, -0.5]])
    return W1, np.zeros(2), np.array([[1.0], [-1.0]]), np.zeros(1)


@wrong(mean_network, "W2 is a vector, b2 a number")
def _():
    return np.array([[0.5, -0.5], [0.5, -0.5]]), np.zeros(2), np.array([1.0, -1.0]), 0.0


@wrong(mean_network, "lists")
def _():
    return [[0.5, -0.5], [0.5, -0.5]], [0.0, 0.0], [[1.0], [-1.0]], [0.0]


@wrong(mean_network, "the biases are left out")
def _():
    return np.array([[0.5, -0.5], [0.5, -0.5]]), np.array([[1.0], [-1.0]])


@accepted(mean_network, "the half in the second layer")
def _():
    return np.array([[1.0, -1.0], [1.0, -1.0]]), np.zeros(2), np.array([[0.5], [-0.5]]), np.zeros(1)


@accepted(mean_network, "two units for each input")
def _():
    W1 = np.array([[1.0, -1.0, 0.0, 0.0], [0.0, 0.0, 1.0, -1.0]])
    return W1, np.zeros(4), np.array([[0.5], [-0.5], [0.5], [-0.5]]), np.zeros(1)


@accepted(mean_network, "the slide's three hidden units, one of them idle")
def _():
    W1 = np.array([[2, -2, 0], [2, -2, 0]])
    return W1, np.zeros(3), np.array([[0.25], [-0.25], [9.0]]), np.zeros(1)


@accepted(mean_network, "the other way round")
def _():
    W1 = -0.25 * np.ones((2, 2))
    W1[:, 1] *= -1
    return W1, np.zeros(2), np.array([[-2.0], [2.0]]), np.zeros((1,))
