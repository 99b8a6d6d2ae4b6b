"""What a wrong formula may stand for: another well-known function, a finite difference, an approximation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import numpy as np

from sympy_checks.compared import Pair, values_of
from sympy_checks.expression import (
    Application,
    Expression,
    Float,
    Number,
    Symbol,
    add,
    children,
    divide,
    free_symbols,
    multiply,
    negate,
    number,
    postorder,
    rebuild,
    substitute,
)
from sympy_checks.parse import parse
from sympy_checks.pretty import pretty
from sympy_checks.regions import shown

_STEPS = (Fraction(1, 10**9), Fraction(1, 20))

_KNOWN: Mapping[str, str] = {
    "the rectifier max(z, 0)": "max(z, 0)",
    "the step from 0 to 1": "heaviside(z)",
    "the sign of z": "sign(z)",
    "the absolute value of z": "abs(z)",
    "the sigmoid σ(z)": "sigma(z)",
    "tanh(z)": "tanh(z)",
    "softplus, ln(1 + exp(z))": "log(1 + exp(z))",
    "the tangent sin(z)/cos(z), not the hyperbolic one": "sin(z)/cos(z)",
}


def well_known(pair: Pair) -> Iterator[str]:
    """Yield the well-known function that this is, or the truth with one function exchanged for another."""
    names = free_symbols(pair.mine, pair.truth)
    if names != {"z"}:
        return
    for said, text in _KNOWN.items():
        known = parse(text, ("z",))
        if free_symbols(pair.mine) and pair.same(pair.mine, known) and not pair.same(pair.truth, known):
            yield f"this is {said}"
    density = parse("exp(-z^2/2)/sqrt(2*pi)", ("z",))
    if pair.same(pair.mine, with_function(pair.truth, "Phi", density)):
        yield "the density of the normal distribution where its distribution function Φ belongs"
    factors = getattr(pair.truth, "args", ())
    if getattr(pair.truth, "op", "") == "*" and pair.same(pair.mine, add(*factors)):
        yield f"{' and '.join(pretty(part) for part in factors)} are added, not multiplied"


def with_function(formula: Expression, name: str, instead: Expression) -> Expression:
    """Return the formula with a function written as `instead`, a formula in z."""
    new: dict[int, Expression] = {}
    for node in postorder(formula):
        parts = tuple(new[id(part)] for part in children(node))
        built = rebuild(node, parts) if parts else node
        if isinstance(built, Application) and built.name == name:
            built = substitute(instead, {"z": built.args[0]})
        new[id(node)] = built
    return new[id(formula)]


def difference_quotients(pair: Pair) -> Iterator[str]:
    """Yield that this is a finite difference, with the step that stands in the formula."""
    itself, wrt = pair.question.itself, pair.question.wrt
    if itself is None or not wrt:
        return
    for size in _small_numbers(pair.mine):
        step, variable = number(size), Symbol(wrt)
        after = substitute(itself, {wrt: add(variable, step)})
        before = substitute(itself, {wrt: add(variable, negate(step))})
        quotients = (
            divide(add(after, negate(itself)), step),
            divide(add(itself, negate(before)), step),
            divide(add(after, negate(before)), multiply(number(2), step)),
        )
        for quotient in quotients:
            values = values_of(pair, pair.mine, quotient)
            if values is not None and np.allclose(values[0], values[1], rtol=1e-6, atol=1e-8):
                yield f"this is a finite difference with the step {shown(float(size))}, not the derivative"
                return


def _small_numbers(formula: Expression) -> list[Fraction]:
    low, high = _STEPS
    values = [
        node.value if isinstance(node, Number) else Fraction(node.value).limit_denominator(10**12)
        for node in postorder(formula)
        if isinstance(node, Number | Float)
    ]
    return sorted({value for value in values if low <= value <= high})[:4]


def near(pair: Pair, share: float) -> Iterator[str]:
    """Yield that this is an approximation, where it is nowhere off by more than a share of the size."""
    values = values_of(pair, pair.mine, pair.truth)
    if values is None:
        return
    off, size = np.max(np.abs(values[0] - values[1])), np.max(np.abs(values[1]))
    if 0 < off < share * size and np.std(values[1]) > 10 * off:
        yield f"an approximation, not the exact formula: it is off by up to {off:.1g}"
