"""The formulas of the table as plain functions of numbers, written from the papers and the exercises' texts."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Mapping

import numpy as np


def _adam_moments(grad, m, v, t, beta1, beta2):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad * grad
    return m, v, t + 1


def adam_step(theta, grad, m, v, t, lr, beta1, beta2, eps):
    m, v, t = _adam_moments(grad, m, v, t, beta1, beta2)
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return theta - lr * m_hat / (math.sqrt(v_hat) + eps)


def adamw_step(theta, weight_decay, lr, **rest):
    return adam_step(theta=theta - lr * weight_decay * theta, lr=lr, **rest)


def nadam_step(theta, grad, m, v, t, lr, beta1, beta2, eps):
    m, v, t = _adam_moments(grad, m, v, t, beta1, beta2)
    m_hat = beta1 * m / (1 - beta1 ** (t + 1)) + (1 - beta1) * grad / (1 - beta1**t)
    return theta - lr * m_hat / (math.sqrt(v / (1 - beta2**t)) + eps)


def adamax_step(theta, grad, m, u, t, lr, beta1, beta2, eps):
    t += 1
    m = beta1 * m + (1 - beta1) * grad
    u = max(beta2 * u, abs(grad))
    return theta - lr / (1 - beta1**t) * m / (u + eps)


def momentum(grad, u, beta):
    return beta * u + grad


def momentum_step(theta, grad, u, beta, lr):
    return theta - lr * momentum(grad, u, beta)


def nesterov_step(theta, grad, u, beta, lr):
    u = momentum(grad, u, beta)
    return theta - lr * (grad + beta * u)


def deck_momentum_step(theta, grad, u, beta, lr):
    velocity = beta * u - lr * grad
    return theta + velocity


def adagrad_step(theta, grad, s, lr, eps):
    s += grad**2
    return theta - lr * grad / (math.sqrt(s) + eps)


def rmsprop_step(theta, grad, s, lr, rho, eps):
    s = rho * s + (1 - rho) * grad**2
    return theta - lr * grad / (s**0.5 + eps)


def _adadelta(grad, s, d, rho, eps):
    s = rho * s + (1 - rho) * grad**2
    change = math.sqrt((d + eps) / (s + eps)) * grad
    return change, rho * d + (1 - rho) * change**2


def adadelta_step(theta, grad, s, d, lr, rho, eps):
    return theta - lr * _adadelta(grad, s, d, rho, eps)[0]


def _ftrl(theta, grad, z, n, lr):
    total = n + grad**2
    return z + grad - (math.sqrt(total) - math.sqrt(n)) / lr * theta, total


def ftrl_step(theta, grad, z, n, lr, beta, l1, l2):
    z, n = _ftrl(theta, grad, z, n, lr)
    if abs(z) <= l1:
        return 0.0
    return -(z - math.copysign(l1, z)) / ((beta + math.sqrt(n)) / lr + l2)


def clipped_entry(g1, g2, max_norm):
    norm = math.hypot(g1, g2)
    return g1 if norm <= max_norm else g1 * max_norm / norm


def descent_on_parabola(x, lr, curvature, k):
    return x * math.exp(k * math.log(1 - lr * curvature))


def softmax(z1, z2, z3):
    scores = np.exp(np.array([z1, z2, z3]) - max(z1, z2, z3))
    return scores[0] / scores.sum()


def log_sum_exp(z1, z2, z3):
    return np.logaddexp(np.logaddexp(z1, z2), z3)


def bce(p1, p2, y1, y2):
    p, y = np.array([p1, p2]), np.array([y1, y2])
    return -np.mean(y * np.log(p) + (1 - y) * np.log1p(-p))


def bce_with_logits(z, y):
    return max(z, 0) - y * z + math.log1p(math.exp(-abs(z)))


def logistic_cost(x1, x2, y1, y2, w, b):
    return (bce_with_logits(w * x1 + b, y1) + bce_with_logits(w * x2 + b, y2)) / 2


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def cost_2_2_2(x1, x2, y1, y2, **weights):
    first = np.array([[weights[f"s{unit}{source}"] for source in (1, 2)] for unit in (1, 2)])
    second = np.array([[weights[f"t{unit}{source}"] for source in (1, 2)] for unit in (1, 2)])
    out = _sigmoid(second @ _sigmoid(first @ np.array([x1, x2])))
    return 0.5 * np.sum((np.array([y1, y2]) - out) ** 2)


def cost_2_3_1(x1, x2, c, y, **weights):
    first = np.array([[weights[f"w{source}{unit}"] for unit in (1, 2, 3)] for source in (1, 2)])
    biases = np.array([weights[f"b{unit}"] for unit in (1, 2, 3)])
    last = np.array([weights[f"v{unit}"] for unit in (1, 2, 3)])
    hidden = np.maximum(np.array([x1, x2]) @ first + biases, 0)
    return 0.5 * (hidden @ last + c - y) ** 2


def mlp_loss(x, u1, u2, b1, b2, c1, c2, l2, **last):
    hidden = np.maximum(x * np.array([u1, u2]) + np.array([b1, b2]), 0)
    weights = np.array([[last["v11"], last["v12"]], [last["v21"], last["v22"]]])
    scores = hidden @ weights + np.array([c1, c2])
    decay = l2 / 2 * (u1**2 + u2**2 + np.sum(weights**2))
    return np.logaddexp(*scores) - scores[0] + decay


def tanh_network_cost(x, u1, u2, v1, v2, b1, b2, c, y):
    hidden = np.tanh(x * np.array([u1, u2]) + np.array([b1, b2]))
    return (hidden @ np.array([v1, v2]) + c - y) ** 2 / 2


def softmax_regression_loss(x1, x2, **weights):
    columns = np.array([[weights[f"w{source}{unit}"] for unit in (1, 2, 3)] for source in (1, 2)])
    scores = np.array([x1, x2]) @ columns + np.array([weights[f"b{unit}"] for unit in (1, 2, 3)])
    return -math.log(softmax(*scores))


def affine_response(g1, g2, x11, x12, x21, x22, w1, w2, b):
    return np.array([g1, g2]) @ (np.array([[x11, x12], [x21, x22]]) @ np.array([w1, w2]) + b)


def regular_polygon_area(n, s):
    apothem = s / (2 * math.tan(math.radians(180 / n)))
    return n * s * apothem / 2


def elu(z, alpha):
    return z if z > 0 else alpha * math.expm1(z)


VALUES: Mapping[str, Callable[..., float]] = {
    "weighted_sum": lambda x1, x2, x3, w1, w2, w3, b: np.dot([x1, x2, x3], [w1, w2, w3]) + b,
    "fires_above": lambda a1, a2, w1, w2, threshold: _sigmoid(np.dot([a1, a2], [w1, w2]) - threshold),
    "sigmoid_of_line": lambda x, w0, w1: _sigmoid(w0 * x + w1),
    "unit_vector_entry": lambda w1, w2: w1 / np.linalg.norm([w1, w2]),
    "regular_polygon_area": regular_polygon_area,
    "normal_pdf": lambda x, mu, sigma: statistics.NormalDist(mu, sigma).pdf(x),
    "sphere_volume": lambda r: 4 * math.pi * r**3 / 3,
    "elu": elu,
    "leaky_relu": lambda z, alpha: z if z > 0 else alpha * z,
    "piecewise_linear": lambda z: np.clip(z + 0.5, 0, 1),
    "swish": lambda z: z * _sigmoid(z),
    "gelu": lambda z: z * statistics.NormalDist().cdf(z),
    "softplus": lambda z: np.logaddexp(0, z),
    "sign_activation": lambda z: math.copysign(1, z),
    "step": lambda z: float(z >= 0),
    "softmax": softmax,
    "log_sum_exp": log_sum_exp,
    "log_softmax": lambda z1, z2, z3: z1 - log_sum_exp(z1, z2, z3),
    "softmax_cross_entropy": lambda z1, z2, z3: -math.log(softmax(z1, z2, z3)),
    "mse": lambda p1, p2, y1, y2: np.mean((np.array([p1, p2]) - np.array([y1, y2])) ** 2),
    "mae": lambda p1, p2, y1, y2: np.mean(np.abs(np.array([p1, p2]) - np.array([y1, y2]))),
    "bce": bce,
    "bce_with_logits": bce_with_logits,
    "cross_entropy": lambda p1, p2, p3, y1, y2, y3: -np.dot([y1, y2, y3], np.log([p1, p2, p3])),
    "multilabel_loss": lambda z1, z2, t1, t2: bce_with_logits(z1, t1) + bce_with_logits(z2, t2),
    "combined_mean": lambda mean1, mean2, size1, size2: np.average([mean1, mean2], weights=[size1, size2]),
    "neuron": lambda x, w, b: _sigmoid(w * x + b),
    "logistic_cost": logistic_cost,
    "cost_1_1_1": lambda x, t1, t2, y: 0.5 * (y - _sigmoid(t2 * _sigmoid(t1 * x))) ** 2,
    "cost_2_2_2": cost_2_2_2,
    "cost_2_3_1": cost_2_3_1,
    "affine_response": affine_response,
    "tanh_network_cost": tanh_network_cost,
    "mlp_loss": mlp_loss,
    "softmax_regression_loss": softmax_regression_loss,
    "sgd_step": lambda theta, grad, lr: theta - lr * grad,
    "momentum_velocity": momentum,
    "momentum_step": momentum_step,
    "deck_momentum_step": deck_momentum_step,
    "nesterov_step": nesterov_step,
    "adagrad_step": adagrad_step,
    "rmsprop_step": rmsprop_step,
    "adadelta_step": adadelta_step,
    "adadelta_updates": lambda grad, s, d, rho, eps: _adadelta(grad, s, d, rho, eps)[1],
    "adam_first_moment": lambda grad, m, beta1: _adam_moments(grad, m, 1, 0, beta1, 0)[0],
    "adam_second_moment": lambda grad, v, beta2: _adam_moments(grad, 1, v, 0, 0, beta2)[1],
    "adam_step": adam_step,
    "adamw_step": adamw_step,
    "adamax_norm": lambda grad, u, beta2: max(beta2 * u, abs(grad)),
    "adamax_step": adamax_step,
    "nadam_step": nadam_step,
    "ftrl_z": lambda theta, grad, z, n, lr: _ftrl(theta, grad, z, n, lr)[0],
    "ftrl_step": ftrl_step,
    "clipped_entry": clipped_entry,
    "descent_on_parabola": descent_on_parabola,
}
