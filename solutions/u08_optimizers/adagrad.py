"""Adagrad: the more a coordinate has moved, the smaller its steps."""

from __future__ import annotations

import math

import numpy as np

from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.optimizer_recipes import optimizer_steps
from solutions.u08_optimizers.forms.adaptive import ADAGRAD

# %% [markdown]
# ## Adagrad
#
# One rate for all coordinates suits none when one slope is 1000 times another, or when a word of the vocabulary turns
# up once in a million examples. Adagrad (Duchi, Hazan and Singer 2011; the deck's year, 2012, is that of Adadelta: E34)
# gives each coordinate a rate of its own: it divides by the root of the sum of all squared gradients so far. A rare
# feature has a small sum and takes large steps (S3-32).
#
# The sum only grows, so the steps only shrink. With a gradient that stays the same they are lr, then
# $\text{lr}/\sqrt 2$, $\text{lr}/\sqrt 3$, ...
#
# The $\epsilon$ keeps a tiny gradient from being divided by zero. It stands outside of the root here, as in PyTorch;
# Keras and optax put it inside, and let the sum begin at 0.1. With $\epsilon = 10^{-8}$ hardly anybody sees where it
# stands, so most checks use a large one.


@exercise(
    points=2,
    minutes=8,
    difficulty=2,
    core=False,
    source="S0-32, S3-32, S3-29",
    needs=("sgd_step",),
    hints=(
        "One buffer s of the shape of theta, zero before the first step: a sum of squared gradients.",
        "Add the squared gradient first; the step uses the new sum.",
        "Divide lr times the gradient by the root of s, with eps added after the root is taken.",
    ),
    **optimizer_steps(
        "adagrad_step",
        usual={"lr": 0.4, "eps": 1e-2},
        other={"lr": 0.3, "eps": 2e-2},
        warm={"s": np.array([0.4, 2.5, 0.003])},
        defaults={"lr": 0.05},
        seed=1231,
        named=ADAGRAD.named,
    ),
)
def adagrad_step(
    theta: np.ndarray, grad: np.ndarray, state: dict, lr: float, eps: float = 1e-8
) -> tuple[np.ndarray, dict]:
    r"""One step of Adagrad (Duchi, Hazan and Singer 2011).

    $$s \leftarrow s + g^2, \qquad \theta \leftarrow \theta - \text{lr}\cdot\frac{g}{\sqrt s + \epsilon}$$

    Args:
        theta: parameters, any shape.
        grad: gradient $g$, same shape.
        state: `{}` before the first step (then $s = 0$), later the dict that the step before returned.
        lr: learning rate.
        eps: added outside of the root.

    Returns:
        The pair (theta, state), state a new dict with the one key "s".

    Example:
        >>> adagrad_step(np.array([1.0]), np.array([4.0]), {"s": np.array([9.0])}, lr=0.75, eps=1.0)
        (array([0.5]), {'s': array([25.])})
    """
    total = np.square(grad) + state.get("s", np.zeros_like(grad))
    return theta - np.multiply(lr, grad) / (np.sqrt(total) + eps), {"s": total}


for _name, _form in ADAGRAD.named.items():
    wrong(adagrad_step, _name)(_form)


@wrong(adagrad_step, "divides by the sum from before the step")
def _(theta, grad, state, lr, eps=1e-8):
    old = state.get("s", np.zeros_like(grad))
    return theta - lr * grad / (np.sqrt(old) + eps), {"s": old + grad**2}


@wrong(adagrad_step, "an average: RMSprop")
def _(theta, grad, state, lr, eps=1e-8):
    s = 0.9 * state.get("s", 0.0) + 0.1 * grad**2
    return theta - lr * grad / (np.sqrt(s) + eps), {"s": s}


@wrong(adagrad_step, "a sum of absolute values")
def _(theta, grad, state, lr, eps=1e-8):
    s = state.get("s", 0.0) + np.abs(grad)
    return theta - lr * grad / (np.sqrt(s) + eps), {"s": s}


@wrong(adagrad_step, "forgets its history")
def _(theta, grad, state, lr, eps=1e-8):
    s = grad**2
    return theta - lr * grad / (np.sqrt(s) + eps), {"s": s}


@wrong(adagrad_step, "one sum for all coordinates")
def _(theta, grad, state, lr, eps=1e-8):
    s = state.get("s", np.zeros_like(grad)) + np.sum(grad**2)
    return theta - lr * grad / (np.sqrt(s) + eps), {"s": s}


@wrong(adagrad_step, "adds into the caller's sum")
def _(theta, grad, state, lr, eps=1e-8):
    s = state.get("s", np.zeros_like(grad))
    s += grad**2
    return theta - lr * grad / (np.sqrt(s) + eps), {"s": s}


@wrong(adagrad_step, "sums the moves, as the deck says: a function of past updates")
def _(theta, grad, state, lr, eps=1e-8):
    s = state.get("s", 0.0) + (lr * grad) ** 2
    return theta - lr * grad / (np.sqrt(s) + eps), {"s": s}


@accepted(adagrad_step, "with a power in place of the root")
def _(theta, grad, state, lr, eps=1e-8):
    s = grad * grad + (state["s"] if state else 0)
    return theta - lr * (grad * (s**0.5 + eps) ** -1.0), {"s": s}


@accepted(adagrad_step, "in place on copies")
def _(theta, grad, state, lr, eps=1e-8):
    s = np.array(state.get("s", np.zeros(np.shape(theta))))
    s += grad**2
    scale = np.sqrt(s)
    scale += eps
    new = np.array(theta)
    new -= lr * grad / scale
    return new, {"s": s}


@accepted(adagrad_step, "the root as a length")
def _(theta, grad, state, lr, eps=1e-8):
    root = np.hypot(grad, np.sqrt(state["s"])) if "s" in state else np.abs(grad)
    return theta - lr / (root + eps) * grad, dict(state, s=np.square(root))


@accepted(adagrad_step, "entry by entry, with math")
def _(theta, grad, state, lr, eps=1e-8):
    s, new = np.zeros(theta.shape), np.zeros(theta.shape)
    old = state.get("s", s)
    for place, slope in np.ndenumerate(grad):
        s[place] = old[place] + slope**2
        new[place] = theta[place] - lr * slope / (math.sqrt(s[place]) + eps)
    return new, {"s": s}
