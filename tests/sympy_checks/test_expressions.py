"""The table of formulas: ranges, sources, derivatives, and values beside functions written independently."""

from __future__ import annotations

import mpmath
import numpy as np
import pytest
import sympy

from sympy_checks.decide import equal
from sympy_checks.expression import free_symbols
from sympy_checks.expressions import FORMULAS, derivative, formula, truth
from sympy_checks.expressions.activations import ACTIVATIONS
from sympy_checks.expressions.losses import LOSSES
from sympy_checks.expressions.networks import NETWORKS
from sympy_checks.expressions.neurons import NEURONS
from sympy_checks.expressions.optimizers import OPTIMIZERS
from sympy_checks.expressions.rates import RATES
from sympy_checks.numeric import to_numpy
from sympy_checks.precise import Precise
from sympy_checks.to_sympy import to_sympy
from tests.sympy_checks.steps import VALUES

PARTS = (ACTIVATIONS, LOSSES, NETWORKS, NEURONS, OPTIMIZERS, RATES)
DIGITS = 80
STEP = 2.0**-60


def drawn(name, count, seed=0):
    """Return points well inside the intervals, none of which is a nice value."""
    rng = np.random.default_rng([seed, len(name), sum(name.encode())])
    intervals = FORMULAS[name].domains.items()
    low_high = {
        symbol: (max(low, -8.0), min(high, max(8.0, low + 16.0))) for symbol, (low, high) in intervals
    }
    return {
        symbol: low + (high - low) * rng.uniform(0.02, 0.98, count)
        for symbol, (low, high) in low_high.items()
    }


def points_of(name, count):
    columns = drawn(name, count)
    return [{symbol: float(values[row]) for symbol, values in columns.items()} for row in range(count)]


def test_every_formula_stands_once():
    assert sum(map(len, PARTS)) == len(FORMULAS)
    texts = [(entry.text, tuple(entry.domains)) for entry in FORMULAS.values()]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("name", FORMULAS)
def test_a_formula_uses_the_symbols_that_have_an_interval(name):
    entry = FORMULAS[name]

    assert free_symbols(formula(name)) == frozenset(entry.domains)
    assert all(low < high for low, high in entry.domains.values())
    assert entry.source


@pytest.mark.parametrize("name", FORMULAS)
def test_derivatives_are_those_of_central_differences(name):
    tree = formula(name)
    for point in points_of(name, 3):
        for wrt in FORMULAS[name].domains:
            exact = Precise(point, DIGITS)(derivative(name, wrt))
            with mpmath.workdps(DIGITS):
                up, down = (mpmath.mpf(point[wrt]) + shift for shift in (STEP, -STEP))
                rise = Precise({**point, wrt: up}, DIGITS)(tree) - Precise({**point, wrt: down}, DIGITS)(tree)
                assert mpmath.almosteq(rise / (2 * STEP), exact, 1e-20, 1e-20)


@pytest.mark.parametrize("name", FORMULAS)
def test_numpy_and_mpmath_give_the_same_value(name):
    quick = to_numpy(formula(name))
    for point in points_of(name, 3):
        value = float(quick({symbol: np.asarray(value) for symbol, value in point.items()}))

        assert value == pytest.approx(float(Precise(point, 50)(formula(name))), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("name", VALUES)
def test_values_are_those_of_code_written_independently(name):
    points = drawn(name, 40, seed=1)
    ours = np.broadcast_to(to_numpy(formula(name))(points), (40,))
    theirs = [
        VALUES[name](**{symbol: float(values[row]) for symbol, values in points.items()}) for row in range(40)
    ]

    np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-10)


@pytest.mark.parametrize(
    ("quotient", "of", "symbol", "goal"),
    [
        ("square_quotient", "square", "h", 0),
        ("exponential_quotient", "exponential", "h", 0),
        ("reciprocal_quotient", "reciprocal", "h", 0),
        ("cube_quotient", "cube", "x", sympy.Symbol("a", real=True)),
    ],
)
def test_difference_quotients_tend_to_the_derivative(quotient, of, symbol, goal):
    limit = sympy.limit(to_sympy(formula(quotient)), sympy.Symbol(symbol, real=True), goal)
    due = to_sympy(derivative(of, "x"))
    due = due.subs(sympy.Symbol("x", real=True), goal) if symbol == "x" else due

    assert sympy.simplify(limit - due) == 0


@pytest.mark.parametrize(
    ("rate", "of", "wrt"),
    [
        ("sphere_area", "sphere_volume", "r"),
        ("sigmoid", "softplus", "z"),
        ("softmax", "log_sum_exp", "z1"),
    ],
)
def test_formulas_that_are_derivatives_of_others(rate, of, wrt):
    assert equal(formula(rate), truth(of, wrt), FORMULAS[of].domains).verdict == "equal"


@pytest.mark.parametrize("name", ["sign_activation", "step", "relu"])
def test_slopes_of_jumps_and_kinks_hold_beside_them(name):
    slope = derivative(name, "z")

    assert Precise({"z": -1.5}, 30)(slope) == 0
    assert Precise({"z": 1.5}, 30)(slope) == (1 if name == "relu" else 0)
