"""Nadam: Adam that looks ahead."""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.optimizer_recipes import optimizer_steps
from solutions.u08_optimizers.forms.adam_kin import NADAM

# %% [markdown]
# ## Nadam
#
# Nesterov's look ahead, worked into Adam: the move uses what $m$ will be after one more step with a gradient of zero,
# plus the part of the present gradient. Its first term belongs to step $t + 1$, so that it is corrected with $t + 1$.
# PyTorch and Keras let $\beta_1$ grow along a schedule, and two different ones; here it is constant, as in optax.


@exercise(
    points=1,
    minutes=10,
    difficulty=3,
    core=False,
    source="S3-34, S3-29",
    needs=("adam_step", "nesterov_step"),
    hints=(
        "Everything as in Adam but the corrected m.",
        "Two terms: beta1 times the new m, corrected with t + 1, and (1 - beta1) times the gradient, corrected with t.",
        "Add the two terms, multiply by lr, divide by the root of the corrected v plus eps; the state is Adam's.",
    ),
    **optimizer_steps(
        "nadam_step",
        usual={"lr": 0.1, "beta1": 0.8, "beta2": 0.95, "eps": 1e-2},
        other={"lr": 0.3, "beta1": 0.6, "beta2": 0.7, "eps": 1e-2},
        warm={"m": np.array([0.3, -1.5, 0.02]), "v": np.array([0.4, 2.5, 0.003]), "t": 3},
        defaults={},
        seed=1271,
        named=NADAM.named,
    ),
)
def nadam_step(
    theta: np.ndarray,
    grad: np.ndarray,
    state: dict,
    lr: float = 2e-3,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[np.ndarray, dict]:
    r"""One step of Nadam (Dozat 2016) with a constant $\beta_1$.

    $m$ and $v$ are updated as in Adam, then

    $$\hat m = \frac{\beta_1 m}{1 - \beta_1^{t+1}} + \frac{(1 - \beta_1)\,g}{1 - \beta_1^t}, \qquad
    \theta \leftarrow \theta - \text{lr}\cdot\frac{\hat m}{\sqrt{v/(1 - \beta_2^t)} + \epsilon}$$

    Here $t$ is the number of this step, 1 for the first, and $m$ the updated one.

    Args:
        theta: parameters, any shape.
        grad: gradient $g$, same shape.
        state: `{}` before the first step (then $m = v = 0$), later the dict that the step before returned.
        lr: learning rate.
        beta1: share of $m$ that is kept.
        beta2: share of $v$ that is kept.
        eps: added outside of the root.

    Returns:
        The pair (theta, state), state a new dict with the keys "m", "v" (both uncorrected) and "t" (the number of
        steps made so far, this one included).

    Example:
        >>> theta, state = nadam_step(np.array([2.0]), np.array([4.0]), {}, lr=0.75, beta1=0.5, beta2=0.75, eps=0.0)
        >>> theta, state
        (array([1.]), {'m': array([2.]), 'v': array([4.]), 't': 1})
    """
    made = state.get("t", 0)
    mean = beta1 * state.get("m", np.zeros_like(grad)) + grad * (1 - beta1)
    power = beta2 * state.get("v", np.zeros_like(grad)) + grad**2 * (1 - beta2)
    ahead = beta1 / (1 - beta1 ** (made + 2)) * mean + (1 - beta1) / (1 - beta1 ** (made + 1)) * grad
    below = np.sqrt(power / (1 - beta2 ** (made + 1))) + eps
    return theta - lr * ahead / below, {"m": mean, "v": power, "t": made + 1}


for _name, _form in NADAM.named.items():
    wrong(nadam_step, _name)(_form)


@wrong(nadam_step, "no correction of the bias")
def _(theta, grad, state, lr=2e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    look = beta1 * m + (1 - beta1) * grad
    return theta - lr * look / (np.sqrt(v) + eps), {"m": m, "v": v, "t": state.get("t", 0) + 1}


@wrong(nadam_step, "the two corrections exchanged")
def _(theta, grad, state, lr=2e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    look = beta1 * m / (1 - beta1**t) + (1 - beta1) * grad / (1 - beta1 ** (t + 1))
    return theta - lr * look / (np.sqrt(v / (1 - beta2**t)) + eps), {"m": m, "v": v, "t": t}


@wrong(nadam_step, "looks ahead from the old average")
def _(theta, grad, state, lr=2e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    old = state.get("m", 0.0 * grad)
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    look = beta1 * old / (1 - beta1 ** (t + 1)) + (1 - beta1) * grad / (1 - beta1**t)
    m = beta1 * old + (1 - beta1) * grad
    return theta - lr * look / (np.sqrt(v / (1 - beta2**t)) + eps), {"m": m, "v": v, "t": t}


@wrong(nadam_step, "the whole gradient in place of its share")
def _(theta, grad, state, lr=2e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    look = beta1 * m / (1 - beta1 ** (t + 1)) + grad / (1 - beta1**t)
    return theta - lr * look / (np.sqrt(v / (1 - beta2**t)) + eps), {"m": m, "v": v, "t": t}


@wrong(nadam_step, "eps inside the root")
def _(theta, grad, state, lr=2e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    look = beta1 * m / (1 - beta1 ** (t + 1)) + (1 - beta1) * grad / (1 - beta1**t)
    return theta - lr * look / np.sqrt(v / (1 - beta2**t) + eps), {"m": m, "v": v, "t": t}


@wrong(nadam_step, "corrects v with t + 1 as well")
def _(theta, grad, state, lr=2e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    look = beta1 * m / (1 - beta1 ** (t + 1)) + (1 - beta1) * grad / (1 - beta1**t)
    return theta - lr * look / (np.sqrt(v / (1 - beta2 ** (t + 1))) + eps), {"m": m, "v": v, "t": t}


@accepted(nadam_step, "as the text writes it")
def _(theta, grad, state, lr=2e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    m_hat = beta1 * m / (1 - beta1 ** (t + 1)) + (1 - beta1) * grad / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return theta - lr * m_hat / (np.sqrt(v_hat) + eps), {"m": m, "v": v, "t": t}


@accepted(nadam_step, "a helper for averages and corrections")
def _(theta, grad, state, lr=2e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = int(state.get("t", 0)) + 1

    def average(key, share, new):
        return np.add(share * state.get(key, np.zeros(theta.shape)), (1 - share) * new)

    def corrected(value, share, steps):
        return value / (1 - share**steps)

    m, v = average("m", beta1, grad), average("v", beta2, np.square(grad))
    top = corrected(beta1 * m, beta1, t + 1) + corrected(grad - beta1 * grad, beta1, t)
    return theta - lr * top / (corrected(v, beta2, t) ** 0.5 + eps), {"m": m, "v": v, "t": t}


@accepted(nadam_step, "in place on copies")
def _(theta, grad, state, lr=2e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = (state["m"].copy(), state["v"].copy(), state["t"]) if state else (0 * grad, 0 * grad, 0)
    t = t + 1
    m *= beta1
    m += (1 - beta1) * grad
    v *= beta2
    v += (1 - beta2) * grad * grad
    scale = np.sqrt(v / (1 - beta2**t)) + eps
    theta = np.array(theta)
    theta -= lr * beta1 / (1 - beta1 ** (t + 1)) * m / scale
    theta -= lr * (1 - beta1) / (1 - beta1**t) * grad / scale
    return theta, {"m": m, "v": v, "t": t}


@accepted(nadam_step, "entry by entry")
def _(theta, grad, state, lr=2e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state["t"] + 1 if state else 1
    moved, m, v = (np.empty(theta.shape) for _ in range(3))
    for place, g in np.ndenumerate(grad):
        m[place] = (beta1 * state["m"][place] if state else 0.0) + (1 - beta1) * g
        v[place] = (beta2 * state["v"][place] if state else 0.0) + (1 - beta2) * g**2
        look = beta1 * m[place] / (1 - beta1 ** (t + 1)) + (1 - beta1) * g / (1 - beta1**t)
        moved[place] = theta[place] - lr * look / ((v[place] / (1 - beta2**t)) ** 0.5 + eps)
    return moved, {"m": m, "v": v, "t": t}
