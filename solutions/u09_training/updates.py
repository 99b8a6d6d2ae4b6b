"""One step for a whole network: sgd, momentum or Adam on a dict of arrays."""

from __future__ import annotations

import numpy as np

from autograder.checks import Golden, Purity, Raises, Shape
from autograder.exercise.declare import accepted, exercise
from autograder.exercise.training_recipes import update_run

# %% [markdown]
# ## An update for all parameters
#
# The optimizers of unit 8 move one array. A network has several, and each has a memory of its own: the velocity of
# `W1` has the shape of `W1`. If your `u08_optimizers` lies beside this file, its steps do the work here, one call for
# each name in the dict.


@exercise(
    points=3,
    minutes=20,
    difficulty=3,
    core=True,
    source="S3-38, S4-11, S3-29",
    hints=(
        "Three rules, one loop over the names. What a rule remembers is kept for each name separately.",
        "Make state a dict from names to what belongs to that array: a velocity for momentum; two averages and a count for Adam. state.get(name, ...) gives zeros the first time.",
        "For each name, compute the new memory from the old one and the slope, and the new array from it; put both into new dicts. An optimizer that is none of the three raises ValueError.",
    ),
    checks=[
        Shape(
            label="dicts with the parameters' keys and shapes",
            at=(update_run("sgd", 1, 0.1), update_run("momentum", 2, 0.1), update_run("adam", 2, 0.1)),
        ),
        Golden(label="sgd, two steps", at=(update_run("sgd", 2, 0.3),)),
        Golden(label="momentum, three steps", at=(update_run("momentum", 3, 0.3),)),
        Golden(label="Adam, three steps", weight=2, at=(update_run("adam", 3, 0.2),)),
        Raises(
            label="an unknown optimizer is a ValueError",
            exception="ValueError",
            at=(update_run("adagrad", 1, 0.1),),
        ),
        Purity(
            label="leaves its arguments alone",
            first=update_run("adam", 2, 0.1),
            between=update_run("momentum", 2, 0.4),
        ),
    ],
    hidden=[
        Golden(label="sgd, other sizes and rates", at=(update_run("sgd", 3, 0.05, seed=2241),)),
        Golden(
            label="momentum over more steps",
            weight=2,
            at=(
                update_run("momentum", 6, 0.05, seed=2242),
                update_run("momentum", 4, 0.7, seed=2243, scale=1e-3),
            ),
        ),
        Golden(
            label="Adam over more steps, with gradients that are small or zero",
            weight=2,
            at=(
                update_run("adam", 6, 0.05, seed=2244),
                update_run("adam", 5, 0.3, seed=2245, scale=1e-6),
                update_run("adam", 3, 0.3, seed=2246, scale=0.0),
                update_run("adam", 2, 1e-3, seed=2247, scale=100.0),
            ),
        ),
        Purity(
            label="leaves its arguments alone with the other optimizers too",
            first=update_run("momentum", 2, 0.1),
            between=update_run("sgd", 2, 0.4),
        ),
        Purity(
            label="plain steps leave their arguments alone",
            first=update_run("sgd", 2, 0.1),
            between=update_run("adam", 2, 0.4),
        ),
    ],
)
def update_params(params: dict, grads: dict, state: dict, optimizer: str, lr: float) -> tuple[dict, dict]:
    r"""One step of an optimizer for every array of a network.

    With $g$ the slope of an array $\theta$, and $t$ the number of the step, 1 for the first:

    - `"sgd"`: $\theta \leftarrow \theta - \text{lr}\, g$
    - `"momentum"`: $u \leftarrow 0.9\, u + g$, then $\theta \leftarrow \theta - \text{lr}\, u$
    - `"adam"`: $m \leftarrow 0.9\, m + 0.1\, g$ and $v \leftarrow 0.999\, v + 0.001\, g^2$, then
      $\theta \leftarrow \theta - \text{lr}\, \hat m / (\sqrt{\hat v} + 10^{-8})$ with $\hat m = m/(1 - 0.9^t)$,
      $\hat v = v/(1 - 0.999^t)$

    Args:
        params: arrays by name.
        grads: the slope of each array, with the same names and shapes.
        state: what the steps before have left, `{}` before the first one. What is in it is up to you.
        optimizer: "sgd", "momentum" or "adam"; anything else raises ValueError.
        lr: learning rate.

    Returns:
        The pair (params, state) of two new dicts. Nothing that came in is changed, state neither.

    Example:
        >>> params, state = update_params({"b1": np.array([1.0])}, {"b1": np.array([4.0])}, {}, "sgd", 0.125)
        >>> params
        {'b1': array([0.5])}
    """
    if optimizer not in ("sgd", "momentum", "adam"):
        unknown = f"optimizer must be sgd, momentum or adam, not {optimizer!r}"
        raise ValueError(unknown)
    moved, memory = {}, {}
    for name, g in grads.items():
        u, v, t = state.get(name, (0.0, 0.0, 0))
        t = t + 1
        if optimizer == "adam":
            u, v = 0.9 * u + 0.1 * g, 0.999 * v + 0.001 * g**2
            direction = u / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        else:
            u = 0.9 * u + g if optimizer == "momentum" else g
            direction = u
        moved[name], memory[name] = params[name] - lr * direction, (u, v, t)
    return moved, memory


