"""Expressions to SymPy and back. Only our own formulas go this way: hostile ones may take for ever."""

from __future__ import annotations

from collections.abc import Callable, Collection
from fractions import Fraction
from typing import Any

from sympy_checks.expression import (
    Application,
    Constant,
    Expression,
    Float,
    Number,
    Operation,
    Symbol,
    add,
    apply,
    children,
    constant,
    divide,
    multiply,
    negate,
    number,
    postorder,
    power,
)

MAX_LITERAL_EXPONENT = 1000

_SAME = ("exp", "log", "sqrt", "sin", "cos", "atan", "sinh", "cosh", "tanh", "atanh", "erf", "sign", "floor")
_BACK = {
    **{name: name for name in _SAME if name != "sqrt"},
    "Abs": "abs",
    "Heaviside": "heaviside",
    "Max": "max",
    "Min": "min",
    "And": "and",
    "Or": "or",
    "Not": "not",
    "StrictLessThan": "lt",
    "LessThan": "le",
    "StrictGreaterThan": "gt",
    "GreaterThan": "ge",
    "Equality": "eq",
    "Unequality": "ne",
}


class NotConvertibleError(ValueError):
    """An expression that has no counterpart on the other side."""


def to_sympy(expr: Expression, positive: Collection[str] = ()) -> Any:
    """Return the SymPy expression over real symbols; sigma, softplus, relu and Phi are written out.

    Raises:
        NotConvertibleError: a power of numbers that SymPy would try to multiply out, or no real number (0/0).
    """
    for node in postorder(expr):
        _refuse_tower(node)
    try:
        return _convert(expr, frozenset(positive))
    except (TypeError, ValueError) as error:
        message = (
            f"Only formulas of real numbers go to SymPy, got one it refuses ({error}); rewrite the formula."
        )
        raise NotConvertibleError(message) from error


def _refuse_tower(node: Expression) -> None:
    if not isinstance(node, Operation) or node.op != "^":
        return
    parts = postorder(node.args[1])
    if any(isinstance(part, Number) and part.value > MAX_LITERAL_EXPONENT for part in parts) or (
        not any(isinstance(part, Symbol) for part in parts) and len(parts) > 3
    ):
        message = f"A numeric exponent is a number up to {MAX_LITERAL_EXPONENT} here; rewrite the formula."
        raise NotConvertibleError(message)


def _convert(expr: Expression, positive: frozenset[str]) -> Any:
    built: dict[int, Any] = {}
    for node in postorder(expr):
        built[id(node)] = _converted(node, [built[id(part)] for part in children(node)], positive)
    return built[id(expr)]


def _converted(node: Expression, args: list[Any], positive: frozenset[str]) -> Any:
    import sympy

    if isinstance(node, Number):
        return sympy.Rational(node.value.numerator, node.value.denominator)
    if isinstance(node, Float):
        return sympy.Float(node.value)
    if isinstance(node, Constant):
        return sympy.E if node.name == "e" else sympy.pi
    if isinstance(node, Symbol):
        return symbol(node.name, positive)
    return _builders()[node.name if isinstance(node, Application) else node.op](*args)


def symbol(name: str, positive: Collection[str] = ()) -> Any:
    """Return the SymPy symbol that stands for a variable."""
    import sympy

    return sympy.Symbol(name, positive=True) if name in positive else sympy.Symbol(name, real=True)


