"""Adamax: the largest gradient that is not yet forgotten."""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.optimizer_recipes import optimizer_steps
from solutions.u08_optimizers.forms.adam_kin import ADAMAX

# %% [markdown]
# ## Adamax
#
# The deck names two extensions of Adam (S3-34). Adamax, from Adam's own paper, takes a maximum in the place of the
# average of squares: the largest slope so far, which fades by $\beta_2$ in each step. A maximum that starts at zero is
# right after the first step, so only $m$ needs a correction. Where $\epsilon$ goes is each library's own choice; here it
# is added to the maximum, as in Keras.


@exercise(
    points=1,
    minutes=8,
    difficulty=2,
    core=False,
    source="S3-34, S3-29",
    needs=("adam_step",),
    hints=(
        "m and t as in Adam; u is no average, it is a maximum of two arrays, entry by entry.",
        "The new u is the larger one of beta2 times the old u and the absolute gradient.",
        "np.maximum for u; move by lr over (1 - beta1 to the power t), times m over (u + eps).",
    ),
    **optimizer_steps(
        "adamax_step",
        usual={"lr": 0.1, "beta1": 0.8, "beta2": 0.9, "eps": 1e-2},
        other={"lr": 0.3, "beta1": 0.6, "beta2": 0.7, "eps": 1e-2},
        warm={"m": np.array([0.3, -1.5, 0.02]), "u": np.array([4.0, 2.5, 0.003]), "t": 3},
        defaults={},
        seed=1261,
        named=ADAMAX.named,
    ),
)
def adamax_step(
    theta: np.ndarray,
    grad: np.ndarray,
    state: dict,
    lr: float = 2e-3,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[np.ndarray, dict]:
    r"""One step of Adamax (Kingma and Ba 2015).

    $$m \leftarrow \beta_1 m + (1 - \beta_1) g, \qquad u \leftarrow \max(\beta_2 u, |g|), \qquad
    \theta \leftarrow \theta - \frac{\text{lr}}{1 - \beta_1^t}\cdot\frac{m}{u + \epsilon}$$

    Here $t$ is the number of this step, 1 for the first.

    Args:
        theta: parameters, any shape.
        grad: gradient $g$, same shape.
        state: `{}` before the first step (then $m = u = 0$), later the dict that the step before returned.
        lr: learning rate.
        beta1: share of $m$ that is kept.
        beta2: by how much the maximum fades in each step.
        eps: added to the maximum.

    Returns:
        The pair (theta, state), state a new dict with the keys "m" (uncorrected), "u" and "t" (the number of steps
        made so far, this one included).

    Example:
        >>> theta, state = adamax_step(np.array([2.0]), np.array([4.0]), {}, lr=0.5, beta1=0.5, eps=0.0)
        >>> theta, state
        (array([1.5]), {'m': array([2.]), 'u': array([4.]), 't': 1})
    """
    number = state.get("t", 0) + 1
    mean = (1 - beta1) * grad + beta1 * state.get("m", np.zeros_like(grad))
    largest = np.maximum(np.abs(grad), beta2 * state.get("u", np.zeros_like(grad)))
    return theta - lr * mean / ((largest + eps) * (1 - beta1**number)), {"m": mean, "u": largest, "t": number}


for _name, _form in ADAMAX.named.items():
    wrong(adamax_step, _name)(_form)


@wrong(adamax_step, "one maximum for all coordinates")
def _(theta, grad, state, lr=2e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    u = np.maximum(beta2 * state.get("u", np.zeros_like(grad)), np.max(np.abs(grad)))
    return theta - lr / (1 - beta1**t) * m / (u + eps), {"m": m, "u": u, "t": t}


@wrong(adamax_step, "the maximum never fades")
def _(theta, grad, state, lr=2e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    u = np.maximum(state.get("u", 0.0), np.abs(grad))
    return theta - lr / (1 - beta1**t) * m / (u + eps), {"m": m, "u": u, "t": t}


@wrong(adamax_step, "the maximum of the gradient with its sign")
def _(theta, grad, state, lr=2e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    u = np.maximum(beta2 * state.get("u", 0.0), grad)
    return theta - lr / (1 - beta1**t) * m / (u + eps), {"m": m, "u": u, "t": t}


@wrong(adamax_step, "divides by the root of the maximum")
def _(theta, grad, state, lr=2e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    u = np.maximum(beta2 * state.get("u", 0.0), np.abs(grad))
    return theta - lr / (1 - beta1**t) * m / (np.sqrt(u) + eps), {"m": m, "u": u, "t": t}


@wrong(adamax_step, "the maximum fades after it was taken")
def _(theta, grad, state, lr=2e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    u = beta2 * np.maximum(state.get("u", 0.0), np.abs(grad))
    return theta - lr / (1 - beta1**t) * m / (u + eps), {"m": m, "u": u, "t": t}


@wrong(adamax_step, "Adam's default for the rate")
def _(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    u = np.maximum(beta2 * state.get("u", 0.0), np.abs(grad))
    return theta - lr / (1 - beta1**t) * m / (u + eps), {"m": m, "u": u, "t": t}


@accepted(adamax_step, "with np.where")
def _(theta, grad, state, lr=2e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    faded, size = beta2 * state.get("u", np.zeros(grad.shape)), np.abs(grad)
    u = np.where(faded > size, faded, size)
    return theta - lr / (1 - beta1**t) * m / (u + eps), {"m": m, "u": u, "t": t}


@accepted(adamax_step, "a corrected average, as in optax")
def _(theta, grad, state, lr=2e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    old = state or {"m": 0.0, "u": 0.0, "t": 0}
    t = old["t"] + 1
    m = old["m"] + (1 - beta1) * (grad - old["m"])
    u = np.fmax(np.multiply(beta2, old["u"]), np.sqrt(grad**2))
    hat = m / (1 - np.power(beta1, float(t)))
    return theta - lr * (hat / (u + eps)), {"t": t, "m": m, "u": u}


@accepted(adamax_step, "the maximum over a stack, on copies")
def _(theta, grad, state, lr=2e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    new = {"m": np.zeros_like(theta), "u": np.zeros_like(theta), "t": 0, **state}
    new["t"] += 1
    new["m"] = beta1 * new["m"] + (1 - beta1) * grad
    new["u"] = np.stack([beta2 * new["u"], grad, -grad]).max(axis=0)
    theta = theta.copy()
    theta -= lr * new["m"] / (1 - beta1 ** new["t"]) / (new["u"] + eps)
    return theta, new


@accepted(adamax_step, "entry by entry")
def _(theta, grad, state, lr=2e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = 1 + (state["t"] if state else 0)
    moved, m, u = (np.empty(theta.shape) for _ in range(3))
    for place in np.ndindex(theta.shape):
        m[place] = (beta1 * state["m"][place] if state else 0.0) + (1 - beta1) * grad[place]
        u[place] = max(beta2 * state["u"][place] if state else 0.0, abs(grad[place]))
        moved[place] = theta[place] - lr * m[place] / (1 - beta1**t) / (u[place] + eps)
    return moved, {"m": m, "u": u, "t": t}
