"""A differentiator that also makes the usual mistakes, and names the slip that leads to each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from sympy_checks.expression import (
    Application,
    Constant,
    Expression,
    Operation,
    Symbol,
    apply,
    divide,
    free_symbols,
    multiply,
    number,
    power,
    where,
)
from sympy_checks.person import is_number, minus, product, quotient, raised, total
from sympy_checks.pretty import pretty

_ZERO, _ONE, _TWO = number(0), number(1), number(2)
_HALF = number(Fraction(1, 2))


class Slip(NamedTuple):
    """A wrong derivative, and what went wrong, in a student's words."""

    tree: Expression
    message: str


class NoDerivativeError(ValueError):
    """A function without a rule here."""


def _square(u: Expression) -> Expression:
    return power(u, _TWO)


def _density(u: Expression) -> Expression:
    return apply("exp", minus(quotient(_square(u), _TWO)))


_OUTER: Mapping[str, Callable[[Expression], Expression]] = {
    "exp": lambda u: apply("exp", u),
    "log": lambda u: quotient(_ONE, u),
    "sqrt": lambda u: quotient(_ONE, product(_TWO, apply("sqrt", u))),
    "sin": lambda u: apply("cos", u),
    "cos": lambda u: minus(apply("sin", u)),
    "atan": lambda u: quotient(_ONE, total(_ONE, _square(u))),
    "atanh": lambda u: quotient(_ONE, total(_ONE, minus(_square(u)))),
    "sinh": lambda u: apply("cosh", u),
    "cosh": lambda u: apply("sinh", u),
    "tanh": lambda u: total(_ONE, minus(_square(apply("tanh", u)))),
    "sigma": lambda u: product(apply("sigma", u), total(_ONE, minus(apply("sigma", u)))),
    "softplus": lambda u: apply("sigma", u),
    "relu": lambda u: apply("heaviside", u),
    "abs": lambda u: apply("sign", u),
    "sign": lambda _: _ZERO,
    "heaviside": lambda _: _ZERO,
    "floor": lambda _: _ZERO,
    "erf": lambda u: product(quotient(_TWO, apply("sqrt", Constant("pi"))), apply("exp", minus(_square(u)))),
    "Phi": lambda u: quotient(_density(u), apply("sqrt", product(_TWO, Constant("pi")))),
    "log1p": lambda u: quotient(_ONE, total(_ONE, u)),
    "expm1": lambda u: apply("exp", u),
}

