"""Simple relations of a wrong answer to the truth: sign, factor, offset, another derivative."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

import numpy as np

from sympy_checks.expression import (
    Application,
    Expression,
    Symbol,
    add,
    divide,
    identical,
    is_condition,
    multiply,
    negate,
    number,
    postorder,
    power,
    substitute,
)
from sympy_checks.matching import Matcher
from sympy_checks.numeric import Array
from sympy_checks.pretty import pretty
from sympy_checks.slopes import OUTER, NoDerivativeError, slope

_CLOSE = 1e-7
_DENOMINATOR = 64
_MOST_FACTORS = 24


def plain_relations(matcher: Matcher, truth: Expression, itself: Expression | None) -> Iterator[str]:
    """Yield sign, the function itself, constant factor, constant offset, reciprocal."""
    ratio, difference = matcher.constants(truth)
    if ratio == -1 and matcher.same(negate(truth)):
        yield "the sign is wrong"
    if itself is not None and matcher.same(itself):
        yield "this is the function itself, not its derivative"
    if ratio is not None and ratio not in (0, 1, -1) and matcher.same(multiply(number(ratio), truth)):
        yield f"off by a constant factor: yours is {ratio} times the right one"
    if difference and matcher.same(add(truth, number(difference))):
        size = "large" if difference > 0 else "small"
        yield f"off by a constant: yours is {abs(difference)} too {size}"
    # 0, 1 and -1 are one over themselves, or have no such value
    values = np.abs(matcher.at_points(truth))
    telling = np.isfinite(values) & (values != 0) & (values != 1)
    if telling.mean() > 0.25 and matcher.same(divide(number(1), truth)):
        yield "this is one over the right answer"


def other_derivatives(
    matcher: Matcher, answer: Expression, itself: Expression | None, wrt: str, symbols: Sequence[str]
) -> Iterator[str]:
    """Yield: the derivative with respect to another variable, the second one, an antiderivative."""
    if itself is None or not wrt:
        return
    variable = pretty(Symbol(wrt))
    try:
        for name in symbols:
            if name != wrt and matcher.same(slope(itself, name)):
                other = pretty(Symbol(name))
                yield f"this is the derivative with respect to {other}, not {variable}"
        if matcher.same(slope(slope(itself, wrt), wrt)):
            yield "this is the second derivative"
        if matcher.equal(slope(answer, wrt), itself):
            yield f"this is an antiderivative: it was integrated over {variable}, not differentiated"
    except NoDerivativeError:
        return


def factors(
    matcher: Matcher, truth: Expression, itself: Expression | None, symbols: Sequence[str]
) -> Iterator[str]:
    """Yield a factor that is missing from the answer, or one too many."""
    # Where symbols stand for functions (s for sigma(z)), the answer is thought of in those symbols alone.
    known = () if itself is None else (itself,)
    formulas = () if matcher.where else (truth, *known)
    links = _outer_derivatives([*known, *matcher.where.values()])
    for factor in [*_candidates(formulas, symbols), *links, *_slopes(symbols)]:
        if matcher.same(divide(truth, factor)):
            yield f"a factor {pretty(factor)} is missing"
        if matcher.same(multiply(truth, factor)):
            yield f"a factor {pretty(factor)} too many"
        if matcher.same(negate(divide(truth, factor))):
            yield f"a factor {pretty(negate(factor))} is missing"
        if matcher.same(multiply(truth, power(factor, number(2)))):
            yield f"a factor {pretty(power(factor, number(2)))} too many"


def _candidates(formulas: Sequence[Expression], symbols: Sequence[str]) -> list[Expression]:
    """Return the symbols, one minus them, and the functions that are applied in the formulas."""
    bare: list[Expression] = [Symbol(name) for name in symbols]
    found = [*bare, *(add(number(1), negate(symbol)) for symbol in bare)]
    for node in postorder(*formulas):
        if (
            isinstance(node, Application)
            and not is_condition(node)
            and not any(identical(node, other) for other in found)
        ):
            found.append(node)
    return found[:_MOST_FACTORS]


def _slopes(symbols: Sequence[str]) -> list[Expression]:
    """Return the slope of a sigmoid in terms of its value, for each symbol as that value."""
    bare = [Symbol(name) for name in symbols[:_MOST_FACTORS]]
    return [multiply(symbol, add(number(1), negate(symbol))) for symbol in bare]


def _outer_derivatives(formulas: Sequence[Expression]) -> list[Expression]:
    """Return the links of a chain rule: the derivative of each function at its argument."""
    nodes = [node for node in postorder(*formulas) if isinstance(node, Application) and node.name in OUTER]
    return [OUTER[node.name](node.args[0]) for node in nodes][:_MOST_FACTORS]


def special_cases(matcher: Matcher, truth: Expression, symbols: Sequence[str]) -> Iterator[str]:
    """Yield a symbol that the answer takes to be 0 or 1."""
    for name in symbols:
        for value in (0, 1):
            if matcher.same(substitute(truth, {name: number(value)})):
                yield f"this holds for {pretty(Symbol(name))} = {value} only"


def constant(values: Array) -> Fraction | None:
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
