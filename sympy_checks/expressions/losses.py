"""Losses (u04, u05): of one prediction, or of two or three entries where a mean or a sum matters."""

from __future__ import annotations

from collections.abc import Mapping

from sympy_checks.expressions.entry import BIAS, LABEL, REAL, SMALL, UNIT, Formula, over

_WEIGHTS = {"x1": SMALL, "w1": SMALL, "b": BIAS}
_LOSS = "-(y*log({0}) + (1 - y)*log(1 - {0}))"
_LOGITS = over((-8.0, 8.0), "z1 z2 z3")
_SUM = "exp(z1) + exp(z2) + exp(z3)"
_PAIR = over(SMALL, "p1 p2 y1 y2")
_TWO_LOSSES = "-(y1*log(p1) + (1 - y1)*log(1 - p1) + y2*log(p2) + (1 - y2)*log(1 - p2))/2"

LOSSES: Mapping[str, Formula] = {
    "logistic_loss": Formula(_LOSS.format("phi"), {"phi": UNIT, "y": LABEL}, "S2-14"),
    "logistic_loss_of_z": Formula(_LOSS.format("sigma(z)"), {"z": REAL, "y": LABEL}, "S2-17"),
    "neuron_loss": Formula(_LOSS.format("sigma(w1*x1 + b)"), {**_WEIGHTS, "y": LABEL}, "S3-26"),
    "squared_error": Formula("(yhat - y)^2", over(SMALL, "yhat y"), "S2-12"),
    "mse": Formula("((p1 - y1)^2 + (p2 - y2)^2)/2", _PAIR, "S1-17"),
    "half_mse": Formula(
        "((p11 - y11)^2 + (p12 - y12)^2 + (p21 - y21)^2 + (p22 - y22)^2)/4",
        over(SMALL, "p11 p12 p21 p22 y11 y12 y21 y22"),
        "S1-25",
    ),
    "mae": Formula("(abs(p1 - y1) + abs(p2 - y2))/2", _PAIR, "S1-18"),
    "bce": Formula(_TWO_LOSSES, {**over(UNIT, "p1 p2"), **over(LABEL, "y1 y2")}, "S3-15"),
    "bce_with_logits": Formula("log(1 + exp(z)) - y*z", {"z": REAL, "y": LABEL}, "S2-14, S3-15"),
    "cross_entropy": Formula(
        "-(y1*log(p1) + y2*log(p2) + y3*log(p3))",
        {**over(UNIT, "p1 p2 p3"), **over(LABEL, "y1 y2 y3")},
        "S3-16",
    ),
    "log_sum_exp": Formula(f"log({_SUM})", _LOGITS, "S3-16"),
    "log_softmax": Formula(f"z1 - log({_SUM})", _LOGITS, "S3-16"),
    "softmax_cross_entropy": Formula(f"log({_SUM}) - z1", _LOGITS, "S3-16"),
    "negative_log": Formula("-log(p)", {"p": UNIT}, "S2-13"),
    "multilabel_loss": Formula(
        "log(1 + exp(z1)) - t1*z1 + log(1 + exp(z2)) - t2*z2",
        {**over(REAL, "z1 z2"), **over(LABEL, "t1 t2")},
        "S3-13",
    ),
    "hinge_loss": Formula("max(0, 1 - y*f)", over(SMALL, "f y"), "S2-06"),
    "penalty": Formula("l2/2*(w1^2 + w2^2)", {**over(SMALL, "w1 w2"), "l2": UNIT}, "Krogh and Hertz 1991"),
    "squared_penalty_ratio": Formula("(k*error)^2/error^2", {"k": (0.1, 10.0), "error": (0.1, 5.0)}, "S3-18"),
    "combined_mean": Formula(
        "(mean1*size1 + mean2*size2)/(size1 + size2)",
        {**over(SMALL, "mean1 mean2"), **over((1.0, 64.0), "size1 size2")},
        "S1-23",
    ),
}
