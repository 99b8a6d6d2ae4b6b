"""Sparse polynomials over the rationals, with negative exponents allowed, and quotients of them.

A monomial is a tuple of (generator, exponent) pairs in order of the generators, a polynomial a dictionary
from monomials to coefficients. Quotients keep their denominators as powers of factors, so that nothing is
expanded before it must be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

Monomial = tuple[tuple[int, int], ...]
Polynomial = dict[Monomial, Fraction]
Factors = dict[tuple[tuple[Monomial, Fraction], ...], int]

ONE: Monomial = ()


class TooComplexError(ArithmeticError):
    """The work would exceed its budget."""


@dataclass
class Budget:
    """Counts products of terms; a proof gives up when they are spent."""

    left: int

    def spend(self, amount: int) -> None:
        """Count products; raises TooComplexError when the budget is spent."""
        self.left -= amount
        if self.left < 0:
            message = "too many terms"
            raise TooComplexError(message)


def times(one: Monomial, other: Monomial) -> Monomial:
    """Return the product of two monomials."""
    exponents = dict(one)
    for generator, exponent in other:
        exponents[generator] = exponents.get(generator, 0) + exponent
    return tuple(sorted((generator, exponent) for generator, exponent in exponents.items() if exponent))


def raised(monomial: Monomial, exponent: int) -> Monomial:
    """Return a power of a monomial."""
    return tuple((generator, own * exponent) for generator, own in monomial) if exponent else ONE


def constant(value: Fraction | int) -> Polynomial:
    """Return a number as a polynomial."""
    return {ONE: Fraction(value)} if value else {}


def total(one: Polynomial, other: Polynomial) -> Polynomial:
    """Return the sum."""
    result = dict(one)
    for monomial, coefficient in other.items():
        value = result.get(monomial, 0) + coefficient
        if value:
            result[monomial] = Fraction(value)
        else:
            result.pop(monomial, None)
    return result


def product(one: Polynomial, other: Polynomial, budget: Budget) -> Polynomial:
    """Return the product."""
    budget.spend(len(one) * len(other))
    result: Polynomial = {}
    for left, a in one.items():
        for right, b in other.items():
            monomial = times(left, right)
            result[monomial] = result.get(monomial, Fraction(0)) + a * b
    return {monomial: value for monomial, value in result.items() if value}


def power(base: Polynomial, exponent: int, budget: Budget) -> Polynomial:
    """Return a power with an exponent of 0 or more."""
    result = constant(1)
    for _ in range(exponent):
        result = product(result, base, budget)
    return result


def content(value: Polynomial) -> tuple[Fraction, Monomial, Polynomial]:
    """Split off a coefficient and a monomial; what is left has no exponent below 0 and leads with 1."""
    lowest: dict[int, int] = {}
    for place, monomial in enumerate(value):
        exponents = dict(monomial)
        if place == 0:
            lowest = exponents
            continue
        names = {*lowest, *exponents}
        lowest = {name: min(lowest.get(name, 0), exponents.get(name, 0)) for name in names}
    common: Monomial = tuple(sorted((name, exponent) for name, exponent in lowest.items() if exponent))
    inverse = raised(common, -1)
    shifted = {times(monomial, inverse): coefficient for monomial, coefficient in value.items()}
    lead = shifted[max(shifted)]
    return lead, common, {monomial: coefficient / lead for monomial, coefficient in shifted.items()}


def frozen(value: Polynomial) -> tuple[tuple[Monomial, Fraction], ...]:
    """Return a polynomial as a key."""
    return tuple(sorted(value.items()))


@dataclass(frozen=True)
class Ratio:
    """A polynomial over a product of powers of polynomials."""

    above: Polynomial
    below: Factors

    @property
    def is_polynomial(self) -> bool:
        """Tell whether nothing but numbers and monomials is below."""
        return not self.below


def number(value: Fraction | int) -> Ratio:
    """Return a number as a quotient."""
    return Ratio(constant(value), {})


def add(one: Ratio, other: Ratio, budget: Budget) -> Ratio:
    """Return the sum, over the smallest product of factors that both denominators divide."""
    below = {key: max(one.below.get(key, 0), other.below.get(key, 0)) for key in {**one.below, **other.below}}
    left, right = (_over(ratio, below, budget) for ratio in (one, other))
    above = total(left, right)
    return Ratio(above, below if above else {})


def _over(ratio: Ratio, below: Factors, budget: Budget) -> Polynomial:
    above = ratio.above
    for key, exponent in below.items():
        missing = exponent - ratio.below.get(key, 0)
        if missing:
            above = product(above, power(dict(key), missing, budget), budget)
    return above


def multiply(one: Ratio, other: Ratio, budget: Budget) -> Ratio:
    """Return the product; a numerator that is itself one of the factors below cancels."""
    below = dict(one.below)
    for key, exponent in other.below.items():
        below[key] = below.get(key, 0) + exponent
    return Ratio(product(one.above, other.above, budget), below)


def scale(ratio: Ratio, factor: Fraction | int) -> Ratio:
    """Return a multiple."""
    if not factor:
        return number(0)
    return Ratio({monomial: value * factor for monomial, value in ratio.above.items()}, ratio.below)


def invert(ratio: Ratio, budget: Budget) -> Ratio:
    """Return one over it; raises ZeroDivisionError."""
    if not ratio.above:
        raise ZeroDivisionError
    lead, monomial, rest = content(ratio.above)
    above: Polynomial = {raised(monomial, -1): 1 / lead}
    for key, exponent in ratio.below.items():
        above = product(above, power(dict(key), exponent, budget), budget)
    return Ratio(above, {} if rest == constant(1) else {frozen(rest): 1})


def generators(polynomials: Iterable[Mapping[Monomial, Fraction]]) -> set[int]:
    """Return the generators that occur."""
    return {name for value in polynomials for monomial in value for name, _ in monomial}
