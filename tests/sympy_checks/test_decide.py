"""The decision: identities that SymPy alone cannot settle, tiny slips, points without a value, exact values."""

from __future__ import annotations

import contextlib
import math
import statistics
import time

import mpmath
import numpy as np
import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sympy_checks.decide import equal
from sympy_checks.expression import FUNCTIONS, Symbol, add, apply, divide, multiply, negate, number
from sympy_checks.expressions import truth
from sympy_checks.numeric import to_numpy
from sympy_checks.parse import parse
from sympy_checks.precise import NoValueError, Precise, TooLargeError
from sympy_checks.to_sympy import NotConvertibleError, from_sympy, to_sympy


def decided(left, right, **domains):
    names = list(domains) or ["x"]
    return equal(parse(left, names), parse(right, names), domains)


IDENTITIES = [
    ("(1 + tanh(x/2))/2", "1/(1 + exp(-x))"),
    ("1/(4*cosh(x/2)**2)", "exp(-x)/(1 + exp(-x))**2"),
    ("exp(x)/(1 + exp(x))", "sigma(x)"),
    ("log(1 + exp(x))", "max(x, 0) + log(1 + exp(-abs(x)))"),
    ("max(x, 0)", "(x + abs(x))/2"),
    ("max(x, 0)", "relu(x)"),
    ("max(x, 0)*2 - x", "abs(x)"),
    ("min(max(x + 0.5, 0), 1)", "(1 + abs(x + 1/2) - abs(x - 1/2))/2"),
    ("2*sigma(2*x) - 1", "tanh(x)"),
    ("Phi(x)", "(1 + erf(x/sqrt(2)))/2"),
    ("1 - tanh(x)^2", "1/cosh(x)^2"),
    ("sqrt(x^2)", "abs(x)"),
    ("sin(x)^2 + cos(x)^2", "1"),
    ("exp(x)^3", "exp(3x)"),
    ("(x + 1)^5", "x^5 + 5x^4 + 10x^3 + 10x^2 + 5x + 1"),
]


@pytest.mark.parametrize(("left", "right"), IDENTITIES)
@pytest.mark.parametrize("interval", [(-3.0, 3.0), (-30.0, 30.0), (-300.0, 300.0)])
def test_identities_hold_on_any_interval(left, right, interval):
    decision = decided(left, right, x=interval)

    assert decision.verdict == "equal"
    assert decision.points >= 100


def test_cancellation_to_zero_is_no_difference():
    assert decided("1 - tanh(x)^2", "1/cosh(x)^2", x=(100.0, 300.0)).verdict == "equal"
    assert decided("(exp(x) + 1) - exp(x)", "1", x=(100.0, 700.0)).verdict == "equal"


@pytest.mark.parametrize("text", ["10**10**10", "10**-10**10", "x + 9**9**9", "exp(1e11)", "exp(-1e11)"])
def test_enormous_constants_are_different(text):
    assert decided(text, "x", x=(-3.0, 3.0)).verdict == "different"


def test_a_logarithm_of_what_cancels_is_no_difference():
    assert decided("log(1 - tanh(x)^2)", "-2*log(cosh(x))", x=(100.0, 300.0)).verdict == "equal"
    assert decided("log(1 + exp(-x))*exp(x)", "log1p(exp(-x))/exp(-x)", x=(100.0, 700.0)).verdict == "equal"
    assert decided("softplus(-x)", "log(1 + exp(-x))", x=(100.0, 700.0)).verdict == "equal"


def test_two_slopes_with_a_symbol():
    assert decided("1 - 2/(1 + exp(2*w*x))", "tanh(w*x)", w=(-5.0, 5.0), x=(-5.0, 5.0)).verdict == "equal"


@pytest.mark.parametrize(
    "slip", ["x*(1 + 1e-9)", "x + 1e-9", "x + max(0, x - 2.99)", "x*(1 + 1e-11)", "abs(x)"]
)
def test_slips_are_found(slip):
    assert decided(slip, "x", x=(-3.0, 3.0)).verdict == "different"


def test_the_witness_is_small_and_true():
    decision = decided("x^2", "2x", x=(-3.0, 3.0))

    assert decision.witness == {"x": 0.5}
    assert (decision.got, decision.expected) == (0.25, 1.0)


