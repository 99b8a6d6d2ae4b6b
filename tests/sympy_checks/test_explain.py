"""Causes in a student's words, named traps, slips in differentiating, and formulas as a person writes them."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sympy_checks.answer import check_answer
from sympy_checks.decide import equal
from sympy_checks.derivation import check_steps
from sympy_checks.explain import MOST
from sympy_checks.expression import Symbol, add, apply, constant, divide, multiply, negate, number
from sympy_checks.expressions import FORMULAS, derivative
from sympy_checks.parse import parse
from sympy_checks.person import simplify
from sympy_checks.pretty import pretty
from sympy_checks.slips import Slips
from sympy_checks.slopes import NoDerivativeError, slope

Z = {"z": (-5.0, 5.0)}


def asked(text, of, wrt="z", **task):
    task = {"symbols": ["z"], "domains": Z, **task}
    return check_answer(text, of=of, wrt=wrt, **task).mistakes


@pytest.mark.parametrize(
    ("text", "of", "cause"),
    [
        ("exp(-z)", "exp(-z)", "the inner derivative is missing: the derivative of −z in exp(−z) is −1"),
        ("z*(1 - z)", "sigma(z)", "z where σ(z) belongs"),
        ("cos(z)*2z + sin(z)", "z^2*sin(z)", None),
        (
            "2z*cos(z)",
            "z^2*sin(z)",
            "the derivative of the product z²·sin(z) is not the product of the derivatives",
        ),
        (
            "2z*sin(z)",
            "z^2*sin(z)",
            "in the product z²·sin(z) the term with the derivative of sin(z) is missing",
        ),
        ("1/(2z)", "1/z^2", "the derivative of 1/z² is not 1 over the derivative"),
        ("2/z^3", "1/z^2", "the sign is wrong"),
        ("3z^3", "z^3", "the exponent is not lowered in the derivative of z³"),
        ("z^2", "z^3", "off by a constant factor: yours is 1/3 times the right one"),
        ("z^4/4", "z^3", "this is an antiderivative: it was integrated over z, not differentiated"),
        ("6z", "z^3", "this is the second derivative"),
        ("where(z > 0, z^2, 1)", "where(z > 0, z^2, z)", "the branch z² is not differentiated"),
        ("sigma(z) + z*sigma(z)*(1 + sigma(z))", "z*sigma(z)", "a sign is wrong in the derivative of σ"),
        ("2^z", "2^z", "this is the function itself, not its derivative"),
    ],
)
def test_causes_are_named(text, of, cause):
    found = asked(text, of)

    assert len(found) <= MOST
    assert cause is None or cause in found


def test_derivatives_with_respect_to_the_wrong_variable():
    task = {"symbols": ["w", "x", "b"], "domains": {}}

    assert check_answer("w", of="w*x + b", wrt="w", **task).mistakes[0] == (
        "this is the derivative with respect to x, not w"
    )
    assert check_answer("1", of="w*x + b", wrt="w", **task).mistakes[0] == (
        "this is the derivative with respect to b, not w"
    )


def test_a_case_and_a_link_of_the_chain_rule_are_named():
    loss = "-(y*log(sigma(z)) + (1 - y)*log(1 - sigma(z)))"
    task = {"symbols": ["phi", "y"], "where": {"phi": "sigma(z)"}, "domains": {**Z, "y": (-1.0, 2.0)}}

    assert asked("phi - 1", loss, **task) == ("this holds for y = 1 only",)
    assert asked("(phi - y)*phi*(1 - phi)", loss, **task)[0] == "a factor σ(z)·(1 − σ(z)) too many"


def test_traps_of_the_exercise_come_first():
    traps = {"took z for the activation": "z*(1 - z)"}

    assert asked("z - z^2", "sigma(z)", traps=traps)[0] == "took z for the activation"


def test_an_edit_of_the_right_formula_speaks_of_what_is_missing():
    names = ["theta", "lr", "g", "G", "eps"]
    due = "theta - lr*g/(sqrt(G + g^2) + eps)"
    found = check_answer(
        "theta - lr*g/(sqrt(G) + eps)", of=due, symbols=names, domains={"G": (0.1, 2)}
    ).mistakes

    assert "G where G + g² belongs" in found


def test_a_right_answer_has_no_cause():
    assert asked("sigma(z)*sigma(-z)", "sigma(z)") == ()


@pytest.mark.parametrize("name", FORMULAS)
def test_our_derivatives_are_those_of_sympy(name):
    entry = FORMULAS[name]
    for wrt in entry.domains:
        assert equal(slope(entry.tree(), wrt), derivative(name, wrt), entry.domains).verdict == "equal"


RULES = "z^2*sin(z)*3 + exp(-z)/(1 + z^2) - sqrt(z^2 + 1)*tanh(2z) + log(z^2 + 1)/2 + max(z, z^2) + where(z > 0, z, 2z) + 2^z"


def test_there_are_about_two_dozen_rules_and_no_slip_is_right():
    tree = parse(RULES, ["z"])
    right = slope(tree, "z")
    slips = list(Slips("z").wrong(tree))
    verdicts = [equal(slip.tree, right, Z).verdict for slip in slips]

    assert len(slips) >= 50
    assert sum(verdict == "equal" for verdict in verdicts) == 0


STEPS = {"of": "sigma(z)", "wrt": "z", "symbols": ["z"], "domains": Z, "at_least": 1}


def test_lines_after_a_broken_one_are_carried_forward():
    answer = check_steps(
        ["sigma(z)*sigma(-z)", "sigma(z)", "1/(1+exp(-z))", "sigma(z) + 1", "(", "sigma(z)*sigma(-z)"],
        **STEPS,
    )

    assert answer.line == 2
    assert answer.lines == ("right", "wrong", "carried forward", "wrong", "unread", "right")
    assert answer.message.endswith("; the line after it follows from it")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1/(1 + exp(-z))", "σ(z)"),
        ("1/(e^-z + 1)", "σ(z)"),
        ("exp(z)/(1 + exp(z))", "σ(z)"),
        ("where(z >= 0, 1/(1+exp(-z)), exp(z)/(1+exp(z)))", "σ(z)"),
        ("(exp(z) - exp(-z))/(exp(z) + exp(-z))", "tanh(z)"),
        ("(exp(2z) - 1)/(exp(2z) + 1)", "tanh(z)"),
        ("1/(1+exp(-z))*(1 - 1/(1+exp(-z)))", "σ(z)·(1 − σ(z))"),
        ("where(z > 0, z, 0)", "max(z, 0)"),
        ("where(z < 0, -z, z)", "|z|"),
        ("2*3*z + 0 - -1*z", "7·z"),
        ("z*z*1", "z²"),
        ("-(-z)", "z"),
        ("z - z", "0"),
        ("0.5*(z + 1)^1", "0.5·(z + 1)"),
        ("z/3", "z/3"),
        ("z/0.271", "z/0.271"),
        ("exp(-z)/(1 + exp(-z))^2", "exp(−z)/(1 + exp(−z))²"),
    ],
)
def test_formulas_are_written_as_by_a_person(text, written):
    assert pretty(simplify(parse(text, ["z"]))) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [(2**-0.5, "1/√2"), (0.1, "0.1"), (1 / 3, "1/3"), (1 - 0.999, "0.001"), (0.044715, "0.044715")],
)
def test_constants_of_code_are_written_as_meant(value, written):
    assert pretty(simplify(constant(value))) == written


_leaves = st.one_of(st.integers(0, 3).map(number), st.sampled_from([Symbol("x"), Symbol("y")]))


def _grown(inner):
    return st.one_of(
        st.builds(add, inner, inner),
        st.builds(multiply, inner, inner),
        st.builds(divide, inner, inner),
        st.builds(negate, inner),
        st.builds(apply, st.sampled_from(["exp", "log", "abs", "sigma", "log1p", "expm1", "relu"]), inner),
    )


trees = st.recursive(_leaves, _grown, max_leaves=8)


@settings(deadline=None, max_examples=200)
@given(trees)
def test_writing_it_nicely_keeps_the_value(tree):
    decision = equal(simplify(tree), tree, {"x": (0.1, 2.0), "y": (0.1, 2.0)})

    assert decision.verdict in ("equal", "undecided")


@settings(deadline=None, max_examples=60)
@given(trees)
def test_our_derivatives_agree_with_those_of_sympy(tree):
    domains = {"x": (0.4, 1.6), "y": (0.4, 1.6)}
    slip = None
    try:
        slip = slope(tree, "x")
    except NoDerivativeError:
        slip = None
    assume(slip is not None)
    # x + 0/0 has no value, so that any derivative is as good as another
    assume(equal(add(tree, number(1)), tree, domains).verdict == "different")
    from sympy_checks.to_sympy import NotConvertibleError, from_sympy, symbol, to_sympy

    due = None
    try:
        due = from_sympy(to_sympy(tree).diff(symbol("x")))
    except NotConvertibleError:
        due = None
    assume(due is not None)
    # SymPy takes the derivative of exp(x)/0 to be 0.
    assert equal(slip, due, domains).verdict != "different"
