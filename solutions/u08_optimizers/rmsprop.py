"""RMSprop: a rate of its own for each coordinate."""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.optimizer_recipes import optimizer_steps
from solutions.u08_optimizers.forms.adaptive import RMSPROP

# %% [markdown]
# ## RMSprop
#
# Adagrad's sum never forgets, so that after a steep beginning its steps stay small for ever. RMSprop puts a moving
# average in the place of the sum: each coordinate's gradient is divided by its own *recent* size. What is left is
# mostly the sign. It was never published as a paper; Hinton showed it in a lecture in 2012, and every library made its
# own: with $\epsilon$ outside of the root (PyTorch) or inside (Keras, optax), centered, with momentum on top. The
# equations below are binding here; the check knows the others by name.


@exercise(
    points=2,
    minutes=8,
    difficulty=2,
    source="S0-31, S3-29",
    needs=("sgd_step",),
    hints=(
        "One buffer s of the shape of theta, zero before the first step: a moving average of squared gradients.",
        "Update s first: rho of the old one and 1 - rho of the squared gradient. The step uses the new s.",
        "Divide lr times the gradient by the root of s, with eps added after the root is taken.",
    ),
    **optimizer_steps(
        "rmsprop_step",
        usual={"lr": 0.1, "rho": 0.8, "eps": 1e-2},
        other={"lr": 0.3, "rho": 0.6, "eps": 1e-2},
        warm={"s": np.array([0.4, 2.5, 0.003])},
        defaults={"lr": 0.05},
        seed=1141,
        named=RMSPROP.named,
    ),
)
def rmsprop_step(
    theta: np.ndarray, grad: np.ndarray, state: dict, lr: float, rho: float = 0.9, eps: float = 1e-8
) -> tuple[np.ndarray, dict]:
    r"""One step of RMSprop.

    $$s \leftarrow \rho s + (1 - \rho) g^2, \qquad \theta \leftarrow \theta - \text{lr}\cdot\frac{g}{\sqrt s + \epsilon}$$

    Args:
        theta: parameters, any shape.
        grad: gradient $g$, same shape.
        state: `{}` before the first step (then $s = 0$), later the dict that the step before returned.
        lr: learning rate.
        rho: share of the old average that is kept.
        eps: added outside of the root.

    Returns:
        The pair (theta, state), state a new dict with the one key "s".

    Example:
        >>> rmsprop_step(np.array([1.0]), np.array([2.0]), {}, lr=0.5, rho=0.75, eps=1.0)
        (array([0.5]), {'s': array([1.])})
    """
    average = rho * state.get("s", np.zeros_like(grad)) + (1 - rho) * grad**2
    return theta - lr * grad / (np.sqrt(average) + eps), {"s": average}


for _name, _form in RMSPROP.named.items():
    wrong(rmsprop_step, _name)(_form)


@wrong(rmsprop_step, "a sum of squares: Adagrad")
def _(theta, grad, state, lr, rho=0.9, eps=1e-8):
    s = state.get("s", 0.0) + grad**2
    return theta - lr * grad / (np.sqrt(s) + eps), {"s": s}


@wrong(rmsprop_step, "divides by the average from before the step")
def _(theta, grad, state, lr, rho=0.9, eps=1e-8):
    old = state.get("s", np.zeros_like(grad))
    return theta - lr * grad / (np.sqrt(old) + eps), {"s": rho * old + (1 - rho) * grad**2}


@wrong(rmsprop_step, "forgets its history")
def _(theta, grad, state, lr, rho=0.9, eps=1e-8):
    s = (1 - rho) * grad**2
    return theta - lr * grad / (np.sqrt(s) + eps), {"s": s}


@wrong(rmsprop_step, "one average for all coordinates")
def _(theta, grad, state, lr, rho=0.9, eps=1e-8):
    s = rho * state.get("s", np.zeros_like(grad)) + (1 - rho) * np.mean(grad**2)
    return theta - lr * grad / (np.sqrt(s) + eps), {"s": s}


@wrong(rmsprop_step, "corrects the bias, as Adam does")
def _(theta, grad, state, lr, rho=0.9, eps=1e-8):
    s = rho * state.get("s", 0.0) + (1 - rho) * grad**2
    return theta - lr * grad / (np.sqrt(s / (1 - rho)) + eps), {"s": s}


@wrong(rmsprop_step, "writes into the caller's average")
def _(theta, grad, state, lr, rho=0.9, eps=1e-8):
    s = state.get("s", np.zeros_like(grad))
    s *= rho
    s += (1 - rho) * grad**2
    return theta - lr * grad / (np.sqrt(s) + eps), {"s": s}


@accepted(rmsprop_step, "as a correction towards the new square")
def _(theta, grad, state, lr, rho=0.9, eps=1e-8):
    old = state["s"] if "s" in state else np.zeros(grad.shape)
    s = old + (1 - rho) * (np.square(grad) - old)
    return theta - lr * (grad / (eps + s**0.5)), {"s": s}


@accepted(rmsprop_step, "in place on copies")
def _(theta, grad, state, lr, rho=0.9, eps=1e-8):
    s = np.array(state.get("s", np.zeros(np.shape(theta))))
    s *= rho
    s += (1 - rho) * grad * grad
    new = np.array(theta)
    new -= lr * grad / (np.sqrt(s) + eps)
    return new, dict(state, s=s)


@accepted(rmsprop_step, "entry by entry")
def _(theta, grad, state, lr, rho=0.9, eps=1e-8):
    s, new = np.zeros(theta.shape), np.zeros(theta.shape)
    for index in np.ndindex(theta.shape):
        old = state["s"][index] if state else 0.0
        s[index] = rho * old + (1 - rho) * grad[index] ** 2
        new[index] = theta[index] - lr * grad[index] / (s[index] ** 0.5 + eps)
    return new, {"s": s}


@accepted(rmsprop_step, "a rate for each coordinate, and np.hypot for the root")
def _(theta, grad, state, lr, rho=0.9, eps=1e-8):
    old_root = np.sqrt(state.get("s", np.zeros(grad.shape)))
    root = np.hypot(np.sqrt(rho) * old_root, np.sqrt(1 - rho) * grad)
    rates = lr / (root + eps)
    return theta - rates * grad, {"s": root**2}
