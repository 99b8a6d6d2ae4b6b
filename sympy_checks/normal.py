"""A proof that two formulas are equal: both as quotients of polynomials in exp, log, roots and other kernels.

The kernels are independent symbols here but for what is built in: exp(a + b) = exp(a)·exp(b), the logarithm
of a product, roots, sin² + cos² = 1, odd functions. Signs (of `abs(u)`, `where(u > 0, …)`, of a factor inside
a logarithm) are read off the scanned points; where a sign changes each region is proved on its own.

What a proof claims: the formulas are equal wherever both have a value, on every sign region that holds a
scanned point. Where a jump is involved, a point of the jump itself must have been scanned. No proof is no
disproof.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from sympy_checks import polynomial as poly
from sympy_checks.expression import Constant, Expression, Float, Number, Operation, Symbol, postorder
from sympy_checks.kernel import SplitError, UnprovableError
from sympy_checks.kernels import Kernels
from sympy_checks.numeric import Array
from sympy_checks.written_out import Writer

_TERMS = 12_000
"""Products of terms that one proof may cost, about 20 ms."""

_REGIONS = 12
_FIRST = 96
_STRIDE = 6
_FINEST = 10_000


def proves_equal(
    left: Expression,
    right: Expression,
    points: Mapping[str, Array],
    intervals: Mapping[str, tuple[float, float]],
) -> bool:
    """Tell whether the formulas are proved equal; False says nothing."""
    if any(isinstance(node, Float) for node in postorder(left, right)):
        return False
    unit = _unit(left, right)
    if unit is None:
        return False
    positive = frozenset(name for name, (low, _) in intervals.items() if low >= 0)
    budget = poly.Budget(_TERMS)
    regions = [{name: _thinned(values) for name, values in points.items()}]
    seen = 0
    try:
        while regions:
            seen += 1
            region = regions.pop()
            try:
                if seen > _REGIONS or not _equal_on(left, right, Kernels(region, positive, unit, budget)):
                    return False
            except SplitError as split:
                regions += [_part(region, side) for side in split.sides]
    except (UnprovableError, poly.TooComplexError, ZeroDivisionError, OverflowError, RecursionError):
        return False
    return True


def _thinned(values: Array) -> Array:
    return np.concatenate([values[:_FIRST], values[_FIRST::_STRIDE]])


def _part(region: Mapping[str, Array], side: np.ndarray) -> dict[str, Array]:
    return {name: values[side] for name, values in region.items()}


def _equal_on(left: Expression, right: Expression, kernels: Kernels) -> bool:
    writer = Writer(kernels)
    one, other = writer(left), writer(right)
    return kernels.is_zero(poly.add(one, poly.scale(other, -1), kernels.budget))


def _unit(left: Expression, right: Expression) -> int | None:
    """Return how finely exponents are divided: exp(u) is a power of exp(u/unit)."""
    unit = 2
    for node in postorder(left, right):
        for value in _divisors(node):
            unit = math.lcm(unit, value)
            if unit > _FINEST:
                return None
    return unit


def _divisors(node: Expression) -> list[int]:
    if isinstance(node, Number):
        return [node.value.denominator]
    if isinstance(node, Operation) and node.op in ("/", "^"):
        last = node.args[1]
        if isinstance(last, Number) and isinstance(last.value, Fraction) and last.value.numerator <= 60:
            return [last.value.numerator or 1]
    return [1] if isinstance(node, Symbol | Constant) else []
