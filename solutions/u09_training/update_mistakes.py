"""Mistakes in the steps of the three optimizers."""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import wrong
from solutions.u09_training.updates import update_params


@wrong(update_params, "sgd whatever is asked for")
def _(params, grads, state, optimizer, lr):
    if optimizer not in ("sgd", "momentum", "adam"):
        raise ValueError(optimizer)
    return {k: params[k] - lr * grads[k] for k in params}, {}


@wrong(update_params, "an unknown optimizer is taken for sgd")
def _(params, grads, state, optimizer, lr):
    new, kept = {}, {}
    for k, g in grads.items():
        u, v, t = state.get(k, (0.0, 0.0, 0))
        t += 1
        if optimizer == "adam":
            u, v = 0.9 * u + 0.1 * g, 0.999 * v + 0.001 * g * g
            step = u / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        else:
            u = step = 0.9 * u + g if optimizer == "momentum" else g
        new[k], kept[k] = params[k] - lr * step, (u, v, t)
    return new, kept


@wrong(update_params, "one count for all arrays, raised for each")
def _(params, grads, state, optimizer, lr):
    if optimizer not in ("sgd", "momentum", "adam"):
        raise ValueError(optimizer)
    new, kept, t = {}, {}, state.get("t", 0)
    for k, g in grads.items():
        u, v = state.get(k, (0.0, 0.0))
        t += 1
        if optimizer == "adam":
            u, v = 0.9 * u + 0.1 * g, 0.999 * v + 0.001 * g * g
            step = u / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        else:
            u = step = 0.9 * u + g if optimizer == "momentum" else g
        new[k], kept[k] = params[k] - lr * step, (u, v)
    return new, {**kept, "t": t}


@wrong(update_params, "Adam without the correction")
def _(params, grads, state, optimizer, lr):
    if optimizer not in ("sgd", "momentum", "adam"):
        raise ValueError(optimizer)
    new, kept = {}, {}
    for k, g in grads.items():
        u, v = state.get(k, (0.0, 0.0))
        if optimizer == "adam":
            u, v = 0.9 * u + 0.1 * g, 0.999 * v + 0.001 * g * g
            step = u / (np.sqrt(v) + 1e-8)
        else:
            u = step = 0.9 * u + g if optimizer == "momentum" else g
        new[k], kept[k] = params[k] - lr * step, (u, v)
    return new, kept


@wrong(update_params, "eps inside the root")
def _(params, grads, state, optimizer, lr):
    if optimizer not in ("sgd", "momentum", "adam"):
        raise ValueError(optimizer)
    new, kept = {}, {}
    for k, g in grads.items():
        u, v, t = state.get(k, (0.0, 0.0, 0))
        t += 1
        if optimizer == "adam":
            u, v = 0.9 * u + 0.1 * g, 0.999 * v + 0.001 * g * g
            step = u / (1 - 0.9**t) / np.sqrt(v / (1 - 0.999**t) + 1e-8)
        else:
            u = step = 0.9 * u + g if optimizer == "momentum" else g
        new[k], kept[k] = params[k] - lr * step, (u, v, t)
    return new, kept


@wrong(update_params, "momentum as an average")
def _(params, grads, state, optimizer, lr):
    if optimizer not in ("sgd", "momentum", "adam"):
        raise ValueError(optimizer)
    new, kept = {}, {}
    for k, g in grads.items():
        u, v, t = state.get(k, (0.0, 0.0, 0))
        t += 1
        u = g if optimizer == "sgd" else 0.9 * u + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        step = u if optimizer != "adam" else u / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        new[k], kept[k] = params[k] - lr * step, (u, v, t)
    return new, kept


@wrong(update_params, "the state comes back as it was")
def _(params, grads, state, optimizer, lr):
    if optimizer not in ("sgd", "momentum", "adam"):
        raise ValueError(optimizer)
    new = {}
    for k, g in grads.items():
        u, v = 0.1 * g, 0.001 * g * g
        new[k] = params[k] - lr * (u / 0.1 / (np.sqrt(v / 0.001) + 1e-8) if optimizer == "adam" else g)
    return new, state


@wrong(update_params, "the velocities are changed in place")
def _(params, grads, state, optimizer, lr):
    if optimizer not in ("sgd", "momentum", "adam"):
        raise ValueError(optimizer)
    new, kept = {}, {}
    for k, g in grads.items():
        u, v, t = state.get(k, (np.zeros_like(g), np.zeros_like(g), 0))
        t += 1
        if optimizer == "adam":
            u *= 0.9
            u += 0.1 * g
            v *= 0.999
            v += 0.001 * g * g
            step = u / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        else:
            u *= 0.9 if optimizer == "momentum" else 0.0
            u += g
            step = u
        new[k], kept[k] = params[k] - lr * step, (u, v, t)
    return new, kept


@wrong(update_params, "moves the caller's arrays")
def _(params, grads, state, optimizer, lr):
    if optimizer not in ("sgd", "momentum", "adam"):
        raise ValueError(optimizer)
    kept = {}
    for k, g in grads.items():
        u, v, t = state.get(k, (0.0, 0.0, 0))
        t += 1
        if optimizer == "adam":
            u, v = 0.9 * u + 0.1 * g, 0.999 * v + 0.001 * g * g
            params[k] -= lr * u / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        else:
            u = 0.9 * u + g if optimizer == "momentum" else g
            params[k] -= lr * u
        kept[k] = (u, v, t)
    return params, kept


@wrong(update_params, "uphill")
def _(params, grads, state, optimizer, lr):
    if optimizer not in ("sgd", "momentum", "adam"):
        raise ValueError(optimizer)
    new, kept = {}, {}
    for k, g in grads.items():
        u, v, t = state.get(k, (0.0, 0.0, 0))
        t += 1
        if optimizer == "adam":
            u, v = 0.9 * u + 0.1 * g, 0.999 * v + 0.001 * g * g
            step = u / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        else:
            u = step = 0.9 * u + g if optimizer == "momentum" else g
        new[k], kept[k] = params[k] + lr * step, (u, v, t)
    return new, kept
