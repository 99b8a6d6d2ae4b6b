"""Adagrad, Adadelta and RMSprop in other forms."""

from __future__ import annotations

import numpy as np

from solutions.u08_optimizers.forms import Forms


def _adagrad_eps_inside(theta, grad, state, lr, eps=1e-8):
    s = state.get("s", 0.0) + grad**2
    return theta - lr * grad / np.sqrt(s + eps), {"s": s}


def _adagrad_begun(theta, grad, state, lr, eps=1e-8):
    s = state.get("s", 0.1) + grad**2
    return theta - lr * grad / (np.sqrt(s) + eps), {"s": s}


def _adagrad_keras(theta, grad, state, lr, eps=1e-8):
    s = state.get("s", 0.1) + grad**2
    return theta - lr * grad / np.sqrt(s + eps), {"s": s}


def _adagrad_no_root(theta, grad, state, lr, eps=1e-8):
    s = state.get("s", 0.0) + grad**2
    return theta - lr * grad / (s + eps), {"s": s}


def _adagrad_no_eps(theta, grad, state, lr, eps=1e-8):
    s = state.get("s", 0.0) + grad**2
    return theta - lr * grad / np.sqrt(s), {"s": s}


ADAGRAD = Forms(
    named={
        "Adagrad with eps inside the root, as in Keras and optax": _adagrad_eps_inside,
        "Adagrad with a sum that begins at 0.1": _adagrad_begun,
        "Keras's and optax's Adagrad: a sum that begins at 0.1, and eps inside the root": _adagrad_keras,
        "Adagrad without the root": _adagrad_no_root,
        "Adagrad without eps": _adagrad_no_eps,
    }
)


def _adadelta_no_rate(theta, grad, state, lr=1.0, rho=0.95, eps=1e-6):
    s = rho * state.get("s", 0.0) + (1 - rho) * grad**2
    move = np.sqrt(state.get("d", 0.0) + eps) / np.sqrt(s + eps) * grad
    return theta - move, {"s": s, "d": rho * state.get("d", 0.0) + (1 - rho) * move**2}


def _adadelta_eps_outside(theta, grad, state, lr=1.0, rho=0.95, eps=1e-6):
    s = rho * state.get("s", 0.0) + (1 - rho) * grad**2
    move = (np.sqrt(state.get("d", 0.0 * grad)) + eps) / (np.sqrt(s) + eps) * grad
    return theta - lr * move, {"s": s, "d": rho * state.get("d", 0.0) + (1 - rho) * move**2}


def _adadelta_rate_remembered(theta, grad, state, lr=1.0, rho=0.95, eps=1e-6):
    s = rho * state.get("s", 0.0) + (1 - rho) * grad**2
    move = lr * np.sqrt(state.get("d", 0.0) + eps) / np.sqrt(s + eps) * grad
    return theta - move, {"s": s, "d": rho * state.get("d", 0.0) + (1 - rho) * move**2}


def _adadelta_no_numerator(theta, grad, state, lr=1.0, rho=0.95, eps=1e-6):
    s = rho * state.get("s", 0.0) + (1 - rho) * grad**2
    move = grad / np.sqrt(s + eps)
    return theta - lr * move, {"s": s, "d": rho * state.get("d", 0.0) + (1 - rho) * move**2}


ADADELTA = Forms(
    named={
        "the paper's Adadelta, which has no rate": _adadelta_no_rate,
        "Adadelta with eps outside of the roots": _adadelta_eps_outside,
        "Adadelta that remembers its moves with the rate in them": _adadelta_rate_remembered,
        "RMSprop with eps inside the root: the average of the moves is missing": _adadelta_no_numerator,
    }
)


def _rmsprop_eps_inside(theta, grad, state, lr, rho=0.9, eps=1e-8):
    s = rho * state.get("s", 0.0) + (1 - rho) * grad**2
    return theta - lr * grad / np.sqrt(s + eps), {"s": s}


def _rmsprop_no_eps(theta, grad, state, lr, rho=0.9, eps=1e-8):
    s = rho * state.get("s", 0.0) + (1 - rho) * grad**2
    return theta - lr * grad / np.sqrt(s), {"s": s}


def _rmsprop_no_root(theta, grad, state, lr, rho=0.9, eps=1e-8):
    s = rho * state.get("s", 0.0) + (1 - rho) * grad**2
    return theta - lr * grad / (s + eps), {"s": s}


