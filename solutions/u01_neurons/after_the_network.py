"""Looking back: a question and a picture."""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import essay, picture
from solutions.u01_neurons.exclusive_or import xor_network
from solutions.u01_neurons.firing import step
from solutions.u01_neurons.layer import dense_forward

# %% [markdown]
# ## Why it needs two layers
#
# You have seen the perceptron rule run in circles on XOR, and you have built a network that computes it. Between the two
# lies one short argument. Write it down; a person reads it.

why_two_layers = essay(
    "why_two_layers",
    prompt="""
    Show that no single neuron `step(w1*x1 + w2*x2 + b)` computes XOR, for any weights and any bias. Then say in one
    sentence what the hidden layer of your `xor_network` does that makes the last step easy.
    """,
    points=2,
    source="S1-30",
    rubric=(
        "1 point: a complete argument, in the four conditions on w1, w2 and b or about the line that would have to separate",
        "1 point: the hidden layer gives the points new coordinates in which one line (or one weighted sum) is enough",
    ),
    sample="""
    XOR asks for b < 0 (input 00), w2 + b >= 0 (01), w1 + b >= 0 (10) and w1 + w2 + b < 0 (11). The second and the third
    added give w1 + w2 + 2b >= 0, so w1 + w2 + b >= -b > 0 by the first. The fourth says the opposite.

    The hidden layer sends 01 and 10 to the same point, (1, 0), and 00 and 11 to (0, 0) and (2, 1): in these coordinates
    the weighted sum h1 - 2*h2 gives 1, 0 and 0, so one line is enough.
    """,
    minutes=10,
)


@picture
def picture_of_exclusive_or() -> None:
    """## What you built

    The plane as your network sees it: `dense_forward` twice with the weights of your `xor_network`, and your `step` at
    one half. A single neuron can only cut this plane along one straight line. Yours keeps two opposite corners together.
    """
    from autograder import plots

    corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])

    def fires(X):
        W1, b1, W2, b2 = xor_network()
        hidden = dense_forward(X, W1, b1, lambda z: np.maximum(z, 0))
        return step(dense_forward(hidden, W2, b2, lambda z: z) - 0.5)[:, 0]

    plots.decision_boundary(fires, corners, np.array([0, 1, 1, 0]))