def test_identical_trees_need_no_point():
    assert decided("9^9^9^9", "9^9^9^9").points == 0


def test_points_without_a_true_value_are_left_out():
    assert decided("log(x)", "log(x)*1", x=(-3.0, 3.0)).verdict == "equal"
    assert decided("log(abs(x))", "log(x)", x=(-3.0, 3.0)).verdict == "equal"
    assert decided("log(x)", "log(abs(x))", x=(-3.0, 3.0)).verdict == "undefined"


def test_nothing_is_claimed_where_nothing_can_be_computed():
    assert decided("1", "log(-1 - x^2)", x=(-3.0, 3.0)).verdict == "undecided"
    assert decided("2*9^9^9^9", "9^9^9^9 + 9^9^9^9").verdict == "undecided"


def test_a_meaning_is_put_in_first():
    where = {"s": parse("sigma(z)", ["z"])}
    decision = equal(parse("s", ["s"]), parse("1/(1 + exp(-z))", ["z"]), {"z": (-30.0, 30.0)}, where)

    assert decision.verdict == "equal"


def test_the_truth_may_be_a_text():
    assert equal(truth("x**3", "x", ("x",)), parse("3x^2", ["x"]), {}).verdict == "equal"
    assert truth("x**3", "", ("x",)) == parse("x^3", ["x"])


def test_sympy_does_not_get_a_tower():
    with pytest.raises(NotConvertibleError):
        to_sympy(parse("9**9**9**9", []))


def test_what_is_no_formula_does_not_come_back():
    with pytest.raises(NotConvertibleError):
        from_sympy(sympy.Function("f")(sympy.Symbol("x")))


_one = [name for name, arity in FUNCTIONS.items() if arity == (1, 1) and name not in ("heaviside", "sign")]
_leaves = st.one_of(st.integers(0, 3).map(number), st.sampled_from([Symbol("x"), Symbol("y")]))


def _grown(inner):
    return st.one_of(
        st.builds(add, inner, inner),
        st.builds(multiply, inner, inner),
        st.builds(divide, inner, inner),
        st.builds(negate, inner),
        st.builds(apply, st.sampled_from(_one), inner),
        st.builds(apply, st.sampled_from(["max", "min"]), inner, inner),
    )


trees = st.recursive(_leaves, _grown, max_leaves=6)


@settings(deadline=None, max_examples=150)
@given(trees, st.sampled_from([0.5, 1.25, -0.75, 2.0]), st.sampled_from([0.25, -1.5, 3.0]))
def test_numpy_mpmath_and_sympy_agree(tree, x, y):
    exact = None
    with contextlib.suppress(NoValueError, TooLargeError):
        exact = Precise({"x": x, "y": y}, 60)(tree)
    assume(exact is not None and 1e-3 < abs(exact) < 1e3)
    value = float(to_numpy(tree)({"x": np.array(x), "y": np.array(y)}))
    # Cancellation costs float64 digits; what is left must still agree.
    assume(math.isfinite(value))
    assert value == pytest.approx(float(exact), rel=1e-4)
    symbols = {
        sympy.Symbol("x", real=True): sympy.Rational(x),
        sympy.Symbol("y", real=True): sympy.Rational(y),
    }
    assert float(to_sympy(tree).subs(symbols).evalf(30)) == pytest.approx(float(exact), rel=1e-9)


@settings(deadline=None, max_examples=100)
@given(trees)
def test_the_way_through_sympy_keeps_the_value(tree):
    back = None
    with contextlib.suppress(NotConvertibleError):
        back = from_sympy(to_sympy(tree))
    assume(back is not None)
    assert equal(back, tree, {"x": (0.1, 2.0), "y": (0.1, 2.0)}).verdict in ("equal", "undecided")


def test_precision_is_what_was_asked_for():
    value = Precise({}, 50)(parse("exp(1)", []))

    with mpmath.workdps(50):
        assert abs(value - mpmath.e) < mpmath.mpf(10) ** -49


def test_a_decision_takes_milliseconds():
    times = []
    for left, right in IDENTITIES:
        start = time.perf_counter()
        decided(left, right, x=(-3.0, 3.0))
        times.append(time.perf_counter() - start)

    assert statistics.median(times) < 0.02
