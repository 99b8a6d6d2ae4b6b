"""LaTeX: it reads as in a book, reads back as the same formula, and no name breaks out of it."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sympy_checks.expression import (
    Application,
    Constant,
    Expression,
    Float,
    Number,
    Symbol,
    apply,
    children,
    multiply,
    number,
    power,
    rebuild,
)
from sympy_checks.latex import COMMANDS, latex, name, words
from sympy_checks.parse import parse
from sympy_checks.plain import scientific
from sympy_checks.tokens import MAX_LENGTH
from tests.sympy_checks.test_balls import trees as trees_with_cases
from tests.sympy_checks.test_parse import trees

SYMBOLS = ["x", "y", "z", "alpha1", "yhat", "w_out", "lr", "H"]
HOSTILE = [
    r"\href{javascript:alert(1)}{x}",
    "<script>alert(1)</script>",
    "$",
    "}",
    "{",
    "x}",
    "%",
    "&lt;",
    "^",
    "~",
    "#1",
    r"a\\b",
    '" onclick="x',
    "x\ny",
    "x_1\n",
    "\u202ex",
    "é",
    "",
    "_",
    "__",
    "0",
    "_7",
    "z[0]}",
    r"\input{/etc/passwd}",
]


@pytest.mark.parametrize(
    ("text", "typeset"),
    [
        ("sigma(z)*(1 - sigma(z))", r"\sigma(z) \, (1 - \sigma(z))"),
        ("exp(-x)/(1 + exp(-x))^2", r"\frac{e^{-x}}{(1 + e^{-x})^{2}}"),
        ("e^(x/2) - exp(x/2)", r"e^{\frac{x}{2}} - \exp\left(\frac{x}{2}\right)"),
        ("exp(exp(x))", r"\exp(e^{x})"),
        ("exp(x)^2", r"(e^{x})^{2}"),
        ("-1/yhat", r"-\frac{1}{\hat{y}}"),
        ("(x/y)^2*3", r"\left(\frac{x}{y}\right)^{2} \cdot 3"),
        ("2*x*abs(x)", r"2 \, x \cdot \left|x\right|"),
        ("x - (y - 2)", "x - (y - 2)"),
        ("-(-x)", "-(-x)"),
        ("tanh(x)^2*sqrt(x)", r"\tanh(x)^{2} \, \sqrt{x}"),
        ("log(x) + Phi(x) + atanh(x)", r"\ln(x) + \Phi(x) + \operatorname{artanh}(x)"),
        (
            "max(0, x)*relu(x)*heaviside(x)",
            r"\max(0, x) \cdot \operatorname{relu}(x) \cdot \operatorname{H}(x)",
        ),
        ("alpha1*pi*e*lr", r"\alpha_{1} \, \pi \, e \cdot \mathrm{lr}"),
        ("w_out", r"\mathrm{w\_out}"),
        ("3e-30*x", r"3 \cdot 10^{-30} \, x"),
        ("1e-30", "10^{-30}"),
        ("x*3e-30", r"x \, (3 \cdot 10^{-30})"),
        (
            "where(x > 0, x, where(x <= -1 and not (y != 2), 1/x, 0))",
            (
                r"\begin{cases} x & \text{if } x > 0 \\ \frac{1}{x} & \text{if } "
                r"x \le -1 \text{ and } \text{not } (y \neq 2) \\ 0 & \text{otherwise} \end{cases}"
            ),
        ),
        (
            "2*where(x > 0 or x == y and y < 1, 1, 0)",
            (
                r"2 \, \left(\begin{cases} 1 & \text{if } x > 0 \text{ or } (x = y \text{ and } y < 1) "
                r"\\ 0 & \text{otherwise} \end{cases}\right)"
            ),
        ),
    ],
)
def test_latex_reads_as_in_a_book(text, typeset):
    assert latex(parse(text, SYMBOLS)) == typeset


def test_numbers_of_code_are_typeset():
    assert latex(Float(1e-7)) == "10^{-7}"
    assert latex(Float(0.5)) == "0.5"
    assert latex(multiply(Number(number(1).value / 3), Symbol("x"))) == r"\frac{1}{3} \, x"
    assert latex(apply("floor", Symbol("x"))) == r"\left\lfloor x \right\rfloor"


@pytest.mark.parametrize(
    ("symbol", "typeset"),
    [("theta", r"\theta"), ("omicron", r"\mathrm{omicron}"), ("z[0]", "z_{0}"), ("X[0, 1]", "X_{0, 1}"), ("w_1", "w_{1}")],
)  # fmt: skip
def test_names_are_typeset(symbol, typeset):
    assert name(symbol) == typeset


def read_back(text: str) -> Expression:
    return parse(text, ["x", "a31"], definitions={"H": (("x",), apply("heaviside", Symbol("x")))})


def with_powers(expr: Expression) -> Expression:
    """Write exp(x) as e^x and 2.5e-30 as 2.5 * 10^(-30), which LaTeX does not tell apart."""
    if isinstance(expr, Number):
        digits, shift = scientific(expr)
        raised = None if shift is None else power(number(10), number(shift))
        factor = read_back(digits)
        return factor if raised is None else raised if digits == "1" else multiply(factor, raised)
    parts = tuple(with_powers(part) for part in children(expr))
    if isinstance(expr, Application) and expr.name == "exp":
        return power(Constant("e"), parts[0])
    return rebuild(expr, parts) if parts else expr


@given(trees)
def test_latex_reads_back_as_the_same_formula(tree):
    typeset = latex(tree)
    assume(len(typeset) <= MAX_LENGTH)

    assert with_powers(read_back(typeset)) == with_powers(tree)


def assert_harmless(text: str) -> None:
    assert text.isascii()
    assert text.isprintable()
    assert set(re.findall(r"\\([A-Za-z]+|.)", text)) <= {*COMMANDS, "\\"}
    assert not re.search(r"[<&](?! )|[#$%~\"'`>](?! )", text)
    level = 0
    for brace in re.findall(r"[{}]", text):
        level += 1 if brace == "{" else -1
        assert level >= 0
    assert level == 0


@given(trees_with_cases)
def test_braces_balance(tree):
    assert_harmless(latex(tree))


@settings(max_examples=300)
@given(st.sampled_from(HOSTILE) | st.text(), st.sampled_from(HOSTILE) | st.text())
def test_no_name_breaks_out_of_the_formula(one, other):
    tree = parse("where(x < y, x^y/sqrt(x), -x*y)", ["x", "y"])
    renamed = {"x": Symbol(one), "y": Symbol(other)}

    def replaced(node: Expression) -> Expression:
        if isinstance(node, Symbol):
            return renamed[node.name]
        return rebuild(node, tuple(replaced(part) for part in children(node))) if children(node) else node

    assert_harmless(latex(replaced(tree)))
    assert_harmless(words(one))


def test_towers_of_exponentials_are_quick():
    tree: Expression = Symbol("x")
    for _ in range(50):
        tree = apply("exp", tree)

    started = time.perf_counter()

    assert latex(tree).count("exp") == 49
    assert time.perf_counter() - started < 0.5
