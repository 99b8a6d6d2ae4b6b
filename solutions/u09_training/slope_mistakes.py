"""Mistakes in the slopes of a batch."""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import wrong
from solutions.u09_training.gradients_of_a_batch import batch_gradients


@wrong(batch_gradients, "the sum over the batch")
def _(X, y, params):
    L, A = len(params) // 2, [X]
    for k in range(1, L + 1):
        Z = A[-1] @ params[f"W{k}"] + params[f"b{k}"]
        A.append(np.maximum(Z, 0))
    P = np.exp(Z - Z.max(axis=1, keepdims=True))
    d = P / P.sum(axis=1, keepdims=True)
    d[np.arange(len(y)), y] -= 1
    grads = {}
    for k in range(L, 0, -1):
        grads |= {f"W{k}": A[k - 1].T @ d, f"b{k}": d.sum(axis=0)}
        d = (d @ params[f"W{k}"].T) * (A[k - 1] > 0)
    return grads


@wrong(batch_gradients, "the ReLU is forgotten on the way back")
def _(X, y, params):
    L, A = len(params) // 2, [X]
    for k in range(1, L + 1):
        Z = A[-1] @ params[f"W{k}"] + params[f"b{k}"]
        A.append(np.maximum(Z, 0))
    P = np.exp(Z - Z.max(axis=1, keepdims=True))
    d = P / P.sum(axis=1, keepdims=True)
    d[np.arange(len(y)), y] -= 1
    d /= len(y)
    grads = {}
    for k in range(L, 0, -1):
        grads |= {f"W{k}": A[k - 1].T @ d, f"b{k}": d.sum(axis=0)}
        d = d @ params[f"W{k}"].T
    return grads


@wrong(batch_gradients, "a ReLU on the scores too")
def _(X, y, params):
    L, A = len(params) // 2, [X]
    for k in range(1, L + 1):
        A.append(np.maximum(A[-1] @ params[f"W{k}"] + params[f"b{k}"], 0))
    Z = A[-1]
    P = np.exp(Z - Z.max(axis=1, keepdims=True))
    d = P / P.sum(axis=1, keepdims=True)
    d[np.arange(len(y)), y] -= 1
    d = d / len(y) * (Z > 0)
    grads = {}
    for k in range(L, 0, -1):
        grads |= {f"W{k}": A[k - 1].T @ d, f"b{k}": d.sum(axis=0)}
        d = (d @ params[f"W{k}"].T) * (A[k - 1] > 0)
    return grads


@wrong(batch_gradients, "the slope is masked with the wrong layer's ReLU")
def _(X, y, params):
    L, A = len(params) // 2, [X]
    for k in range(1, L):
        A.append(np.maximum(A[-1] @ params[f"W{k}"] + params[f"b{k}"], 0))
    Z = A[-1] @ params[f"W{L}"] + params[f"b{L}"]
    P = np.exp(Z - Z.max(axis=1, keepdims=True))
    d = P / P.sum(axis=1, keepdims=True)
    d[np.arange(len(y)), y] -= 1
    d /= len(y)
    grads = {}
    for k in range(L, 0, -1):
        grads |= {f"W{k}": A[k - 1].T @ d, f"b{k}": d.sum(axis=0)}
        d = d @ params[f"W{k}"].T
        d = d * (d > 0)
    return grads


@wrong(batch_gradients, "the mean over the batch twice")
def _(X, y, params):
    L, A = len(params) // 2, [X]
    for k in range(1, L):
        A.append(np.maximum(A[-1] @ params[f"W{k}"] + params[f"b{k}"], 0))
    Z = A[-1] @ params[f"W{L}"] + params[f"b{L}"]
    P = np.exp(Z - Z.max(axis=1, keepdims=True))
    d = P / P.sum(axis=1, keepdims=True)
    d[np.arange(len(y)), y] -= 1
    d /= len(y)
    grads = {}
    for k in range(L, 0, -1):
        grads |= {f"W{k}": A[k - 1].T @ d, f"b{k}": d.mean(axis=0)}
        d = (d @ params[f"W{k}"].T) * (A[k - 1] > 0)
    return grads


@wrong(batch_gradients, "no slopes for the biases")
def _(X, y, params):
    L, A = len(params) // 2, [X]
    for k in range(1, L):
        A.append(np.maximum(A[-1] @ params[f"W{k}"] + params[f"b{k}"], 0))
    Z = A[-1] @ params[f"W{L}"] + params[f"b{L}"]
    P = np.exp(Z - Z.max(axis=1, keepdims=True))
    d = P / P.sum(axis=1, keepdims=True)
    d[np.arange(len(y)), y] -= 1
    d /= len(y)
    grads = {}
    for k in range(L, 0, -1):
        grads |= {f"W{k}": A[k - 1].T @ d, f"b{k}": np.zeros(d.shape[1])}
        d = (d @ params[f"W{k}"].T) * (A[k - 1] > 0)
    return grads


@wrong(batch_gradients, "one or two layers only")
def _(X, y, params):
    if "W2" not in params:
        A, last = X, "1"
    else:
        A, last = np.maximum(X @ params["W1"] + params["b1"], 0), "2"
    Z = A @ params["W" + last] + params["b" + last]
    P = np.exp(Z - Z.max(axis=1, keepdims=True))
    d = P / P.sum(axis=1, keepdims=True)
    d[np.arange(len(y)), y] -= 1
    d /= len(y)
    grads = {"W" + last: A.T @ d, "b" + last: d.sum(axis=0)}
    if last == "2":
        e = (d @ params["W2"].T) * (A > 0)
        grads |= {"W1": X.T @ e, "b1": e.sum(axis=0)}
    return grads


@wrong(batch_gradients, "the sign: labels minus softmax")
def _(X, y, params):
    L, A = len(params) // 2, [X]
    for k in range(1, L):
        A.append(np.maximum(A[-1] @ params[f"W{k}"] + params[f"b{k}"], 0))
    Z = A[-1] @ params[f"W{L}"] + params[f"b{L}"]
    P = np.exp(Z - Z.max(axis=1, keepdims=True))
    d = (np.eye(Z.shape[1])[y] - P / P.sum(axis=1, keepdims=True)) / len(y)
    grads = {}
    for k in range(L, 0, -1):
        grads |= {f"W{k}": A[k - 1].T @ d, f"b{k}": d.sum(axis=0)}
        d = (d @ params[f"W{k}"].T) * (A[k - 1] > 0)
    return grads


@wrong(batch_gradients, "softmax over the batch")
def _(X, y, params):
    L, A = len(params) // 2, [X]
    for k in range(1, L):
        A.append(np.maximum(A[-1] @ params[f"W{k}"] + params[f"b{k}"], 0))
    Z = A[-1] @ params[f"W{L}"] + params[f"b{L}"]
    P = np.exp(Z - Z.max(axis=0))
    d = P / P.sum(axis=0)
    d[np.arange(len(y)), y] -= 1
    d /= len(y)
    grads = {}
    for k in range(L, 0, -1):
        grads |= {f"W{k}": A[k - 1].T @ d, f"b{k}": d.sum(axis=0)}
        d = (d @ params[f"W{k}"].T) * (A[k - 1] > 0)
    return grads
