"""Conditions, float constants and certainty: four evaluators agree, and both paths of the decision."""

from __future__ import annotations

import contextlib
import math

import numpy as np
import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sympy_checks import balls
from sympy_checks.decide import equal
from sympy_checks.expression import (
    ARITIES,
    CONDITIONS,
    RELATIONS,
    Float,
    Symbol,
    add,
    apply,
    constant,
    divide,
    identical,
    multiply,
    negate,
    node_count,
    number,
    step,
    substitute,
    where,
)
from sympy_checks.latex import latex
from sympy_checks.numeric import to_numpy
from sympy_checks.parse import parse
from sympy_checks.plain import plain
from sympy_checks.precise import NoValueError, Precise, TooLargeError
from sympy_checks.pretty import pretty
from sympy_checks.to_sympy import from_sympy, to_sympy

X, Y = Symbol("x"), Symbol("y")
INTERVAL = {"x": (-3.0, 3.0), "y": (-3.0, 3.0)}
JUMPS = ("heaviside", "sign", "floor", "atanh")


@pytest.fixture(params=["balls", "mpmath"])
def path(request, monkeypatch):
    if request.param == "mpmath":
        monkeypatch.setattr(balls, "available", lambda: False)
    elif not balls.available():
        pytest.skip("python-flint is not installed")
    return request.param


_one = [
    name
    for name, arity in ARITIES.items()
    if arity == (1, 1) and name not in JUMPS and name not in CONDITIONS
]
_leaves = st.one_of(st.integers(0, 3).map(number), st.sampled_from([X, Y]))


def _grown(inner):
    relations = st.builds(apply, st.sampled_from(sorted(RELATIONS)), inner, inner)
    conditions = st.one_of(
        relations,
        st.builds(apply, st.sampled_from(["and", "or"]), relations, relations),
        relations.map(lambda condition: apply("not", condition)),
    )
    return st.one_of(
        st.builds(add, inner, inner),
        st.builds(multiply, inner, inner),
        st.builds(divide, inner, inner),
        st.builds(negate, inner),
        st.builds(apply, st.sampled_from(_one), inner),
        st.builds(apply, st.sampled_from(["max", "min"]), inner, inner),
        st.builds(where, conditions, inner, inner),
    )


trees = st.recursive(_leaves, _grown, max_leaves=7)


@settings(deadline=None, max_examples=150)
@given(trees, st.sampled_from([0.5, 1.25, -0.75]), st.sampled_from([0.25, -1.5, 3.0]))
def test_numpy_balls_mpmath_and_sympy_agree(tree, x, y):
    point = {"x": x, "y": y}
    exact = None
    with contextlib.suppress(NoValueError, TooLargeError):
        exact = Precise(point, 60)(tree)
    assume(exact is not None and 1e-3 < abs(exact) < 1e3)
    if balls.available():
        (ball,) = balls.Balls(tree)(point, 200)
        assert ball is not balls.NO_VALUE
        if ball.is_finite():
            assert abs(float(ball.mid()) - float(exact)) <= float(ball.rad()) + 1e-12 * abs(float(exact))
    value = float(to_numpy(tree)({name: np.array(at) for name, at in point.items()}))
    if math.isfinite(value) and "where" not in plain(tree):
        assert value == pytest.approx(float(exact), rel=1e-4)


@settings(deadline=None, max_examples=60)
@given(trees)
def test_every_formula_has_its_notations(tree):
    names = {"x": X, "y": Y}

    assert plain(tree)
    assert pretty(tree)
    assert latex(tree).count("{") == latex(tree).count("}")
    assert identical(substitute(tree, names), tree)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("where(x > 0, x, 0)", "(x if x > 0, else 0)"),
        ("where(x >= 0 and not (y < 1), 1, 2)", "(1 if x ≥ 0 and not (y < 1), else 2)"),
        ("sqrt(x + 1)/2**x", "√(x + 1)/2^x"),
        ("-abs(x)^2*1e-30", "−|x|²·10⁻³⁰"),
        ("Phi(x) + sigma(-y)", "Φ(x) + σ(−y)"),
    ],
)
def test_unicode_reads_as_in_a_book(text, said):
    assert pretty(parse(text, ["x", "y"])) == said


