"""The usual mistakes in differentiating: each wrong derivative comes with the slip that leads to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from sympy_checks.collected import is_number, minus, product, quotient, raised, total
from sympy_checks.expression import (
    Application,
    Constant,
    Expression,
    Operation,
    Symbol,
    apply,
    divide,
    multiply,
    number,
    power,
)
from sympy_checks.pretty import pretty
from sympy_checks.slopes import ONE, OUTER, ZERO, Slopes, chooses, density, either, of_extreme, square

_HALF = number(Fraction(1, 2))


class Slip(NamedTuple):
    """A wrong derivative, and what went wrong, in a student's words."""

    tree: Expression
    message: str


_Wrong = tuple[Callable[[Expression], Expression], str]
_WRONG: Mapping[str, tuple[_Wrong, ...]] = {
    "exp": (
        (lambda u: product(u, apply("exp", total(u, number(-1)))), "the power rule does not hold for exp"),
        (lambda u: quotient(ONE, apply("exp", u)), "exp is its own derivative, not its reciprocal"),
    ),
    "log": (
        (lambda u: quotient(ONE, apply("log", u)), "the derivative of ln(u) is 1/u, not 1/ln(u)"),
        (lambda u: apply("log", u), "the logarithm is not differentiated"),
        (lambda u: u, "the derivative of ln(u) is 1/u, not u"),
        (lambda u: minus(quotient(ONE, square(u))), "the derivative of ln(u) is 1/u, not −1/u²"),
    ),
    "sqrt": (
        (
            lambda u: quotient(ONE, apply("sqrt", u)),
            "the factor ½ of the square root's derivative is missing",
        ),
        (lambda u: product(_HALF, apply("sqrt", u)), "the exponent of the square root is not lowered to −½"),
    ),
    "sin": ((lambda u: minus(apply("cos", u)), "the derivative of sin is cos, without a sign"),),
    "cos": ((lambda u: apply("sin", u), "the derivative of cos is −sin: the sign is missing"),),
    "sinh": ((lambda u: minus(apply("cosh", u)), "the derivative of sinh is cosh, without a sign"),),
    "cosh": ((lambda u: minus(apply("sinh", u)), "the derivative of cosh is sinh, without a sign"),),
    "tanh": (
        (lambda u: total(ONE, minus(apply("tanh", u))), "the square of tanh is missing in its derivative"),
        (lambda u: total(ONE, square(apply("tanh", u))), "a sign is wrong in the derivative of tanh"),
        (
            lambda u: quotient(ONE, apply("cosh", u)),
            "the square of cosh is missing in the derivative of tanh",
        ),
        (lambda u: square(apply("tanh", u)), "1 minus is missing in the derivative of tanh"),
        (
            lambda u: product(apply("tanh", u), total(ONE, minus(apply("tanh", u)))),
            "this is the rule for σ, not tanh",
        ),
    ),
    "sigma": (
        (
            lambda u: product(apply("sigma", u), total(ONE, apply("sigma", u))),
            "a sign is wrong in the derivative of σ",
        ),
        (lambda u: total(ONE, minus(square(apply("sigma", u)))), "this is the rule for tanh, not σ"),
        (lambda u: total(ONE, minus(apply("sigma", u))), "a factor σ is missing in the derivative of σ"),
        (lambda u: apply("sigma", u), "σ is not differentiated"),
    ),
    "softplus": (
        (
            lambda u: apply("sigma", minus(u)),
            "the sign in the exponent is wrong in the derivative of softplus",
        ),
    ),
    "relu": (
        (lambda u: apply("relu", u), "the branch right of 0 is not differentiated"),
        (lambda _: ONE, "the branch left of 0 has slope 0"),
        (lambda u: apply("sign", u), "the branch left of 0 has slope 0, not −1"),
    ),
    "abs": (
        (lambda u: apply("heaviside", u), "the branch left of 0 has slope −1"),
        (lambda _: ONE, "the branch left of 0 has slope −1"),
    ),
    "erf": ((lambda u: apply("exp", minus(square(u))), "the factor 2/√π of erf's derivative is missing"),),
    "Phi": (
        (density, "the factor 1/√(2π) of the density is missing"),
        (lambda u: apply("Phi", u), "Φ is not differentiated"),
    ),
}


class Slips(Slopes):
    """Derivatives with respect to one variable, with one slip in each."""

    def wrong(self, expr: Expression) -> Iterator[Slip]:
        """Yield the derivatives with one slip, those at the outside first."""
        if not isinstance(expr, Operation | Application) or not self.moves(expr):
            return
        yield from self.slips(expr)
        parts = [
            ZERO if _is_condition(expr, place) else self.right(arg) for place, arg in enumerate(expr.args)
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
        step = f"the derivative of {_said(u)} in {_said(whole)} is {_said(slope)}"
        message = f"the inner derivative is missing: {step}"
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
        if expr.name in OUTER:
            yield from self.inner(u, expr, OUTER[expr.name](u))
            if slope != ONE:
                message = f"the outer function of {_said(expr)} is differentiated at the inner derivative"
                yield Slip(OUTER[expr.name](slope), message)
        for outer, message in _WRONG.get(expr.name, ()):
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
        below = square(v)
        yield Slip(
            quotient(total(second, minus(first)), below), f"the sign is wrong in the derivative of {whole}"
        )
        yield Slip(
            quotient(total(first, minus(second)), v),
            f"the denominator is not squared in the derivative of {whole}",
        )
        yield Slip(
            quotient(du, dv) if dv != ZERO else du,
            f"the derivative of {whole} is not the quotient of the derivatives",
        )
        if self.moves(u):
            yield Slip(
                quotient(total(first, second), below),
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
                    minus(quotient(dv, below)),
                    f"the numerator {_said(u)} is lost in the derivative of {whole}",
                )
            yield Slip(product(u, apply("log", v)), f"this integrates {whole} instead of differentiating it")
            yield from self.inner(v, divide(u, v), minus(quotient(u, below)))

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
                product(n, raised(u, total(n, ONE)), slope),
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
                (ZERO, f"the slope of the branch {_said(branch)} is missing"),
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
            return either(expr.args[0], *parts)
        return of_extreme(expr, branches, parts)


def _said(expr: Expression) -> str:
    return pretty(expr)


def _is_condition(expr: Expression, place: int) -> bool:
    return chooses(expr) and place == 0


def without_inner_derivatives(expr: Expression, wrt: str) -> Slip:
    """Return the derivative in which every inner derivative was forgotten."""
    result = _Careless(wrt).right(expr)
    return Slip(result, "the inner derivatives are missing: the chain rule multiplies by each of them")


class _Careless(Slopes):
    def applied(self, expr: Application, parts: list[Expression]) -> Expression:
        if expr.name in OUTER:
            return OUTER[expr.name](expr.args[0])
        return super().applied(expr, parts)
