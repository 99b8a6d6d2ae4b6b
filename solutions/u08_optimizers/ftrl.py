"""FTRL: weights that are exactly zero."""

from __future__ import annotations

import numpy as np

from autograder.checks import Trajectory
from autograder.checks.trajectory import optimizer_run
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.optimizer_recipes import optimizer_steps
from autograder.exercise.recipes import draw
from solutions.u08_optimizers.forms.adam_kin import FTRL

# %% [markdown]
# ## FTRL
#
# The deck tells where it comes from (S3-31): advertising, where examples never stop coming and have millions of
# features, most of them absent. *Follow the regularized leader* (McMahan and others 2013) does not step away from
# $\theta$ at all. It keeps a sum $z$ and works the weights out afresh from it each time: a weight is *exactly* 0 unless
# $|z|$ exceeds $\lambda_1$, so that a model with a billion features fits into memory. With $\lambda_1 = \lambda_2 = \beta = 0$
# and a start at 0 it is Adagrad in disguise.
#
# Keras's version lets $n$ begin at 0.1 and counts $\lambda_2$ twice; here $n$ begins at 0.


@exercise(
    points=2,
    minutes=15,
    difficulty=4,
    core=False,
    source="S3-31, S3-29",
    needs=("adagrad_step",),
    hints=(
        "Two buffers: n sums squared gradients, z sums gradients less a share of theta; theta itself comes from the new z and n.",
        "sigma is the growth of the root of n, divided by lr. Where |z| is at most l1 the weight is 0.",
        "New n, sigma from the two roots, new z, then np.where: 0, or minus (z without l1 of its size) over ((beta + root of the new n)/lr + l2).",
    ),
    **optimizer_steps(
        "ftrl_step",
        usual={"lr": 0.5, "beta": 0.7, "l1": 0.8, "l2": 0.3},
        other={"lr": 0.3, "beta": 0.4, "l1": 0.9, "l2": 0.6},
        warm={"z": np.array([-2.5, 1.5, 0.4]), "n": np.array([0.4, 2.5, 0.003])},
        defaults={"lr": 0.2},
        seed=1281,
        named=FTRL.named,
        extra=(
            Trajectory(
                label="weights that are zero",
                call=optimizer_run(
                    "ftrl_step",
                    np.zeros(5),
                    draw(1286, 3, 5) * [1, 1, 1, 1, 0],
                    {"lr": 0.5, "beta": 0.0, "l1": 2.5},
                    {},
                ),
            ),
        ),
    ),
)
def ftrl_step(
    theta: np.ndarray,
    grad: np.ndarray,
    state: dict,
    lr: float,
    beta: float = 1.0,
    l1: float = 0.0,
    l2: float = 0.0,
) -> tuple[np.ndarray, dict]:
    r"""One step of FTRL-Proximal (McMahan and others 2013).

    $$\sigma = \frac{\sqrt{n + g^2} - \sqrt n}{\text{lr}}, \qquad z \leftarrow z + g - \sigma\theta, \qquad
    n \leftarrow n + g^2$$

    $$\theta \leftarrow 0 \ \text{ where } |z| \le \lambda_1, \text{ else } \
    -\frac{z - \operatorname{sign}(z)\,\lambda_1}{(\beta + \sqrt n)/\text{lr} + \lambda_2}$$

    The lines are carried out in this order: $\theta$ in the first line is the old one, $z$ and $n$ in the last the new
    ones.

    Args:
        theta: parameters, any shape.
        grad: gradient $g$, same shape.
        state: `{}` before the first step (then $z = n = 0$), later the dict that the step before returned.
        lr: learning rate.
        beta: keeps the first steps small.
        l1: $\lambda_1$, weights with a small $z$ are exactly 0.
        l2: $\lambda_2$, makes all weights smaller.

    Returns:
        The pair (theta, state), state a new dict with the keys "z" and "n".

    Example:
        >>> theta, state = ftrl_step(np.zeros(2), np.array([4.0, -0.5]), {}, lr=1.0, beta=0.0, l1=1.0)
        >>> print(theta + 0.0, state["z"], state["n"])
        [-0.75  0.  ] [ 4.  -0.5] [16.    0.25]
    """
    before = state.get("n", np.zeros_like(grad))
    after = before + np.square(grad)
    leader = state.get("z", np.zeros_like(grad)) + grad - theta * (np.sqrt(after) - np.sqrt(before)) / lr
    beyond = np.sign(leader) * np.maximum(np.abs(leader) - l1, 0.0)
    sizes = np.where(beyond == 0, 1.0, (beta + np.sqrt(after)) / lr + l2)
    return -beyond / sizes, {"z": leader, "n": after}


for _name, _form in FTRL.named.items():
    wrong(ftrl_step, _name)(_form)


@wrong(ftrl_step, "forgets the share of theta")
def _(theta, grad, state, lr, beta=1.0, l1=0.0, l2=0.0):
    z, n = state.get("z", 0.0) + grad, state.get("n", 0.0) + grad**2
    new = np.where(np.abs(z) <= l1, 0.0, -(z - np.sign(z) * l1) / ((beta + np.sqrt(n)) / lr + l2))
    return new, {"z": z, "n": n}


@wrong(ftrl_step, "adds the share of theta")
def _(theta, grad, state, lr, beta=1.0, l1=0.0, l2=0.0):
    old = state.get("n", np.zeros_like(grad))
    n = old + grad**2
    z = state.get("z", 0.0) + grad + (np.sqrt(n) - np.sqrt(old)) / lr * theta
    new = np.where(np.abs(z) <= l1, 0.0, -(z - np.sign(z) * l1) / ((beta + np.sqrt(n)) / lr + l2))
    return new, {"z": z, "n": n}


