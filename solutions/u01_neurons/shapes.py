"""Say the shape of every array before you compute it."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Shape
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong

# %% [markdown]
# ## Shapes first
#
# "What rank tensor are $x$, $w$ and $b$? What will the shape of $y$ be? What is the order of operations?", asks a
# slide. For one neuron: $x$ and $w$ are vectors of $D$ numbers, $b$ is one number; multiply, sum, add, activate. For a
# layer with a whole batch every answer gets one axis more. Most mistakes in this field are mistakes of shape, and half of
# them run without an error. Whoever writes the shapes beside the line finds them.


@exercise(
    points=2,
    minutes=8,
    difficulty=1,
    source="S3-05, S3-03",
    needs=("dense_forward",),
    hints=(
        "Examples are rows, so everything that there is once for each example has N rows.",
        "In X @ W the inner lengths meet and vanish; the biases are one number for each unit; an activation keeps the shape.",
        "X and W share D, W and b share K, Z and Y have as many rows as X and as many columns as W.",
    ),
    checks=[
        Shape(label="a dict with the five keys", at=(call("infer_shapes", 5, 3, 2),)),
        golden(
            call("infer_shapes", 32, 784, 16),
            {"X": (32, 784), "W": (784, 16), "b": (16,), "Z": (32, 16), "Y": (32, 16)},
            label="32 images of 784 pixels, 16 units",
            weight=2,
        ),
        Golden(label="five examples, three inputs, two units", at=(call("infer_shapes", 5, 3, 2),)),
    ],
    hidden=[
        Golden(
            label="other sizes",
            weight=3,
            at=(
                call("infer_shapes", 2, 7, 4),
                call("infer_shapes", 6, 6, 6),
                call("infer_shapes", 1, 4, 3),
                call("infer_shapes", 9, 1, 5),
                call("infer_shapes", 8, 3, 1),
            ),
        ),
    ],
)
def infer_shapes(N: int, D: int, K: int) -> dict:
    """Shapes of all arrays of a dense layer in the course's convention, `Z = X @ W + b` and `Y = activation(Z)`.

    Args:
        N: number of examples.
        D: number of inputs of each example.
        K: number of units.

    Returns:
        A dict with the keys "X", "W", "b", "Z" and "Y"; each value is a shape, a tuple of whole numbers.

    Example:
        >>> infer_shapes(1, 1, 1)["X"]
        (1, 1)
    """
    rows = {"X": (N, D), "Z": (N, K), "Y": (N, K)}
    return rows | {"W": (D, K), "b": (K,)}


@wrong(infer_shapes, "weights in columns convention")
def _(N, D, K):
    return {"X": (N, D), "W": (K, D), "b": (K,), "Z": (N, K), "Y": (N, K)}


@wrong(infer_shapes, "examples in columns")
def _(N, D, K):
    return {"X": (D, N), "W": (D, K), "b": (K,), "Z": (N, K), "Y": (N, K)}


@wrong(infer_shapes, "a bias for each example")
def _(N, D, K):
    return {"X": (N, D), "W": (D, K), "b": (N,), "Z": (N, K), "Y": (N, K)}


@wrong(infer_shapes, "biases as a column")
def _(N, D, K):
    return {"X": (N, D), "W": (D, K), "b": (K, 1), "Z": (N, K), "Y": (N, K)}


@wrong(infer_shapes, "K is a number, (K,) is a shape")
def _(N, D, K):
    return {"X": (N, D), "W": (D, K), "b": (K), "Z": (N, K), "Y": (N, K)}


@wrong(infer_shapes, "the activation takes an axis away")
def _(N, D, K):
    return {"X": (N, D), "W": (D, K), "b": (K,), "Z": (N, K), "Y": (N,)}


@wrong(infer_shapes, "the outputs look like the inputs")
def _(N, D, K):
    return {"X": (N, D), "W": (D, K), "b": (K,), "Z": (N, D), "Y": (N, D)}


@wrong(infer_shapes, "the batch is forgotten")
def _(N, D, K):
    return {"X": (D,), "W": (D, K), "b": (K,), "Z": (K,), "Y": (K,)}


@wrong(infer_shapes, "small letters for the keys")
def _(N, D, K):
    return {"x": (N, D), "w": (D, K), "b": (K,), "z": (N, K), "y": (N, K)}


@wrong(infer_shapes, "Y is left out")
def _(N, D, K):
    return {"X": (N, D), "W": (D, K), "b": (K,), "Z": (N, K)}


@accepted(infer_shapes, "from arrays")
def _(N, D, K):
    X, W, b = np.zeros((N, D)), np.zeros((D, K)), np.zeros(K)
    Z = X @ W + b
    return {"X": X.shape, "W": W.shape, "b": b.shape, "Z": Z.shape, "Y": np.tanh(Z).shape}


@accepted(infer_shapes, "with dict()")
def _(N, D, K):
    return dict(X=(N, D), W=(D, K), b=(K,), Z=(N, K), Y=(N, K))  # noqa: C408


@accepted(infer_shapes, "key by key")
def _(N, D, K):
    shapes = {}
    shapes["b"] = (K,)
    shapes["Y"] = N, K
    shapes["Z"] = shapes["Y"]
    shapes["W"] = (D, *shapes["b"])
    shapes["X"] = N, D
    return shapes


@accepted(infer_shapes, "letters, looked up")
def _(N, D, K):
    lengths = {"N": N, "D": D, "K": K}
    axes = {"X": "ND", "W": "DK", "b": "K", "Z": "NK", "Y": "NK"}
    return {name: tuple(lengths[axis] for axis in letters) for name, letters in axes.items()}