def _builders() -> dict[str, Callable[..., Any]]:
    import sympy

    return {
        **{name: getattr(sympy, name) for name in _SAME},
        "abs": sympy.Abs,
        "heaviside": sympy.Heaviside,
        "max": sympy.Max,
        "min": sympy.Min,
        "relu": lambda x: sympy.Max(x, 0),
        "sigma": lambda x: 1 / (1 + sympy.exp(-x)),
        "softplus": lambda x: sympy.log(1 + sympy.exp(x)),
        "log1p": lambda x: sympy.log(1 + x),
        "expm1": lambda x: sympy.exp(x) - 1,
        "where": lambda condition, then, otherwise: sympy.Piecewise((then, condition), (otherwise, True)),
        "lt": sympy.Lt,
        "le": sympy.Le,
        "gt": sympy.Gt,
        "ge": sympy.Ge,
        "eq": sympy.Eq,
        "ne": sympy.Ne,
        "and": sympy.And,
        "or": sympy.Or,
        "not": sympy.Not,
        "Phi": lambda x: (1 + sympy.erf(x / sympy.sqrt(2))) / 2,
        "+": sympy.Add,
        "*": sympy.Mul,
        "/": lambda a, b: a / b,
        "^": sympy.Pow,
        "neg": lambda a: -a,
    }


def from_sympy(tree: Any) -> Expression:
    """Return our tree; raises NotConvertibleError for what it does not know (derivatives, infinities, …)."""
    import sympy

    if tree is sympy.true or tree is sympy.false:
        message = "A condition that always holds or never does has no formula; rewrite it."
        raise NotConvertibleError(message)
    if tree.is_Rational:
        return number(Fraction(int(tree.p), int(tree.q)))
    if tree.is_Float:
        return constant(float(tree))
    if tree is sympy.E or tree is sympy.pi:
        return Constant("pi" if tree is sympy.pi else "e")
    if tree.is_Symbol:
        return Symbol(str(tree.name))
    return _compound(tree)


def _compound(tree: Any) -> Expression:
    if tree.is_Add:
        return add(*(from_sympy(term) for term in tree.as_ordered_terms()))
    if tree.is_Mul:
        return _product(tree)
    if tree.is_Pow:
        return _power(tree.base, tree.exp)
    if type(tree).__name__ == "Piecewise":
        return _piecewise(list(tree.args))
    return _application(tree)


def _piecewise(pairs: list[Any]) -> Expression:
    import sympy

    (value, condition), *rest = pairs
    if condition is sympy.true or not rest:
        return from_sympy(value)
    return apply("where", from_sympy(condition), from_sympy(value), _piecewise(rest))


def _application(tree: Any) -> Expression:
    name = _BACK.get(type(tree).__name__)
    if type(tree).__name__ == "DiracDelta":
        return _flat_but_at(from_sympy(tree.args[0]))
    if name is None:
        message = f"Only the functions of the field come back from SymPy, got {type(tree).__name__}."
        raise NotConvertibleError(message)
    # Heaviside carries its value at 0 as a second argument, which we leave undefined.
    args = tree.args[:1] if name == "heaviside" else tree.args
    return apply(name, *(from_sympy(arg) for arg in args))


def _flat_but_at(edge: Expression) -> Expression:
    """Return the slope of a jump: 0, and no value at the jump itself, as heaviside(0) has none."""
    return apply("where", apply("eq", edge, number(0)), apply("heaviside", edge), number(0))


def _product(tree: Any) -> Expression:
    import sympy

    above, below = sympy.fraction(tree, exact=True)
    if below != 1:
        return divide(from_sympy(above), from_sympy(below))
    sign, factors = tree.could_extract_minus_sign(), tree.as_ordered_factors()
    if sign and factors[0].is_Rational and factors[0] < 0:
        first = [] if factors[0] == -1 else [from_sympy(-factors[0])]
        return negate(multiply(*first, *(from_sympy(factor) for factor in factors[1:])))
    return multiply(*(from_sympy(factor) for factor in factors))


def _power(base: Any, exponent: Any) -> Expression:
    import sympy

    if base is sympy.E:
        return apply("exp", from_sympy(exponent))
    if exponent == sympy.Rational(1, 2):
        return apply("sqrt", from_sympy(base))
    if exponent.is_Rational and exponent < 0:
        return divide(number(1), _power(base, -exponent) if exponent != -1 else from_sympy(base))
    return power(from_sympy(base), from_sympy(exponent))
