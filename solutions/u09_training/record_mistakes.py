"""Mistakes around the loop of a training run: start, memory, history."""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import wrong
from solutions.u09_training.evaluation import evaluate
from solutions.u09_training.gradients_of_a_batch import batch_gradients
from solutions.u09_training.training import train_mlp
from solutions.u09_training.updates import update_params


@wrong(train_mlp, "no measurement before training")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    params, state = {}, {}
    for k in range(1, len(sizes)):
        params[f"W{k}"] = rng.normal(0, np.sqrt(2 / sizes[k - 1]), (sizes[k - 1], sizes[k]))
        params[f"b{k}"] = np.zeros(sizes[k])
    seen = []
    for _ in range(epochs):
        order = rng.permutation(len(y))
        for i in range(0, len(y), batch_size):
            rows = order[i : i + batch_size]
            g = batch_gradients(X[rows], y[rows], params)
            params, state = update_params(params, g, state, optimizer, lr)
        seen.append(evaluate(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(train_mlp, "measures before each epoch; the last entry twice")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    params, state = {}, {}
    for k in range(1, len(sizes)):
        params[f"W{k}"] = rng.normal(0, np.sqrt(2 / sizes[k - 1]), (sizes[k - 1], sizes[k]))
        params[f"b{k}"] = np.zeros(sizes[k])
    seen = []
    for _ in range(epochs):
        seen.append(evaluate(X, y, params))
        order = rng.permutation(len(y))
        for i in range(0, len(y), batch_size):
            rows = order[i : i + batch_size]
            g = batch_gradients(X[rows], y[rows], params)
            params, state = update_params(params, g, state, optimizer, lr)
    seen.append(seen[-1] if seen else evaluate(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(train_mlp, "measures the last batch only")
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
            params, state = update_params(params, g, state, optimizer, lr)
        seen.append(evaluate(X[rows], y[rows], params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(train_mlp, "the mean of the losses on the way")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    params, state = {}, {}
    for k in range(1, len(sizes)):
        params[f"W{k}"] = rng.normal(0, np.sqrt(2 / sizes[k - 1]), (sizes[k - 1], sizes[k]))
        params[f"b{k}"] = np.zeros(sizes[k])
    seen = [evaluate(X, y, params)]
    for _ in range(epochs):
        way = []
        order = rng.permutation(len(y))
        for i in range(0, len(y), batch_size):
            rows = order[i : i + batch_size]
            g = batch_gradients(X[rows], y[rows], params)
            way.append(evaluate(X[rows], y[rows], params))
            params, state = update_params(params, g, state, optimizer, lr)
        seen.append(tuple(np.mean(way, axis=0)))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(train_mlp, "ignores the seed")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    rng = np.random.default_rng(0)
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
            params, state = update_params(params, g, state, optimizer, lr)
        seen.append(evaluate(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(train_mlp, "another run every time")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    rng = np.random.default_rng()
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
            params, state = update_params(params, g, state, optimizer, lr)
        seen.append(evaluate(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(train_mlp, "starts at zero")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    params, state = {}, {}
    for k in range(1, len(sizes)):
        params[f"W{k}"] = np.zeros((sizes[k - 1], sizes[k]))
        params[f"b{k}"] = np.zeros(sizes[k])
    seen = [evaluate(X, y, params)]
    for _ in range(epochs):
        order = rng.permutation(len(y))
        for i in range(0, len(y), batch_size):
            rows = order[i : i + batch_size]
            g = batch_gradients(X[rows], y[rows], params)
            params, state = update_params(params, g, state, optimizer, lr)
        seen.append(evaluate(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(train_mlp, "a start with variance 1/fan_in")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    params, state = {}, {}
    for k in range(1, len(sizes)):
        params[f"W{k}"] = rng.normal(0, np.sqrt(1 / sizes[k - 1]), (sizes[k - 1], sizes[k]))
        params[f"b{k}"] = np.zeros(sizes[k])
    seen = [evaluate(X, y, params)]
    for _ in range(epochs):
        order = rng.permutation(len(y))
        for i in range(0, len(y), batch_size):
            rows = order[i : i + batch_size]
            g = batch_gradients(X[rows], y[rows], params)
            params, state = update_params(params, g, state, optimizer, lr)
        seen.append(evaluate(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(train_mlp, "a start with the number of outputs")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    params, state = {}, {}
    for k in range(1, len(sizes)):
        params[f"W{k}"] = rng.normal(0, np.sqrt(2 / sizes[k]), (sizes[k - 1], sizes[k]))
        params[f"b{k}"] = np.zeros(sizes[k])
    seen = [evaluate(X, y, params)]
    for _ in range(epochs):
        order = rng.permutation(len(y))
        for i in range(0, len(y), batch_size):
            rows = order[i : i + batch_size]
            g = batch_gradients(X[rows], y[rows], params)
            params, state = update_params(params, g, state, optimizer, lr)
        seen.append(evaluate(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(train_mlp, "sgd whatever is asked for")
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
            params, state = update_params(params, g, state, "sgd", lr)
        seen.append(evaluate(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(train_mlp, "forgets the optimizer's memory after each epoch")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    params, state = {}, {}
    for k in range(1, len(sizes)):
        params[f"W{k}"] = rng.normal(0, np.sqrt(2 / sizes[k - 1]), (sizes[k - 1], sizes[k]))
        params[f"b{k}"] = np.zeros(sizes[k])
    seen = [evaluate(X, y, params)]
    for _ in range(epochs):
        state = {}
        order = rng.permutation(len(y))
        for i in range(0, len(y), batch_size):
            rows = order[i : i + batch_size]
            g = batch_gradients(X[rows], y[rows], params)
            params, state = update_params(params, g, state, optimizer, lr)
        seen.append(evaluate(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(train_mlp, "forgets the optimizer's memory after each step")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    params = {}
    for k in range(1, len(sizes)):
        params[f"W{k}"] = rng.normal(0, np.sqrt(2 / sizes[k - 1]), (sizes[k - 1], sizes[k]))
        params[f"b{k}"] = np.zeros(sizes[k])
    seen = [evaluate(X, y, params)]
    for _ in range(epochs):
        order = rng.permutation(len(y))
        for i in range(0, len(y), batch_size):
            rows = order[i : i + batch_size]
            g = batch_gradients(X[rows], y[rows], params)
            params, _ = update_params(params, g, {}, optimizer, lr)
        seen.append(evaluate(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(train_mlp, "the rate shrinks from epoch to epoch")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    params, state = {}, {}
    for k in range(1, len(sizes)):
        params[f"W{k}"] = rng.normal(0, np.sqrt(2 / sizes[k - 1]), (sizes[k - 1], sizes[k]))
        params[f"b{k}"] = np.zeros(sizes[k])
    seen = [evaluate(X, y, params)]
    for e in range(epochs):
        order = rng.permutation(len(y))
        for i in range(0, len(y), batch_size):
            rows = order[i : i + batch_size]
            g = batch_gradients(X[rows], y[rows], params)
            params, state = update_params(params, g, state, optimizer, lr / (1 + e))
        seen.append(evaluate(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(train_mlp, "scales the inputs by itself")
def _(X, y, sizes, *, optimizer="sgd", lr, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    params, state = {}, {}
    for k in range(1, len(sizes)):
        params[f"W{k}"] = rng.normal(0, np.sqrt(2 / sizes[k - 1]), (sizes[k - 1], sizes[k]))
        params[f"b{k}"] = np.zeros(sizes[k])
    X = (X - X.mean(axis=0)) / np.where(X.std(axis=0) > 0, X.std(axis=0), 1)
    seen = [evaluate(X, y, params)]
    for _ in range(epochs):
        order = rng.permutation(len(y))
        for i in range(0, len(y), batch_size):
            rows = order[i : i + batch_size]
            g = batch_gradients(X[rows], y[rows], params)
            params, state = update_params(params, g, state, optimizer, lr)
        seen.append(evaluate(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}


@wrong(train_mlp, "softmax along the columns")
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
            g, A, L = {}, [X[rows]], len(sizes) - 1
            for k in range(1, L + 1):
                Z = A[-1] @ params[f"W{k}"] + params[f"b{k}"]
                A.append(np.maximum(Z, 0))
            d = np.exp(Z - Z.max(axis=0))
            d = (d / d.sum(axis=0) - np.eye(sizes[-1])[y[rows]]) / len(rows)
            for k in range(L, 0, -1):
                g |= {f"W{k}": A[k - 1].T @ d, f"b{k}": d.sum(axis=0)}
                d = (d @ params[f"W{k}"].T) * (A[k - 1] > 0)
            params, state = update_params(params, g, state, optimizer, lr)
        seen.append(evaluate(X, y, params))
    return params, {"loss": [a for a, _ in seen], "accuracy": [b for _, b in seen]}
