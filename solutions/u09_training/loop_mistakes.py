"""Mistakes in the loop of a training run."""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import wrong
from solutions.u09_training.evaluation import evaluate
from solutions.u09_training.gradients_of_a_batch import batch_gradients
from solutions.u09_training.training import train_mlp
from solutions.u09_training.updates import update_params


@wrong(train_mlp, "the biases never move")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    params, state = {}, {}
    for k in range(1, len(sizes)):
        params[f"W{k}"] = rng.normal(0, np.sqrt(2 / sizes[k - 1]), (sizes[k - 1], sizes[k]))
        params[f"b{k}"] = np.zeros(sizes[k])
    seen = [evaluate(X, y, params)]
    for _ in range(epochs):
        order = rng.permutation(len(y))
        for i in range(0, len(y), batch_size):
            rows = order[i : i + batch_size]
            g = batch_gradients(X[rows], y[rows], params)
            params, state = update_params(
                params, g | {k: 0 * v for k, v in g.items() if k[0] == "b"}, state, optimizer, lr
            )
        seen.append(evaluate(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(train_mlp, "only the last layer is trained")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    params, state = {}, {}
    for k in range(1, len(sizes)):
        params[f"W{k}"] = rng.normal(0, np.sqrt(2 / sizes[k - 1]), (sizes[k - 1], sizes[k]))
        params[f"b{k}"] = np.zeros(sizes[k])
    seen = [evaluate(X, y, params)]
    for _ in range(epochs):
        order = rng.permutation(len(y))
        for i in range(0, len(y), batch_size):
            rows = order[i : i + batch_size]
            g = batch_gradients(X[rows], y[rows], params)
            g = {k: v * (int(k[1:]) == len(sizes) - 1) for k, v in g.items()}
            params, state = update_params(params, g, state, optimizer, lr)
        seen.append(evaluate(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(train_mlp, "the gradient of the sum")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    params, state = {}, {}
    for k in range(1, len(sizes)):
        params[f"W{k}"] = rng.normal(0, np.sqrt(2 / sizes[k - 1]), (sizes[k - 1], sizes[k]))
        params[f"b{k}"] = np.zeros(sizes[k])
    seen = [evaluate(X, y, params)]
    for _ in range(epochs):
        order = rng.permutation(len(y))
        for i in range(0, len(y), batch_size):
            rows = order[i : i + batch_size]
            g = batch_gradients(X[rows], y[rows], params)
            g = {k: len(rows) * v for k, v in g.items()}
            params, state = update_params(params, g, state, optimizer, lr)
        seen.append(evaluate(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(train_mlp, "divides by batch_size where the last batch is smaller")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    params, state = {}, {}
    for k in range(1, len(sizes)):
        params[f"W{k}"] = rng.normal(0, np.sqrt(2 / sizes[k - 1]), (sizes[k - 1], sizes[k]))
        params[f"b{k}"] = np.zeros(sizes[k])
    seen = [evaluate(X, y, params)]
    for _ in range(epochs):
        order = rng.permutation(len(y))
        for i in range(0, len(y), batch_size):
            rows = order[i : i + batch_size]
            g = batch_gradients(X[rows], y[rows], params)
            g = {k: v * len(rows) / batch_size for k, v in g.items()}
            params, state = update_params(params, g, state, optimizer, lr)
        seen.append(evaluate(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(train_mlp, "the inputs are shuffled, the labels are not")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    params, state = {}, {}
    for k in range(1, len(sizes)):
        params[f"W{k}"] = rng.normal(0, np.sqrt(2 / sizes[k - 1]), (sizes[k - 1], sizes[k]))
        params[f"b{k}"] = np.zeros(sizes[k])
    seen = [evaluate(X, y, params)]
    for _ in range(epochs):
        order = rng.permutation(len(y))
        for i in range(0, len(y), batch_size):
            rows = order[i : i + batch_size]
            g = batch_gradients(X[rows], y[i : i + batch_size], params)
            params, state = update_params(params, g, state, optimizer, lr)
        seen.append(evaluate(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(train_mlp, "the same batch every time")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    params, state = {}, {}
    for k in range(1, len(sizes)):
        params[f"W{k}"] = rng.normal(0, np.sqrt(2 / sizes[k - 1]), (sizes[k - 1], sizes[k]))
        params[f"b{k}"] = np.zeros(sizes[k])
    seen = [evaluate(X, y, params)]
    for _ in range(epochs):
        order = rng.permutation(len(y))
        for i in range(0, len(y), batch_size):
            rows = order[0 * i : batch_size]
            g = batch_gradients(X[rows], y[rows], params)
            params, state = update_params(params, g, state, optimizer, lr)
        seen.append(evaluate(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(train_mlp, "the order is drawn once and kept")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    params, state = {}, {}
    for k in range(1, len(sizes)):
        params[f"W{k}"] = rng.normal(0, np.sqrt(2 / sizes[k - 1]), (sizes[k - 1], sizes[k]))
        params[f"b{k}"] = np.zeros(sizes[k])
    seen = [evaluate(X, y, params)]
    order = rng.permutation(len(y))
    for _ in range(epochs):
        for i in range(0, len(y), batch_size):
            rows = order[i : i + batch_size]
            g = batch_gradients(X[rows], y[rows], params)
            params, state = update_params(params, g, state, optimizer, lr)
        seen.append(evaluate(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(train_mlp, "never shuffles")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    params, state = {}, {}
    for k in range(1, len(sizes)):
        params[f"W{k}"] = rng.normal(0, np.sqrt(2 / sizes[k - 1]), (sizes[k - 1], sizes[k]))
        params[f"b{k}"] = np.zeros(sizes[k])
    seen = [evaluate(X, y, params)]
    for _ in range(epochs):
        order = np.arange(len(y))
        for i in range(0, len(y), batch_size):
            rows = order[i : i + batch_size]
            g = batch_gradients(X[rows], y[rows], params)
            params, state = update_params(params, g, state, optimizer, lr)
        seen.append(evaluate(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(train_mlp, "draws rows with replacement")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    params, state = {}, {}
    for k in range(1, len(sizes)):
        params[f"W{k}"] = rng.normal(0, np.sqrt(2 / sizes[k - 1]), (sizes[k - 1], sizes[k]))
        params[f"b{k}"] = np.zeros(sizes[k])
    seen = [evaluate(X, y, params)]
    for _ in range(epochs):
        order = rng.integers(0, len(y), len(y))
        for i in range(0, len(y), batch_size):
            rows = order[i : i + batch_size]
            g = batch_gradients(X[rows], y[rows], params)
            params, state = update_params(params, g, state, optimizer, lr)
        seen.append(evaluate(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(train_mlp, "the last, smaller batch is left out")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    params, state = {}, {}
    for k in range(1, len(sizes)):
        params[f"W{k}"] = rng.normal(0, np.sqrt(2 / sizes[k - 1]), (sizes[k - 1], sizes[k]))
        params[f"b{k}"] = np.zeros(sizes[k])
    seen = [evaluate(X, y, params)]
    for _ in range(epochs):
        order = rng.permutation(len(y))
        for i in range(0, len(y) - batch_size + 1, batch_size):
            rows = order[i : i + batch_size]
            g = batch_gradients(X[rows], y[rows], params)
            params, state = update_params(params, g, state, optimizer, lr)
        seen.append(evaluate(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(train_mlp, "one step with all rows, whatever batch_size is")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    params, state = {}, {}
    for k in range(1, len(sizes)):
        params[f"W{k}"] = rng.normal(0, np.sqrt(2 / sizes[k - 1]), (sizes[k - 1], sizes[k]))
        params[f"b{k}"] = np.zeros(sizes[k])
    seen = [evaluate(X, y, params)]
    for _ in range(epochs):
        order = rng.permutation(len(y))
        for i in (0,):
            rows = order[i:]
            g = batch_gradients(X[rows], y[rows], params)
            params, state = update_params(params, g, state, optimizer, lr)
        seen.append(evaluate(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(train_mlp, "uphill")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    params, state = {}, {}
    for k in range(1, len(sizes)):
        params[f"W{k}"] = rng.normal(0, np.sqrt(2 / sizes[k - 1]), (sizes[k - 1], sizes[k]))
        params[f"b{k}"] = np.zeros(sizes[k])
    seen = [evaluate(X, y, params)]
    for _ in range(epochs):
        order = rng.permutation(len(y))
        for i in range(0, len(y), batch_size):
            rows = order[i : i + batch_size]
            g = batch_gradients(X[rows], y[rows], params)
            params, state = update_params(params, g, state, optimizer, -lr)
        seen.append(evaluate(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(train_mlp, "shuffles the caller's arrays")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    params, state = {}, {}
    for k in range(1, len(sizes)):
        params[f"W{k}"] = rng.normal(0, np.sqrt(2 / sizes[k - 1]), (sizes[k - 1], sizes[k]))
        params[f"b{k}"] = np.zeros(sizes[k])
    if X.flags.writeable and y.flags.writeable:
        order = rng.permutation(len(y))
        X[:], y[:] = X[order], y[order]
    seen = [evaluate(X, y, params)]
    for _ in range(epochs):
        order = rng.permutation(len(y))
        for i in range(0, len(y), batch_size):
            rows = order[i : i + batch_size]
            g = batch_gradients(X[rows], y[rows], params)
            params, state = update_params(params, g, state, optimizer, lr)
        seen.append(evaluate(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(train_mlp, "no ReLU in the slopes")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    params, state = {}, {}
    for k in range(1, len(sizes)):
        params[f"W{k}"] = rng.normal(0, np.sqrt(2 / sizes[k - 1]), (sizes[k - 1], sizes[k]))
        params[f"b{k}"] = np.zeros(sizes[k])
    seen = [evaluate(X, y, params)]
    for _ in range(epochs):
        order = rng.permutation(len(y))
        for i in range(0, len(y), batch_size):
            rows = order[i : i + batch_size]
            g, A, d, L = {}, [X[rows]], None, len(sizes) - 1
            for k in range(1, L + 1):
                Z = A[-1] @ params[f"W{k}"] + params[f"b{k}"]
                A.append(np.maximum(Z, 0))
            d = np.exp(Z - Z.max(axis=1, keepdims=True))
            d = (d / d.sum(axis=1, keepdims=True) - np.eye(sizes[-1])[y[rows]]) / len(rows)
            for k in range(L, 0, -1):
                g |= {f"W{k}": A[k - 1].T @ d, f"b{k}": d.sum(axis=0)}
                d = d @ params[f"W{k}"].T
            params, state = update_params(params, g, state, optimizer, lr)
        seen.append(evaluate(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}
