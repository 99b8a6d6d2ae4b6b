"""Adam and AdamW in other forms."""

from __future__ import annotations

import numpy as np

from solutions.u08_optimizers.forms import Forms


def _adam_uncorrected(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    return theta - lr * m / (np.sqrt(v) + eps), {"m": m, "v": v, "t": state.get("t", 0) + 1}


def _adam_late_count(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0)
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    with np.errstate(all="ignore"):
        step = lr * (m / np.float64(1 - beta1**t)) / (np.sqrt(v / np.float64(1 - beta2**t)) + eps)
    return theta - step, {"m": m, "v": v, "t": t + 1}


def _adam_eps_inside(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    return theta - lr * m / (1 - beta1**t) / np.sqrt(v / (1 - beta2**t) + eps), {"m": m, "v": v, "t": t}


def _adam_eps_hat(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    rate = lr * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    return theta - rate * m / (np.sqrt(v) + eps), {"m": m, "v": v, "t": t}


def _adam_keeps_corrected(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = (beta1 * state.get("m", 0.0) + (1 - beta1) * grad) / (1 - beta1**t)
    v = (beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2) / (1 - beta2**t)
    return theta - lr * m / (np.sqrt(v) + eps), {"m": m, "v": v, "t": t}


ADAM = Forms(
    named={
        "Keras's Adam, with eps added before the correction": _adam_eps_hat,
        "Adam with eps inside the root": _adam_eps_inside,
        "Adam without the bias correction": _adam_uncorrected,
        "Adam with t one too small": _adam_late_count,
        "Adam with the corrected averages kept in the state": _adam_keeps_corrected,
    }
)


def _adamw_paper(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    move = lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return theta - move - weight_decay * theta, {"m": m, "v": v, "t": t}


def _adamw_l2(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    t = state.get("t", 0) + 1
    grad = grad + weight_decay * theta
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    move = lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return theta - move, {"m": m, "v": v, "t": t}


def _adamw_eps_hat(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    rate = lr * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    return theta * (1 - lr * weight_decay) - rate * m / (np.sqrt(v) + eps), {"m": m, "v": v, "t": t}


def _adamw_decays_last(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    moved = theta - lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return moved * (1 - lr * weight_decay), {"m": m, "v": v, "t": t}


def _adamw_no_decay(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    move = lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return theta - move, {"m": m, "v": v, "t": t}


ADAMW = Forms(
    named={
        "AdamW as in its paper, whose decay is not multiplied by the rate": _adamw_paper,
        "Adam with an L2 penalty: the decay goes through the averages": _adamw_l2,
        "Keras's AdamW, with eps added before the correction": _adamw_eps_hat,
        "AdamW that decays after the step": _adamw_decays_last,
        "Adam without any decay": _adamw_no_decay,
    }
)
