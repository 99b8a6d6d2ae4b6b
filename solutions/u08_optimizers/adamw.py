"""AdamW: decay beside the step, not inside the averages."""

from __future__ import annotations

import numpy as np

from autograder.checks import Trajectory
from autograder.checks.trajectory import optimizer_run
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.optimizer_recipes import optimizer_steps, start
from solutions.u08_optimizers.adam import adam_step
from solutions.u08_optimizers.forms.adam import ADAMW

# %% [markdown]
# ## AdamW
#
# An L2 penalty adds $\lambda\theta$ to the gradient, and for the plain step that is the same as shrinking $\theta$ a
# little each time. With Adam it is not: the penalty goes into the averages and is divided by $\sqrt{\hat v}$, so that
# the parameters with large gradients are hardly held back at all. AdamW (Loshchilov and Hutter 2019) shrinks first and
# keeps $\lambda$ out of the averages.
#
# The test is a gradient of zero: $\theta$ must shrink by the factor $1 - \text{lr}\cdot\lambda$, exactly, in every step.
# In the paper's own pseudocode the decay is not multiplied by the rate; in all libraries it is, and here too.


@exercise(
    points=2,
    minutes=10,
    difficulty=3,
    core=False,
    source="S0-33, S3-29",
    needs=("adam_step",),
    hints=(
        "Adam's step as it is, on the gradient as it is; only theta is shrunk before.",
        "Multiply theta by 1 - lr*weight_decay, then subtract Adam's move.",
        "Call your adam_step with theta*(1 - lr*weight_decay) in the place of theta and pass everything else on.",
    ),
    **optimizer_steps(
        "adamw_step",
        usual={"lr": 0.1, "beta1": 0.8, "beta2": 0.95, "eps": 1e-2, "weight_decay": 0.2},
        other={"lr": 0.3, "beta1": 0.6, "beta2": 0.7, "eps": 1e-2, "weight_decay": 0.4},
        warm={"m": np.array([0.3, -1.5, 0.02]), "v": np.array([0.4, 2.5, 0.003]), "t": 3},
        defaults={},
        seed=1251,
        named=ADAMW.named,
        extra=(
            Trajectory(
                label="a gradient of zero: only the decay is left",
                call=optimizer_run(
                    "adamw_step",
                    start(3),
                    np.zeros((3, 3)),
                    {"lr": 0.5, "weight_decay": 0.3, "eps": 1e-2},
                    {},
                ),
            ),
            Trajectory(
                label="the default decay",
                call=optimizer_run("adamw_step", start(3), np.zeros((2, 3)), {"lr": 0.9}, {}),
            ),
        ),
    ),
)
def adamw_step(
    theta: np.ndarray,
    grad: np.ndarray,
    state: dict,
    lr: float = 1e-3,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
    weight_decay: float = 1e-2,
) -> tuple[np.ndarray, dict]:
    r"""One step of AdamW (Loshchilov and Hutter 2019, as in the libraries).

    $$\theta \leftarrow (1 - \text{lr}\cdot\lambda)\,\theta, \qquad \text{then Adam's step with the gradient } g$$

    The decay $\lambda$ never enters $m$ and $v$.

    Args:
        theta: parameters, any shape.
        grad: gradient $g$ of the loss without any penalty, same shape.
        state: `{}` before the first step, later the dict that the step before returned.
        lr: learning rate.
        beta1: share of $m$ that is kept.
        beta2: share of $v$ that is kept.
        eps: added outside of the root.
        weight_decay: $\lambda$.

    Returns:
        The pair (theta, state), state a new dict with the keys "m", "v" and "t", as in Adam.

    Example:
        >>> theta, state = adamw_step(np.array([2.0]), np.array([4.0]), {}, lr=0.5, eps=0.0, weight_decay=0.5)
        >>> theta, state["t"]
        (array([1.]), 1)
    """
    count = 1 + state.get("t", 0)
    mean = state.get("m", np.zeros_like(grad)) * beta1 + (1 - beta1) * grad
    square = state.get("v", np.zeros_like(grad)) * beta2 + (1 - beta2) * np.square(grad)
    spread = np.sqrt(square / (1 - beta2**count)) + eps
    shrunk = theta - lr * weight_decay * theta
    return shrunk - lr / (1 - beta1**count) * mean / spread, {"m": mean, "v": square, "t": count}


for _name, _form in ADAMW.named.items():
    wrong(adamw_step, _name)(_form)


@wrong(adamw_step, "grows in place of shrinking")
def _(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    move = lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return theta * (1 + lr * weight_decay) - move, {"m": m, "v": v, "t": t}


@wrong(adamw_step, "no correction of the bias")
def _(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    move = lr * m / (np.sqrt(v) + eps)
    return theta * (1 - lr * weight_decay) - move, {"m": m, "v": v, "t": state.get("t", 0) + 1}


@wrong(adamw_step, "decays by the rate of a penalty of lambda times the square: twice")
def _(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    move = lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return theta * (1 - 2 * lr * weight_decay) - move, {"m": m, "v": v, "t": t}


@wrong(adamw_step, "another default for the decay")
def _(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=4e-3):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    move = lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return theta * (1 - lr * weight_decay) - move, {"m": m, "v": v, "t": t}


@wrong(adamw_step, "shrinks the caller's theta")
def _(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    theta *= 1 - lr * weight_decay
    return theta - lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps), {"m": m, "v": v, "t": t}


@accepted(adamw_step, "with adam_step")
def _(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    return adam_step(theta * (1 - lr * weight_decay), grad, state, lr, beta1, beta2, eps)


@accepted(adamw_step, "optax's order: the decay added to the direction")
def _(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    direction = m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps) + weight_decay * theta
    return theta - lr * direction, {"m": m, "v": v, "t": t}


@accepted(adamw_step, "in place on copies")
def _(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    new = {"m": 0.0 * theta, "v": 0.0 * theta, "t": 0}
    new.update({key: np.array(value) for key, value in state.items()})
    new["t"] = new["t"] + 1
    new["m"] += (1 - beta1) * (grad - new["m"])
    new["v"] += (1 - beta2) * (grad**2 - new["v"])
    theta = np.array(theta)
    theta *= 1 - lr * weight_decay
    theta -= lr * (new["m"] / (1 - beta1 ** new["t"])) / ((new["v"] / (1 - beta2 ** new["t"])) ** 0.5 + eps)
    return theta, new


@accepted(adamw_step, "entry by entry")
def _(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    t, new = state.get("t", 0) + 1, np.zeros(theta.shape)
    m, v = np.zeros(theta.shape), np.zeros(theta.shape)
    for place, g in np.ndenumerate(grad):
        m[place] = beta1 * (state["m"][place] if state else 0.0) + (1 - beta1) * g
        v[place] = beta2 * (state["v"][place] if state else 0.0) + (1 - beta2) * g * g
        ratio = m[place] / (1 - beta1**t) / ((v[place] / (1 - beta2**t)) ** 0.5 + eps)
        new[place] = theta[place] - lr * (ratio + weight_decay * theta[place])
    return new, {"m": m, "v": v, "t": t}
