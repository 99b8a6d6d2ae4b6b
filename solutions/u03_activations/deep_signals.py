"""What a derivative does to a signal that passes back through many layers."""

# ruff: noqa: PLW0108 - the lambdas look a name up when the picture is drawn, written or not

from __future__ import annotations

from autograder.exercise.declare import essay, picture
from solutions.u03_activations.elu import elu
from solutions.u03_activations.relu import relu
from solutions.u03_activations.sigmoid import sigmoid
from solutions.u03_activations.sigmoid_slope import sigmoid_grad
from solutions.u03_activations.softplus import softplus
from solutions.u03_activations.tanh import tanh
from solutions.u03_activations.tanh_slope import tanh_grad

# %% [markdown]
# ## One slope after the other
#
# You have a dozen derivatives now. In training they are multiplied: on its way back from the loss to an early layer a
# signal meets one weight and one slope of the activation in every layer. What a single slope does is harmless. What
# ten of them do decides whether the early layers learn at all.

ten_slopes = essay(
    "ten_slopes",
    prompt=r"""
    A signal goes back through ten layers and is multiplied by the slope of the activation in each of them (leave the
    weights aside). First: what is the largest factor that ten sigmoids let through, and for which pre-activations?
    Second: why is the rectifier better off, what does it pay for that, and how does one other activation of this unit
    avoid the price?
    """,
    points=2,
    source="S1-29, S2-07, S2-09",
    rubric=(
        "1 point: the sigmoid's slope is at most 1/4, at z = 0, so ten of them give at most about 1e-6",
        "1 point: the rectifier's slope is 1 for active units; a unit that is off for every example has slope 0 and stays off; one activation that keeps a slope there",
    ),
    sample=r"""
    The sigmoid's slope $\sigma(1 - \sigma)$ is largest at $z = 0$, where it is 1/4. Ten of them let through at most
    $0.25^{10} \approx 9.5 \cdot 10^{-7}$, and only if all ten pre-activations are 0; anywhere else it is less.

    The rectifier's slope is exactly 1 wherever a unit is active, so ten active units let everything through. The price:
    a unit whose pre-activation is negative for every example has slope 0, gets no gradient and never comes back. Leaky
    relu keeps the slope alpha on the negative side (elu alpha times an exponential), so the unit can still move.
    """,
    minutes=10,
)


@picture
def picture_of_activations() -> None:
    """## What you built

    Five of your activations, and the slopes of the two S-shaped ones. The slope of the sigmoid never passes a quarter;
    the one of tanh reaches 1; both fade away where their curve is flat. Relu, elu and softplus go on rising.
    """
    from autograder import plots

    plots.curves(
        {
            "sigmoid": lambda z: sigmoid(z),
            "slope of sigmoid": lambda z: sigmoid_grad(z),
            "tanh": lambda z: tanh(z),
            "slope of tanh": lambda z: tanh_grad(z),
            "relu": lambda z: relu(z),
            "elu": lambda z: elu(z),
            "softplus": lambda z: softplus(z),
        },
        low=-4,
        high=4,
    )
