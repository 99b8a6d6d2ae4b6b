"""Expressions in Unicode, as one reads them in a terminal: `α₁·σ(−z)²`."""

from __future__ import annotations

from sympy_checks.expression import Application, Constant, Expression, Float, Number, Operation, Symbol
from sympy_checks.names import GREEK
from sympy_checks.plain import readable

_SUM, _NEGATED, _PRODUCT, _POWER, _ATOM = range(5)
_LEVELS = {"+": _SUM, "neg": _NEGATED, "*": _PRODUCT, "/": _PRODUCT, "^": _POWER}
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
    head = symbol.rstrip("0123456789")
    letter = {"yhat": "ŷ"}.get(head) or _LETTERS.get(head, head)
    return letter + symbol[len(head) :].translate(_LOWERED) if head else symbol


def _number(expr: Number | Float) -> str:
    text = repr(expr.value) if isinstance(expr, Float) else readable(expr.value)
    digits, _, shift = text.partition("e")
    if not shift:
        return text.removesuffix(".0")
    power = f"10{str(int(shift)).translate(_RAISED)}"
    return power if digits.rstrip("0").rstrip(".") == "1" else f"{digits}·{power}"


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
        return f"−{_at_least(first, _PRODUCT)}"
    if expr.op == "+":
        return _at_least(first, _NEGATED) + "".join(_term(term) for term in rest)
    if expr.op == "*":
        return "·".join([_at_least(first, _PRODUCT), *(_at_least(factor, _POWER) for factor in rest)])
    if expr.op == "/":
        return f"{_at_least(first, _PRODUCT)}/{_at_least(rest[0], _POWER)}"
    return _power(first, rest[0])


def _power(base: Expression, exponent: Expression) -> str:
    text = pretty(exponent)
    digits = text.replace("−", "-")
    if set(digits) <= set("0123456789-"):
        return f"{_at_least(base, _ATOM)}{digits.translate(_RAISED)}"
    return f"{_at_least(base, _ATOM)}^{text if _level(exponent) >= _ATOM else f'({text})'}"


def _term(term: Expression) -> str:
    if isinstance(term, Operation) and term.op == "neg":
        return f" − {_at_least(term.args[0], _PRODUCT)}"
    return f" + {_at_least(term, _NEGATED)}"


def _at_least(expr: Expression, level: int) -> str:
    return pretty(expr) if _level(expr) >= level else f"({pretty(expr)})"


def _level(expr: Expression) -> int:
    if isinstance(expr, Operation):
        return _LEVELS[expr.op]
    if isinstance(expr, Number | Float):
        text = pretty(expr)
        return (
            _PRODUCT if "·" in text or "/" in text else _ATOM if set(text) <= set("0123456789.") else _POWER
        )
    return _ATOM
