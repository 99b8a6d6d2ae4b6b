"""Adadelta: no unit, and in its paper no rate."""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.optimizer_recipes import optimizer_steps
from solutions.u08_optimizers.forms.adaptive import ADADELTA

# %% [markdown]
# ## Adadelta
#
# RMSprop's move, lr times a number near 1, has the unit of lr, whatever the unit of $\theta$ is. Adadelta (Zeiler 2012)
# repairs that: it multiplies by the recent size of its own moves, so that a length comes out where a length is due. In
# the paper there is no rate at all; programs keep one, with the default 1.
#
# The deck calls it "a sliding window of previous updates" (E39). There is no window: there are two moving averages,
# one of squared gradients in the denominator, one of squared moves in the numerator, and nothing ever drops out of
# them, it only fades. For $f = x^2 + 10y^2$ from (1, 1) the first three $x$ are 0.9955278752, 0.9910086803, 0.9864644623
# (S3-33): it starts slowly, since the average of the moves starts at zero and only $\epsilon$ sets it going.


@exercise(
    points=2,
    minutes=12,
    difficulty=3,
    core=False,
    source="S3-33, S3-29 (E39)",
    needs=("rmsprop_step",),
    hints=(
        "Two buffers, s for squared gradients and d for squared moves; the move needs the new s and the old d.",
        "The move before the rate is the root of (d + eps) over the root of (s + eps), times the gradient.",
        "Update s, form the move from it and the old d, update d with the square of that move (without lr), step by lr times the move.",
    ),
    **optimizer_steps(
        "adadelta_step",
        usual={"lr": 0.7, "rho": 0.8, "eps": 1e-2},
        other={"lr": 0.3, "rho": 0.6, "eps": 1e-2},
        warm={"s": np.array([0.4, 2.5, 0.003]), "d": np.array([0.02, 0.3, 0.001])},
        defaults={},
        seed=1241,
        named=ADADELTA.named,
    ),
)
def adadelta_step(
    theta: np.ndarray, grad: np.ndarray, state: dict, lr: float = 1.0, rho: float = 0.95, eps: float = 1e-6
) -> tuple[np.ndarray, dict]:
    r"""One step of Adadelta (Zeiler 2012).

    $$s \leftarrow \rho s + (1 - \rho) g^2, \qquad \Delta = \frac{\sqrt{d + \epsilon}}{\sqrt{s + \epsilon}}\,g, \qquad
    d \leftarrow \rho d + (1 - \rho)\Delta^2, \qquad \theta \leftarrow \theta - \text{lr}\cdot\Delta$$

    The lines are carried out in this order: $\Delta$ takes the new $s$ and the old $d$.

    Args:
        theta: parameters, any shape.
        grad: gradient $g$, same shape.
        state: `{}` before the first step (then $s = d = 0$), later the dict that the step before returned.
        lr: learning rate.
        rho: share of the old averages that is kept.
        eps: added inside both roots.

    Returns:
        The pair (theta, state), state a new dict with the keys "s" and "d".

    Example:
        >>> theta, state = adadelta_step(np.array([1.0]), np.array([4.0]), {}, lr=0.5, rho=0.5, eps=1.0)
        >>> print(theta.round(4), state["s"], state["d"].round(4))
        [0.3333] [8.] [0.8889]
    """
    nothing = np.zeros_like(grad)
    slopes = rho * state.get("s", nothing) + (1 - rho) * grad * grad
    delta = np.sqrt((state.get("d", nothing) + eps) / (slopes + eps)) * grad
    moves = rho * state.get("d", nothing) + (1 - rho) * delta * delta
    return theta - lr * delta, {"s": slopes, "d": moves}


for _name, _form in ADADELTA.named.items():
    wrong(adadelta_step, _name)(_form)


@wrong(adadelta_step, "updates the average of the moves too early")
def _(theta, grad, state, lr=1.0, rho=0.95, eps=1e-6):
    s = rho * state.get("s", 0.0) + (1 - rho) * grad**2
    move = np.sqrt(state.get("d", 0.0) + eps) / np.sqrt(s + eps) * grad
    d = rho * state.get("d", 0.0) + (1 - rho) * move**2
    move = np.sqrt(d + eps) / np.sqrt(s + eps) * grad
    return theta - lr * move, {"s": s, "d": d}


@wrong(adadelta_step, "divides by the average from before the step")
def _(theta, grad, state, lr=1.0, rho=0.95, eps=1e-6):
    old = state.get("s", 0.0 * grad)
    move = np.sqrt(state.get("d", 0.0) + eps) / np.sqrt(old + eps) * grad
    d = rho * state.get("d", 0.0) + (1 - rho) * move**2
    return theta - lr * move, {"s": rho * old + (1 - rho) * grad**2, "d": d}


