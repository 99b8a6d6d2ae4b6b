"""Hostile answers: each one refused or decided at once, and no code runs; the package holds no way to run any."""

from __future__ import annotations

import ast
import re
import time
from pathlib import Path

import pytest

import sympy_checks
from sympy_checks.answer import check_answer

SECONDS = 1.0
PACKAGE = Path(sympy_checks.__file__).parent

HOSTILE = [
    "10**10**10", "9**9**9**9", "9^9^9^9^9^9^9^9", "x^9^9^9", "(x^999999)^999999^999999", "2**(10**12)", "10**-10**10",
    "exp(exp(exp(exp(x))))", "exp(exp(exp(exp(exp(exp(exp(100*x)))))))", "exp(-exp(exp(exp(exp(x)))))", "exp(1e300)",
    "sin(1e300)", "sin(exp(exp(x)))", "cos(9**9**9)", "cos(2**1999 + x)", "tanh(1e400)", "erf(1e400)", "Phi(-1e300)",
    "1/9**9**9**9", "0*9**9**9**9", "9**9**9**9 - 9**9**9**9", "log(9**9**9**9)", "sqrt(-9**9**9)", "(-8)^(1/3)", "0^0^0", "0^-1",
    "1/0", "0/0", "1/(x-x)", "log(x - x)", "log(0)", "sqrt(-1)", "heaviside(x-x)", "x!!!!!", "factorial(10**9)", "gamma(10**9)",
    "9" * 900, "0." + "0" * 900 + "1", "1e400**400", "1e-400^400", "(1 + 1e-400)^1e400", "1e999999999", "1e9999999999999999999999",
    "(" * 499 + ")" * 499, "(" * 400 + "x" + ")" * 400, "[" * 1000, "{" * 900, "-" * 999 + "x", "√" * 900 + "x", "|" * 999, "|" * 40 + "x" + "|" * 40,
    "exp(" * 200 + "x" + ")" * 200, "exp(" * 55 + "x" + ")" * 55, "sin(" * 55 + "x" + ")" * 55, "x^" * 450 + "x", "x**x**" * 15 + "x",
    "tanh(" * 55 + "x" + ")" * 55, "sqrt(" * 55 + "x" + ")" * 55, "+".join(["exp(x)"] * 140), "*".join(["cos(x)"] * 140), "-".join("x" * 400),
    "max(" + ",".join("x" * 20) + ")", "max(" + ",".join("x" * 400) + ")", "x" * 100_000, "x+" * 400, "²" * 900, "x" + "²" * 900, "x" + "⁻" * 500,
    r"\frac" * 190, r"\frac{" * 160, r"\sqrt{" * 160, r"\left(" * 150, "\\" * 900, r"\x" * 400, "$" * 900, "\x00" * 900, "\u202e" * 500, "\ud800",
    "__import__('os').system('touch /tmp/owned')", "().__class__.__bases__[0].__subclasses__()", "eval('1')", "exec('1')", "open('/etc/passwd')",
    "lambda: 1", "(lambda x: x)(1)", "[x for x in (1,)]", "x if x else x", "import os", "x; import os", "globals()", "getattr(x, 'y')", "x.__class__",
    "f'{x}'", "b'1'", "1j", "0x10", "True", "None", "print(x)", "exit()", "N(x)", "Symbol('x')", "Function('f')(x)", "solve(x)", "Sum(x, (x, 1, 1e9))",
    "Piecewise((x, x > 0))", "simplify(x)", "answer", "nan", "inf", "-inf", "zoo", "I", "oo - oo", "x == x", "x <= x", "x := 1", "x = 2x", "x and x", "not x",
    "𝟗^𝟗^𝟗", "٣x", "x٣", "ｘ", "хх", "x\u0301", "１/０", "e" * 900, "π^π^π^π^π", "1_000_000", "x__y", "...", "x..x", "1..2", "1.2.3", "x,", ",x", "()", "exp()",
    "exp(,)", "sin", "sin^9999999 x", "sin^x x", "sin^" * 240 + "2", "log_x(x)", "x'", "x''", "d/dx(x)", "∫x", "lim x", "\\int_0^1 x", "\\begin{array}x\\end{array}", "\\input{/etc/passwd}",
    "cosh(1e15)", "sinh(1e12)*exp(-1e12)", "softplus(1e300)", "sigma(-1e300)", "(1+1/1e300)^1e300", "cosh(700)^700^3", "2^2^2^2^2^2", "exp(1e11)-exp(1e11)*x/x",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_answers_come_back_at_once(text):
    start = time.perf_counter()
    answer = check_answer(text, of="x**3 + 7*x", wrt="x", symbols=["x"], domains={"x": (-10.0, 10.0)})

    assert time.perf_counter() - start < SECONDS
    assert answer.verdict != "equal"
    assert answer.message


def _calls():
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Name):
                yield node.id
            elif isinstance(node, ast.Attribute):
                yield node.attr


def test_no_text_is_ever_run_as_code():
    used = set(_calls())

    assert "parse" in used
    assert used.isdisjoint(
        {
            "eval",
            "exec",
            "sympify",
            "parse_expr",
            "parse_latex",
            "lambdify",
            "compile_code",
            "S",
            "__import__",
        }
    )


def test_the_package_knows_nothing_of_graders():
    texts = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")]

    assert not [
        text
        for text in texts
        if re.search(r"^\s*(?:from|import)\s+(?:autograder|solutions)\b", text, re.MULTILINE)
    ]


ANSWERS = ["s*(1-s)", "s(1-s)", "sigma(z)*(1-sigma(z))", "sigma(x)*(1-sigma(x))", "1-t^2", "1-t**2", "phi*(1-phi)", "phi(1-phi)", "phi-y", "1-tanh(z)", "alpha*exp(z)", "-y/phi"]  # fmt: skip


@pytest.mark.parametrize("answer", ANSWERS)
def test_the_package_holds_no_answer(answer):
    texts = ["".join(path.read_text(encoding="utf-8").split()) for path in PACKAGE.rglob("*.py")]

    assert not any(answer in text for text in texts)
