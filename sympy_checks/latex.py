r"""Expressions in LaTeX, as they are typeset on a page: `\frac{z \, (1 - \sigma(z))}{\alpha_{1}^{2}}`.

Names of variables may come from a student's process. Whatever they hold, the text is made of the commands
in `COMMANDS` alone, its braces balance, and `<` and `&` stand before blanks, so that no page takes it for
markup.
"""

from __future__ import annotations

import re
from itertools import pairwise

from sympy_checks.expression import (
    Application,
    Constant,
    Expression,
    Float,
    Number,
    Operation,
    Symbol,
    node_count,
    walk,
)
from sympy_checks.names import GREEK, indexed
from sympy_checks.plain import scientific
from sympy_checks.precedence import ATOM, LEVELS, POWER, PRODUCT, SUM, sum_of

_CASES = SUM - 1  # a list of cases has no end that one can see: it takes brackets everywhere
_SHORT = 12  # parts of the longest power that e carries; beyond it exp(...) is easier to read
_SIGNS = " _=+-,.:;()[]/"  # mean nothing to LaTeX inside braces, nor to HTML
_WORDS = (r"\mathrm", r"\operatorname")
_ROW = r" \\ "
_RELATIONS = {"lt": "<", "le": r"\le", "gt": ">", "ge": r"\ge", "eq": "=", "ne": r"\neq"}
_OWN = ("exp", "sin", "cos", "sinh", "cosh", "tanh", "max", "min")
_FUNCTIONS = {name: rf"\{name}" for name in _OWN}
_FUNCTIONS |= {"log": r"\ln", "sigma": r"\sigma", "Phi": r"\Phi", "atan": r"\arctan"}
_FUNCTIONS |= {"atanh": r"\operatorname{artanh}", "heaviside": r"\operatorname{H}"}
_GREEK = frozenset(GREEK.values()) - {"omicron"}  # LaTeX has no command for it
_PLACE = re.compile(r"([A-Za-z]+)\[([0-9]+(?:, ?[0-9]+)*)\]")

COMMANDS = _GREEK | {*_OWN, *",\\_", "ln", "arctan", "operatorname", "mathrm", "text", "hat", "frac", "sqrt"}
COMMANDS |= {"cdot", "pi", "le", "ge", "neq", "left", "right", "lfloor", "rfloor", "begin", "end"}


def latex(expr: Expression) -> str:
    r"""Return the formula in LaTeX.

    Example:
        >>> from sympy_checks.parse import parse
        >>> print(latex(parse("z*(1 - sigma(z))/alpha_1**2", ["z", "alpha1"])))
        \frac{z \, (1 - \sigma(z))}{\alpha_{1}^{2}}
    """
    if isinstance(expr, Number | Float):
        return _number(expr)
    if isinstance(expr, Constant):
        return r"\pi" if expr.name == "pi" else "e"
    if isinstance(expr, Symbol):
        return name(expr.name)
    return _applied(expr) if isinstance(expr, Application) else _operation(expr)


def name(symbol: str) -> str:
    r"""Return a variable's name: `alpha1` as `\alpha_{1}`, `lr` as `\mathrm{lr}`, `z[0]` as `z_{0}`."""
    place = _PLACE.fullmatch(symbol)
    head, index = (place[1], place[2]) if place else indexed(symbol)
    if head == "yhat":
        head = r"\hat{y}"
    elif head in _GREEK:
        head = rf"\{head}"
    elif len(head) != 1 or not head.isascii() or not head.isalpha():
        head = rf"\mathrm{{{_harmless(head)}}}"
    return f"{head}_{{{index}}}" if index else head


def words(text: str) -> str:
    r"""Return text that stands before or between formulas, such as `\text{y = 1: }`."""
    return rf"\text{{{_harmless(text)}}}"


def _harmless(text: str) -> str:
    """Keep letters, digits and signs that mean nothing to LaTeX or HTML; a question mark for all others."""
    kept = "".join(char if char.isascii() and (char.isalnum() or char in _SIGNS) else "?" for char in text)
    return kept.replace("_", r"\_")


