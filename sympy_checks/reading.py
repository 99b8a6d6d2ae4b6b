"""Why the formula that code computes is wrong: case by case, then part by part, then what it may stand for.

Formulas from code differ from typed answers: they hold stable branches and guards that do not matter, and
their truth is a formula of like structure, so what differs can be read off the two.
"""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from sympy_checks.decide import equal
from sympy_checks.differences import Change, changes
from sympy_checks.explain import Question, causes
from sympy_checks.expression import (
    Application,
    Expression,
    Float,
    Number,
    Operation,
    Symbol,
    add,
    children,
    depth,
    divide,
    free_symbols,
    multiply,
    negate,
    node_count,
    number,
    postorder,
    rebuild,
    substitute,
)
from sympy_checks.numeric import Array, to_numpy_together
from sympy_checks.parse import parse
from sympy_checks.person import minus, simplify, value_of
from sympy_checks.pretty import pretty
from sympy_checks.regions import Region, edges_of, folded, joined, regions, shown, within
from sympy_checks.sampling import Interval, sample
from sympy_checks.slopes import NoDerivativeError, slope
from sympy_checks.wording import worded

SECONDS = 0.25
_LARGEST = 200
_DEEPEST = 40
_TOLERANCE = 1e-9
_TINY = 1e-100
_NEARLY_ALL = 0.99
_FEW, _SOME = 1, 4
_NEAR, _VERY_NEAR = 0.03, 0.01
_SMOOTH = frozenset(["tanh", "sigma", "exp"])
_SMALL_PART = 8
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

_OTHER_FORMS = (
    ("Phi", "erf", "(1 + erf(z/sqrt(2)))/2"),
    ("tanh", "sigma", "2*sigma(2*z) - 1"),
    ("sigma", "exp", "1/(1 + exp(-z))"),
)
"""A function, another one, and how it is written with the other one."""


@dataclass(frozen=True)
class _Pair:
    """The student's formula and the right one, both without guards and decided cases."""

    mine: Expression
    question: Question
    deadline: float

    @property
    def truth(self) -> Expression:
        return self.question.truth

    @property
    def domains(self) -> Mapping[str, Interval]:
        return self.question.domains

    @property
    def left(self) -> float:
        """The time that is left."""
        return self.deadline - time.perf_counter()

    def same(self, mine: Expression, truth: Expression) -> bool:
        return equal(mine, truth, self.domains, tolerance=_TOLERANCE).verdict == "equal"

    def inside(self, region: Region) -> _Pair:
        """Return what the two are on one interval."""
        domains = {**self.domains, region.symbol: (region.low, region.high)}
        itself = self.question.itself
        question = replace(
            self.question,
            truth=within(self.truth, domains),
            itself=None if itself is None else within(itself, domains),
            domains=domains,
        )
        return replace(self, mine=within(self.mine, domains), question=question)


def code_causes(mine: Expression, question: Question, seconds: float = SECONDS) -> Iterator[str]:
    """Yield likely causes of a wrong formula that was read from code, best first.

    `question` holds the right formula, and the domain of every symbol of both.
    """
    trees = (mine, question.truth, *([question.itself] if question.itself is not None else []))
    if any(node_count(tree) > _LARGEST or depth(tree) > _DEEPEST for tree in trees):
        return
    whole = _tidy(mine, question.domains)
    truth = _tidy(question.truth, question.domains)
    pair = _Pair(whole, replace(question, truth=truth), time.perf_counter() + seconds)
    yield from _at_once(pair)
    yield from _by_cases(pair)
    yield from _of_one_piece(pair)
    yield from _anyhow(pair)


def _tidy(formula: Expression, domains: Mapping[str, Interval]) -> Expression:
    found = simplify(folded(within(folded(_without_guards(formula)), domains)))
    return found if _agree(found, formula, domains) else simplify(formula)


def _agree(one: Expression, other: Expression, domains: Mapping[str, Interval]) -> bool:
    """Tell whether two formulas have the same values but for single points (where a guard has a say)."""
    names = sorted(free_symbols(one, other))
    points = sample({name: domains[name] for name in names}, {})
    left, right = to_numpy_together(one, other)(points)
    left, right = np.broadcast_arrays(left, right)
    both = np.isfinite(left) & np.isfinite(right)
    return bool(np.mean(np.isclose(left[both], right[both], rtol=1e-6, atol=1e-12)) > _NEARLY_ALL)


