"""The exact normal form: what it proves is true, and it never proves a difference away."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sympy_checks.decide import equal
from sympy_checks.expression import Symbol, add, apply, divide, multiply, negate, number
from sympy_checks.normal import proves_equal
from sympy_checks.parse import parse
from sympy_checks.sampling import sample

XY = {"x": (-4.0, 4.0), "y": (0.0, 4.0)}
POINTS = sample(XY, {})


def proved(left, right):
    return proves_equal(parse(left, XY), parse(right, XY), POINTS, XY)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("(x + y)^3", "x^3 + 3x^2*y + 3x*y^2 + y^3"),
        ("exp(x)^2*exp(-x)", "exp(x)"),
        ("exp(x/3)^3", "exp(x)"),
        ("log(x^2*y)", "2log(abs(x)) + log(y)"),
        ("log(6)", "log(2) + log(3)"),
        ("sqrt(12)", "2sqrt(3)"),
        ("sqrt(x^2)", "abs(x)"),
        ("1/(sqrt(y) + 1)", "(sqrt(y) - 1)/(y - 1)"),
        ("y^1.5", "y*sqrt(y)"),
        ("y^x", "exp(x*log(y))"),
        ("sin(x)^4", "(1 - cos(x)^2)^2"),
        ("sin(-x)*cos(-x)", "-sin(x)*cos(x)"),
        ("erf(-x)", "-erf(x)"),
        ("sinh(x)/cosh(x)", "tanh(x)"),
        ("max(x, y)", "(x + y + abs(x - y))/2"),
        ("where(x > 0, 1, -1)*x", "abs(x)"),
        ("sign(x)*abs(x)", "x"),
        ("relu(x)*heaviside(x)", "max(x, 0)"),
        ("softplus(x) - softplus(-x)", "x"),
        ("e^x", "exp(x)"),
    ],
)
def test_identities_are_proved(left, right):
    assert proved(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("x + 1e-30", "x"),
        ("sqrt(x^2)", "x"),
        ("log(x^2)", "2log(x) + 1"),
        ("exp(x)", "exp(x) + 1e-40"),
        ("abs(x)", "x"),
        ("where(x > 3.9, 0, x)", "x"),
        ("sin(x)", "x"),
        ("(x*y)^0.5", "x*y"),
    ],
)
def test_differences_are_not_proved_away(left, right):
    assert not proved(left, right)


def test_a_jump_that_was_not_looked_at_is_not_proved():
    assert not proved("where(x > 0.123456789, 1, 0)", "where(x >= 0.123456789, 1, 0)")


_leaves = st.one_of(st.integers(1, 4).map(number), st.sampled_from([Symbol("x"), Symbol("y")]))
_names = ["exp", "log", "sqrt", "tanh", "sigma", "abs", "relu", "sin", "cos", "softplus", "cosh", "Phi"]


def _grown(inner):
    return st.one_of(
        st.builds(add, inner, inner),
        st.builds(multiply, inner, inner),
        st.builds(divide, inner, inner),
        st.builds(negate, inner),
        st.builds(apply, st.sampled_from(_names), inner),
        st.builds(apply, st.sampled_from(["max", "min"]), inner, inner),
    )


trees = st.recursive(_leaves, _grown, max_leaves=5)


@settings(deadline=None, max_examples=250)
@given(trees, trees)
def test_a_proof_is_never_contradicted_by_a_witness(left, right):
    if proves_equal(left, right, POINTS, XY):
        assert equal(left, right, XY).verdict != "different"


@settings(deadline=None, max_examples=100)
@given(trees, st.integers(2, 5))
def test_a_changed_formula_is_never_proved(tree, factor):
    shifted = add(tree, divide(apply("exp", Symbol("x")), number(10**factor)))

    assert not proves_equal(tree, shifted, POINTS, XY)
