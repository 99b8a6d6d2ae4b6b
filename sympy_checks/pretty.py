"""Expressions in Unicode, as one reads them in a terminal: `α₁·σ(−z)²`."""

from __future__ import annotations

from sympy_checks.expression import Application, Constant, Expression, Float, Number, Operation, Symbol
from sympy_checks.names import GREEK, indexed
from sympy_checks.plain import scientific
from sympy_checks.precedence import ATOM, LEVELS, POWER, PRODUCT, sum_of

_LETTERS = {name: letter for letter, name in reversed(list(GREEK.items()))}
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_NAMES = {"sigma": "σ", "Phi": "Φ", "log": "ln", "heaviside": "H"}
_RELATIONS = {"lt": "<", "le": "≤", "gt": ">", "ge": "≥", "eq": "=", "ne": "≠"}


def pretty(expr: Expression) -> str:
    """Return the formula in Unicode.

    Example:
        >>> from sympy_checks.parse import parse
        >>> pretty(parse("z*(1 - sigma(z))/alpha_1**2", ["z", "alpha1"]))
        'z·(1 − σ(z))/α₁²'
    """
    if isinstance(expr, Number | Float):
        return _number(expr)
    if isinstance(expr, Constant):
        return "π" if expr.name == "pi" else "e"
    if isinstance(expr, Symbol):
        return name(expr.name)
    return _applied(expr) if isinstance(expr, Application) else _operation(expr)


def name(symbol: str) -> str:
    """Return a symbol's name with Greek letters and lowered digits."""
    head, index = indexed(symbol)
    return ("ŷ" if head == "yhat" else _LETTERS.get(head, head)) + index.translate(_LOWERED)


def _number(expr: Number | Float) -> str:
    digits, shift = scientific(expr)
    if shift is None:
        return digits
    power = f"10{str(shift).translate(_RAISED)}"
    return power if digits == "1" else f"{digits}·{power}"


def _applied(expr: Application) -> str:
    if expr.name in ("abs", "floor", "sqrt"):
        return _enclosed(expr.name, expr.args[0])
    if expr.name in ("and", "or"):
        return f" {expr.name} ".join(_part(part) for part in expr.args)
    args = [pretty(arg) for arg in expr.args]
    if expr.name in _RELATIONS:
        return f"{args[0]} {_RELATIONS[expr.name]} {args[1]}"
    if expr.name == "not":
        return f"not ({args[0]})"
    if expr.name == "where":
        return f"({args[1]} if {args[0]}, else {args[2]})"
    return f"{_NAMES.get(expr.name, expr.name)}({', '.join(args)})"


def _enclosed(name: str, x: Expression) -> str:
    inner = pretty(x)
    if name == "sqrt":
        return f"√{inner}" if isinstance(x, Symbol | Constant | Number) else f"√({inner})"
    return f"|{inner}|" if name == "abs" else f"⌊{inner}⌋"


def _part(condition: Expression) -> str:
    compound = isinstance(condition, Application) and condition.name in ("and", "or")
    return f"({pretty(condition)})" if compound else pretty(condition)


def _operation(expr: Operation) -> str:
    first, *rest = expr.args
    if expr.op == "neg":
        return f"−{_at_least(first, PRODUCT)}"
    if expr.op == "+":
        return sum_of(expr.args, _at_least, "−")
    if expr.op == "*":
        return "·".join([_at_least(first, PRODUCT), *(_at_least(factor, POWER) for factor in rest)])
    if expr.op == "/":
        return f"{_at_least(first, PRODUCT)}/{_at_least(rest[0], POWER)}"
    return _power(first, rest[0])


def _power(base: Expression, exponent: Expression) -> str:
    text = pretty(exponent)
    digits = text.replace("−", "-")
    if set(digits) <= set("0123456789-"):
        return f"{_at_least(base, ATOM)}{digits.translate(_RAISED)}"
    return f"{_at_least(base, ATOM)}^{text if _level(exponent) >= ATOM else f'({text})'}"


def _at_least(expr: Expression, level: int) -> str:
    return pretty(expr) if _level(expr) >= level else f"({pretty(expr)})"


def _level(expr: Expression) -> int:
    if isinstance(expr, Operation):
        return LEVELS[expr.op]
    if isinstance(expr, Number | Float):
        text = pretty(expr)
        return PRODUCT if "·" in text or "/" in text else ATOM if set(text) <= set("0123456789.") else POWER
    return ATOM
