"""What a wrong formula may stand for: another well-known function, a finite difference, an approximation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import numpy as np

from sympy_checks.collected import value_of
from sympy_checks.compared import Pair, values_of
from sympy_checks.expression import (
    Application,
    Expression,
    Float,
    Number,
    Operation,
    Symbol,
    add,
    apply,
    children,
    divide,
    free_symbols,
    multiply,
    negate,
    number,
    postorder,
    power,
    rebuild,
    substitute,
)
from sympy_checks.parse import in_z
from sympy_checks.parts import key
from sympy_checks.person import simplify
from sympy_checks.pretty import pretty
from sympy_checks.regions import shown

_STEPS = (Fraction(1, 10**9), Fraction(1, 20))

_EXTREMES = {"max": ("largest", "maximum"), "min": ("smallest", "minimum")}
_SMOOTH = frozenset(["exp", "log", "sigma", "tanh"])
_OF_TWO = {"largest": "larger", "smallest": "smaller"}
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
    yield from _without_value(pair.mine)
    yield from _instead_of_extreme(pair)
    yield from _of_squared_error(pair)
    yield from _complement(pair)
    yield from _left_out(pair)
    factors = getattr(pair.truth, "args", ())
    if getattr(pair.truth, "op", "") == "*" and pair.same(pair.mine, add(*factors)):
        yield f"{' and '.join(pretty(part) for part in factors)} are added, not multiplied"
    names = free_symbols(pair.mine, pair.truth)
    if names != {"z"}:
        return
    for said, text in _KNOWN.items():
        known = in_z(text)
        if free_symbols(pair.mine) and pair.same(pair.mine, known) and not pair.same(pair.truth, known):
            yield f"this is {said}"
    density = in_z("exp(-z^2/2)/sqrt(2*pi)")
    if pair.same(pair.mine, with_function(pair.truth, "Phi", density)):
        yield "the density of the normal distribution where its distribution function Φ belongs"


def _without_value(mine: Expression) -> Iterator[str]:
    for node in postorder(mine):
        if isinstance(node, Operation) and node.op == "/" and value_of(node.args[1]) == 0:
            yield "it divides by 0, so it has no value"
            return


def _instead_of_extreme(pair: Pair) -> Iterator[str]:
    """Yield what became of the candidates of a maximum or minimum."""
    truth, mine = pair.truth, pair.mine
    if isinstance(truth, Application) and truth.name in _EXTREMES:
        yield from _of_candidates(pair, truth)
    if isinstance(mine, Application) and mine.name in _EXTREMES:
        for place, part in enumerate(mine.args):
            others = mine.args[:place] + mine.args[place + 1 :]
            if len(others) == 1 and pair.same(part, truth):
                yield f"the {_EXTREMES[mine.name][1]} with {pretty(others[0])} does not belong"


def _of_candidates(pair: Pair, truth: Application) -> Iterator[str]:
    best, called = _EXTREMES[truth.name]
    several, total = len(truth.args) > 2, add(*truth.args)
    values, best = (f"the {len(truth.args)} values", best) if several else ("the two", _OF_TWO[best])
    for part in truth.args:
        rest = [pretty(other) for other in truth.args if other is not part]
        if pair.same(pair.mine, part):
            yield f"the {called} with {' and '.join(rest)} is missing"
    if pair.same(pair.mine, total):
        yield f"this is the sum of {values}, the {best} of them belongs"
    if pair.same(pair.mine, divide(total, number(len(truth.args)))):
        yield f"this is the mean of {values}, the {best} of them belongs"
    mine = pair.mine
    if isinstance(mine, Application) and mine.name == "where" and len(truth.args) == 2:
        chosen = [[pair.same(branch, value) for value in truth.args] for branch in mine.args[1:]]
        if chosen in ([[True, False], [False, True]], [[False, True], [True, False]]):
            yield f"the right values, but it is not always the {best} of them that is chosen"


def _complement(pair: Pair) -> Iterator[str]:
    """Yield that 1 - sigma(u) stands where sigma(u) belongs."""
    other = in_z("1 - sigma(z)")
    nodes = {key(node): node for node in postorder(pair.truth) if getattr(node, "name", "") == "sigma"}
    for node in nodes.values() if len(nodes) == 1 else ():
        if pair.same(pair.mine, with_function(pair.truth, "sigma", other)):
            yield f"1 − {pretty(node)} where {pretty(node)} belongs"


def _left_out(pair: Pair) -> Iterator[str]:
    """Yield that a function is missing wherever it is applied."""
    used = {node.name for node in postorder(pair.mine) if isinstance(node, Application)}
    due = {node.name for node in postorder(pair.truth) if isinstance(node, Application)}
    for name in sorted(due & _SMOOTH - used):
        if pair.same(pair.mine, with_function(pair.truth, name, Symbol("z"))):
            yield f"{pretty(apply(name, Symbol('z'))).partition('(')[0]} is missing everywhere"


def exchanged_weights(pair: Pair) -> Iterator[str]:
    """Yield that a weight w and its counterpart 1 - w have changed places."""
    for name in sorted(free_symbols(pair.truth) & free_symbols(pair.mine)):
        rest = add(number(1), negate(Symbol(name)))
        weights = any(pretty(node) == pretty(rest) for node in postorder(pair.truth))
        if weights and pair.same(pair.mine, substitute(pair.truth, {name: rest})):
            yield f"{pretty(Symbol(name))} and {pretty(rest)} are exchanged"


def at_zero(pair: Pair) -> Iterator[str]:
    """Yield what both are where a positive symbol, such as a rate, is 0 and that alone fixes them."""
    rates = [name for name in free_symbols(pair.truth) & free_symbols(pair.mine) if pair.domains[name][0] > 0]
    for name in sorted(rates):
        mine, due = (simplify(substitute(side, {name: number(0)})) for side in (pair.mine, pair.truth))
        numbers = isinstance(mine, Float | Number) and isinstance(due, Float | Number)
        if numbers and not pair.same(mine, due):
            yield f"for {pretty(Symbol(name))} = 0 yours is {pretty(mine)}, the right one is {pretty(due)}"


def _of_squared_error(pair: Pair) -> Iterator[str]:
    """Yield that this is the squared error of a prediction, or its derivative, where another loss is due."""
    if free_symbols(pair.truth) != {"yhat"} or free_symbols(pair.mine) != {"yhat"}:
        return
    for label in (0, 1):
        error = add(Symbol("yhat"), number(-label))
        for factor, said in ((1, ""), (Fraction(1, 2), "half ")):
            if pair.same(pair.mine, multiply(number(factor), power(error, number(2)))):
                yield f"this is {said}the squared error"
        if pair.same(pair.mine, multiply(number(2), error)):
            yield "this is the derivative of the squared error"


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
