"""Why the formula that code computes is wrong: case by case, then part by part, then what it may stand for.

Formulas from code differ from typed answers: they hold stable branches and guards that do not matter, and
their truth is a formula of like structure, so what differs can be read off the two.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from sympy_checks.collected import minus, value_of
from sympy_checks.compared import Pair, tidy
from sympy_checks.differences import Change, changes
from sympy_checks.explain import Question, causes
from sympy_checks.expression import (
    Application,
    Expression,
    Operation,
    Symbol,
    add,
    children,
    depth,
    free_symbols,
    negate,
    node_count,
    postorder,
    rebuild,
)
from sympy_checks.kept import kept
from sympy_checks.known import (
    at_zero,
    difference_quotients,
    exchanged_weights,
    near,
    well_known,
    with_function,
)
from sympy_checks.numeric import to_numpy_together
from sympy_checks.parse import in_z
from sympy_checks.person import simplify
from sympy_checks.pretty import pretty
from sympy_checks.regions import Region, edges_of, joined, regions, shown
from sympy_checks.slopes import NoDerivativeError, slope
from sympy_checks.wording import worded
from sympy_checks.work import Work

WORK = 300_000
"""What the search for a cause may cost, all its parts together."""

_LARGEST = 200
_DEEPEST = 40
_FEW, _SOME = 1, 4
_NEAR, _VERY_NEAR = 0.03, 0.01
_SMOOTH = frozenset(["tanh", "sigma", "exp"])
_SMALL_PART = 8
_MOST_SAID = 240

_OTHER_FORMS = (
    ("Phi", "erf", "(1 + erf(z/sqrt(2)))/2"),
    ("tanh", "sigma", "2*sigma(2*z) - 1"),
    ("sigma", "exp", "1/(1 + exp(-z))"),
)
"""A function, another one, and how it is written with the other one."""


def code_causes(mine: Expression, question: Question, units: float = WORK) -> Iterator[str]:
    """Yield likely causes of a wrong formula that was read from code, best first.

    `question` holds the right formula, and the domain of every symbol of both.
    """
    trees = (mine, question.truth, *([question.itself] if question.itself is not None else []))
    if any(node_count(tree) > _LARGEST or depth(tree) > _DEEPEST for tree in trees):
        return
    whole = tidy(mine, question.domains)
    truth = tidy(question.truth, question.domains)
    pair = Pair(whole, replace(question, truth=truth), Work(units))
    yield from _at_once(pair)
    yield from _by_cases(pair)
    yield from _of_one_piece(pair)
    yield from _anyhow(pair)


def _at_once(pair: Pair) -> Iterator[str]:
    """Yield what one sees without looking at cases."""
    if pair.work.spent:
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
        yield from exchanged_weights(pair)
        if _functions(pair.mine) & _SMOOTH - _functions(pair.truth):
            yield from near(pair, _VERY_NEAR)
        yield from _parts(pair, _FEW)
        yield from well_known(pair)


def _by_cases(pair: Pair) -> Iterator[str]:
    """Yield what is wrong in one case where the formula is right in another."""
    due = regions(pair.domains, pair.truth, pair.question.itself or pair.truth)
    if not due or pair.work.spent:
        return
    found = regions(pair.domains, pair.truth, pair.question.itself or pair.truth, pair.mine) or due
    if pair.question.wrt:
        yield from _swapped(pair, due)
    edges = edges_of(found)
    found, pieces = _merged(found, pair)
    right = [piece.same(piece.mine, piece.truth) for piece in pieces]
    if pair.work.spent:
        return
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


def _merged(found: list[Region], pair: Pair) -> tuple[list[Region], list[Pair]]:
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


def _of_a_case(piece: Pair) -> Iterator[str]:
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


def _swapped(pair: Pair, found: list[Region]) -> Iterator[str]:
    if len(found) != 2:
        return
    left, right = (pair.inside(region) for region in found)
    values = [value_of(formula) for piece in (left, right) for formula in (piece.mine, piece.truth)]
    if None not in values and values[0] == values[3] != values[1] == values[2]:
        yield "the two cases are swapped"


def _at_edges(pair: Pair, name: str, edges: list[float]) -> Iterator[str]:
    for edge in edges:
        points = {other: np.array([0.5 * (low + high)]) for other, (low, high) in pair.domains.items()}
        points[name] = np.array([edge])
        mine, due = (float(np.ravel(value)[0]) for value in to_numpy_together(pair.mine, pair.truth)(points))
        if math.isfinite(due) and not math.isclose(mine, due, rel_tol=1e-9):
            wrong = f"{shown(mine)} where {shown(due)} belongs" if math.isfinite(mine) else "there is none"
            yield f"only the value at {pretty(Symbol(name))} = {shown(edge)} is wrong: {wrong}"


def _of_one_piece(pair: Pair) -> Iterator[str]:
    if not pair.question.wrt:
        yield from _parts(pair, _FEW)
    if pair.work.spent:
        return
    found = causes(pair.mine, pair.question, Work(pair.work.left / 2, pair.work))
    if pair.question.wrt and all(_is_edit(cause) for cause in found):
        yield from _parts(pair, _FEW)
    found = [cause for cause in found if not cause.startswith("this holds for")]
    # One edit that has been checked says more than several changes, but for another formula in its place.
    yield from (cause for cause in found if pair.question.wrt or not cause.endswith(" belongs"))
    if not pair.question.wrt:
        yield from _parts(pair, _SOME)
        yield from found


def _absent(pair: Pair) -> Iterator[str]:
    for name in sorted(free_symbols(pair.truth) - free_symbols(pair.mine)):
        yield f"{pretty(Symbol(name))} does not occur in your formula"
    for name in sorted(free_symbols(pair.mine) - free_symbols(pair.truth)):
        yield f"{pretty(Symbol(name))} does not occur in the right formula"


def _is_edit(cause: str) -> bool:
    """Tell whether a cause speaks of a single place of the formula, not of a rule."""
    return " belongs" in cause or " missing at " in cause or "does not belong" in cause


def _anyhow(pair: Pair) -> Iterator[str]:
    if pair.work.spent:
        yield from _absent(pair)
        return
    yield from difference_quotients(pair)
    yield from well_known(pair)
    yield from near(pair, _NEAR)
    yield from _parts(pair, _SOME)
    yield from at_zero(pair)
    yield from _absent(pair)
    yield from _in_own_cases(pair)


def _in_own_cases(pair: Pair) -> Iterator[str]:
    """Yield where the student's own cases go wrong, when those of the right formula do not tell."""
    found = regions(pair.domains, pair.mine)
    if not found:
        return
    right = [(piece := pair.inside(region)).same(piece.mine, piece.truth) for region in found]
    if any(right) and not all(right) and not pair.work.spent:
        wrong = [region.text for region, is_right in zip(found, right, strict=True) if not is_right]
        yield f"wrong for {' and for '.join(wrong)}, right elsewhere"


