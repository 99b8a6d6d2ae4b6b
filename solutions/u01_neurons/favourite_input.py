"""What excites a neuron most."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Golden
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.exercise.layer_recipes import arrays_in
from autograder.exercise.recipes import draw
from autograder.plain import Laid

# %% [markdown]
# ## What a hidden unit captures
#
# Given a trained neuron, what is it looking for? One way to ask: which input excites it most? Without a limit that has
# no answer, since doubling the input doubles the sum. So compare only inputs of length 1, $\lVert x \rVert = 1$. The
# weighted sum is
#
# $$w \cdot x = \lVert w \rVert\, \lVert x \rVert \cos\theta,$$
#
# and it is largest where the angle $\theta$ is 0. That is why pictures of weights, like the slide's, show what a
# unit responds to.


@exercise(
    points=1,
    minutes=5,
    difficulty=2,
    core=False,
    source="S2-03",
    hints=(
        "The angle between x and w must be 0. In which direction does x point?",
        "x is w, scaled to length 1; the length is the root of the sum of squares.",
        "Divide w by its 2-norm, np.linalg.norm.",
    ),
    **arrays_in(
        form="an array like w, float64",
        shape=(call("most_exciting_input", draw(1310, 5)), call("most_exciting_input", np.array([-4.0]))),
        known=(
            golden(
                call("most_exciting_input", np.array([3.0, -4.0])), np.array([0.6, -0.8]), label="two inputs"
            ),
            Golden(label="five inputs", weight=2, at=(call("most_exciting_input", draw(1310, 5)),)),
        ),
        then=call("most_exciting_input", draw(1311, 3)),
        hidden=(
            call("most_exciting_input", draw(1312, 7)),
            call("most_exciting_input", np.array([-4.0])),
            call("most_exciting_input", np.array([2, -1, 2, 0])),
            call("most_exciting_input", Laid(draw(1313, 4) / 700, "readonly")),
            call("most_exciting_input", Laid(draw(1314, 3, low=-900, high=900), "strided")),
        ),
        extra_hidden=(
            formula(
                "most_exciting_input",
                {"w": np.array([1.5, -0.7])},
                names={"w[0]": "w1", "w[1]": "w2"},
                parts={"[0]": "x1", "[1]": "x2"},
            ),
        ),
    ),
)
def most_exciting_input(w: np.ndarray) -> np.ndarray:
    r"""The input of length 1 for which the weighted sum $w \cdot x$ is largest.

    Args:
        w: weights, shape (n,), not all 0; whole numbers may come in.

    Returns:
        The input x, shape (n,), float64, with $\lVert x \rVert_2 = 1$.
    """
    length = np.sqrt(np.sum(np.square(w, dtype=float)))
    return np.divide(w, length)


@wrong(most_exciting_input, "not of length 1")
def _(w):
    return np.array(w, dtype=float)


@wrong(most_exciting_input, "divides by the sum")
def _(w):
    return w / np.sum(w)


@wrong(most_exciting_input, "divides by the sum of the sizes")
def _(w):
    return w / np.sum(np.abs(w))


@wrong(most_exciting_input, "divides by the largest")
def _(w):
    return w / np.max(np.abs(w))


@wrong(most_exciting_input, "divides by the squared length")
def _(w):
    return w / np.sum(np.square(w, dtype=float))


@wrong(most_exciting_input, "the least exciting one")
def _(w):
    return -w / np.linalg.norm(w)


@wrong(most_exciting_input, "no input may be negative")
def _(w):
    return np.abs(w) / np.linalg.norm(w)


@wrong(most_exciting_input, "only the input with the largest weight")
def _(w):
    x = np.zeros(len(w))
    k = np.argmax(np.abs(w))
    x[k] = np.sign(w[k])
    return x


@wrong(most_exciting_input, "only the signs")
def _(w):
    return np.sign(w) / np.sqrt(len(w))


@wrong(most_exciting_input, "divides the caller's weights")
def _(w):
    if w.dtype == float:
        w /= np.linalg.norm(w)
        return w
    return w / np.linalg.norm(w)


@wrong(most_exciting_input, "the response instead of the input")
def _(w):
    return np.linalg.norm(w)


@accepted(most_exciting_input, "NumPy's norm")
def _(w):
    return w / np.linalg.norm(w)


@accepted(most_exciting_input, "by hypot")
def _(w):
    return np.array(w, dtype=float) / np.hypot.reduce(np.asarray(w, dtype=float))


@accepted(most_exciting_input, "a loop")
def _(w):
    total = 0.0
    for weight in w:
        total += float(weight) ** 2
    return np.array([float(weight) / total**0.5 for weight in w])


@accepted(most_exciting_input, "the dot product with itself")
def _(w):
    return np.asarray(w, dtype=float) * float(w @ w) ** -0.5