def test_choices_come_back_from_print_and_from_sympy():
    tree = parse(
        "where((x > 0 and y <= 1) or not (x == y), x^2, floor)".replace("floor", "abs(y)"), ["x", "y"]
    )

    assert parse(plain(tree), ["x", "y"]) == tree
    assert equal(from_sympy(to_sympy(tree)), tree, INTERVAL).verdict == "equal"
    assert to_sympy(parse("where(x > 0, x, 0)", ["x"])).has(sympy.Piecewise)


def test_conditions_stand_in_their_places_only():
    condition = apply("lt", X, Y)

    with pytest.raises(ValueError, match="nowhere else"):
        apply("exp", condition)
    with pytest.raises(ValueError, match="nowhere else"):
        where(X, X, Y)


@pytest.mark.parametrize(
    "name", ["where(x, 1, 2)", "where(x > 0, 1)", "where", "where(x > 0 > 1, 1, 2)", "(x > 0)*2"]
)
def test_odd_choices_are_refused(name):
    with pytest.raises(ValueError, match=r"comparison|where|value is expected"):
        parse(name, ["x"])


def test_constants_of_code_are_exact_or_known_to_a_few_ulps():
    assert constant(0.25) == parse("0.25", [])
    assert constant(-2.0) == negate(number(2))
    assert constant(0.1) == Float(0.1)
    with pytest.raises(ValueError, match="finite"):
        constant(math.nan)


@pytest.mark.usefixtures("path")
@pytest.mark.parametrize(
    ("value", "due"),
    [
        (1 / math.sqrt(2), "x/sqrt(2)"),
        (0.1, "x/10"),
        (1 - 0.9, "x/10"),
        (math.sqrt(2 / math.pi), "sqrt(2/pi)*x"),
        (1e-8, "1e-8*x"),
    ],
)
def test_folded_constants_are_equal_to_rounding(value, due):
    # 1 - 0.9 is 8 ulps off, as several operations are.
    decision = equal(multiply(constant(value, ulps=16), X), parse(due, ["x"]), INTERVAL)

    assert (decision.verdict, decision.certainty, decision.rounding) == ("equal", "tested", True)


@pytest.mark.usefixtures("path")
@pytest.mark.parametrize("value", [0.1 * (1 + 1e-9), 0.7071, 0.3])
def test_other_constants_are_different(value):
    assert equal(multiply(constant(value), X), parse("x/10", ["x"]), INTERVAL).verdict == "different"


@pytest.mark.usefixtures("path")
def test_rounding_is_magnified_by_cancellation_only_as_far_as_it_goes():
    left = add(multiply(constant(1e6 / 3), X), negate(multiply(constant(1e6 / 3 - 0.1), X)))

    assert equal(left, parse("x/10", ["x"]), INTERVAL).verdict in ("equal", "undecided")
    assert equal(left, parse("x/9", ["x"]), INTERVAL).verdict == "different"


@pytest.mark.usefixtures("path")
def test_a_difference_to_zero_is_seen():
    assert equal(parse("sin(x)^2 + cos(x)^2 - 1", ["x"]), number(0), INTERVAL).verdict == "equal"
    assert equal(parse("1e-50*x", ["x"]), number(0), INTERVAL).verdict == "different"


def test_the_value_at_a_jump_counts():
    strict, loose = (step(X, number(value)) for value in (0, 1))

    assert equal(strict, loose, INTERVAL).witness == {"x": 0.0}
    assert equal(strict, parse("heaviside(x)", ["x"]), INTERVAL).verdict == "equal"


def test_shared_parts_cost_once():
    tree = X
    for _ in range(200):
        tree = divide(add(tree, tree), number(2))

    assert node_count(tree) > 2**200
    assert equal(tree, X, INTERVAL).verdict == "equal"
    assert identical(tree, substitute(tree, {"y": X}))


def test_what_was_proved_is_said():
    same, proved, tested = (
        equal(parse(text, ["x"]), parse("2*x", ["x"]), INTERVAL, prove=True)
        for text in ("2x", "x + x", "2.0000000000000001x")
    )

    assert [same.certainty, proved.certainty, tested.certainty] == ["identical", "proved", "tested"]
    assert equal(parse("x", ["x"]), parse("2*x", ["x"]), INTERVAL).certainty == "proved"