def _parts(pair: Pair, most: int) -> Iterator[str]:
    """Yield what differs, read off the two formulas, also with functions written out as the student does."""
    best: list[str] | None = None
    for truth in _forms(pair):
        found = changes(pair.mine, truth)
        if not found or _everything(found, pair):
            continue
        messages = worded(found)
        if messages is not None and (best is None or len(messages) < len(best)):
            best = messages
    said = ", and ".join(best or ())
    if best is not None and len(best) <= most and len(said) <= _MOST_SAID:
        yield said


def _forms(pair: Pair) -> Iterator[Expression]:
    """Yield the right formula, as worked out by hand, and with other functions that the student speaks of."""
    truth, mine, question = pair.truth, pair.mine, pair.question
    yield truth
    if question.itself is not None and question.wrt:
        with contextlib.suppress(NoDerivativeError):
            truth = tidy(slope(question.itself, question.wrt), pair.domains)
            yield truth
        yield from _from_the_value(pair, question.itself)
    used, due = _functions(mine), _functions(truth)
    for name, needed, form in _OTHER_FORMS:
        if name in due and name not in used and needed in used:
            yield _with_other_function(truth, name, form)
    if "abs" in used and "abs" not in due and "log" in due:
        yield _stable_softplus(truth)


@kept(64)
def _with_other_function(truth: Expression, name: str, form: str) -> Expression:
    other = with_function(truth, name, in_z(form))
    # which simplify would write as sigma again
    return _without_double_signs(other) if name == "sigma" else simplify(other)


def _without_double_signs(formula: Expression) -> Expression:
    new: dict[int, Expression] = {}
    for node in postorder(formula):
        parts = tuple(new[id(part)] for part in children(node))
        negated = isinstance(node, Operation) and node.op == "neg"
        new[id(node)] = minus(parts[0]) if negated else rebuild(node, parts) if parts else node
    return new[id(formula)]


def _from_the_value(pair: Pair, itself: Expression) -> Iterator[Expression]:
    """Yield the derivative as the function plus a symbol, as it is for elu."""
    if getattr(pair.mine, "op", "") == "+":
        for name in sorted(free_symbols(pair.truth) - {pair.question.wrt}):
            form = add(itself, Symbol(name))
            if pair.same(pair.truth, form):
                yield simplify(form)


def _functions(formula: Expression) -> set[str]:
    return {node.name for node in postorder(formula) if isinstance(node, Application)}


@kept(64)
def _stable_softplus(formula: Expression) -> Expression:
    """Return the formula with log(1 + exp(u)) as max(u, 0) + log(1 + exp(-|u|))."""
    plain, stable = in_z("log(1 + exp(z))"), in_z("max(z, 0) + log(1 + exp(-abs(z)))")
    return simplify(stable if pretty(formula) == pretty(plain) else formula)


def _everything(found: list[Change], pair: Pair) -> bool:
    """Tell whether a change explains nothing: it replaces the whole, or one rule's result by another."""
    for change in found:
        if change.kind == "replaced" and change.found is not None and change.due is not None:
            long = max(node_count(change.found), node_count(change.due)) > _SMALL_PART
            if change.found is pair.mine or (pair.question.wrt and long):
                return True
    return False
