"""Gradient descent with a velocity."""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.optimizer_recipes import optimizer_steps
from solutions.u08_optimizers.forms.momentum import MOMENTUM

# %% [markdown]
# ## Momentum
#
# A ball that rolls downhill keeps some of its speed. Where successive gradients agree, the moves add up, in the end
# to $1/(1 - \beta)$ times the plain move; where they alternate in sign, they cancel.
#
# The deck says it in words: the update is the gradient times the rate, plus a fraction of the update before
# (S3-30). That puts the rate inside, $u \leftarrow \beta u + \text{lr}\cdot g$, $\theta \leftarrow \theta - u$, as
# Keras does. Here it stands outside, as in PyTorch: $u$ is a sum of gradients, in the gradient's units. With a rate
# that never changes both walk the same path. They part when the rate drops: then the deck's ball keeps its old speed
# for a while. Both are accepted here; the check says which one it saw.
#
# A third form is not the same: an average, $u \leftarrow \beta u + (1 - \beta) g$, moves ten times less at
# $\beta = 0.9$. If your loss barely falls after you copied a rate from somewhere, look there first.


@exercise(
    points=2,
    minutes=8,
    difficulty=2,
    source="S3-30",
    needs=("sgd_step",),
    hints=(
        "There is one buffer u of the shape of theta. In the first step it is not there yet: take zeros.",
        "First the velocity: a share beta of the old one, plus the gradient. Then move by the rate times the new velocity.",
        'Read u with state.get and a default of 0.0, form the new one, return theta less lr times it, and {"u": new one}.',
    ),
    **optimizer_steps(
        "momentum_step",
        usual={"lr": 0.2, "beta": 0.7},
        other={"lr": 0.3, "beta": 0.6},
        warm={"u": np.array([0.5, -2.0, 0.03])},
        defaults={"lr": 0.05},
        seed=1121,
        also=MOMENTUM.also,
        named=MOMENTUM.named,
    ),
)
def momentum_step(
    theta: np.ndarray, grad: np.ndarray, state: dict, lr: float, beta: float = 0.9
) -> tuple[np.ndarray, dict]:
    r"""One step of gradient descent with momentum.

    $$u \leftarrow \beta u + g, \qquad \theta \leftarrow \theta - \text{lr}\cdot u$$

    Args:
        theta: parameters, any shape.
        grad: gradient $g$, same shape.
        state: `{}` before the first step (then $u = 0$), later the dict that the step before returned.
        lr: learning rate; it may differ from step to step.
        beta: share of the velocity that is kept.

    Returns:
        The pair (theta, state), state a new dict with the one key "u".

    Example:
        >>> momentum_step(np.array([1.0]), np.array([2.0]), {"u": np.array([4.0])}, lr=0.25, beta=0.5)
        (array([0.]), {'u': array([4.])})
    """
    velocity = beta * state.get("u", np.zeros_like(grad)) + grad
    return theta - lr * velocity, {"u": velocity}


_AVERAGE, _DAMPENED, _AHEAD = MOMENTUM.named.values()
wrong(momentum_step, "an average: (1 - beta) times the gradient")(_AVERAGE)
wrong(momentum_step, "PyTorch's dampening")(_DAMPENED)
wrong(momentum_step, "Nesterov's step")(_AHEAD)


@wrong(momentum_step, "moves by the old velocity")
def _(theta, grad, state, lr, beta=0.9):
    u = state.get("u", 0.0 * grad)
    return theta - lr * u, {"u": beta * u + grad}


@wrong(momentum_step, "forgets its history")
def _(theta, grad, state, lr, beta=0.9):
    return theta - lr * grad, {"u": grad.copy()}


@wrong(momentum_step, "climbs")
def _(theta, grad, state, lr, beta=0.9):
    u = beta * state.get("u", 0.0 * grad) + grad
    return theta + lr * u, {"u": u}


@wrong(momentum_step, "the rate inside the velocity and outside")
def _(theta, grad, state, lr, beta=0.9):
    u = beta * state.get("u", 0.0 * grad) + lr * grad
    return theta - lr * u, {"u": u}


@wrong(momentum_step, "writes the velocity into the caller's state")
def _(theta, grad, state, lr, beta=0.9):
    state["u"] = beta * state.get("u", 0.0 * grad) + grad
    return theta - lr * state["u"], state


@wrong(momentum_step, "the rate is missing")
def _(theta, grad, state, lr, beta=0.9):
    u = beta * state.get("u", 0.0 * grad) + grad
    return theta - u, {"u": u}


@wrong(momentum_step, "another default for beta")
def _(theta, grad, state, lr, beta=0.5):
    u = beta * state.get("u", 0.0 * grad) + grad
    return theta - lr * u, {"u": u}


@accepted(momentum_step, "asks whether there is a state")
def _(theta, grad, state, lr, beta=0.9):
    u = beta * state["u"] + grad if state else grad.copy()
    return theta - lr * u, {"u": u}


@accepted(momentum_step, "in place on copies")
def _(theta, grad, state, lr, beta=0.9):
    state = {key: value.copy() for key, value in state.items()}
    state.setdefault("u", np.zeros(theta.shape))
    state["u"] *= beta
    state["u"] += grad
    new = theta.copy()
    new -= lr * state["u"]
    return new, state


@accepted(momentum_step, "with keyword spreading and NumPy's functions")
def _(theta, grad, state, lr, beta=0.9):
    new_state = {**state, "u": np.add(grad, np.multiply(beta, state.get("u", 0)))}
    return np.subtract(theta, np.multiply(lr, new_state["u"])), new_state


_INSIDE, _LAST_MOVE = MOMENTUM.also.values()
accepted(momentum_step, "the deck's own form, with the rate inside")(_INSIDE)
accepted(momentum_step, "Keras's form of the deck's momentum: the velocity is the last move")(_LAST_MOVE)
