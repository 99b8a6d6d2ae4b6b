"""Causes for formulas that were read from code: by cases, part by part, and never beside the point."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest

from sympy_checks.differences import changes
from sympy_checks.explain import Question
from sympy_checks.expression import add, constant, divide, number
from sympy_checks.expressions import FORMULAS, formula, truth
from sympy_checks.latex import latex
from sympy_checks.parse import parse
from sympy_checks.person import simplify
from sympy_checks.pretty import pretty
from sympy_checks.reading import code_causes
from sympy_checks.regions import folded, regions, within
from sympy_checks.wording import worded

STEP = ("theta", "grad", "lr", "rho", "s", "eps", "beta", "u")
STABLE = "where({0} >= 0, 1, exp(-abs({0})))/(1 + exp(-abs({0})))"


def first(text, due, symbols=("z",), itself="", wrt="", domains=None):
    ranges = {**dict.fromkeys(symbols, (-3.0, 3.0)), **(domains or {})}
    asked = Question(
        truth=truth(due, wrt) if due in FORMULAS else parse(due, symbols),
        itself=formula(itself) if itself else None,
        wrt=wrt,
        symbols=symbols,
        domains=ranges,
    )
    return next(code_causes(parse(text, symbols), asked), None)


@pytest.mark.parametrize(
    ("text", "due", "cause"),
    [
        ("theta - grad", "theta - lr*grad", "the factor lr is missing"),
        ("theta - lr*grad/sqrt(s)", "theta - lr*grad/(sqrt(s) + eps)", "the term eps is missing"),
        (
            "theta - lr*grad/sqrt(s + eps)",
            "theta - lr*grad/(sqrt(s) + eps)",
            "eps stands inside the root, it belongs outside",
        ),
        ("theta - lr*grad/(s + eps)", "theta - lr*grad/(sqrt(s) + eps)", "s where √s belongs"),
        ("theta - lr*grad", "theta - lr*(beta*u + grad)", "the term β·u is missing"),
        (
            "theta - lr*((1 - rho)*s + rho*grad^2)",
            "theta - lr*(rho*s + (1 - rho)*grad^2)",
            "ρ and 1 − ρ are exchanged",
        ),
        (
            "theta - lr*u/sqrt(s)",
            "theta - lr*u/(1 - beta^3)/sqrt(s/(1 - rho^3))",
            "the division by 1 − ρ³ is missing, and the division by 1 − β³ is missing",
        ),
        ("theta - lr*u/(1 - beta)", "theta - lr*u/(1 - beta^3)", "β where β³ belongs"),
        ("theta + lr*grad", "theta - lr*grad", "the sign of lr·grad is wrong"),
    ],
)
def test_steps_of_optimizers(text, due, cause):
    assert first(text, due, STEP, domains=dict.fromkeys(STEP, (0.1, 0.9))) == cause


@pytest.mark.parametrize(
    ("text", "due", "cause"),
    [
        ("where(z > 0, z, 0.1*z)", "leaky_relu", "for z < 0: 0.1·z where α·z belongs"),
        ("where(z > 0, z, exp(z) - 1)", "elu", "for z < 0: the factor α is missing"),
        ("where(z > 0, z, alpha*exp(z))", "elu", "for z < 0: the term −1 is missing"),
        ("max(z + 0.5, 0)", "piecewise_linear", "the minimum with 1 is missing"),
        ("min(max(z, 0), 1) + 0.5", "piecewise_linear", "0.5 stands outside the bounds, it belongs inside"),
        ("2*sigma(z) - 1", "tanh", "σ(z) where σ(2·z) belongs"),
        ("z*(1 + erf(z))/2", "gelu", "erf(z) where erf(z/√2) belongs"),
        (
            "z*exp(-z^2/2)/sqrt(2*pi)",
            "gelu",
            "the density of the normal distribution where its distribution function Φ belongs",
        ),
        ("z*sigma(1.702*z)", "gelu", "an approximation, not the exact formula: it is off by up to 0.02"),
        ("z + sigma(z)", "swish", "z and σ(z) are added, not multiplied"),
        ("where(z >= 0, 1, -1)", "sign(z)", "only the value at z = 0 is wrong: 1 where 0 belongs"),
    ],
)
def test_functions_by_cases_and_by_parts(text, due, cause):
    assert first(text, due, ("z", "alpha"), domains={"alpha": (0.05, 0.9)}) == cause


@pytest.mark.parametrize(
    ("text", "of", "cause"),
    [
        ("where(z > 0, 1, 0.1)", "leaky_relu", "for z < 0: 0.1 where α belongs"),
        ("where(z > 0, 0, 1)", "relu", "the two cases are swapped"),
        ("max(z, 0)", "relu", "this is the function itself, not its derivative"),
        (
            "(sigma(z + 0.01) - sigma(z))/0.01",
            "sigmoid",
            "this is a finite difference with the step 0.01, not the derivative",
        ),
        ("where(abs(z) < 1, 1, 0)", "piecewise_linear", None),
    ],
)
def test_derivatives(text, of, cause):
    found = first(text, of, ("z", "alpha"), itself=of, wrt="z", domains={"alpha": (0.05, 0.9)})

    assert found == (cause or "for −1 < z < −0.5: 1 where 0 belongs, for 0.5 < z < 1: 1 where 0 belongs")


@pytest.mark.parametrize(
    ("text", "due", "cause"),
    [
        ("a*x + b", "max(0, a*x + b)", "the maximum with 0 is missing"),
        ("a + b*x", "max(a, b*x)", "this is the sum of the two, the larger of them belongs"),
        ("(a + b + x)/3", "min(a, b, x)", "this is the mean of the 3 values, the smallest of them belongs"),
        ("max(0, max(a, b))", "max(a, b)", "the maximum with 0 does not belong"),
        (
            "where(a*x < b, b, a)",
            "max(a, b)",
            "the right values, but it is not always the larger of them that is chosen",
        ),
        ("(yhat - 1)^2", "-log(yhat)", "this is the squared error"),
        ("yhat^2/2", "-log(1 - yhat)", "this is half the squared error"),
        ("2*(yhat - 1)", "-1/yhat", "this is the derivative of the squared error"),
        ("yhat - 1", "-1/yhat", "a factor ŷ·(1 − ŷ) too many"),
        ("(yhat - 1)/0", "-1/yhat", "it divides by 0, so it has no value"),
        ("-log(1 - sigma(a*x))", "-log(sigma(a*x))", "1 − σ(a·x) where σ(a·x) belongs"),
        ("a/(a + b + x)", "exp(a)/(exp(a) + exp(b) + exp(x))", "exp is missing everywhere"),
        ("a - b + x", "(a - b)*x", "a − b and x are added, not multiplied"),
        (
            "((a - b)/2)^2",
            "(a - b)^2/2",
            "the division by 2 stands inside the square, it belongs outside",
        ),
        (
            "1/4 - lr*(sin(x) + cos(a*x) + b*exp(x)*a)",
            "-lr*a*x^3*b^2",
            "for lr = 0 yours is 0.25, the right one is 0",
        ),
        (
            "a*lr*sin(x) + cos(a*x) + exp(x)*b^3",
            "lr*exp(a)/(1 + b^2) + tanh(a*b)/log(2 + b)",
            "x does not occur in the right formula",
        ),
    ],
)
def test_what_a_formula_may_stand_for(text, due, cause):
    domains = {"yhat": (0.05, 0.95), "lr": (0.01, 0.5)}

    assert first(text, due, ("a", "b", "x", "yhat", "lr"), domains=domains) == cause


@pytest.mark.parametrize(
    ("value", "text", "typeset"),
    [
        (Fraction(10**300 + 1, 10**300), "1", "1"),
        (Fraction(10**80), "10⁸⁰", "10^{80}"),
        (Fraction(10**40 + 7), "10⁴⁰", "10^{40}"),
        (Fraction(123456789**5), "2.867971860299718·10⁴⁰", r"2.867971860299718 \cdot 10^{40}"),
        (Fraction("0.1257302210933933"), "0.1257302210933933", "0.1257302210933933"),
    ],
)
def test_numbers_are_cut_where_nobody_reads_them(value, text, typeset):
    assert pretty(number(value)) == text
    assert latex(number(value)) == typeset


def test_a_right_formula_in_other_words_has_no_difference():
    assert changes(parse("b*a + c", ("a", "b", "c")), parse("c + a*b", ("a", "b", "c"))) == []


def test_a_difference_names_what_it_would_take_to_be_right():
    found = changes(simplify(parse("a*b", ("a", "b", "c"))), simplify(parse("a*b/c^2", ("a", "b", "c"))))

    assert worded(found) == ["the division by c² is missing"]


@pytest.mark.parametrize("inner", ["z", "2*z", "-z"])
def test_stable_branches_are_read_as_sigma(inner):
    found = simplify(folded(parse(STABLE.format(inner), ("z",))))

    assert pretty(found) == pretty(simplify(parse(f"sigma({inner})", ("z",))))


def test_cases_begin_where_a_comparison_turns():
    domains = {"z": (-3.0, 3.0), "alpha": (0.05, 0.9)}
    found = regions(domains, parse("max(z, alpha*z) + min(z, 1/2)", ("z", "alpha")))

    assert [region.text for region in found] == ["z < 0", "0 < z < 0.5", "z > 0.5"]
    assert pretty(within(parse("max(z, alpha*z)", ("z", "alpha")), {**domains, "z": (-3.0, 0.0)})) == "α·z"


def test_an_explanation_keeps_to_its_time():
    text = "+".join(f"where(z > {k}, z*{k}, sin(z + {k}))" for k in range(1, 9))
    before = time.perf_counter()

    list(code_causes(parse(text, ("z",)), Question(truth=parse("cos(z)", ("z",)), domains={"z": (-3, 3)})))

    assert time.perf_counter() - before < 2.0


def test_a_symbol_that_does_not_occur_is_named_where_nothing_better_is_found():
    assert first("sin(z)", "z*exp(alpha*z) + cos(z)^2", ("z", "alpha")) == "α does not occur in your formula"


def test_a_number_that_only_keeps_a_denominator_from_0_is_not_spoken_of():
    tiny = add(parse("1 - exp(-z)", ("z",)), constant(1e-300))
    asked = Question(truth=truth("sigmoid"), symbols=["z"], domains={"z": (-3.0, 3.0)})

    assert next(code_causes(divide(number(1), tiny), asked)) == "the sign of exp(−z) is wrong"