def _number(expr: Number | Float) -> str:
    digits, shift = scientific(expr)
    if "/" in digits:
        return rf"\frac{{{digits.replace('/', '}{')}}}"
    if shift is None:
        return digits
    return f"10^{{{shift}}}" if digits == "1" else rf"{digits} \cdot 10^{{{shift}}}"


def _applied(expr: Application) -> str:
    if expr.name == "where":
        return _cases(expr)
    if expr.name in ("and", "or"):
        return rf" \text{{ {expr.name} }} ".join(_part(part) for part in expr.args)
    args = [latex(arg) for arg in expr.args]
    if expr.name in _RELATIONS:
        return f"{args[0]} {_RELATIONS[expr.name]} {args[1]}"
    if expr.name == "not":
        return rf"\text{{not }} {_bracketed(args[0])}"
    if expr.name == "sqrt":
        return rf"\sqrt{{{args[0]}}}"
    if expr.name == "abs":
        return rf"\left|{args[0]}\right|"
    if expr.name == "floor":
        return rf"\left\lfloor {args[0]} \right\rfloor"
    if _raises_e(expr):
        return f"e^{{{args[0]}}}"
    called = _FUNCTIONS.get(expr.name, rf"\operatorname{{{expr.name}}}")
    return called + _bracketed(", ".join(args))


def _part(condition: Expression) -> str:
    compound = isinstance(condition, Application) and condition.name in ("and", "or")
    return _bracketed(latex(condition)) if compound else latex(condition)


def _cases(expr: Application) -> str:
    """Return nested choices as one list."""
    rows = []
    rest: Expression = expr
    while isinstance(rest, Application) and rest.name == "where":
        condition, then, rest = rest.args
        rows.append(rf"{latex(then)} & \text{{if }} {latex(condition)}")
    rows.append(rf"{latex(rest)} & \text{{otherwise}}")
    return rf"\begin{{cases}} {_ROW.join(rows)} \end{{cases}}"


def _raises_e(expr: Expression) -> bool:
    """Tell whether `exp` is written as a power: where the exponent is a short line without another power."""
    if not isinstance(expr, Application) or expr.name != "exp" or node_count(expr) > _SHORT:
        return False
    return not any(_heightens(node) for node, _ in walk(expr.args[0]))


def _heightens(node: Expression) -> bool:
    if isinstance(node, Operation):
        return node.op in ("/", "^")
    if isinstance(node, Number | Float):
        return not set(latex(node)).isdisjoint("^{")
    return isinstance(node, Application) and node.name in ("exp", "where")


def _operation(expr: Operation) -> str:
    first, *rest = expr.args
    if expr.op == "/":
        return rf"\frac{{{latex(first)}}}{{{latex(rest[0])}}}"
    if expr.op == "^":
        return f"{_at_least(first, ATOM)}^{{{latex(rest[0])}}}"
    if expr.op == "neg":
        return f"-{_at_least(first, PRODUCT)}"
    return sum_of(expr.args, _at_least) if expr.op == "+" else _product(expr.args)


def _product(factors: tuple[Expression, ...]) -> str:
    parts = [_at_least(factors[0], PRODUCT), *(_at_least(factor, POWER) for factor in factors[1:])]
    return parts[0] + "".join(_sign(left, right) + right for left, right in pairwise(parts))


def _sign(left: str, right: str) -> str:
    """Factors stand side by side; a dot keeps numbers, bars and whole words apart."""
    joined = right[0].isdigit() or right.startswith((r"\left|", *_WORDS)) or left.startswith(_WORDS)
    return r" \cdot " if joined else r" \, "


def _at_least(expr: Expression, level: int) -> str:
    return latex(expr) if _level(expr) >= level else _bracketed(latex(expr))


def _bracketed(inner: str) -> str:
    return rf"\left({inner}\right)" if _tall(inner) else f"({inner})"


def _tall(text: str) -> bool:
    return r"\frac" in text or r"\begin" in text


def _level(expr: Expression) -> int:
    if isinstance(expr, Operation):
        return POWER if expr.op == "/" else LEVELS[expr.op]
    if isinstance(expr, Number | Float):
        text = latex(expr)
        return PRODUCT if r"\cdot" in text else ATOM if text.replace(".", "").isdigit() else POWER
    if isinstance(expr, Application) and expr.name == "where":
        return _CASES
    return POWER if _raises_e(expr) else ATOM
