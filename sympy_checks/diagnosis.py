"""Likely causes of a wrong answer: simple relations to the truth, each confirmed before it is said."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from sympy_checks.decide import equal
from sympy_checks.expression import (
    Expression,
    add,
    divide,
    free_symbols,
    multiply,
    negate,
    number,
    substitute,
)
from sympy_checks.numeric import Array, to_numpy
from sympy_checks.sampling import DEFAULT_DOMAIN, NICE, Interval, sample

_CLOSE = 1e-7
_DENOMINATOR = 64


def likely_mistake(
    answer: Expression,
    truth: Expression,
    itself: Expression | None,
    domains: Mapping[str, Interval],
    where: Mapping[str, Expression],
) -> str | None:
    """Return the cause in the student's words, or None; `itself` is the function that was differentiated."""

    def same(left: Expression, right: Expression) -> bool:
        return equal(left, right, domains, where).verdict == "equal"

    answer, truth = substitute(answer, where), substitute(truth, where)
    ratio, difference, inverse = _relations(answer, truth, domains)
    if ratio == -1 and same(answer, negate(truth)):
        return "the sign is wrong"
    if itself is not None and same(answer, itself):
        return "this is the function itself, not its derivative"
    if ratio and same(answer, multiply(number(ratio), truth)):
        return f"off by a constant factor: yours is {ratio} times the right one"
    if difference and same(answer, add(truth, number(difference))):
        return f"off by a constant: yours is {abs(difference)} too {'large' if difference > 0 else 'small'}"
    if inverse and same(answer, divide(number(1), truth)):
        return "this is one over the right answer"
    return None


def _relations(
    answer: Expression, truth: Expression, domains: Mapping[str, Interval]
) -> tuple[Fraction | None, Fraction | None, bool]:
    """Return the constant ratio and difference, and whether the product is 1, as nice points suggest."""
    names = sorted(free_symbols(answer) | free_symbols(truth))
    points = sample({name: domains.get(name, DEFAULT_DOMAIN) for name in names}, {})
    nice = {name: values[:NICE] for name, values in points.items()}
    got, expected = (np.broadcast_to(to_numpy(expr)(nice), (NICE,)) for expr in (answer, truth))
    with np.errstate(all="ignore"):
        ratio, difference, product = got / expected, got - expected, got * expected
    return _constant(ratio), _constant(difference), _constant(product) == 1


def _constant(values: Array) -> Fraction | None:
    """Return the simple fraction that nearly all finite values are, or None."""
    finite = values[np.isfinite(values)]
    if not finite.size:
        return None
    middle = float(np.median(finite))
    close = np.abs(finite - middle) <= _CLOSE * max(abs(middle), 1e-3)
    if np.mean(close) < 0.8 or abs(middle) > 1e6:
        return None
    simple = Fraction(middle).limit_denominator(_DENOMINATOR)
    return simple if math.isclose(float(simple), middle, rel_tol=1e-6) else None
