"""Mistakes of softmax regression."""

from __future__ import annotations

import math

import numpy as np

from autograder.exercise.declare import wrong
from solutions.u09_training.softmax_regression import fit_softmax


@wrong(fit_softmax, "without a bias")
def _(X, y, K, lr, steps):
    W, losses = np.zeros((X.shape[1], K)), []
    for t in range(steps + 1):
        Z = X @ W
        P = np.exp(Z - Z.max(axis=1, keepdims=True))
        P /= P.sum(axis=1, keepdims=True)
        losses.append(-np.mean(np.log(P[np.arange(len(y)), y])))
        if t < steps:
            P[np.arange(len(y)), y] -= 1
            W = W - lr * X.T @ P / len(y)
    return W, np.zeros(K), np.array(losses)


@wrong(fit_softmax, "the gradient of the sum")
def _(X, y, K, lr, steps):
    W, b, losses = np.zeros((X.shape[1], K)), np.zeros(K), []
    for t in range(steps + 1):
        Z = X @ W + b
        log_P = Z - Z.max(axis=1, keepdims=True)
        log_P = log_P - np.log(np.exp(log_P).sum(axis=1, keepdims=True))
        losses.append(-np.mean(log_P[np.arange(len(y)), y]))
        if t < steps:
            P = np.exp(log_P)
            P[np.arange(len(y)), y] -= 1
            W, b = W - lr * X.T @ P, b - lr * P.sum(axis=0)
    return W, b, np.array(losses)


@wrong(fit_softmax, "uphill")
def _(X, y, K, lr, steps):
    W, b, losses = np.zeros((X.shape[1], K)), np.zeros(K), []
    for t in range(steps + 1):
        Z = X @ W + b
        log_P = Z - Z.max(axis=1, keepdims=True)
        log_P = log_P - np.log(np.exp(log_P).sum(axis=1, keepdims=True))
        losses.append(-np.mean(log_P[np.arange(len(y)), y]))
        if t < steps:
            P = np.exp(log_P)
            P[np.arange(len(y)), y] -= 1
            W, b = W + lr * X.T @ P / len(y), b + lr * P.mean(axis=0)
    return W, b, np.array(losses)


@wrong(fit_softmax, "softmax along the columns")
def _(X, y, K, lr, steps):
    W, b, losses = np.zeros((X.shape[1], K)), np.zeros(K), []
    for t in range(steps + 1):
        Z = X @ W + b
        P = np.exp(Z - Z.max(axis=0))
        P /= P.sum(axis=0)
        losses.append(-np.mean(np.log(P[np.arange(len(y)), y])))
        if t < steps:
            P[np.arange(len(y)), y] -= 1
            W, b = W - lr * X.T @ P / len(y), b - lr * P.mean(axis=0)
    return W, b, np.array(losses)


@wrong(fit_softmax, "the bias sees the new weights")
def _(X, y, K, lr, steps):
    def softmax(Z):
        P = np.exp(Z - Z.max(axis=1, keepdims=True))
        return P / P.sum(axis=1, keepdims=True)

    W, b, losses, Y = np.zeros((X.shape[1], K)), np.zeros(K), [], np.eye(K)[y]
    for t in range(steps + 1):
        P = softmax(X @ W + b)
        losses.append(-np.sum(Y * np.log(P + 1e-300)) / len(y))
        if t < steps:
            W = W - lr * X.T @ (P - Y) / len(y)
            b = b - lr * (softmax(X @ W + b) - Y).mean(axis=0)
    return W, b, np.array(losses)


@wrong(fit_softmax, "the last loss is missing")
def _(X, y, K, lr, steps):
    W, b, losses, Y = np.zeros((X.shape[1], K)), np.zeros(K), [], np.eye(K)[y]
    for _ in range(steps):
        Z = X @ W + b
        P = np.exp(Z - Z.max(axis=1, keepdims=True))
        P /= P.sum(axis=1, keepdims=True)
        losses.append(-np.sum(Y * np.log(P + 1e-300)) / len(y))
        W, b = W - lr * X.T @ (P - Y) / len(y), b - lr * (P - Y).mean(axis=0)
    return W, b, np.array(losses)


@wrong(fit_softmax, "each loss is the one before its update, the first twice")
def _(X, y, K, lr, steps):
    W, b, losses, Y = np.zeros((X.shape[1], K)), np.zeros(K), [math.log(K)], np.eye(K)[y]
    for _ in range(steps):
        Z = X @ W + b
        P = np.exp(Z - Z.max(axis=1, keepdims=True))
        P /= P.sum(axis=1, keepdims=True)
        losses.append(-np.sum(Y * np.log(P + 1e-300)) / len(y))
        W, b = W - lr * X.T @ (P - Y) / len(y), b - lr * (P - Y).mean(axis=0)
    return W, b, np.array(losses)


@wrong(fit_softmax, "a small random start")
def _(X, y, K, lr, steps):
    W, b = np.random.default_rng(0).normal(0, 0.01, (X.shape[1], K)), np.zeros(K)
    losses, Y = [], np.eye(K)[y]
    for t in range(steps + 1):
        Z = X @ W + b
        P = np.exp(Z - Z.max(axis=1, keepdims=True))
        P /= P.sum(axis=1, keepdims=True)
        losses.append(-np.sum(Y * np.log(P + 1e-300)) / len(y))
        if t < steps:
            W, b = W - lr * X.T @ (P - Y) / len(y), b - lr * (P - Y).mean(axis=0)
    return W, b, np.array(losses)


@wrong(fit_softmax, "overflows for large scores")
def _(X, y, K, lr, steps):
    W, b, losses, Y = np.zeros((X.shape[1], K)), np.zeros(K), [], np.eye(K)[y]
    for t in range(steps + 1):
        E = np.exp(X @ W + b)
        P = E / E.sum(axis=1, keepdims=True)
        losses.append(-np.sum(Y * np.log(P)) / len(y))
        if t < steps:
            W, b = W - lr * X.T @ (P - Y) / len(y), b - lr * (P - Y).mean(axis=0)
    return W, b, np.array(losses)


@wrong(fit_softmax, "one sigmoid for each class")
def _(X, y, K, lr, steps):
    W, b, losses, Y = np.zeros((X.shape[1], K)), np.zeros(K), [], np.eye(K)[y]
    for t in range(steps + 1):
        Z = X @ W + b
        P = 0.5 * (1 + np.tanh(Z / 2))
        losses.append(np.mean(np.sum(np.logaddexp(0, Z) - Y * Z, axis=1)))
        if t < steps:
            W, b = W - lr * X.T @ (P - Y) / len(y), b - lr * (P - Y).mean(axis=0)
    return W, b, np.array(losses)


@wrong(fit_softmax, "row by row instead of all at once")
def _(X, y, K, lr, steps):
    W, b, losses, Y = np.zeros((X.shape[1], K)), np.zeros(K), [], np.eye(K)[y]

    def softmax(Z):
        P = np.exp(Z - Z.max(axis=-1, keepdims=True))
        return P / P.sum(axis=-1, keepdims=True)

    for t in range(steps + 1):
        losses.append(-np.sum(Y * np.log(softmax(X @ W + b) + 1e-300)) / len(y))
        if t < steps:
            for row, one in zip(X, Y, strict=True):
                d = softmax(row @ W + b) - one
                W, b = W - lr * np.outer(row, d), b - lr * d
    return W, b, np.array(losses)