def _rmsprop_exchanged(theta, grad, state, lr, rho=0.9, eps=1e-8):
    s = (1 - rho) * state.get("s", 0.0) + rho * grad**2
    return theta - lr * grad / (np.sqrt(s) + eps), {"s": s}


def _rmsprop_no_factor(theta, grad, state, lr, rho=0.9, eps=1e-8):
    s = rho * state.get("s", 0.0) + grad**2
    return theta - lr * grad / (np.sqrt(s) + eps), {"s": s}


def _rmsprop_momentum(theta, grad, state, lr, rho=0.9, eps=1e-8):
    s = rho * state.get("s", 0.0) + (1 - rho) * grad**2
    b = 0.9 * state.get("b", 0.0) + grad / (np.sqrt(s) + eps)
    return theta - lr * b, {"s": s, "b": b}


def _rmsprop_momentum_rate_inside(theta, grad, state, lr, rho=0.9, eps=1e-8):
    s = rho * state.get("s", 0.0) + (1 - rho) * grad**2
    b = 0.9 * state.get("b", 0.0) + lr * grad / (np.sqrt(s) + eps)
    return theta - b, {"s": s, "b": b}


def _rmsprop_momentum_eps_inside(theta, grad, state, lr, rho=0.9, eps=1e-8):
    s = rho * state.get("s", 0.0) + (1 - rho) * grad**2
    b = 0.9 * state.get("b", 0.0) + lr * grad / np.sqrt(s + eps)
    return theta - b, {"s": s, "b": b}


def _rmsprop_centered(theta, grad, state, lr, rho=0.9, eps=1e-8):
    s = rho * state.get("s", 0.0) + (1 - rho) * grad**2
    m = rho * state.get("m", 0.0) + (1 - rho) * grad
    return theta - lr * grad / (np.sqrt(s - m**2) + eps), {"s": s, "m": m}


def _rmsprop_centered_eps_inside(theta, grad, state, lr, rho=0.9, eps=1e-8):
    s = rho * state.get("s", 0.0) + (1 - rho) * grad**2
    m = rho * state.get("m", 0.0) + (1 - rho) * grad
    return theta - lr * grad / np.sqrt(s - m**2 + eps), {"s": s, "m": m}


def _rmsprop_centered_momentum(theta, grad, state, lr, rho=0.9, eps=1e-8):
    s = rho * state.get("s", 0.0) + (1 - rho) * grad**2
    m = rho * state.get("m", 0.0) + (1 - rho) * grad
    b = 0.9 * state.get("b", 0.0) + grad / (np.sqrt(s - m**2) + eps)
    return theta - lr * b, {"s": s, "m": m, "b": b}


def _rmsprop_centered_momentum_eps_inside(theta, grad, state, lr, rho=0.9, eps=1e-8):
    s = rho * state.get("s", 0.0) + (1 - rho) * grad**2
    m = rho * state.get("m", 0.0) + (1 - rho) * grad
    b = 0.9 * state.get("b", 0.0) + lr * grad / np.sqrt(s - m**2 + eps)
    return theta - b, {"s": s, "m": m, "b": b}


RMSPROP = Forms(
    named={
        "RMSprop with eps inside the root, as in Keras and optax": _rmsprop_eps_inside,
        "RMSprop with momentum, as in PyTorch": _rmsprop_momentum,
        "RMSprop with momentum and the rate inside the velocity": _rmsprop_momentum_rate_inside,
        "RMSprop with momentum, and eps inside the root, as in Keras and optax": _rmsprop_momentum_eps_inside,
        "centered RMSprop, which divides by a standard deviation": _rmsprop_centered,
        "centered RMSprop with eps inside the root": _rmsprop_centered_eps_inside,
        "centered RMSprop with momentum": _rmsprop_centered_momentum,
        "centered RMSprop with momentum, and eps inside the root": _rmsprop_centered_momentum_eps_inside,
        "RMSprop without eps": _rmsprop_no_eps,
        "RMSprop without the root": _rmsprop_no_root,
        "RMSprop with rho and 1 - rho exchanged": _rmsprop_exchanged,
        "RMSprop without the factor 1 - rho": _rmsprop_no_factor,
    }
)
