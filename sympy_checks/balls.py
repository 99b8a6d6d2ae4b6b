"""Values of an expression as balls (an interval that certainly holds the value), with python-flint's Arb.

Optional: where python-flint is not installed, `available()` is false and mpmath does the work (`precise`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cache, reduce
from types import ModuleType
from typing import Any

from sympy_checks.expression import (
    Application,
    Constant,
    Expression,
    Float,
    Number,
    Operation,
    Symbol,
    postorder,
)

NO_VALUE = None
"""Stands for "certainly no real value": the log of a negative number, a division by exactly 0, a jump."""

Ball = Any
Point = Mapping[str, float]


@cache
def _flint() -> ModuleType | None:
    try:
        import flint
    except ImportError:
        return None
    return flint  # type: ignore[no-any-return]


def available() -> bool:
    """Tell whether python-flint is installed."""
    return _flint() is not None


class Balls:
    """Evaluates formulas at exact points. A ball that is not finite says that nothing is known."""

    def __init__(self, *exprs: Expression) -> None:
        self.roots = exprs
        self.order = postorder(*exprs)
        self.size = len(self.order)

    def __call__(self, point: Point, bits: int) -> list[Ball]:
        """Return a ball, or `NO_VALUE`, for each formula."""
        flint = _flint()
        assert flint is not None
        with flint.ctx.workprec(bits):
            values: dict[int, Ball] = {}
            for node in self.order:
                values[id(node)] = _value(node, values, point)
            return [values[id(root)] for root in self.roots]


def _value(node: Expression, values: Mapping[int, Ball], point: Point) -> Ball:
    if isinstance(node, Symbol):
        return _arb()(point[node.name])
    if isinstance(node, Number):
        return _exact(node.value)
    if isinstance(node, Float):
        return _arb()(node.value, node.radius)
    if isinstance(node, Constant):
        return _arb().const_e() if node.name == "e" else _arb().pi()
    args = [values[id(arg)] for arg in node.args]
    return _applied(node, args)


def _applied(node: Operation | Application, args: Sequence[Ball]) -> Ball:
    name = node.op if isinstance(node, Operation) else node.name
    if name == "where":
        return _where(*args)
    if any(arg is NO_VALUE for arg in args):
        return NO_VALUE
    return _FUNCTIONS[name](*args)


def _arb() -> Any:
    flint = _flint()
    assert flint is not None
    return flint.arb


def _exact(value: Fraction) -> Ball:
    above = _arb()(value.numerator)
    return above if value.denominator == 1 else above / value.denominator


def _unknown() -> Ball:
    return _arb().nan()


class _Truth:
    """A condition's value: True, False, or unknown (None); distinct from a ball and from `NO_VALUE`."""

    __slots__ = ("known",)

    def __init__(self, known: bool | None) -> None:  # noqa: FBT001 - three-valued, not a flag
        self.known = known


def _where(condition: _Truth | None, then: Ball, otherwise: Ball) -> Ball:
    if condition is None:
        return NO_VALUE
    if condition.known is not None:
        return then if condition.known else otherwise
    if then is NO_VALUE or otherwise is NO_VALUE:
        return _unknown()
    return then.union(otherwise)


def _less(a: Ball, b: Ball) -> bool | None:
    return True if a < b else False if a >= b else None


def _same(a: Ball, b: Ball) -> bool | None:
    return True if a == b else None if a.overlaps(b) else False


def _not(value: bool | None) -> bool | None:  # noqa: FBT001 - three-valued, not a flag
    return None if value is None else not value


def _all(*parts: _Truth) -> _Truth:
    known = [part.known for part in parts]
    return _Truth(False if False in known else None if None in known else True)


def _any(*parts: _Truth) -> _Truth:
    known = [part.known for part in parts]
    return _Truth(True if True in known else None if None in known else False)


def _divide(a: Ball, b: Ball) -> Ball:
    return NO_VALUE if b.is_zero() else a / b


def _power(base: Ball, exponent: Ball) -> Ball:
    if base.is_zero():
        if exponent > 0 or exponent.is_zero():
            return _arb()(1 if exponent.is_zero() else 0)
        return NO_VALUE if exponent < 0 else _unknown()
    if base > 0 or (exponent.is_exact() and exponent.is_integer()):
        return base**exponent
    # A negative base with an exponent that is certainly no integer has no real power.
    return NO_VALUE if base < 0 and not exponent.contains_integer() else _unknown()


def _log(x: Ball) -> Ball:
    return x.log() if x > 0 else NO_VALUE if x <= 0 else _unknown()


def _log1p(x: Ball) -> Ball:
    return x.log1p() if x > -1 else NO_VALUE if x <= -1 else _unknown()


def _sqrt(x: Ball) -> Ball:
    return x.sqrt() if x >= 0 else NO_VALUE if x < 0 else _unknown()


def _atanh(x: Ball) -> Ball:
    inside = abs(x)
    return x.atanh() if inside < 1 else NO_VALUE if inside >= 1 else _unknown()


def _heaviside(x: Ball) -> Ball:
    if x.is_zero():
        return NO_VALUE
    return _arb()(1) if x > 0 else _arb()(0) if x < 0 else _unknown()


_FUNCTIONS: Mapping[str, Callable[..., Ball]] = {
    "exp": lambda x: x.exp(),
    "log": _log,
    "sqrt": _sqrt,
    "sin": lambda x: x.sin(),
    "cos": lambda x: x.cos(),
    "atan": lambda x: x.atan(),
    "sinh": lambda x: x.sinh(),
    "cosh": lambda x: x.cosh(),
    "tanh": lambda x: x.tanh(),
    "atanh": _atanh,
    "log1p": _log1p,
    "expm1": lambda x: x.expm1(),
    "floor": lambda x: x.floor(),
    "erf": lambda x: x.erf(),
    "abs": abs,
    "sign": lambda x: x.sgn(),
    "heaviside": _heaviside,
    "relu": lambda x: x.max(0),
    "sigma": lambda x: 1 / (1 + (-x).exp()),
    "softplus": lambda x: x.exp().log1p(),
    "Phi": lambda x: (-x / _arb()(2).sqrt()).erfc() / 2,
    "max": lambda *args: reduce(lambda a, b: a.max(b), args),
    "min": lambda *args: reduce(lambda a, b: a.min(b), args),
    "lt": lambda a, b: _Truth(_less(a, b)),
    "gt": lambda a, b: _Truth(_less(b, a)),
    "le": lambda a, b: _Truth(_not(_less(b, a))),
    "ge": lambda a, b: _Truth(_not(_less(a, b))),
    "eq": lambda a, b: _Truth(_same(a, b)),
    "ne": lambda a, b: _Truth(_not(_same(a, b))),
    "and": _all,
    "or": _any,
    "not": lambda a: _Truth(_not(a.known)),
    "+": lambda *args: reduce(lambda a, b: a + b, args),
    "*": lambda *args: reduce(lambda a, b: a * b, args),
    "/": _divide,
    "^": _power,
    "neg": lambda x: -x,
}
