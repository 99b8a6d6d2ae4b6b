"""Small networks written out (u05 to u07, u09): the cost as a function of inputs and weights.

Every gradient of the units is a derivative of one of these. A response is the sum of outputs times what
comes back from above (`g`), so that its derivatives are the backward pass of that layer.
"""

from __future__ import annotations

from collections.abc import Mapping

from sympy_checks.expressions.entry import BIAS, LABEL, SMALL, UNIT, Formula, over

_HIDDEN_2 = ("sigma(s11*x1 + s12*x2)", "sigma(s21*x1 + s22*x2)")
_COST_2_2_2 = "+".join(
    "(y{0} - sigma(t{0}1*{1} + t{0}2*{2}))^2/2".format(unit, *_HIDDEN_2) for unit in (1, 2)
)
_OUT_2_3_1 = "+".join(f"v{unit}*max(x1*w1{unit} + x2*w2{unit} + b{unit}, 0)" for unit in (1, 2, 3))
_TWO_ROWS = "log(1 + exp(w*x1 + b)) - y1*(w*x1 + b) + log(1 + exp(w*x2 + b)) - y2*(w*x2 + b)"
_SCORES = ("x1*w11 + x2*w21 + b1", "x1*w12 + x2*w22 + b2", "x1*w13 + x2*w23 + b3")
_HIDDEN_MLP = ("max(x*u1 + b1, 0)", "max(x*u2 + b2, 0)")
_MARGIN = "({}*(v12 - v11) + {}*(v22 - v21) + c2 - c1)".format(*_HIDDEN_MLP)

NETWORKS: Mapping[str, Formula] = {
    "neuron": Formula("sigma(w*x + b)", {**over((-6.0, 6.0), "x w"), "b": BIAS}, "S2-10"),
    "logistic_cost": Formula(
        f"({_TWO_ROWS})/2", {**over(SMALL, "x1 x2 w"), "b": BIAS, **over(LABEL, "y1 y2")}, "S3-26"
    ),
    "graph_cost": Formula("3*(a*b + c)", over((-5.0, 5.0), "a b c"), "S3-21"),
    "cost_1_1_1": Formula("(y - sigma(t2*sigma(t1*x)))^2/2", {**over(SMALL, "x t1 t2"), "y": LABEL}, "S1-24"),
    "cost_2_2_2": Formula(
        _COST_2_2_2,
        {**over(SMALL, "x1 x2 s11 s12 s21 s22 t11 t12 t21 t22"), **over(LABEL, "y1 y2")},
        "S1-26, S1-27",
    ),
    "cost_2_3_1": Formula(
        f"({_OUT_2_3_1} + c - y)^2/2",
        {**over(SMALL, "x1 x2 w11 w12 w13 w21 w22 w23 v1 v2 v3"), **over(BIAS, "b1 b2 b3 c"), "y": SMALL},
        "S1-11, S1-13",
    ),
    "affine_response": Formula(
        "g1*(x11*w1 + x12*w2 + b) + g2*(x21*w1 + x22*w2 + b)",
        {**over(SMALL, "g1 g2 x11 x12 x21 x22 w1 w2"), "b": BIAS},
        "S1-14, S3-09",
    ),
    "sigmoid_response": Formula("g*sigma(z)", {"g": SMALL, "z": (-8.0, 8.0)}, "S1-14"),
    "tanh_response": Formula("g*tanh(z)", {"g": SMALL, "z": (-8.0, 8.0)}, "S1-14"),
    "relu_response": Formula("g*max(z, 0)", {"g": SMALL, "z": (-8.0, 8.0)}, "S1-14"),
    "tanh_network_cost": Formula(
        "(tanh(x*u1 + b1)*v1 + tanh(x*u2 + b2)*v2 + c - y)^2/2",
        {**over(SMALL, "x u1 u2 v1 v2 y"), **over(BIAS, "b1 b2 c")},
        "S1-25",
    ),
    "mlp_loss": Formula(
        f"log(1 + exp({_MARGIN})) + l2/2*(u1^2 + u2^2 + v11^2 + v12^2 + v21^2 + v22^2)",
        {**over(SMALL, "x u1 u2 v11 v12 v21 v22"), **over(BIAS, "b1 b2 c1 c2"), "l2": UNIT},
        "S1-14, S3-16",
    ),
    "he_scale": Formula("sqrt(2/fan_in)", {"fan_in": (1.0, 1000.0)}, "He et al. 2015"),
    "softmax_regression_loss": Formula(
        "log({}) - ({})".format(" + ".join(f"exp({score})" for score in _SCORES), _SCORES[0]),
        {**over(SMALL, "x1 x2 w11 w12 w13 w21 w22 w23"), **over(BIAS, "b1 b2 b3")},
        "S3-40",
    ),
    "standardized": Formula(
        "(x - mean)/deviation", {**over(SMALL, "x mean"), "deviation": (0.1, 5.0)}, "LeCun et al. 1998"
    ),
}