def _without_guards(formula: Expression) -> Expression:
    """Return the formula without added numbers so small that they only keep something away from 0."""
    new: dict[int, Expression] = {}
    for node in postorder(formula):
        parts = [new[id(part)] for part in children(node)]
        if isinstance(node, Operation) and node.op == "+":
            parts = [part for part in parts if not _is_tiny(part)] or parts
            new[id(node)] = add(*parts)
        else:
            new[id(node)] = rebuild(node, tuple(parts)) if parts else node
    return new[id(formula)]


def _is_tiny(part: Expression) -> bool:
    return isinstance(part, Float | Number) and 0 < part.value < _TINY


def _at_once(pair: _Pair) -> Iterator[str]:
    """Yield what one sees without looking at cases."""
    if pair.left <= 0:
        return
    mine, due = value_of(pair.mine), value_of(pair.truth)
    if mine is not None and due is not None:
        yield f"{pretty(pair.mine)} where {pretty(pair.truth)} belongs"
    itself = pair.question.itself
    if itself is not None and pair.same(pair.mine, itself):
        yield "this is the function itself, not its derivative"
    if pair.same(pair.mine, negate(pair.truth)):
        yield "the sign is wrong"
    if not pair.question.wrt:
        yield from _exchanged_weights(pair)
        if _functions(pair.mine) & _SMOOTH - _functions(pair.truth):
            yield from _near(pair, _VERY_NEAR)
        yield from _parts(pair, _FEW)
        yield from _known(pair)


def _by_cases(pair: _Pair) -> Iterator[str]:
    """Yield what is wrong in one case where the formula is right in another."""
    due = regions(pair.domains, pair.truth, pair.question.itself or pair.truth)
    if not due or pair.left <= 0:
        return
    found = regions(pair.domains, pair.truth, pair.question.itself or pair.truth, pair.mine) or due
    if pair.question.wrt:
        yield from _swapped(pair, due)
    edges = edges_of(found)
    found, pieces = _merged(found, pair)
    right = [piece.same(piece.mine, piece.truth) for piece in pieces]
    if all(right):
        yield from _at_edges(pair, found[0].symbol, edges)
        return
    if not any(right):
        return
    wrong = [place for place, is_right in enumerate(right) if not is_right]
    said = [(found[place].text, next(_of_a_case(pieces[place]), None)) for place in wrong[:_SOME]]
    messages = [f"for {text}: {cause}" for text, cause in said if cause is not None]
    if len(messages) == len(wrong) <= _FEW + 1:
        yield ", ".join(messages)
    yield from messages
    yield f"wrong for {' and for '.join(found[place].text for place in wrong)}, right elsewhere"


def _merged(found: list[Region], pair: _Pair) -> tuple[list[Region], list[_Pair]]:
    """Return the cases without borders at which neither formula changes."""
    kept, pieces = found[:1], [pair.inside(found[0])]
    for region in found[1:]:
        piece, before = pair.inside(region), pieces[-1]
        if pretty(piece.mine) == pretty(before.mine) and pretty(piece.truth) == pretty(before.truth):
            kept[-1] = joined(kept[-1], region, pair.domains)
            pieces[-1] = pair.inside(kept[-1])
        else:
            kept.append(region)
            pieces.append(piece)
    return kept, pieces


def _of_a_case(piece: _Pair) -> Iterator[str]:
    one, other = pretty(piece.mine), pretty(piece.truth)
    atoms = _is_atom(piece.truth) and (_is_atom(piece.mine) or not piece.question.wrt)
    if atoms and len(one) <= 60 and not piece.same(piece.mine, negate(piece.truth)):
        yield f"{one} where {other} belongs"
    yield from _at_once(piece)
    if len(one) <= 40 and len(other) <= 40 and not piece.question.wrt:
        yield f"{one} where {other} belongs"
    yield from _of_one_piece(piece)
    yield from _anyhow(piece)


def _is_atom(formula: Expression) -> bool:
    return isinstance(formula, Symbol) or value_of(formula) is not None