_Wrong = tuple[Callable[[Expression], Expression], str]
_WRONG_OUTER: Mapping[str, tuple[_Wrong, ...]] = {
    "exp": (
        (lambda u: product(u, apply("exp", total(u, number(-1)))), "the power rule does not hold for exp"),
        (lambda u: quotient(_ONE, apply("exp", u)), "exp is its own derivative, not its reciprocal"),
    ),
    "log": (
        (lambda u: quotient(_ONE, apply("log", u)), "the derivative of ln(u) is 1/u, not 1/ln(u)"),
        (lambda u: apply("log", u), "the logarithm is not differentiated"),
        (lambda u: u, "the derivative of ln(u) is 1/u, not u"),
        (lambda u: minus(quotient(_ONE, _square(u))), "the derivative of ln(u) is 1/u, not −1/u²"),
    ),
    "sqrt": (
        (lambda u: quotient(_ONE, apply("sqrt", u)), "the factor ½ of the square root's derivative is missing"),
        (lambda u: product(_HALF, apply("sqrt", u)), "the exponent of the square root is not lowered to −½"),
    ),
    "sin": ((lambda u: minus(apply("cos", u)), "the derivative of sin is cos, without a sign"),),
    "cos": ((lambda u: apply("sin", u), "the derivative of cos is −sin: the sign is missing"),),
    "sinh": ((lambda u: minus(apply("cosh", u)), "the derivative of sinh is cosh, without a sign"),),
    "cosh": ((lambda u: minus(apply("sinh", u)), "the derivative of cosh is sinh, without a sign"),),
    "tanh": (
        (lambda u: total(_ONE, minus(apply("tanh", u))), "the square of tanh is missing in its derivative"),
        (lambda u: total(_ONE, _square(apply("tanh", u))), "a sign is wrong in the derivative of tanh"),
        (lambda u: quotient(_ONE, apply("cosh", u)), "the square of cosh is missing in the derivative of tanh"),
        (lambda u: _square(apply("tanh", u)), "1 minus is missing in the derivative of tanh"),
        (lambda u: product(apply("tanh", u), total(_ONE, minus(apply("tanh", u)))), "this is the rule for σ, not tanh"),
    ),
    "sigma": (
        (lambda u: product(apply("sigma", u), total(_ONE, apply("sigma", u))), "a sign is wrong in the derivative of σ"),
        (lambda u: total(_ONE, minus(_square(apply("sigma", u)))), "this is the rule for tanh, not σ"),
        (lambda u: total(_ONE, minus(apply("sigma", u))), "a factor σ is missing in the derivative of σ"),
        (lambda u: apply("sigma", u), "σ is not differentiated"),
    ),
    "softplus": ((lambda u: apply("sigma", minus(u)), "the sign in the exponent is wrong in the derivative of softplus"),),
    "relu": (
        (lambda u: apply("relu", u), "the branch right of 0 is not differentiated"),
        (lambda _: _ONE, "the branch left of 0 has slope 0"),
        (lambda u: apply("sign", u), "the branch left of 0 has slope 0, not −1"),
    ),
    "abs": ((lambda u: apply("heaviside", u), "the branch left of 0 has slope −1"), (lambda _: _ONE, "the branch left of 0 has slope −1")),
    "erf": ((lambda u: apply("exp", minus(_square(u))), "the factor 2/√π of erf's derivative is missing"),),
    "Phi": (
        (_density, "the factor 1/√(2π) of the density is missing"),
        (lambda u: apply("Phi", u), "Φ is not differentiated"),
    ),
}  # fmt: skip


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
            return _ZERO
        if id(expr) not in self.known:
            self.known[id(expr)] = expr, self._right(expr)
        return self.known[id(expr)][1]

    def _right(self, expr: Expression) -> Expression:
        if isinstance(expr, Symbol):
            return _ONE
        assert isinstance(expr, Operation | Application)
        parts = [self.right(arg) for arg in expr.args] if expr.args and not _chooses(expr) else []
        return self.combined(expr, parts)

    def combined(self, expr: Operation | Application, parts: list[Expression]) -> Expression:
        """Return the derivative of a node, given those of its parts."""
        if _chooses(expr):
            assert isinstance(expr, Application)
            condition, then, otherwise = expr.args
            return _either(condition, *(parts[1:] or [self.right(then), self.right(otherwise)]))
        if isinstance(expr, Application):
            return self.applied(expr, parts)
        return _RULES[expr.op](expr.args, parts)

    def applied(self, expr: Application, parts: list[Expression]) -> Expression:
        """Return the derivative of a function by the chain rule."""
        if expr.name in ("max", "min"):
            return _of_extreme(expr, list(expr.args), parts)
        if expr.name not in _OUTER:
            message = f"Derivatives are known of the field's functions, got {expr.name}; write it out."
            raise NoDerivativeError(message)
        return product(_OUTER[expr.name](expr.args[0]), parts[0])

    def wrong(self, expr: Expression) -> Iterator[Slip]:
        """Yield the derivatives with one slip, those at the outside first."""
        if not isinstance(expr, Operation | Application) or not self.moves(expr):
            return
        yield from self.slips(expr)
        parts = [
            _ZERO if _is_condition(expr, place) else self.right(arg) for place, arg in enumerate(expr.args)
        ]
        for place, arg in enumerate(expr.args):
            if _is_condition(expr, place):
                continue
            for slip in self.wrong(arg):
                others = [*parts[:place], slip.tree, *parts[place + 1 :]]
                yield Slip(self.combined(expr, others), slip.message)

    def slips(self, expr: Operation | Application) -> Iterator[Slip]:
        """Yield the slips at this node."""
        if isinstance(expr, Application):
            yield from (
                self._in_choice(expr) if expr.name in ("where", "max", "min") else self._in_function(expr)
            )
        elif expr.op == "+":
            yield from self._in_sum(expr)
        elif expr.op == "neg":
            message = f"the minus sign before {_said(expr.args[0])} is lost in the derivative"
            yield Slip(self.right(expr.args[0]), message)
        elif expr.op == "*":
            yield from self._in_product(expr)
        elif expr.op == "/":
            yield from self._in_quotient(*expr.args)
        else:
            yield from self._in_power(*expr.args)

    def inner(self, u: Expression, whole: Expression, outer: Expression) -> Iterator[Slip]:
        """Yield the chain rule without its inner derivative, and with it left undone."""
        if u == Symbol(self.wrt):
            return
        slope = self.right(u)
        message = f"the inner derivative is missing: the derivative of {_said(u)} in {_said(whole)} is {_said(slope)}"
        yield Slip(outer, message)
        if not isinstance(u, Symbol):
            yield Slip(
                product(outer, u), f"the inner function {_said(u)} is not differentiated in {_said(whole)}"
            )
            yield Slip(
                total(outer, slope), f"outer and inner derivative of {_said(whole)} are added, not multiplied"
            )

    def _in_function(self, expr: Application) -> Iterator[Slip]:
        u = expr.args[0]
        slope = self.right(u)
        if expr.name in _OUTER:
            yield from self.inner(u, expr, _OUTER[expr.name](u))
            if slope != _ONE:
                message = f"the outer function of {_said(expr)} is differentiated at the inner derivative"
                yield Slip(_OUTER[expr.name](slope), message)
        for outer, message in _WRONG_OUTER.get(expr.name, ()):
            yield Slip(product(outer(u), slope), message)

    def _in_sum(self, expr: Operation) -> Iterator[Slip]:
        parts = [self.right(term) for term in expr.args]
        moving = [place for place, term in enumerate(expr.args) if self.moves(term)]
        for place, term in enumerate(expr.args):
            others = [*parts[:place], *parts[place + 1 :]]
            if place not in moving:
                yield Slip(
                    total(*others, term), f"a constant has the derivative 0, so {_said(term)} vanishes"
                )
                continue
            if len(moving) > 1:
                yield Slip(total(*others), f"the derivative of the term {_said(term)} is missing")
                yield Slip(
                    total(*others, minus(parts[place])),
                    f"the sign of the derivative of {_said(term)} is wrong",
                )
            yield Slip(total(*others, term), f"the term {_said(term)} is not differentiated")

    def _in_product(self, expr: Operation) -> Iterator[Slip]:
        fixed = [factor for factor in expr.args if not self.moves(factor)]
        moving = [factor for factor in expr.args if self.moves(factor)]
        parts = [self.right(factor) for factor in moving]
        if fixed:
            rest = self.right(product(*moving))
            constant = product(*fixed)
            yield Slip(rest, f"the constant factor {_said(constant)} is lost")
            yield Slip(
                total(constant, rest), f"the constant factor {_said(constant)} is added, not multiplied"
            )
        if len(moving) < 2:
            return
        whole = _said(multiply(*moving))
        yield Slip(
            product(*fixed, *parts),
            f"the derivative of the product {whole} is not the product of the derivatives",
        )
        terms = [product(*fixed, *moving[:k], part, *moving[k + 1 :]) for k, part in enumerate(parts)]
        for place, factor in enumerate(moving):
            others = [*terms[:place], *terms[place + 1 :]]
            message = f"in the product {whole} the term with the derivative of {_said(factor)} is missing"
            yield Slip(total(*others), message)
            yield Slip(
                total(*others, minus(terms[place])),
                f"the product rule for {whole} adds its terms, it has no minus",
            )

    def _in_quotient(self, u: Expression, v: Expression) -> Iterator[Slip]:
        du, dv = self.right(u), self.right(v)
        whole = _said(divide(u, v))
        if not self.moves(v):
            yield Slip(du, f"the constant divisor {_said(v)} is lost")
            return
        first, second = product(du, v), product(u, dv)
        square = _square(v)
        yield Slip(
            quotient(total(second, minus(first)), square), f"the sign is wrong in the derivative of {whole}"
        )
        yield Slip(
            quotient(total(first, minus(second)), v),
            f"the denominator is not squared in the derivative of {whole}",
        )
        yield Slip(
            quotient(du, dv) if dv != _ZERO else du,
            f"the derivative of {whole} is not the quotient of the derivatives",
        )
        if self.moves(u):
            yield Slip(
                quotient(total(first, second), square),
                f"the numerator's minus is missing in the derivative of {whole}",
            )
            yield Slip(quotient(du, v), f"the denominator is not differentiated in {whole}")
            yield Slip(
                total(first, minus(second)),
                f"the denominator's square is missing in the derivative of {whole}",
            )
        else:
            yield Slip(quotient(u, dv), f"the derivative of {whole} is not {_said(u)} over the derivative")
            if not is_number(u, 1):
                yield Slip(
                    minus(quotient(dv, square)),
                    f"the numerator {_said(u)} is lost in the derivative of {whole}",
                )
            yield Slip(product(u, apply("log", v)), f"this integrates {whole} instead of differentiating it")
            yield from self.inner(v, divide(u, v), minus(quotient(u, square)))

    def _in_power(self, u: Expression, n: Expression) -> Iterator[Slip]:
        whole = power(u, n)
        slope = self.right(u)
        if not self.moves(n):
            lower = raised(u, total(n, number(-1)))
            yield from self.inner(u, whole, product(n, lower))
            yield Slip(
                product(n, whole, slope), f"the exponent is not lowered in the derivative of {_said(whole)}"
            )
            yield Slip(
                product(lower, slope), f"the factor {_said(n)} is missing in the derivative of {_said(whole)}"
            )
            yield Slip(
                product(total(n, number(-1)), lower, slope),
                f"the factor is the old exponent {_said(n)}, not the new one",
            )
            yield Slip(
                product(n, raised(u, total(n, _ONE)), slope),
                f"the exponent of {_said(whole)} goes down by 1, not up",
            )
            yield Slip(
                product(n, raised(slope, total(n, number(-1)))),
                f"{_said(u)} stays as it is in the derivative of {_said(whole)}",
            )
            yield Slip(
                raised(slope, n), f"the derivative of {_said(whole)} is not a power of the inner derivative"
            )
        elif not self.moves(u):
            rest = product(whole, self.right(n))
            if u != Constant("e"):
                yield Slip(rest, f"the factor ln({_said(u)}) is missing in the derivative of {_said(whole)}")
            yield from self.inner(n, whole, product(apply("log", u), whole) if u != Constant("e") else whole)
            yield Slip(
                product(n, raised(u, total(n, number(-1)))),
                f"the power rule does not hold for {_said(whole)}",
            )

    def _in_choice(self, expr: Application) -> Iterator[Slip]:
        branches = list(expr.args[1:] if expr.name == "where" else expr.args)
        parts = [self.right(branch) for branch in branches]
        for place, branch in enumerate(branches):
            for instead, message in (
                (branch, f"the branch {_said(branch)} is not differentiated"),
                (_ZERO, f"the slope of the branch {_said(branch)} is missing"),
                (minus(parts[place]), f"the sign of the slope of the branch {_said(branch)} is wrong"),
            ):
                others = [*parts[:place], instead, *parts[place + 1 :]]
                yield Slip(self._chosen(expr, branches, others), message)
        if len(parts) == 2:
            yield Slip(self._chosen(expr, branches, parts[::-1]), "the slopes of the branches are swapped")
        for branch, part in zip(branches, parts, strict=True):
            yield Slip(part, f"this is the slope of the branch {_said(branch)} alone")

    @staticmethod
    def _chosen(expr: Application, branches: list[Expression], parts: list[Expression]) -> Expression:
        if expr.name == "where":
            return _either(expr.args[0], *parts)
        return _of_extreme(expr, branches, parts)