@accepted(update_params, "one small function for each method")
def _(params, grads, state, optimizer, lr):
    def sgd(theta, g, kept):
        return theta - lr * g, kept

    def momentum(theta, g, kept):
        velocity = g + 0.9 * kept.get("velocity", np.zeros_like(g))
        return theta - lr * velocity, {"velocity": velocity}

    def adam(theta, g, kept):
        first = 0.9 * kept.get("first", np.zeros_like(g)) + (1 - 0.9) * g
        second = 0.999 * kept.get("second", np.zeros_like(g)) + (1 - 0.999) * g * g
        count = kept.get("count", 0) + 1
        step = (first / (1 - 0.9**count)) / ((second / (1 - 0.999**count)) ** 0.5 + 1e-8)
        return theta - lr * step, {"first": first, "second": second, "count": count}

    methods = {"sgd": sgd, "momentum": momentum, "adam": adam}
    if optimizer not in methods:
        raise ValueError(optimizer)
    moved = {name: methods[optimizer](params[name], g, state.get(name, {})) for name, g in grads.items()}
    return {name: pair[0] for name, pair in moved.items()}, {name: pair[1] for name, pair in moved.items()}


@accepted(update_params, "the memory as dicts by kind")
def _(params, grads, state, optimizer, lr):
    if optimizer == "sgd":
        return {k: v - lr * grads[k] for k, v in params.items()}, dict(state)
    if optimizer == "momentum":
        u = {k: 0.9 * state.get("u", {}).get(k, 0.0) + g for k, g in grads.items()}
        return {k: v - lr * u[k] for k, v in params.items()}, {"u": u}
    if optimizer != "adam":
        raise ValueError(optimizer)
    t = state.get("t", 0) + 1
    old_m, old_v = state.get("m", {}), state.get("v", {})
    m = {k: 0.9 * old_m.get(k, 0.0) + (1 - 0.9) * g for k, g in grads.items()}
    s = {k: 0.999 * old_v.get(k, 0.0) + (1 - 0.999) * g * g for k, g in grads.items()}
    new = {
        k: v - lr * (m[k] / (1 - 0.9**t)) / (np.sqrt(s[k] / (1 - 0.999**t)) + 1e-8) for k, v in params.items()
    }
    return new, {"m": m, "v": s, "t": t}


@accepted(update_params, "a function for each rule, as in unit 8")
def _(params, grads, state, optimizer, lr):
    def sgd(theta, g, kept):
        return theta - lr * g, {}

    def momentum(theta, g, kept):
        u = 0.9 * kept.get("u", np.zeros_like(theta)) + g
        return theta - lr * u, {"u": u}

    def adam(theta, g, kept):
        t = kept.get("t", 0) + 1
        m = 0.9 * kept.get("m", np.zeros_like(theta)) + 0.1 * g
        v = 0.999 * kept.get("v", np.zeros_like(theta)) + 0.001 * np.square(g)
        m_hat, v_hat = m / (1 - 0.9**t), v / (1 - 0.999**t)
        return theta - lr * m_hat / (np.sqrt(v_hat) + 1e-8), {"m": m, "v": v, "t": t}

    rules = {"sgd": sgd, "momentum": momentum, "adam": adam}
    if optimizer not in rules:
        raise ValueError(optimizer)
    both = {k: rules[optimizer](params[k], grads[k], state.get(k, {})) for k in params}
    return {k: pair[0] for k, pair in both.items()}, {k: pair[1] for k, pair in both.items()}


@accepted(update_params, "the deck's momentum, with the rate inside the velocity; Adam on all slopes so far")
def _(params, grads, state, optimizer, lr):
    past = [*state.get("past", []), {k: np.array(g) for k, g in grads.items()}]
    t, new = len(past), {}
    for k in params:
        known = np.array([g[k] for g in past])
        age = np.arange(t)[::-1].reshape(-1, *[1] * (known.ndim - 1))
        if optimizer == "sgd":
            new[k] = params[k] - lr * known[-1]
        elif optimizer == "momentum":
            new[k] = params[k] - (lr * 0.9**age * known).sum(axis=0)
        elif optimizer == "adam":
            m = (0.9**age * known).sum(axis=0) / (0.9**age).sum()
            v = (0.999**age * known**2).sum(axis=0) / (0.999**age).sum()
            new[k] = params[k] - lr * m / (v**0.5 + 1e-8)
        else:
            raise ValueError(optimizer)
    return new, {"past": past}