def _swapped(pair: _Pair, found: list[Region]) -> Iterator[str]:
    if len(found) != 2:
        return
    left, right = (pair.inside(region) for region in found)
    values = [value_of(formula) for piece in (left, right) for formula in (piece.mine, piece.truth)]
    if None not in values and values[0] == values[3] != values[1] == values[2]:
        yield "the two cases are swapped"


def _at_edges(pair: _Pair, name: str, edges: list[float]) -> Iterator[str]:
    for edge in edges:
        points = {other: np.array([0.5 * (low + high)]) for other, (low, high) in pair.domains.items()}
        points[name] = np.array([edge])
        mine, due = (float(np.ravel(value)[0]) for value in to_numpy_together(pair.mine, pair.truth)(points))
        if math.isfinite(due) and not math.isclose(mine, due, rel_tol=1e-9):
            wrong = f"{shown(mine)} where {shown(due)} belongs" if math.isfinite(mine) else "there is none"
            yield f"only the value at {pretty(Symbol(name))} = {shown(edge)} is wrong: {wrong}"


def _of_one_piece(pair: _Pair) -> Iterator[str]:
    if not pair.question.wrt:
        yield from _parts(pair, _SOME)
    if pair.left <= 0:
        return
    found = causes(pair.mine, pair.question, max(0.02, pair.left))
    if pair.question.wrt and all(_is_edit(cause) for cause in found):
        yield from _parts(pair, _FEW)
    yield from (cause for cause in found if not cause.startswith("this holds for"))


def _absent(pair: _Pair) -> Iterator[str]:
    for name in sorted(free_symbols(pair.truth) - free_symbols(pair.mine)):
        yield f"{pretty(Symbol(name))} does not occur in your formula"


def _is_edit(cause: str) -> bool:
    """Tell whether a cause speaks of a single place of the formula, not of a rule."""
    return " belongs" in cause or " missing at " in cause or "does not belong" in cause


def _anyhow(pair: _Pair) -> Iterator[str]:
    if pair.left <= 0:
        return
    yield from _difference_quotients(pair)
    yield from _known(pair)
    yield from _near(pair, _NEAR)
    yield from _parts(pair, _SOME)
    yield from _absent(pair)
    yield from _in_own_cases(pair)


def _in_own_cases(pair: _Pair) -> Iterator[str]:
    """Yield where the student's own cases go wrong, when those of the right formula do not tell."""
    found = regions(pair.domains, pair.mine)
    if not found:
        return
    right = [(piece := pair.inside(region)).same(piece.mine, piece.truth) for region in found]
    if any(right) and not all(right):
        wrong = [region.text for region, is_right in zip(found, right, strict=True) if not is_right]
        yield f"wrong for {' and for '.join(wrong)}, right elsewhere"


def _exchanged_weights(pair: _Pair) -> Iterator[str]:
    for name in sorted(free_symbols(pair.truth) & free_symbols(pair.mine)):
        rest = add(number(1), negate(Symbol(name)))
        weights = any(pretty(node) == pretty(rest) for node in postorder(pair.truth))
        if weights and pair.same(pair.mine, substitute(pair.truth, {name: rest})):
            yield f"{pretty(Symbol(name))} and {pretty(rest)} are exchanged"


def _parts(pair: _Pair, most: int) -> Iterator[str]:
    """Yield what differs, read off the two formulas, also with functions written out as the student does."""
    best: list[str] | None = None
    for truth in _forms(pair):
        found = changes(pair.mine, truth)
        if not found or _everything(found, pair):
            continue
        messages = worded(found)
        if messages is not None and (best is None or len(messages) < len(best)):
            best = messages
    if best is not None and len(best) <= most:
        yield ", and ".join(best)


def _forms(pair: _Pair) -> Iterator[Expression]:
    """Yield the right formula, as worked out by hand, and with other functions that the student speaks of."""
    truth, mine, question = pair.truth, pair.mine, pair.question
    yield truth
    if question.itself is not None and question.wrt:
        with contextlib.suppress(NoDerivativeError):
            truth = _tidy(slope(question.itself, question.wrt), pair.domains)
            yield truth
        yield from _from_the_value(pair, question.itself)
    used, due = _functions(mine), _functions(truth)
    for name, needed, form in _OTHER_FORMS:
        if name in due and name not in used and needed in used:
            other = _with(truth, name, parse(form, ("z",)))
            # which simplify would write as sigma again
            yield _without_double_signs(other) if name == "sigma" else simplify(other)
    if "abs" in used and "abs" not in due and "log" in due:
        yield simplify(_stable_softplus(truth))


