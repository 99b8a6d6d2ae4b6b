"""Other ways to write a training loop."""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import accepted
from solutions.u09_training.evaluation import evaluate
from solutions.u09_training.gradients_of_a_batch import batch_gradients
from solutions.u09_training.one_epoch import run_epoch
from solutions.u09_training.training import train_mlp
from solutions.u09_training.updates import update_params


@accepted(train_mlp, "one function, everything written out")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    L, N, t = len(sizes) - 1, len(y), 0
    W = [rng.standard_normal((sizes[k], sizes[k + 1])) * (2 / sizes[k]) ** 0.5 for k in range(L)]
    b = [np.zeros(n) for n in sizes[1:]]
    m = [np.zeros_like(p) for p in W + b]
    v = [np.zeros_like(p) for p in W + b]
    history = {"loss": [], "accuracy": []}

    def forward(A):
        acts = [A]
        for k in range(L):
            Z = acts[-1] @ W[k] + b[k]
            acts.append(np.maximum(Z, 0) if k < L - 1 else Z)
        return acts

    def record():
        Z = forward(X)[-1]
        history["loss"].append(float(np.mean(np.logaddexp.reduce(Z, axis=1) - Z[np.arange(N), y])))
        history["accuracy"].append(float(np.mean(Z.argmax(axis=1) == y)))

    record()
    for _ in range(epochs):
        order = np.arange(N)
        rng.shuffle(order)
        for i in range(0, N, batch_size):
            rows = order[i : i + batch_size]
            acts = forward(X[rows])
            d = np.exp(acts[-1] - acts[-1].max(axis=1, keepdims=True))
            d /= d.sum(axis=1, keepdims=True)
            d[np.arange(len(rows)), y[rows]] -= 1
            d /= len(rows)
            grads = [None] * (2 * L)
            for k in reversed(range(L)):
                grads[k], grads[L + k] = acts[k].T @ d, d.sum(axis=0)
                d = (d @ W[k].T) * (acts[k] > 0)
            t += 1
            for j, g in enumerate(grads):
                p = (W + b)[j]
                if optimizer == "adam":
                    m[j] += 0.1 * (g - m[j])
                    v[j] += 0.001 * (g * g - v[j])
                    p -= lr * (m[j] / (1 - 0.9**t)) / (np.sqrt(v[j] / (1 - 0.999**t)) + 1e-8)
                elif optimizer == "momentum":
                    m[j] = 0.9 * m[j] - lr * g
                    p += m[j]
                else:
                    p -= lr * g
        record()
    params = {f"W{k + 1}": W[k] for k in range(L)} | {f"b{k + 1}": b[k] for k in range(L)}
    return params, history


@accepted(train_mlp, "a generator for the start, another one for the orders, history as arrays")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    start, shuffle = np.random.default_rng([seed, 0]), np.random.default_rng([seed, 1])
    params = {}
    for k, units in enumerate(sizes[1:], start=1):
        n = sizes[k - 1]
        params[f"W{k}"] = start.normal(0, np.sqrt(2 / n), (n, units))
        params[f"b{k}"] = np.zeros(units)
    table, state = np.zeros((epochs + 1, 2)), {}
    table[0] = evaluate(X, y, params)
    for e in range(1, epochs + 1):
        order = shuffle.permutation(len(X))
        for rows in np.split(order, range(batch_size, len(order), batch_size)):
            grads = batch_gradients(X[rows], y[rows], params)
            params, state = update_params(params, grads, state, optimizer, lr)
        table[e] = evaluate(X, y, params)
    return params, {"loss": table[:, 0], "accuracy": table[:, 1]}


@accepted(train_mlp, "Python's own random numbers, the rows reordered as copies")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    import random

    dice = random.Random(seed)  # noqa: S311
    params, state = {}, {}
    for k in range(1, len(sizes)):
        spread = (2 / sizes[k - 1]) ** 0.5
        params[f"W{k}"] = np.array(
            [[dice.gauss(0, spread) for _ in range(sizes[k])] for _ in range(sizes[k - 1])]
        )
        params[f"b{k}"] = np.zeros(sizes[k])
    losses, shares = [], []
    for epoch in range(epochs + 1):
        if epoch:
            order = list(range(len(y)))
            dice.shuffle(order)
            X_new, y_new = X[order], y[order]
            for i in range(0, len(y), batch_size):
                part = slice(i, i + batch_size)
                grads = batch_gradients(X_new[part], y_new[part], params)
                params, state = update_params(params, grads, state, optimizer, lr)
        loss, share = evaluate(X, y, params)
        losses.append(loss)
        shares.append(share)
    return params, {"loss": losses, "accuracy": shares}


@accepted(train_mlp, "the old global generator, seeded")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    np.random.seed(seed)  # noqa: NPY002
    params = {}
    for k in range(1, len(sizes)):
        params[f"b{k}"] = np.zeros(sizes[k])
        params[f"W{k}"] = np.random.randn(sizes[k - 1], sizes[k]) * np.sqrt(2 / sizes[k - 1])  # noqa: NPY002

    def step(params, state, Xb, yb):
        return update_params(params, batch_gradients(Xb, yb, params), state, optimizer, lr)

    state, pairs = {}, [evaluate(X, y, params)]
    for _ in range(epochs):
        order = np.random.permutation(len(y))  # noqa: NPY002
        params, state = run_epoch(step, X, y, params, state, order, batch_size)
        pairs.append(evaluate(X, y, params))
    losses, shares = zip(*pairs, strict=True)
    return params, {"loss": list(losses), "accuracy": list(shares)}
