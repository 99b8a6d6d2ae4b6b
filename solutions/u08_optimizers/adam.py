"""Adam: momentum and a rate for each coordinate, corrected for the start."""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.optimizer_recipes import optimizer_steps
from solutions.u08_optimizers.forms.adam import ADAM

# %% [markdown]
# ## Adam
#
# A slide calls Adam "Adadelta / RMSProp with Momentum" (E40). One thing is missing in that sentence, and it is the one most
# often forgotten in code: both averages start at zero, so they are too small at first, by the factors $1 - \beta_1^t$
# and $1 - \beta_2^t$. Dividing by these corrects it. With the correction the first step is
# $-\text{lr}\cdot\operatorname{sign}(g)$, whatever the size of the gradient (as long as it is well above $\epsilon$).


@exercise(
    points=3,
    minutes=15,
    difficulty=3,
    source="S0-30, S3-29 (E40)",
    needs=("momentum_step", "rmsprop_step"),
    hints=(
        "Two averages, m of the gradients and v of their squares, and a count t of the steps made so far.",
        "Raise t by one first: the first step divides by 1 - beta1 and 1 - beta2. Corrected averages make the move, the state keeps the uncorrected ones.",
        "Update m and v from the old state, divide each by 1 - beta to the power t, move by lr times the first over the root of the second plus eps, return m, v, t in a new dict.",
    ),
    **optimizer_steps(
        "adam_step",
        usual={"lr": 0.1, "beta1": 0.8, "beta2": 0.95, "eps": 1e-2},
        other={"lr": 0.3, "beta1": 0.6, "beta2": 0.7, "eps": 1e-2},
        warm={"m": np.array([0.3, -1.5, 0.02]), "v": np.array([0.4, 2.5, 0.003]), "t": 3},
        defaults={},
        seed=1161,
        named=ADAM.named,
    ),
)
def adam_step(
    theta: np.ndarray,
    grad: np.ndarray,
    state: dict,
    lr: float = 1e-3,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[np.ndarray, dict]:
    r"""One step of Adam (Kingma and Ba 2015).

    $$m \leftarrow \beta_1 m + (1 - \beta_1) g, \qquad v \leftarrow \beta_2 v + (1 - \beta_2) g^2$$

    $$\theta \leftarrow \theta - \text{lr}\cdot\frac{\hat m}{\sqrt{\hat v} + \epsilon}, \qquad
    \hat m = \frac{m}{1 - \beta_1^t}, \quad \hat v = \frac{v}{1 - \beta_2^t}$$

    Here $t$ is the number of this step, 1 for the first.

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
        >>> theta, state = adam_step(np.array([2.0]), np.array([4.0]), {}, lr=0.5, beta1=0.5, beta2=0.75, eps=0.0)
        >>> theta, state
        (array([1.5]), {'m': array([2.]), 'v': array([4.]), 't': 1})
    """
    t = state.get("t", 0) + 1
    first = beta1 * state.get("m", np.zeros_like(grad)) + (1 - beta1) * grad
    second = beta2 * state.get("v", np.zeros_like(grad)) + (1 - beta2) * grad**2
    scale = np.sqrt(second / (1 - beta2**t)) + eps
    return theta - lr * first / (1 - beta1**t) / scale, {"m": first, "v": second, "t": t}


for _name, _form in ADAM.named.items():
    wrong(adam_step, _name)(_form)


@wrong(adam_step, "corrects as if every step were the first")
def _(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    move = lr * (m / (1 - beta1)) / (np.sqrt(v / (1 - beta2)) + eps)
    return theta - move, {"m": m, "v": v, "t": state.get("t", 0) + 1}


@wrong(adam_step, "forgets its history")
def _(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m, v = (1 - beta1) * grad, (1 - beta2) * grad**2
    return theta - lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps), {"m": m, "v": v, "t": t}


@wrong(adam_step, "beta1 corrects both averages")
def _(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    return theta - lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta1**t)) + eps), {"m": m, "v": v, "t": t}


@wrong(adam_step, "the gradient is not squared")
def _(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * np.abs(grad)
    return theta - lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps), {"m": m, "v": v, "t": t}


@wrong(adam_step, "works on the caller's arrays")
def _(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = state.get("m", np.zeros_like(grad))
    v = state.get("v", np.zeros_like(grad))
    m *= beta1
    m += (1 - beta1) * grad
    v *= beta2
    v += (1 - beta2) * grad**2
    return theta - lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps), {"m": m, "v": v, "t": t}


@wrong(adam_step, "counts the steps but returns the old count")
def _(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0)
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    move = lr * m / (1 - beta1 ** (t + 1)) / (np.sqrt(v / (1 - beta2 ** (t + 1))) + eps)
    return theta - move, {"m": m, "v": v, "t": t}


@accepted(adam_step, "as the paper writes it, with hats")
def _(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return theta - lr * m_hat / (np.sqrt(v_hat) + eps), {"m": m, "v": v, "t": t}


@accepted(adam_step, "PyTorch's order: the corrections as factors of rate and root")
def _(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    new = {"m": np.zeros(theta.shape), "v": np.zeros(theta.shape), "t": 0, **state}
    new["t"] = int(new["t"]) + 1
    new["m"] = new["m"] + (1 - beta1) * (grad - new["m"])
    new["v"] = new["v"] * beta2 + (1 - beta2) * grad * grad
    root = np.sqrt(new["v"]) / (1 - beta2 ** new["t"]) ** 0.5 + eps
    return theta - lr / (1 - beta1 ** new["t"]) * (new["m"] / root), new


@accepted(adam_step, "in place on copies, with the count as a float")
def _(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = (state["m"].copy(), state["v"].copy(), state["t"]) if state else (0 * grad, 0 * grad, 0)
    m *= beta1
    m += (1 - beta1) * grad
    v *= beta2
    v += (1 - beta2) * np.square(grad)
    t = float(t) + 1.0
    new = theta.copy()
    new -= lr * (m / (1 - np.power(beta1, t))) / (np.sqrt(v / (1 - np.power(beta2, t))) + eps)
    return new, {"m": m, "v": v, "t": t}


@accepted(adam_step, "one rate for the step, eps scaled with it")
def _(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    old = state or {"m": np.zeros(grad.shape), "v": np.zeros(grad.shape), "t": 0}
    new = {
        "t": old["t"] + 1,
        "m": old["m"] * beta1 + grad - grad * beta1,
        "v": old["v"] * beta2 + np.square(grad) - beta2 * np.square(grad),
    }
    shrink = (1 - beta2 ** new["t"]) ** 0.5
    rate = lr * shrink / (1 - beta1 ** new["t"])
    return theta - rate * new["m"] / (np.sqrt(new["v"]) + shrink * eps), new
