"""Derivatives by our own rules. SymPy's are the ones that are judged by; these are taken apart by `slips`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sympy_checks.collected import minus, product, quotient, raised, total
from sympy_checks.expression import (
    Application,
    Constant,
    Expression,
    Operation,
    Symbol,
    apply,
    free_symbols,
    number,
    power,
    where,
)
from sympy_checks.kept import kept

ZERO, ONE, TWO = number(0), number(1), number(2)


class NoDerivativeError(ValueError):
    """A function without a rule here."""


def square(u: Expression) -> Expression:
    """Return the square."""
    return power(u, TWO)


def density(u: Expression) -> Expression:
    """Return the normal density without its factor."""
    return apply("exp", minus(quotient(square(u), TWO)))


OUTER: Mapping[str, Callable[[Expression], Expression]] = {
    "exp": lambda u: apply("exp", u),
    "log": lambda u: quotient(ONE, u),
    "sqrt": lambda u: quotient(ONE, product(TWO, apply("sqrt", u))),
    "sin": lambda u: apply("cos", u),
    "cos": lambda u: minus(apply("sin", u)),
    "atan": lambda u: quotient(ONE, total(ONE, square(u))),
    "atanh": lambda u: quotient(ONE, total(ONE, minus(square(u)))),
    "sinh": lambda u: apply("cosh", u),
    "cosh": lambda u: apply("sinh", u),
    "tanh": lambda u: total(ONE, minus(square(apply("tanh", u)))),
    "sigma": lambda u: product(apply("sigma", u), total(ONE, minus(apply("sigma", u)))),
    "softplus": lambda u: apply("sigma", u),
    "relu": lambda u: apply("heaviside", u),
    "abs": lambda u: apply("sign", u),
    "sign": lambda _: ZERO,
    "heaviside": lambda _: ZERO,
    "floor": lambda _: ZERO,
    "erf": lambda u: product(quotient(TWO, apply("sqrt", Constant("pi"))), apply("exp", minus(square(u)))),
    "Phi": lambda u: quotient(density(u), apply("sqrt", product(TWO, Constant("pi")))),
    "log1p": lambda u: quotient(ONE, total(ONE, u)),
    "expm1": lambda u: apply("exp", u),
}


class Slopes:
    """Derivatives with respect to one variable."""

    def __init__(self, wrt: str) -> None:
        self.wrt = wrt
        self.known: dict[int, tuple[Expression, Expression]] = {}
        self.moving: dict[int, tuple[Expression, bool]] = {}

    def moves(self, expr: Expression) -> bool:
        """Tell whether the variable occurs."""
        # The tree is kept with the answer, so that its id stays its own.
        if id(expr) not in self.moving:
            self.moving[id(expr)] = expr, self.wrt in free_symbols(expr)
        return self.moving[id(expr)][1]

    def right(self, expr: Expression) -> Expression:
        """Return the derivative. Raises NoDerivativeError."""
        if not self.moves(expr):
            return ZERO
        if id(expr) not in self.known:
            self.known[id(expr)] = expr, self._right(expr)
        return self.known[id(expr)][1]

    def _right(self, expr: Expression) -> Expression:
        if isinstance(expr, Symbol):
            return ONE
        assert isinstance(expr, Operation | Application)
        parts = [self.right(arg) for arg in expr.args] if expr.args and not chooses(expr) else []
        return self.combined(expr, parts)

    def combined(self, expr: Operation | Application, parts: list[Expression]) -> Expression:
        """Return the derivative of a node, given those of its parts."""
        if chooses(expr):
            assert isinstance(expr, Application)
            condition, then, otherwise = expr.args
            return either(condition, *(parts[1:] or [self.right(then), self.right(otherwise)]))
        if isinstance(expr, Application):
            return self.applied(expr, parts)
        return _RULES[expr.op](expr.args, parts)

    def applied(self, expr: Application, parts: list[Expression]) -> Expression:
        """Return the derivative of a function by the chain rule."""
        if expr.name in ("max", "min"):
            return of_extreme(expr, list(expr.args), parts)
        if expr.name not in OUTER:
            message = f"Derivatives are known of the field's functions, got {expr.name}; write it out."
            raise NoDerivativeError(message)
        return product(OUTER[expr.name](expr.args[0]), parts[0])


def chooses(expr: Expression) -> bool:
    """Tell whether this is a choice between two formulas."""
    return isinstance(expr, Application) and expr.name == "where"


def either(condition: Expression, then: Expression, otherwise: Expression) -> Expression:
    """Return the choice between two slopes, or the slope where they agree."""
    return then if then == otherwise else where(condition, then, otherwise)


def of_extreme(expr: Application, branches: list[Expression], parts: list[Expression]) -> Expression:
    """Return the slope of max or min: that of the branch which is taken."""
    result, best = parts[0], branches[0]
    for branch, part in zip(branches[1:], parts[1:], strict=True):
        result = either(apply("gt" if expr.name == "max" else "lt", best, branch), result, part)
        best = apply(expr.name, best, branch)
    return result


def _of_quotient(args: tuple[Expression, ...], parts: list[Expression]) -> Expression:
    (u, v), (du, dv) = args, parts
    if dv == ZERO:
        return quotient(du, v)
    return quotient(total(product(du, v), minus(product(u, dv))), square(v))


def _of_product(args: tuple[Expression, ...], parts: list[Expression]) -> Expression:
    return total(*(product(*args[:k], part, *args[k + 1 :]) for k, part in enumerate(parts)))


def _of_power(args: tuple[Expression, ...], parts: list[Expression]) -> Expression:
    (u, n), (du, dn) = args, parts
    if dn == ZERO:
        return product(n, raised(u, total(n, number(-1))), du)
    rest = ZERO if du == ZERO else product(n, raised(u, total(n, number(-1))), du)
    return total(rest, product(raised(u, n), dn if u == Constant("e") else product(apply("log", u), dn)))


_RULES: Mapping[str, Callable[[tuple[Expression, ...], list[Expression]], Expression]] = {
    "+": lambda _, parts: total(*parts),
    "neg": lambda _, parts: minus(parts[0]),
    "*": _of_product,
    "/": _of_quotient,
    "^": _of_power,
}


@kept(256)
def slope(expr: Expression, wrt: str) -> Expression:
    """Return the derivative by our own rules; raises NoDerivativeError."""
    return Slopes(wrt).right(expr)
