"""A layer: many neurons, each with weights of its own."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Golden
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, answer, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.exercise.layer_recipes import answered, arrays_in
from autograder.exercise.recipes import draw
from autograder.plain import Laid, named
from solutions.u01_neurons.many_rows import neuron_batch

# %% [markdown]
# ## A layer
#
# A layer is several neurons that look at the same inputs. The transcript shows one with four inputs and three units:
#
# $$\begin{bmatrix} w_1x_1 + w_2x_2 + w_3x_3 + w_4x_4 + b \\ w_1x_1 + w_2x_2 + w_3x_3 + w_4x_4 + b \\
# w_1x_1 + w_2x_2 + w_3x_3 + w_4x_4 + b \end{bmatrix} \xrightarrow{\text{activation}}
# \begin{bmatrix} a_1 \\ a_2 \\ a_3 \end{bmatrix}$$
#
# Read the three rows again: they are the same. Then $a_1 = a_2 = a_3$ whatever comes in, and three neurons know no
# more than one. Every unit needs its own weights and its own bias, $z_k = \sum_j x_j w_{jk} + b_k$. That is why the
# weights of a layer are a matrix: column $k$ of $W$ belongs to unit $k$.

slide_layer_parameters = answer(
    "slide_layer_parameters",
    (5, 15),
    prompt="""
    How many different parameters (weights and biases) are in the three rows as the slide prints them, and how many
    does a layer with 4 inputs and 3 units have when every unit gets its own? Answer with a tuple of two numbers, like
    `slide_layer_parameters = (0, 0)`.
    """,
    points=1,
    minutes=3,
    core=False,
    source="S1-15 (E13)",
    hints=(
        "Count the different letters with their indices; a letter that is printed three times is one number.",
        "One unit has a weight for each input and one bias.",
        "The second number is three times the first.",
    ),
    **answered(
        "slide_layer_parameters",
        (5, 15),
        (0, 0),
        form="is a tuple of two numbers",
        label="the slide's parameters and the layer's",
    ),
    wrong=(
        ((4, 12), "without the biases"),
        ((15, 15), "printed three times is not three parameters"),
        ((5, 13), "one bias for all"),
        ((15, 5), "the other way round"),
        ((5, 7), "one bias more for each unit, no weights"),
    ),
    accepted=(([5, 15], "a list"), ((4 + 1, 4 * 3 + 3), "worked out"), ((5.0, 15.0), "floats")),
)

# %% [markdown]
# With the examples in rows the layer is one line of code, for any number of examples, inputs and units. The
# activation $\varphi$ is an argument: your function receives it as a function and calls it.


@exercise(
    points=3,
    minutes=15,
    difficulty=2,
    source="S1-14, S1-15, S3-14 (E13)",
    needs=("neuron_batch",),
    hints=(
        "First all sums Z of shape (N, K), then the activation of all of them at once.",
        "Z is the product of X and W with b added; NumPy adds a vector of K numbers to each of the N rows by itself.",
        "Multiply X by W with the @ sign, add b, and return what activation(...) makes of it.",
    ),
    **arrays_in(
        form="one row for each example, one column for each unit",
        shape=(
            call("dense_forward", draw(1200, 2, 4), draw(1201, 4, 3), draw(1202, 3), named("sine")),
            call("dense_forward", draw(1203, 1, 2), draw(1204, 2, 1), draw(1205, 1), named("relu")),
        ),
        known=(
            golden(
                call(
                    "dense_forward",
                    np.array([[1.0, 2.0, 3.0, 4.0]]),
                    np.array([[1.0, 0.0, -1.0], [0.0, 2.0, -1.0], [0.5, 0.0, -1.0], [0.0, -0.5, 1.0]]),
                    np.array([0.5, 1.0, 1.5]),
                    named("relu"),
                ),
                np.array([[3.0, 3.0, 0.0]]),
                label="four inputs, three units, ReLU",
            ),
            Golden(
                label="two examples, another activation",
                weight=2,
                at=(call("dense_forward", draw(1200, 2, 4), draw(1201, 4, 3), draw(1202, 3), named("sine")),),
            ),
        ),
        then=call("dense_forward", draw(1206, 3, 2), draw(1207, 2, 5), draw(1208, 5), named("identity")),
        hidden=(
            call("dense_forward", draw(1209, 5, 3), draw(1210, 3, 2), draw(1211, 2), named("square")),
            call("dense_forward", draw(1212, 3, 3), draw(1213, 3, 3), draw(1214, 3), named("sine")),
            call("dense_forward", draw(1215, 4, 2), draw(1216, 2, 4), draw(1217, 4), named("relu")),
            call("dense_forward", draw(1218, 1, 3), draw(1219, 3, 5), draw(1220, 5), named("identity")),
            call(
                "dense_forward",
                draw(1221, 4, 1),
                draw(1222, 1, 1),
                draw(1223, 1),
                named("quadratic", curvature=1.7),
            ),
            call(
                "dense_forward",
                Laid(draw(1224, 3, 4) / 7, "F"),
                Laid(draw(1225, 4, 2), "strided"),
                Laid(draw(1226, 2), "readonly"),
                named("exp"),
            ),
            call(
                "dense_forward",
                Laid(draw(1227, 2, 3), "readonly"),
                Laid(draw(1228, 3, 4), "readonly"),
                Laid(draw(1229, 4), "strided"),
                named("cube"),
            ),
        ),
        weight=4,
        extra_hidden=(
            formula(
                "dense_forward",
                {
                    "X": draw(1230, 1, 2),
                    "W": draw(1231, 2, 1),
                    "b": np.array([0.5]),
                    "activation": named("square"),
                },
                fixed=("activation",),
                names={f"X[0,{i}]": f"x{i + 1}" for i in (0, 1)} | {f"W[{i},0]": f"w{i + 1}" for i in (0, 1)},
                parts=dict.fromkeys(("", "[0][0]", "[0,0]"), "y, with the square as activation"),
            ),
        ),
    ),
)
def dense_forward(X: np.ndarray, W: np.ndarray, b: np.ndarray, activation) -> np.ndarray:
    r"""Forward pass of a dense layer for a batch.

    $$Y_{mk} = \varphi\Big(\sum_{j} X_{mj} W_{jk} + b_k\Big)$$

    Args:
        X: inputs, shape (N, D), one example in each row.
        W: weights, shape (D, K), column k for unit k.
        b: biases, shape (K,).
        activation: a function that works element by element on an array, such as `np.tanh`.

    Returns:
        Outputs Y, shape (N, K), float64.

    Example:
        >>> dense_forward(np.array([[1.0, 2.0]]), np.array([[1.0, 0.0, 1.0], [0.0, 1.0, -1.0]]), np.zeros(3), np.abs)
        array([[1., 2., 1.]])
    """
    Z = np.matmul(X, W) + b
    return activation(Z)


@wrong(dense_forward, "the slide: the same weights for every unit")
def _(X, W, b, activation):
    z = X @ W[:, 0] + b[0]
    return activation(np.stack([z] * W.shape[1], axis=1))


@wrong(dense_forward, "one bias for all units")
def _(X, W, b, activation):
    return activation(X @ W + b[0])


@wrong(dense_forward, "forgets the activation")
def _(X, W, b, activation):
    return X @ W + b


@wrong(dense_forward, "forgets the biases")
def _(X, W, b, activation):
    return activation(X @ W)


@wrong(dense_forward, "adds the biases after the activation")
def _(X, W, b, activation):
    return activation(X @ W) + b


@wrong(dense_forward, "always ReLU")
def _(X, W, b, activation):
    return np.maximum(X @ W + b, 0.0)


@wrong(dense_forward, "activates the inputs")
def _(X, W, b, activation):
    return activation(X) @ W + b


@wrong(dense_forward, "activates twice")
def _(X, W, b, activation):
    return activation(activation(X @ W + b))


@wrong(dense_forward, "weights in columns convention")
def _(X, W, b, activation):
    return activation(X @ W.T + b) if W.shape[0] == W.shape[1] else activation(X @ W + b)


@wrong(dense_forward, "the biases down the rows where that fits")
def _(X, W, b, activation):
    Z = X @ W
    return activation(Z + (b[:, None] if len(b) == len(Z) else b))


@wrong(dense_forward, "the layer lies on its side")
def _(X, W, b, activation):
    return activation(W.T @ X.T + b[:, None])


@wrong(dense_forward, "returns the sums as well")
def _(X, W, b, activation):
    Z = X @ W + b
    return Z, activation(Z)


@accepted(dense_forward, "unit by unit")
def _(X, W, b, activation):
    columns = [neuron_batch(X, W[:, k], b[k]) for k in range(W.shape[1])]
    return activation(np.stack(columns, axis=1))


@accepted(dense_forward, "three loops")
def _(X, W, b, activation):
    Y = np.zeros((X.shape[0], W.shape[1]))
    for m in range(X.shape[0]):
        for k in range(W.shape[1]):
            z = b[k]
            for j in range(X.shape[1]):
                z = z + X[m, j] * W[j, k]
            Y[m, k] = activation(z)
    return Y


@accepted(dense_forward, "the biases as one more row of weights")
def _(X, W, b, activation):
    ones = np.ones((len(X), 1))
    return activation(np.hstack([X, ones]) @ np.vstack([W, b]))


@accepted(dense_forward, "einsum, in place on its own array")
def _(X, W, b, activation):
    Z = np.einsum("mj,jk->mk", X, W)
    Z += b
    return activation(Z)


@accepted(dense_forward, "on its side, and back")
def _(X, W, b, activation):
    return activation((W.T @ X.T + b.reshape(-1, 1)).T)