def _said(expr: Expression) -> str:
    return pretty(expr)


def _chooses(expr: Expression) -> bool:
    return isinstance(expr, Application) and expr.name == "where"


def _is_condition(expr: Expression, place: int) -> bool:
    return _chooses(expr) and place == 0


def _either(condition: Expression, then: Expression, otherwise: Expression) -> Expression:
    return then if then == otherwise else where(condition, then, otherwise)


def _of_extreme(expr: Application, branches: list[Expression], parts: list[Expression]) -> Expression:
    """Return the slope of max or min: that of the branch which is taken."""
    result, best = parts[0], branches[0]
    for branch, part in zip(branches[1:], parts[1:], strict=True):
        result = _either(apply("gt" if expr.name == "max" else "lt", best, branch), result, part)
        best = apply(expr.name, best, branch)
    return result


def _of_quotient(args: tuple[Expression, ...], parts: list[Expression]) -> Expression:
    (u, v), (du, dv) = args, parts
    if dv == _ZERO:
        return quotient(du, v)
    return quotient(total(product(du, v), minus(product(u, dv))), _square(v))


def _of_product(args: tuple[Expression, ...], parts: list[Expression]) -> Expression:
    return total(*(product(*args[:k], part, *args[k + 1 :]) for k, part in enumerate(parts)))


