"""Neurons, layers and how many numbers they hold (u01), on two or three inputs."""

from __future__ import annotations

from collections.abc import Mapping

from sympy_checks.expressions.entry import BIAS, SMALL, Formula, over

_COUNT = (1.0, 40.0)

NEURONS: Mapping[str, Formula] = {
    "weighted_sum": Formula(
        "x1*w1 + x2*w2 + x3*w3 + b", {**over(SMALL, "x1 x2 x3 w1 w2 w3"), "b": BIAS}, "S0-01"
    ),
    "relu_neuron": Formula("max(x1*w1 + x2*w2 + b, 0)", {**over(SMALL, "x1 x2 w1 w2"), "b": BIAS}, "S0-02"),
    "relu_regression": Formula("max(w*size + b, 0)", {"size": (0.0, 10.0), "w": SMALL, "b": BIAS}, "S2-02"),
    "fires_above": Formula(
        "sigma(a1*w1 + a2*w2 - threshold)",
        {**over(SMALL, "a1 a2 w1 w2"), "threshold": (-12.0, 12.0)},
        "S4-06",
    ),
    "sigmoid_of_line": Formula("sigma(w0*x + w1)", over((-5.0, 5.0), "x w0 w1"), "S1-08"),
    "half_point": Formula("-w1/w0", over((-5.0, 5.0), "w0 w1"), "S1-08"),
    "scale_of_slope": Formula("4*slope", {"slope": (-2.0, 2.0)}, "S1-08"),
    "shift_of_slope": Formula("-4*slope*x0", {"slope": (-2.0, 2.0), "x0": (-5.0, 5.0)}, "S1-08"),
    "matvec_entry": Formula("a1*x + a2*y + a3*z", over(SMALL, "a1 a2 a3 x y z"), "S3-07"),
    "collapsed_weight": Formula("u1*v1 + u2*v2", over(SMALL, "u1 u2 v1 v2"), "S1-07"),
    "collapsed_bias": Formula("b1*v1 + b2*v2 + c", over(SMALL, "b1 b2 v1 v2 c"), "S1-07"),
    "unit_vector_entry": Formula("w1/sqrt(w1^2 + w2^2)", over(SMALL, "w1 w2"), "S2-03, S1-20"),
    "parameter_count": Formula("n*h + h + h*k + k", over(_COUNT, "n h k"), "S1-06"),
    "chain_rule_factors": Formula("3*h*k + 5*n*h*k", over(_COUNT, "n h k"), "S1-28"),
    "chain_rule_partials": Formula("2*k + 2*h*k + h + n*h", over(_COUNT, "n h k"), "S1-28"),
}
