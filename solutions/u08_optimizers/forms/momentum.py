"""Momentum and Nesterov's momentum in other forms."""

from __future__ import annotations

from solutions.u08_optimizers.forms import Forms


def _rate_inside(theta, grad, state, lr, beta=0.9):
    u = beta * state.get("u", 0.0) + lr * grad
    return theta - u, {"u": u}


def _last_move(theta, grad, state, lr, beta=0.9):
    u = beta * state.get("u", 0.0) - lr * grad
    return theta + u, {"u": u}


def _average(theta, grad, state, lr, beta=0.9):
    u = beta * state.get("u", 0.0) + (1 - beta) * grad
    return theta - lr * u, {"u": u}


def _dampened(theta, grad, state, lr, beta=0.9):
    u = beta * state["u"] + (1 - beta) * grad if state else 1.0 * grad
    return theta - lr * u, {"u": u}


def _looks_ahead(theta, grad, state, lr, beta=0.9):
    u = beta * state.get("u", 0.0 * grad) + grad
    return theta - lr * (grad + beta * u), {"u": u}


MOMENTUM = Forms(
    also={
        "the deck's own momentum, with the rate inside the velocity": _rate_inside,
        "Keras's momentum, whose velocity is the last move": _last_move,
    },
    named={
        "momentum as an average, with (1 - beta) before the gradient": _average,
        "PyTorch's dampening: the first gradient whole, (1 - beta) before the later ones": _dampened,
        "Nesterov's momentum, which looks one step ahead": _looks_ahead,
    },
)


def _nesterov_rate_inside(theta, grad, state, lr, beta=0.9):
    u = beta * state.get("u", 0.0) + lr * grad
    return theta - (lr * grad + beta * u), {"u": u}


def _nesterov_last_move(theta, grad, state, lr, beta=0.9):
    u = beta * state.get("u", 0.0) - lr * grad
    return theta + beta * u - lr * grad, {"u": u}


def _stored_iterate(theta, grad, state, lr, beta=0.9):
    u = beta * state.get("u", 0.0) - lr * grad
    return theta + u, {"u": u}


def _not_ahead(theta, grad, state, lr, beta=0.9):
    u = beta * state.get("u", 0.0 * grad) + grad
    return theta - lr * u, {"u": u}


def _nesterov_average(theta, grad, state, lr, beta=0.9):
    u = beta * state.get("u", 0.0) + (1 - beta) * grad
    return theta - lr * ((1 - beta) * grad + beta * u), {"u": u}


NESTEROV = Forms(
    also={
        "Nesterov's momentum with the rate inside the velocity": _nesterov_rate_inside,
        "Keras's Nesterov momentum, whose velocity is the last move": _nesterov_last_move,
    },
    named={
        "the step of Sutskever's form, whose gradient is taken ahead: at theta it is plain momentum": _stored_iterate,
        "plain momentum, which does not look ahead": _not_ahead,
        "Nesterov's momentum as an average, with (1 - beta) before the gradient": _nesterov_average,
    },
)
