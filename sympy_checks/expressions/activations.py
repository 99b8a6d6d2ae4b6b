"""Activations of one pre-activation z, maxout and softmax (u03)."""

from __future__ import annotations

from collections.abc import Mapping

from sympy_checks.expressions.entry import BIAS, REAL, SMALL, UNIT, Formula, over

SOFTMAX = "exp(z1)/(exp(z1) + exp(z2) + exp(z3))"

ACTIVATIONS: Mapping[str, Formula] = {
    "sigmoid": Formula("1/(1 + exp(-z))", {"z": REAL}, "S0-23"),
    "tanh": Formula("tanh(z)", {"z": REAL}, "S0-24"),
    "relu": Formula("max(z, 0)", {"z": REAL}, "S0-25"),
    "leaky_relu": Formula("max(z, 0) + alpha*min(z, 0)", {"z": REAL, "alpha": UNIT}, "S0-26"),
    "elu": Formula("max(z, 0) + alpha*(exp(min(z, 0)) - 1)", {"z": REAL, "alpha": (0.0, 5.0)}, "S0-28"),
    "elu_negative": Formula("alpha*(exp(z) - 1)", {"z": (-30.0, 0.0), "alpha": (0.0, 5.0)}, "S0-28"),
    "piecewise_linear": Formula("min(max(z + 1/2, 0), 1)", {"z": (-3.0, 3.0)}, "S2-06"),
    "softplus": Formula("log(1 + exp(z))", {"z": REAL}, "Dugas et al. 2001"),
    "swish": Formula("z*sigma(z)", {"z": REAL}, "Ramachandran, Zoph and Le 2017"),
    "gelu": Formula("z*Phi(z)", {"z": (-8.0, 8.0)}, "Hendrycks and Gimpel 2016"),
    "step": Formula("where(z >= 0, 1, 0)", {"z": REAL}, "S1-02"),
    "sign_activation": Formula("sign(z)", {"z": REAL}, "S2-05"),
    "maxout": Formula(
        "max(w1*x + b1, w2*x + b2)", {**over(SMALL, "w1 w2 x"), **over(BIAS, "b1 b2")}, "S0-27"
    ),
    "softmax": Formula(SOFTMAX, over((-8.0, 8.0), "z1 z2 z3"), "S3-11"),
}