def _without_double_signs(formula: Expression) -> Expression:
    new: dict[int, Expression] = {}
    for node in postorder(formula):
        parts = tuple(new[id(part)] for part in children(node))
        negated = isinstance(node, Operation) and node.op == "neg"
        new[id(node)] = minus(parts[0]) if negated else rebuild(node, parts) if parts else node
    return new[id(formula)]


def _from_the_value(pair: _Pair, itself: Expression) -> Iterator[Expression]:
    """Yield the derivative as the function plus a symbol, as it is for elu."""
    if getattr(pair.mine, "op", "") == "+":
        for name in sorted(free_symbols(pair.truth) - {pair.question.wrt}):
            form = add(itself, Symbol(name))
            if pair.same(pair.truth, form):
                yield simplify(form)


def _functions(formula: Expression) -> set[str]:
    return {node.name for node in postorder(formula) if isinstance(node, Application)}


def _stable_softplus(formula: Expression) -> Expression:
    """Return the formula with log(1 + exp(u)) as max(u, 0) + log(1 + exp(-|u|))."""
    plain, stable = parse("log(1 + exp(z))", ("z",)), parse("max(z, 0) + log(1 + exp(-abs(z)))", ("z",))
    return stable if pretty(formula) == pretty(plain) else formula


def _everything(found: list[Change], pair: _Pair) -> bool:
    """Tell whether a change explains nothing: it replaces the whole, or one rule's result by another."""
    for change in found:
        if change.kind == "replaced" and change.found is not None and change.due is not None:
            long = max(node_count(change.found), node_count(change.due)) > _SMALL_PART
            if change.found is pair.mine or (pair.question.wrt and long):
                return True
    return False


def _known(pair: _Pair) -> Iterator[str]:
    """Yield the well-known function that this is, or the truth with one function exchanged for another."""
    names = free_symbols(pair.mine, pair.truth)
    if names != {"z"}:
        return
    for said, text in _KNOWN.items():
        known = parse(text, ("z",))
        if free_symbols(pair.mine) and pair.same(pair.mine, known) and not pair.same(pair.truth, known):
            yield f"this is {said}"
    density = parse("exp(-z^2/2)/sqrt(2*pi)", ("z",))
    if pair.same(pair.mine, _with(pair.truth, "Phi", density)):
        yield "the density of the normal distribution where its distribution function Φ belongs"
    factors = getattr(pair.truth, "args", ())
    if getattr(pair.truth, "op", "") == "*" and pair.same(pair.mine, add(*factors)):
        yield f"{' and '.join(pretty(part) for part in factors)} are added, not multiplied"


def _with(formula: Expression, name: str, instead: Expression) -> Expression:
    new: dict[int, Expression] = {}
    for node in postorder(formula):
        parts = tuple(new[id(part)] for part in children(node))
        built = rebuild(node, parts) if parts else node
        if isinstance(built, Application) and built.name == name:
            built = substitute(instead, {"z": built.args[0]})
        new[id(node)] = built
    return new[id(formula)]


def _difference_quotients(pair: _Pair) -> Iterator[str]:
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
            values = _values(pair, pair.mine, quotient)
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


def _near(pair: _Pair, share: float) -> Iterator[str]:
    values = _values(pair, pair.mine, pair.truth)
    if values is None:
        return
    off, size = np.max(np.abs(values[0] - values[1])), np.max(np.abs(values[1]))
    if 0 < off < share * size and np.std(values[1]) > 10 * off:
        yield f"an approximation, not the exact formula: it is off by up to {off:.1g}"


def _values(pair: _Pair, *formulas: Expression) -> list[Array] | None:
    names = sorted(free_symbols(*formulas))
    points = sample({name: pair.domains[name] for name in names}, {})
    shape = next(iter(points.values())).shape if points else (1,)
    values = [np.broadcast_to(value, shape) for value in to_numpy_together(*formulas)(points)]
    usable = np.all([np.isfinite(value) for value in values], axis=0)
    return [value[usable] for value in values] if usable.mean() > 0.8 else None