@wrong(adadelta_step, "numerator and denominator exchanged")
def _(theta, grad, state, lr=1.0, rho=0.95, eps=1e-6):
    s = rho * state.get("s", 0.0) + (1 - rho) * grad**2
    move = np.sqrt(s + eps) / np.sqrt(state.get("d", 0.0) + eps) * grad
    return theta - lr * move, {"s": s, "d": rho * state.get("d", 0.0) + (1 - rho) * move**2}


@wrong(adadelta_step, "averages the moves, not their squares")
def _(theta, grad, state, lr=1.0, rho=0.95, eps=1e-6):
    s = rho * state.get("s", 0.0) + (1 - rho) * grad**2
    move = np.sqrt(state.get("d", 0.0) + eps) / np.sqrt(s + eps) * grad
    return theta - lr * move, {"s": s, "d": rho * state.get("d", 0.0) + (1 - rho) * np.abs(move)}


@wrong(adadelta_step, "forgets its history")
def _(theta, grad, state, lr=1.0, rho=0.95, eps=1e-6):
    s = (1 - rho) * grad**2
    move = np.sqrt(eps) / np.sqrt(s + eps) * grad
    return theta - lr * move, {"s": s, "d": (1 - rho) * move**2}


@wrong(adadelta_step, "sums in place of averages")
def _(theta, grad, state, lr=1.0, rho=0.95, eps=1e-6):
    s = state.get("s", 0.0) + grad**2
    move = np.sqrt(state.get("d", 0.0) + eps) / np.sqrt(s + eps) * grad
    return theta - lr * move, {"s": s, "d": state.get("d", 0.0) + move**2}


@wrong(adadelta_step, "another default for eps")
def _(theta, grad, state, lr=1.0, rho=0.95, eps=1e-8):
    s = rho * state.get("s", 0.0) + (1 - rho) * grad**2
    move = np.sqrt(state.get("d", 0.0) + eps) / np.sqrt(s + eps) * grad
    return theta - lr * move, {"s": s, "d": rho * state.get("d", 0.0) + (1 - rho) * move**2}


@wrong(adadelta_step, "writes into the caller's averages")
def _(theta, grad, state, lr=1.0, rho=0.95, eps=1e-6):
    s, d = state.get("s", np.zeros_like(grad)), state.get("d", np.zeros_like(grad))
    s *= rho
    s += (1 - rho) * grad**2
    move = np.sqrt(d + eps) / np.sqrt(s + eps) * grad
    d *= rho
    d += (1 - rho) * move**2
    return theta - lr * move, {"s": s, "d": d}


@accepted(adadelta_step, "line by line, as in the text")
def _(theta, grad, state, lr=1.0, rho=0.95, eps=1e-6):
    s, d = (state["s"], state["d"]) if state else (0.0, 0.0)
    s = rho * s + (1 - rho) * grad**2
    move = np.sqrt(d + eps) / np.sqrt(s + eps) * grad
    return theta - lr * move, {"s": s, "d": rho * d + (1 - rho) * move**2}


@accepted(adadelta_step, "a helper for the averages")
def _(theta, grad, state, lr=1.0, rho=0.95, eps=1e-6):
    def faded(key, new):
        old = state[key] if key in state else np.zeros(np.shape(theta))
        return old + (1 - rho) * (new - old)

    s = faded("s", np.square(grad))
    move = grad * (np.add(state.get("d", 0.0), eps) / np.add(s, eps)) ** 0.5
    return theta - lr * move, {"d": faded("d", np.square(move)), "s": s}


@accepted(adadelta_step, "in place on copies")
def _(theta, grad, state, lr=1.0, rho=0.95, eps=1e-6):
    new = {key: np.array(state.get(key, 0.0 * theta)) for key in ("s", "d")}
    new["s"] *= rho
    new["s"] += (1 - rho) * grad**2
    move = np.sqrt(new["d"] + eps)
    move /= np.sqrt(new["s"] + eps)
    move *= grad
    new["d"] *= rho
    new["d"] += (1 - rho) * move**2
    return theta - lr * move, new


@accepted(adadelta_step, "entry by entry")
def _(theta, grad, state, lr=1.0, rho=0.95, eps=1e-6):
    moved, s, d = (np.zeros(theta.shape) for _ in range(3))
    for place in np.ndindex(theta.shape):
        g = grad[place]
        old = state["d"][place] if state else 0.0
        s[place] = rho * (state["s"][place] if state else 0.0) + (1 - rho) * g * g
        move = ((old + eps) / (s[place] + eps)) ** 0.5 * g
        d[place] = rho * old + (1 - rho) * move**2
        moved[place] = theta[place] - lr * move
    return moved, {"s": s, "d": d}
