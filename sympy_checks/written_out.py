"""From an expression to its normal form: every function of the field written out in the kernels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import reduce

from sympy_checks import polynomial as poly
from sympy_checks.expression import (
    JOINS,
    Application,
    Constant,
    Expression,
    Number,
    Operation,
    Symbol,
)
from sympy_checks.kernel import UnprovableError
from sympy_checks.kernels import Kernels
from sympy_checks.polynomial import ONE, Ratio

_MAX_DEPTH = 120


class Writer:
    """Writes formulas over one set of kernels; parts that are shared are written once."""

    def __init__(self, kernels: Kernels) -> None:
        self.kernels = kernels
        self.written: dict[int, Ratio] = {}
        self.level = 0

    def __call__(self, expr: Expression) -> Ratio:
        """Return the normal form.

        Raises:
            UnprovableError: a part of the formula has none, or no value.
            SplitError: the region must be split first.
        """
        if id(expr) not in self.written:
            self.level += 1
            if self.level > _MAX_DEPTH:
                raise UnprovableError
            self.written[id(expr)] = self._write(expr)
            self.level -= 1
        return self.written[id(expr)]

    def _write(self, expr: Expression) -> Ratio:
        if isinstance(expr, Number):
            return poly.number(expr.value)
        if isinstance(expr, Symbol):
            return self.kernels.symbol(expr.name)
        if isinstance(expr, Constant):
            # No variable has this name: it is no identifier.
            return self.kernels.exp(poly.number(1)) if expr.name == "e" else self.kernels.symbol("pi!")
        if isinstance(expr, Operation):
            return self._operation(expr)
        if isinstance(expr, Application):
            return self._application(expr)
        raise UnprovableError

    def _operation(self, expr: Operation) -> Ratio:
        if expr.op == "^":
            return self._power(*(self(arg) for arg in expr.args), base_is_e=expr.args[0] == Constant("e"))
        args = [self(arg) for arg in expr.args]
        if expr.op == "neg":
            return poly.scale(args[0], -1)
        if expr.op == "/":
            return self.kernels.divide(*args)
        return reduce(self.kernels.add if expr.op == "+" else self.kernels.multiply, args)

    def _power(self, base: Ratio, exponent: Ratio, *, base_is_e: bool) -> Ratio:
        number = _number(exponent)
        if number is not None and number.denominator == 1:
            return self.kernels.raised(base, int(number))
        if base_is_e:
            return self.kernels.exp(exponent)
        return self.kernels.exp(self.kernels.multiply(exponent, self.kernels.log(base)))

    def _application(self, expr: Application) -> Ratio:
        if expr.name == "where":
            condition, then, otherwise = expr.args
            return self(then if self._holds(condition) else otherwise)
        args = [self(arg) for arg in expr.args]
        if expr.name in ("max", "min"):
            return reduce(lambda a, b: self._larger(a, b, 1 if expr.name == "max" else -1), args)
        if expr.name in _WRITTEN:
            return _WRITTEN[expr.name](self.kernels, args[0])
        return self.kernels.opaque(expr.name, args[0])  # type: ignore[arg-type]

    def _larger(self, a: Ratio, b: Ratio, which: int) -> Ratio:
        return a if self.kernels.sign(self._difference(a, b)) * which >= 0 else b

    def _difference(self, a: Ratio, b: Ratio) -> Ratio:
        difference = self.kernels.add(a, poly.scale(b, -1))
        return poly.number(0) if self.kernels.is_zero(difference) else difference

    def _holds(self, condition: Expression) -> bool:
        assert isinstance(condition, Application)
        if condition.name in JOINS:
            parts = [self._holds(part) for part in condition.args]
            return (
                not parts[0] if condition.name == "not" else (all if condition.name == "and" else any)(parts)
            )
        a, b = (self(arg) for arg in condition.args)
        sign = self.kernels.sign(self._difference(a, b), jump=True)
        return sign in _SIGNS[condition.name]


_SIGNS: Mapping[str, tuple[int, ...]] = {
    "lt": (-1,),
    "le": (-1, 0),
    "gt": (1,),
    "ge": (0, 1),
    "eq": (0,),
    "ne": (-1, 1),
}


def _number(value: Ratio) -> Fraction | None:
    if value.is_polynomial and set(value.above) <= {ONE}:
        return value.above.get(ONE, Fraction(0))
    return None


def _abs(kernels: Kernels, x: Ratio) -> Ratio:
    return poly.scale(x, kernels.sign(x))


def _sign(kernels: Kernels, x: Ratio) -> Ratio:
    return poly.number(kernels.sign(x, jump=True))


def _heaviside(kernels: Kernels, x: Ratio) -> Ratio:
    sign = kernels.sign(x, jump=True)
    if sign == 0:
        raise UnprovableError
    return poly.number(1 if sign > 0 else 0)


def _relu(kernels: Kernels, x: Ratio) -> Ratio:
    return x if kernels.sign(x) > 0 else poly.number(0)


def _sqrt(kernels: Kernels, x: Ratio) -> Ratio:
    if not x.above:
        return x
    return kernels.exp(poly.scale(kernels.log(x), Fraction(1, 2)))


def _exponentials(kernels: Kernels, x: Ratio) -> tuple[Ratio, Ratio]:
    return kernels.exp(x), kernels.exp(poly.scale(x, -1))


def _sinh(kernels: Kernels, x: Ratio) -> Ratio:
    up, down = _exponentials(kernels, x)
    return poly.scale(kernels.add(up, poly.scale(down, -1)), Fraction(1, 2))


def _cosh(kernels: Kernels, x: Ratio) -> Ratio:
    return poly.scale(kernels.add(*_exponentials(kernels, x)), Fraction(1, 2))


def _tanh(kernels: Kernels, x: Ratio) -> Ratio:
    double = kernels.exp(poly.scale(x, 2))
    return kernels.divide(kernels.add(double, poly.number(-1)), kernels.add(double, poly.number(1)))


def _sigma(kernels: Kernels, x: Ratio) -> Ratio:
    return kernels.divide(poly.number(1), kernels.add(poly.number(1), kernels.exp(poly.scale(x, -1))))


def _softplus(kernels: Kernels, x: Ratio) -> Ratio:
    return kernels.log(kernels.add(poly.number(1), kernels.exp(x)))


def _normal_distribution(kernels: Kernels, x: Ratio) -> Ratio:
    inner = kernels.divide(x, _sqrt(kernels, poly.number(2)))
    return poly.scale(kernels.add(poly.number(1), kernels.opaque("erf", inner)), Fraction(1, 2))


_WRITTEN: Mapping[str, Callable[[Kernels, Ratio], Ratio]] = {
    "exp": Kernels.exp,
    "log": Kernels.log,
    "sqrt": _sqrt,
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": _tanh,
    "sigma": _sigma,
    "softplus": _softplus,
    "Phi": _normal_distribution,
    "abs": _abs,
    "sign": _sign,
    "heaviside": _heaviside,
    "relu": _relu,
    "log1p": lambda kernels, x: kernels.log(kernels.add(poly.number(1), x)),
    "expm1": lambda kernels, x: kernels.add(kernels.exp(x), poly.number(-1)),
}
