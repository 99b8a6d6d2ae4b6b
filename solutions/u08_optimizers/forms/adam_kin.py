"""Adamax, Nadam and FTRL in other forms."""

from __future__ import annotations

import numpy as np

from solutions.u08_optimizers.forms import Forms


def _adamax_eps_in_the_maximum(theta, grad, state, lr=2e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    u = np.maximum(beta2 * state.get("u", 0.0), np.abs(grad) + eps)
    return theta - lr / (1 - beta1**t) * m / u, {"m": m, "u": u, "t": t}


def _adamax_no_eps(theta, grad, state, lr=2e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    u = np.maximum(beta2 * state.get("u", 0.0), np.abs(grad))
    return theta - lr / (1 - beta1**t) * m / u, {"m": m, "u": u, "t": t}


def _adamax_uncorrected(theta, grad, state, lr=2e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    u = np.maximum(beta2 * state.get("u", 0.0), np.abs(grad))
    return theta - lr * m / (u + eps), {"m": m, "u": u, "t": state.get("t", 0) + 1}


def _adamax_corrects_both(theta, grad, state, lr=2e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    u = np.maximum(beta2 * state.get("u", 0.0), np.abs(grad))
    return theta - lr * m / (1 - beta1**t) / (u / (1 - beta2**t) + eps), {"m": m, "u": u, "t": t}


ADAMAX = Forms(
    named={
        "PyTorch's and optax's Adamax, with eps inside the maximum": _adamax_eps_in_the_maximum,
        "the paper's Adamax, which has no eps": _adamax_no_eps,
        "Adamax without the bias correction": _adamax_uncorrected,
        "Adamax with a bias correction of the maximum, which has no bias": _adamax_corrects_both,
    }
)


def _nadam_torch(theta, grad, state, lr=2e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    mu = [beta1 * (1 - 0.5 * 0.96 ** (0.004 * i)) for i in range(1, t + 2)]
    kept, ahead = 1.0, 1.0
    for share in mu[:t]:
        kept = kept * share
    ahead = kept * mu[t]
    look = mu[t] * m / (1 - ahead) + (1 - mu[t - 1]) * grad / (1 - kept)
    return theta - lr * look / (np.sqrt(v / (1 - beta2**t)) + eps), {"m": m, "v": v, "t": t}


def _nadam_keras(theta, grad, state, lr=2e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    mu = [beta1 * (1 - 0.5 * 0.96**i) for i in range(1, t + 2)]
    kept, ahead = 1.0, 1.0
    for share in mu[:t]:
        kept = kept * share
    ahead = kept * mu[t]
    look = mu[t] * m / (1 - ahead) + (1 - mu[t - 1]) * grad / (1 - kept)
    return theta - lr * look / (np.sqrt(v / (1 - beta2**t)) + eps), {"m": m, "v": v, "t": t}


def _nadam_one_correction(theta, grad, state, lr=2e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    look = (beta1 * m + (1 - beta1) * grad) / (1 - beta1**t)
    return theta - lr * look / (np.sqrt(v / (1 - beta2**t)) + eps), {"m": m, "v": v, "t": t}


def _nadam_no_look_ahead(theta, grad, state, lr=2e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    return theta - lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps), {"m": m, "v": v, "t": t}


NADAM = Forms(
    named={
        "PyTorch's Nadam, whose beta1 follows a slow schedule": _nadam_torch,
        "Keras's Nadam, whose beta1 follows a schedule": _nadam_keras,
        "Nadam with one correction for both terms": _nadam_one_correction,
        "Adam, which does not look ahead": _nadam_no_look_ahead,
    }
)


def _ftrl_keras(theta, grad, state, lr, beta=1.0, l1=0.0, l2=0.0):
    old = state.get("n", 0.1 + 0.0 * grad)
    n = old + grad**2
    z = state.get("z", 0.0) + grad - (np.sqrt(n) - np.sqrt(old)) / lr * theta
    new = (np.clip(z, -l1, l1) - z) / (np.sqrt(n) / lr + 2 * (l2 + beta / (2 * lr)))
    return new, {"z": z, "n": n}


def _ftrl_keras_shrinkage(theta, grad, state, lr, beta=1.0, l1=0.0, l2=0.0):
    old = state.get("n", 0.1 + 0.0 * grad)
    n = old + grad**2
    z = state.get("z", 0.0) + grad + 0.2 * theta - (np.sqrt(n) - np.sqrt(old)) / lr * theta
    new = (np.clip(z, -l1, l1) - z) / (np.sqrt(n) / lr + 2 * (l2 + beta / (2 * lr)))
    return new, {"z": z, "n": n}


def _ftrl_dense(theta, grad, state, lr, beta=1.0, l1=0.0, l2=0.0):
    old = state.get("n", 0.0 * grad)
    n = old + grad**2
    z = state.get("z", 0.0) + grad - (np.sqrt(n) - np.sqrt(old)) / lr * theta
    return -(z - np.sign(z) * l1) / ((beta + np.sqrt(n)) / lr + l2), {"z": z, "n": n}


def _ftrl_old_sum(theta, grad, state, lr, beta=1.0, l1=0.0, l2=0.0):
    old = state.get("n", 0.0 * grad)
    n = old + grad**2
    z = state.get("z", 0.0) + grad - (np.sqrt(n) - np.sqrt(old)) / lr * theta
    below = (beta + np.sqrt(old)) / lr + l2
    new = np.where(np.abs(z) <= l1, 0.0, -(z - np.sign(z) * l1) / np.where(below == 0, 1.0, below))
    return new, {"z": z, "n": n}


FTRL = Forms(
    named={
        "Keras's Ftrl, whose n begins at 0.1 and which counts l2 twice": _ftrl_keras,
        "Keras's Ftrl with an l2 shrinkage of 0.1": _ftrl_keras_shrinkage,
        "FTRL without the zeros: |z| up to l1 must give 0": _ftrl_dense,
        "FTRL that divides by n from before the step": _ftrl_old_sum,
    }
)
