"""Values of an expression to any number of digits, with mpmath, and how far its parts lie apart in size."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sympy_checks.expression import (
    JOINS,
    RELATIONS,
    Application,
    Constant,
    Expression,
    Float,
    Number,
    Operation,
    Symbol,
)

MAX_MAGNITUDE = 2.0**40
"""Numbers from 2**(2**40) on are not computed with."""

LOST_BITS = 60

MAX_ANGLE = 2000
"""Sine and cosine of numbers from 2**2000 on are not computed."""


class NoValueError(ArithmeticError):
    """The formula has no real value there (log of a negative number, division by zero, a jump)."""


class TooLargeError(ArithmeticError):
    """A part of the formula is too large or too small to compute with."""


@dataclass
class Precise:
    """Evaluates at one point.

    `spread` is the distance in bits between the largest and the smallest part, and `lossy` tells that a part
    lost many digits (a difference of nearly equal numbers, the logarithm of nearly 1, a huge angle),
    so that a value counts only if it was computed with more digits than `spread`. `shift` moves every
    `Float` by that part of its radius, in turn up and down.
    """

    values: Mapping[str, float]
    digits: int
    lossy: bool = False
    shift: float = 0.0
    _sizes: list[int] = field(default_factory=lambda: [0])
    _known: dict[int, Any] = field(default_factory=dict)
    _floats: int = 0

    @property
    def spread(self) -> int:
        """Bits between the largest and the smallest part met so far, with 1 among them."""
        return max(self._sizes) - min(self._sizes)

    def __call__(self, expr: Expression) -> Any:
        """Return the value as an mpmath number.

        Raises:
            NoValueError: there is no real value.
            TooLargeError: there is one, out of reach.
        """
        import mpmath

        with mpmath.workdps(self.digits):
            try:
                return +self._value(expr)
            except (ZeroDivisionError, ValueError) as error:
                raise NoValueError(str(error)) from error
            except (OverflowError, MemoryError, RecursionError) as error:
                raise TooLargeError(str(error)) from error

    def _value(self, expr: Expression) -> Any:
        if id(expr) in self._known:
            return self._known[id(expr)]
        result = self._checked(self._raw(expr))
        if result:
            self._sizes.append(int(_magnitude(result)))
        self._known[id(expr)] = result
        return result

    def _raw(self, expr: Expression) -> Any:
        import mpmath

        if isinstance(expr, Number):
            return mpmath.mpf(expr.value.numerator) / expr.value.denominator
        if isinstance(expr, Float):
            return self._float(expr)
        if isinstance(expr, Constant):
            return +(mpmath.e if expr.name == "e" else mpmath.pi)
        if isinstance(expr, Symbol):
            return mpmath.mpf(self.values[expr.name])
        if isinstance(expr, Application) and expr.name == "where":
            return self._value(expr.args[1 if self._holds(expr.args[0]) else 2])
        return self._applied(expr, [self._value(arg) for arg in expr.args])

    def _applied(self, expr: Operation | Application, args: list[Any]) -> Any:
        if isinstance(expr, Operation):
            result = _operation(expr.op, args)
            self.lossy |= (expr.op == "+" and _cancelled(args, result)) or (
                expr.op == "^" and _near_one(args[0])
            )
            return result
        self.lossy |= (expr.name == "log" and _near_one(args[0])) or (
            expr.name in ("sin", "cos") and _magnitude(args[0]) > LOST_BITS
        )
        return _application(expr, args)

    def _float(self, expr: Float) -> Any:
        import mpmath

        self._floats += 1
        sign = 1 if self._floats % 2 else -1
        return mpmath.mpf(expr.value) + sign * self.shift * mpmath.mpf(expr.radius)

    def _holds(self, condition: Expression) -> bool:
        """Tell whether a condition holds; sides that are nearly equal make the value doubtful."""
        assert isinstance(condition, Application)
        if condition.name in JOINS:
            parts = [self._holds(part) for part in condition.args]
            return (
                not parts[0] if condition.name == "not" else (all if condition.name == "and" else any)(parts)
            )
        a, b = (self._value(arg) for arg in condition.args)
        self.lossy |= a != b and _cancelled([a, -b], a - b)
        return bool(_COMPARE[RELATIONS[condition.name]](a, b))

    @staticmethod
    def _checked(value: Any) -> Any:
        import mpmath

        if isinstance(value, mpmath.mpc) or mpmath.isnan(value):
            message = "not a real number"
            raise NoValueError(message)
        if value and abs(_magnitude(value)) > MAX_MAGNITUDE:
            message = "out of range"
            raise TooLargeError(message)
        return value


_COMPARE: Mapping[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


def _cancelled(terms: list[Any], total: Any) -> bool:
    largest = max(_magnitude(term) for term in terms)
    return bool(_magnitude(total) < largest - LOST_BITS)


def _near_one(value: Any) -> bool:
    # Exactly 1 as well: a small part may have been lost in it.
    return bool(_magnitude(value - 1) < -LOST_BITS)


def _magnitude(value: Any) -> Any:
    import mpmath

    return mpmath.mag(value)


def _operation(op: str, args: list[Any]) -> Any:
    import mpmath

    if op == "+":
        return mpmath.fsum(args)
    if op == "*":
        return mpmath.fprod(args)
    if op == "neg":
        return -args[0]
    return args[0] / args[1] if op == "/" else _power(args[0], args[1])


def _power(base: Any, exponent: Any) -> Any:
    import mpmath

    if not base:
        return base**exponent
    if base < 0 and not mpmath.isint(exponent):
        message = "a fractional power of a negative number"
        raise NoValueError(message)
    if abs(exponent) * (abs(_magnitude(base)) + 1) > MAX_MAGNITUDE:
        message = "power out of range"
        raise TooLargeError(message)
    return base**exponent


def _application(expr: Application, args: list[Any]) -> Any:
    x = args[0]
    name = expr.name
    if name in ("max", "min"):
        return max(args) if name == "max" else min(args)
    if name in ("exp", "expm1", "sinh", "cosh", "tanh", "sigma", "softplus") and abs(x) > MAX_MAGNITUDE:
        message = f"argument of {name} out of range"
        raise TooLargeError(message)
    if name in ("sin", "cos") and x and _magnitude(x) > MAX_ANGLE:
        message = f"argument of {name} out of range"
        raise TooLargeError(message)
    if _outside(name, x):
        message = f"{name} has no value there"
        raise NoValueError(message)
    return _functions()[name](x)


def _outside(name: str, x: Any) -> bool:
    """Tell whether a function has no real value at x."""
    return bool(
        (name == "log" and x <= 0)
        or (name == "log1p" and x <= -1)
        or (name == "sqrt" and x < 0)
        or (name == "atanh" and abs(x) >= 1)
        or (name == "heaviside" and x == 0)
    )


def _functions() -> dict[str, Callable[[Any], Any]]:
    import mpmath

    return {
        "exp": mpmath.exp,
        "log": mpmath.log,
        "sqrt": mpmath.sqrt,
        "sin": mpmath.sin,
        "cos": mpmath.cos,
        "atan": mpmath.atan,
        "sinh": mpmath.sinh,
        "cosh": mpmath.cosh,
        "tanh": mpmath.tanh,
        "atanh": mpmath.atanh,
        "log1p": mpmath.log1p,
        "expm1": mpmath.expm1,
        "floor": mpmath.floor,
        "erf": _erf,
        "abs": abs,
        "sign": mpmath.sign,
        "heaviside": lambda x: mpmath.mpf(x > 0),
        "relu": lambda x: x if x > 0 else mpmath.mpf(0),
        "sigma": lambda x: 1 / (1 + mpmath.exp(-x)),
        "softplus": lambda x: mpmath.log1p(mpmath.exp(x)),
        "Phi": lambda x: _erfc(-x / mpmath.sqrt(2)) / 2,
    }


def _erf(x: Any) -> Any:
    import mpmath

    # Beyond 1e4 the distance to ±1 is 10^-43429448.
    return mpmath.erf(x) if abs(x) < 1e4 else mpmath.sign(x)


def _erfc(x: Any) -> Any:
    import mpmath

    if abs(x) < 1e4:
        return mpmath.erfc(x)
    return mpmath.mpf(2 if x < 0 else 0)
