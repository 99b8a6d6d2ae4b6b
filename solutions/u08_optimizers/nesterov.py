"""Momentum that looks ahead."""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.optimizer_recipes import optimizer_steps
from solutions.u08_optimizers.forms.momentum import NESTEROV

# %% [markdown]
# ## Nesterov's momentum
#
# A ball with momentum will move by $\text{lr}\cdot\beta u$ whatever the gradient says. So why not take the gradient
# where it is going to be? That is Nesterov's idea. In this form, PyTorch's, the look ahead is worked into the step:
# after the velocity is updated, the move is made with one share of $\beta$ more,
# $g + \beta u$ in place of $u$. The gradient is taken at $\theta$ as usual, and nothing else in the program changes.
#
# Other programs store the point ahead and ask for the gradient there (Sutskever's form). As a step that gets its
# gradient from outside, that is plain momentum: the check says so by name. The rate inside of the velocity is accepted
# here too, as for momentum.


@exercise(
    points=2,
    minutes=8,
    difficulty=2,
    core=False,
    source="S3-30, S3-29",
    needs=("momentum_step",),
    hints=(
        "The velocity is the one of momentum_step; only the move differs.",
        "Move by the gradient plus beta times the new velocity.",
        "Form the new velocity, multiply it by beta, add the gradient, multiply by the rate, subtract from theta; the state keeps the velocity.",
    ),
    **optimizer_steps(
        "nesterov_step",
        usual={"lr": 0.2, "beta": 0.7},
        other={"lr": 0.3, "beta": 0.6},
        warm={"u": np.array([0.5, -2.0, 0.03])},
        defaults={"lr": 0.05},
        seed=1221,
        also=NESTEROV.also,
        named=NESTEROV.named,
    ),
)
def nesterov_step(
    theta: np.ndarray, grad: np.ndarray, state: dict, lr: float, beta: float = 0.9
) -> tuple[np.ndarray, dict]:
    r"""One step of gradient descent with Nesterov's momentum.

    $$u \leftarrow \beta u + g, \qquad \theta \leftarrow \theta - \text{lr}\cdot(g + \beta u)$$

    Args:
        theta: parameters, any shape.
        grad: gradient $g$ at `theta`, same shape.
        state: `{}` before the first step (then $u = 0$), later the dict that the step before returned.
        lr: learning rate; it may differ from step to step.
        beta: share of the velocity that is kept.

    Returns:
        The pair (theta, state), state a new dict with the one key "u".

    Example:
        >>> nesterov_step(np.array([1.0]), np.array([2.0]), {"u": np.array([4.0])}, lr=0.25, beta=0.5)
        (array([0.]), {'u': array([4.])})
    """
    fast = grad + beta * state.get("u", np.zeros(np.shape(grad)))
    return theta - lr * (beta * fast + grad), {"u": fast}


for _name, _form in NESTEROV.named.items():
    wrong(nesterov_step, _name)(_form)
for _name, _form in NESTEROV.also.items():
    accepted(nesterov_step, _name)(_form)


@wrong(nesterov_step, "looks ahead with the old velocity")
def _(theta, grad, state, lr, beta=0.9):
    old = state.get("u", 0.0 * grad)
    return theta - lr * (grad + beta * old), {"u": beta * old + grad}


@wrong(nesterov_step, "looks ahead twice")
def _(theta, grad, state, lr, beta=0.9):
    u = beta * state.get("u", 0.0 * grad) + grad
    return theta - lr * (grad + beta * (grad + beta * u)), {"u": u}


@wrong(nesterov_step, "keeps the move as the velocity")
def _(theta, grad, state, lr, beta=0.9):
    u = grad + beta * (beta * state.get("u", 0.0 * grad) + grad)
    return theta - lr * u, {"u": u}


@wrong(nesterov_step, "adds the whole velocity to the gradient")
def _(theta, grad, state, lr, beta=0.9):
    u = beta * state.get("u", 0.0 * grad) + grad
    return theta - lr * (grad + u), {"u": u}


@wrong(nesterov_step, "forgets its history")
def _(theta, grad, state, lr, beta=0.9):
    return theta - lr * (grad + beta * grad), {"u": 1.0 * grad}


@wrong(nesterov_step, "climbs")
def _(theta, grad, state, lr, beta=0.9):
    u = beta * state.get("u", 0.0 * grad) + grad
    return theta + lr * (grad + beta * u), {"u": u}


@wrong(nesterov_step, "writes into the caller's velocity")
def _(theta, grad, state, lr, beta=0.9):
    u = state.get("u", np.zeros_like(grad))
    u *= beta
    u += grad
    return theta - lr * (grad + beta * u), {"u": u}


@wrong(nesterov_step, "another default for beta")
def _(theta, grad, state, lr, beta=0.99):
    u = beta * state.get("u", 0.0 * grad) + grad
    return theta - lr * (grad + beta * u), {"u": u}


@accepted(nesterov_step, "multiplied out: the old velocity and the gradient")
def _(theta, grad, state, lr, beta=0.9):
    old = state["u"] if state else np.zeros_like(theta)
    return theta - lr * ((1 + beta) * grad + beta**2 * old), dict(u=grad + beta * old)  # noqa: C408


@accepted(nesterov_step, "a step of momentum and a correction")
def _(theta, grad, state, lr, beta=0.9):
    u = np.array(grad, dtype=float)
    if "u" in state:
        u += beta * state["u"]
    plain = theta - lr * u
    ahead = lr * (u - grad) - lr * beta * u
    return plain + ahead, {**state, "u": u}


@accepted(nesterov_step, "entry by entry")
def _(theta, grad, state, lr, beta=0.9):
    new, u = np.empty(theta.shape), np.empty(theta.shape)
    for place in np.ndindex(theta.shape):
        u[place] = grad[place] + (beta * state["u"][place] if state else 0.0)
        new[place] = theta[place] - lr * grad[place] - lr * beta * u[place]
    return new, {"u": u}
