"""Rates of change (u02): functions to differentiate, difference quotients, areas and volumes."""

from __future__ import annotations

from collections.abc import Mapping

from sympy_checks.expressions.entry import REAL, SMALL, Formula, over

_LENGTH = (0.1, 10.0)
_X = {"x": (-5.0, 5.0)}
_STEP = {**_X, "h": (0.001, 1.0)}

RATES: Mapping[str, Formula] = {
    "power": Formula("x^n", {"x": (0.1, 4.0), "n": (0.5, 6.0)}, "S0-04"),
    "product": Formula("x*exp(x)", _X, "S0-04"),
    "quotient": Formula("x/(1 + x^2)", _X, "S0-04"),
    "chain": Formula("(3*x + 1)^4", {"x": (-2.0, 2.0)}, "S0-04"),
    "exp_chain": Formula("exp(-x^2/2)", _X, "S0-04"),
    "log_chain": Formula("log(1 + exp(x))", {"x": REAL}, "S0-04"),
    "square": Formula("x^2", _X, "S0-06"),
    "exponential": Formula("exp(x)", _X, "S0-06"),
    "reciprocal": Formula("1/x", _X, "S0-06"),
    "cube": Formula("x^3", _X, "S0-07"),
    "square_quotient": Formula("((x + h)^2 - x^2)/h", _STEP, "S0-06"),
    "exponential_quotient": Formula("(exp(x + h) - exp(x))/h", _STEP, "S0-06"),
    "reciprocal_quotient": Formula("(1/(x + h) - 1/x)/h", {"x": (0.1, 5.0), "h": (0.001, 1.0)}, "S0-06"),
    "cube_quotient": Formula("(x^3 - a^3)/(x - a)", {**_X, "a": (-5.0, 5.0)}, "S0-07"),
    "slope": Formula("(y2 - y1)/(x2 - x1)", over(SMALL, "x1 y1 x2 y2"), "S0-05"),
    "midpoint_slope": Formula("(f2 - f1)/dx", {**over(SMALL, "f1 f2"), "dx": (0.01, 2.0)}, "S0-08"),
    "trapezoid": Formula("dx*(f1 + f2)/2", {**over(SMALL, "f1 f2"), "dx": (0.01, 2.0)}, "S0-13"),
    "gradient_error": Formula("abs(a - n)/(abs(a) + abs(n))", over(SMALL, "a n"), "S0-10"),
    "field_of_three": Formula("x^2*y + y*z", over(SMALL, "x y z"), "S4-15"),
    "quartic": Formula("x^4/4 - x^3 + x^2", _X, "S4-09"),
    "normal_pdf": Formula(
        "exp(-(x - mu)^2/(2*sigma^2))/(sigma*sqrt(2*pi))",
        {**_X, "mu": (-2.0, 2.0), "sigma": (0.3, 4.0)},
        "S0-22",
    ),
    "cube_area": Formula("6*a^2", {"a": _LENGTH}, "S0-15"),
    "cube_volume": Formula("a^3", {"a": _LENGTH}, "S0-15"),
    "sphere_area": Formula("4*pi*r^2", {"r": _LENGTH}, "S0-19"),
    "sphere_volume": Formula("4/3*pi*r^3", {"r": _LENGTH}, "S0-19"),
    "cylinder_area": Formula("2*pi*r^2 + 2*pi*r*h", over(_LENGTH, "r h"), "S0-20"),
    "cylinder_volume": Formula("pi*r^2*h", over(_LENGTH, "r h"), "S0-20"),
    "ellipse_area": Formula("pi*a*b", over(_LENGTH, "a b"), "S0-20"),
    "regular_polygon_area": Formula("n*s^2/(4*tan(pi/n))", {"n": (2.5, 40.0), "s": _LENGTH}, "S0-18"),
    "largest_prism_base": Formula("(lateral/height)^2/(4*pi)", over(_LENGTH, "lateral height"), "S0-16"),
}