def _of_power(args: tuple[Expression, ...], parts: list[Expression]) -> Expression:
    (u, n), (du, dn) = args, parts
    if dn == _ZERO:
        return product(n, raised(u, total(n, number(-1))), du)
    rest = _ZERO if du == _ZERO else product(n, raised(u, total(n, number(-1))), du)
    return total(rest, product(raised(u, n), dn if u == Constant("e") else product(apply("log", u), dn)))


_RULES: Mapping[str, Callable[[tuple[Expression, ...], list[Expression]], Expression]] = {
    "+": lambda _, parts: total(*parts),
    "neg": lambda _, parts: minus(parts[0]),
    "*": _of_product,
    "/": _of_quotient,
    "^": _of_power,
}


def slope(expr: Expression, wrt: str) -> Expression:
    """Return the derivative by our own rules, or raise NoDerivativeError; SymPy's is the one that is judged by."""
    return Slopes(wrt).right(expr)


def without_inner_derivatives(expr: Expression, wrt: str) -> Slip:
    """Return the derivative in which every inner derivative was forgotten."""
    result = _Careless(wrt).right(expr)
    return Slip(result, "the inner derivatives are missing: the chain rule multiplies by each of them")


class _Careless(Slopes):
    def applied(self, expr: Application, parts: list[Expression]) -> Expression:
        if expr.name in _OUTER:
            return _OUTER[expr.name](expr.args[0])
        return super().applied(expr, parts)
