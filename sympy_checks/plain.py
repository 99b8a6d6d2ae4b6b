"""Expressions as text: plain (which `parse` reads back to the same tree), Unicode, and LaTeX."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction

from sympy_checks.expression import (
    RELATIONS,
    Application,
    Constant,
    Expression,
    Float,
    Number,
    Operation,
    Symbol,
)
from sympy_checks.names import GREEK

_SUM, _NEGATED, _PRODUCT, _POWER, _ATOM = range(5)
_LEVELS = {"+": _SUM, "neg": _NEGATED, "*": _PRODUCT, "/": _PRODUCT, "^": _POWER}
_LATEX_NAMES = frozenset(GREEK.values())
_LATEX_RELATIONS = {"lt": "<", "le": r"\le", "gt": ">", "ge": r"\ge", "eq": "=", "ne": r"\ne"}
_ROW = r" \\ "
_READABLE = 24
_SIXTEEN = Context(prec=16, Emax=10**9, Emin=-(10**9))
_LATEX_JOINS = {"and": r" \text{ and } ", "or": r" \text{ or } "}
_LATEX_FUNCTIONS = {"log": r"\ln", "sigma": r"\sigma", "Phi": r"\Phi", "atan": r"\arctan"}
_LATEX_FUNCTIONS |= {
    name: rf"\{name}" for name in ("exp", "sin", "cos", "sinh", "cosh", "tanh", "max", "min")
}


def plain(expr: Expression) -> str:
    """Return the formula in Python notation.

    Example:
        >>> from sympy_checks.parse import parse
        >>> plain(parse("-2x^3/(1 - x)", ["x"]))
        '-2*x**3/(1 - x)'
    """
    if isinstance(expr, Number):
        return decimal(expr.value)
    if isinstance(expr, Float):
        return repr(expr.value)
    if isinstance(expr, Symbol | Constant):
        return expr.name
    if isinstance(expr, Application):
        return _application(expr)
    return _operation(expr)


def _application(expr: Application) -> str:
    if expr.name in RELATIONS:
        left, right = (plain(arg) for arg in expr.args)
        return f"{left} {RELATIONS[expr.name]} {right}"
    if expr.name in ("and", "or"):
        return f" {expr.name} ".join(f"({plain(arg)})" for arg in expr.args)
    if expr.name == "not":
        return f"not ({plain(expr.args[0])})"
    return f"{expr.name}({', '.join(plain(arg) for arg in expr.args)})"


def _operation(expr: Operation) -> str:
    first, *rest = expr.args
    if expr.op == "neg":
        return f"-{_at_least(first, _PRODUCT)}"
    if expr.op == "+":
        return _at_least(first, _NEGATED) + "".join(_term(term) for term in rest)
    if expr.op == "*":
        return "*".join([_at_least(first, _PRODUCT), *(_at_least(factor, _POWER) for factor in rest)])
    if expr.op == "/":
        return f"{_at_least(first, _PRODUCT)}/{_at_least(rest[0], _POWER)}"
    return f"{_at_least(first, _ATOM)}**{_at_least(rest[0], _ATOM)}"


def _term(term: Expression) -> str:
    if isinstance(term, Operation) and term.op == "neg":
        return f" - {_at_least(term.args[0], _PRODUCT)}"
    return f" + {_at_least(term, _NEGATED)}"


def _at_least(expr: Expression, level: int) -> str:
    return plain(expr) if _level(expr) >= level else f"({plain(expr)})"


def _level(expr: Expression) -> int:
    if isinstance(expr, Operation):
        return _LEVELS[expr.op]
    if isinstance(expr, Number | Float) and not set("e/").isdisjoint(plain(expr)):
        return _PRODUCT
    return _ATOM


def decimal(value: Fraction) -> str:
    """Return an exact decimal, or a quotient where there is none."""
    shift = 0
    rest = value.denominator
    while rest > 1 and shift < 1100 and (value * 10**shift).denominator != 1:
        shift += 1
    scaled = value * 10**shift
    if scaled.denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    return _digits(str(scaled.numerator), shift)


def readable(value: Fraction) -> str:
    """Return a decimal as one reads it: exact where that is short, else with 16 digits."""
    exact = decimal(value)
    if len(exact) <= _READABLE:
        return exact
    rounded = _SIXTEEN.divide(Decimal(value.numerator), Decimal(value.denominator))
    return str(rounded.normalize(_SIXTEEN)).lower().replace("e+", "e")


def _digits(digits: str, shift: int) -> str:
    if shift == 0:
        short = digits.rstrip("0")
        return digits if len(digits) <= 20 else f"{short}e{len(digits) - len(short)}"
    if shift > 20:
        return f"{digits}e-{shift}"
    digits = digits.rjust(shift + 1, "0")
    return f"{digits[:-shift]}.{digits[-shift:]}"


def latex(expr: Expression) -> str:
    """Return the formula in LaTeX."""
    if isinstance(expr, Number | Float):
        return _latex_number(readable(expr.value) if isinstance(expr, Number) else plain(expr))
    if isinstance(expr, Constant):
        return r"\pi" if expr.name == "pi" else "e"
    if isinstance(expr, Symbol):
        return _latex_symbol(expr.name)
    if isinstance(expr, Application):
        return _latex_application(expr)
    return _latex_operation(expr)


def _latex_number(text: str) -> str:
    if "/" in text:
        return rf"\frac{{{text.replace('/', '}{')}}}"
    digits, _, shift = text.partition("e")
    if not shift:
        return text
    power = f"10^{{{int(shift)}}}"
    return power if digits == "1" else rf"{digits} \cdot {power}"


def _latex_symbol(name: str) -> str:
    head = name.rstrip("0123456789")
    index = name[len(head) :]
    head = rf"\{head}" if head in _LATEX_NAMES else head if len(head) == 1 else rf"\mathrm{{{head}}}"
    return f"{head}_{{{index}}}" if index else head


def _latex_application(expr: Application) -> str:
    if expr.name == "where":
        return _latex_cases(expr)
    if expr.name in RELATIONS:
        return f" {_LATEX_RELATIONS[expr.name]} ".join(latex(arg) for arg in expr.args)
    if expr.name in _LATEX_JOINS:
        return _LATEX_JOINS[expr.name].join(latex(arg) for arg in expr.args)
    inner = ", ".join(latex(arg) for arg in expr.args)
    if expr.name == "floor":
        return rf"\left\lfloor {inner} \right\rfloor"
    if expr.name == "not":
        return rf"\text{{not }}\left({inner}\right)"
    if expr.name == "sqrt":
        return rf"\sqrt{{{inner}}}"
    if expr.name == "abs":
        return rf"\left|{inner}\right|"
    called = _LATEX_FUNCTIONS.get(expr.name, rf"\operatorname{{{expr.name}}}")
    return rf"{called}\left({inner}\right)"


def _latex_cases(expr: Application) -> str:
    """Return nested choices as one list of cases."""
    rows = []
    rest: Expression = expr
    while isinstance(rest, Application) and rest.name == "where":
        condition, then, rest = rest.args
        rows.append(rf"{latex(then)} & \text{{if }} {latex(condition)}")
    rows.append(rf"{latex(rest)} & \text{{otherwise}}")
    return rf"\begin{{cases}} {_ROW.join(rows)} \end{{cases}}"


def _latex_operation(expr: Operation) -> str:
    first, *rest = expr.args
    if expr.op == "/":
        return rf"\frac{{{latex(first)}}}{{{latex(rest[0])}}}"
    if expr.op == "^":
        return f"{_latex_at_least(first, _ATOM)}^{{{latex(rest[0])}}}"
    if expr.op == "neg":
        return f"-{_latex_at_least(first, _PRODUCT)}"
    if expr.op == "+":
        return _latex_at_least(first, _NEGATED) + "".join(_latex_term(term) for term in rest)
    return r" \cdot ".join(
        [_latex_at_least(first, _PRODUCT), *(_latex_at_least(arg, _PRODUCT) for arg in rest)]
    )


def _latex_term(term: Expression) -> str:
    if isinstance(term, Operation) and term.op == "neg":
        return f" - {_latex_at_least(term.args[0], _PRODUCT)}"
    return f" + {_latex_at_least(term, _NEGATED)}"


def _latex_at_least(expr: Expression, level: int) -> str:
    return latex(expr) if _level(expr) >= level else rf"\left({latex(expr)}\right)"