@wrong(ftrl_step, "the wrong sign of theta")
def _(theta, grad, state, lr, beta=1.0, l1=0.0, l2=0.0):
    old = state.get("n", np.zeros_like(grad))
    n = old + grad**2
    z = state.get("z", 0.0) + grad - (np.sqrt(n) - np.sqrt(old)) / lr * theta
    new = np.where(np.abs(z) <= l1, 0.0, (z - np.sign(z) * l1) / ((beta + np.sqrt(n)) / lr + l2))
    return new, {"z": z, "n": n}


@wrong(ftrl_step, "l1 is subtracted without the sign of z")
def _(theta, grad, state, lr, beta=1.0, l1=0.0, l2=0.0):
    old = state.get("n", np.zeros_like(grad))
    n = old + grad**2
    z = state.get("z", 0.0) + grad - (np.sqrt(n) - np.sqrt(old)) / lr * theta
    new = np.where(np.abs(z) <= l1, 0.0, -(z - l1) / ((beta + np.sqrt(n)) / lr + l2))
    return new, {"z": z, "n": n}


@wrong(ftrl_step, "cuts off at l1, but does not shrink the rest")
def _(theta, grad, state, lr, beta=1.0, l1=0.0, l2=0.0):
    old = state.get("n", np.zeros_like(grad))
    n = old + grad**2
    z = state.get("z", 0.0) + grad - (np.sqrt(n) - np.sqrt(old)) / lr * theta
    return np.where(np.abs(z) <= l1, 0.0, -z / ((beta + np.sqrt(n)) / lr + l2)), {"z": z, "n": n}


@wrong(ftrl_step, "sigma without the rate")
def _(theta, grad, state, lr, beta=1.0, l1=0.0, l2=0.0):
    old = state.get("n", np.zeros_like(grad))
    n = old + grad**2
    z = state.get("z", 0.0) + grad - (np.sqrt(n) - np.sqrt(old)) * theta
    new = np.where(np.abs(z) <= l1, 0.0, -(z - np.sign(z) * l1) / ((beta + np.sqrt(n)) / lr + l2))
    return new, {"z": z, "n": n}


@wrong(ftrl_step, "another default for beta")
def _(theta, grad, state, lr, beta=0.0, l1=0.0, l2=0.0):
    old = state.get("n", np.zeros_like(grad))
    n = old + grad**2
    z = state.get("z", 0.0) + grad - (np.sqrt(n) - np.sqrt(old)) / lr * theta
    below = (beta + np.sqrt(n)) / lr + l2
    return np.where(np.abs(z) <= l1, 0.0, -(z - np.sign(z) * l1) / np.where(below == 0, 1.0, below)), {
        "z": z,
        "n": n,
    }


@accepted(ftrl_step, "line by line, with a mask")
def _(theta, grad, state, lr, beta=1.0, l1=0.0, l2=0.0):
    z, n = (state["z"], state["n"]) if state else (np.zeros_like(theta), np.zeros_like(theta))
    sigma = (np.sqrt(n + grad**2) - np.sqrt(n)) / lr
    z, n = z + grad - sigma * theta, n + grad**2
    alive = np.abs(z) > l1
    new = np.zeros(theta.shape)
    new[alive] = -(z - np.sign(z) * l1)[alive] / ((beta + np.sqrt(n)) / lr + l2)[alive]
    return new, {"z": z, "n": n}


@accepted(ftrl_step, "with a clip, as in Keras")
def _(theta, grad, state, lr, beta=1.0, l1=0.0, l2=0.0):
    n = state.get("n", 0.0) + grad**2
    growth = np.sqrt(n) - np.sqrt(state.get("n", 0.0 * grad))
    z = state.get("z", 0.0) + grad - growth / lr * theta
    below = beta + np.sqrt(n) + lr * l2
    return lr * (np.clip(z, -l1, l1) - z) / np.where(below > 0, below, 1.0), {"z": z, "n": n}


@accepted(ftrl_step, "entry by entry, with if")
def _(theta, grad, state, lr, beta=1.0, l1=0.0, l2=0.0):
    new, z, n = (np.zeros(theta.shape) for _ in range(3))
    for place in np.ndindex(theta.shape):
        g, old = grad[place], state["n"][place] if state else 0.0
        n[place] = old + g * g
        z[place] = (
            (state["z"][place] if state else 0.0) + g - (n[place] ** 0.5 - old**0.5) / lr * theta[place]
        )
        if abs(z[place]) > l1:
            rest = z[place] - l1 if z[place] > 0 else z[place] + l1
            new[place] = -rest / ((beta + n[place] ** 0.5) / lr + l2)
    return new, {"z": z, "n": n}


@accepted(ftrl_step, "two one-sided thresholds, in place on copies")
def _(theta, grad, state, lr, beta=1.0, l1=0.0, l2=0.0):
    new = {key: np.array(state.get(key, np.zeros(theta.shape))) for key in ("z", "n")}
    root = np.sqrt(new["n"])
    new["n"] += grad * grad
    new["z"] += grad
    new["z"] -= (np.sqrt(new["n"]) - root) * theta / lr
    above, under = np.maximum(new["z"] - l1, 0.0), np.maximum(-new["z"] - l1, 0.0)
    size = (beta + np.sqrt(new["n"])) / lr + l2
    size[size == 0] = 1.0
    return (under - above) / size, new
