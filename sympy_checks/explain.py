"""Why an answer is wrong: at most two likely causes, best first, each confirmed by the decision procedure.

The exercise's own traps come first, then relations to the truth, slips in differentiating, and single edits.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sympy_checks.collected import value_of
from sympy_checks.decide import equal
from sympy_checks.diagnosis import factors, other_derivatives, plain_relations, special_cases
from sympy_checks.edits import Edit, Words, edits, swaps
from sympy_checks.expression import (
    Application,
    Expression,
    Operation,
    depth,
    free_symbols,
    identical,
    is_condition,
    node_count,
    postorder,
    substitute,
)
from sympy_checks.expressions import without_kinks
from sympy_checks.kept import Replayed, kept
from sympy_checks.matching import Matcher
from sympy_checks.person import simplify
from sympy_checks.sampling import Interval
from sympy_checks.slips import Slip, Slips, without_inner_derivatives
from sympy_checks.slopes import NoDerivativeError
from sympy_checks.work import Work

WORK = 400_000
"""What the search for a cause may cost."""

MOST = 2
_LARGEST = 200
_DEEPEST = 24
_MOST_EDITS = 1500
_MOST_ARGUMENTS = 4


@dataclass(frozen=True)
class Question:
    """What was asked: the truth, the function that it is the derivative of, and named traps."""

    truth: Expression
    itself: Expression | None = None
    wrt: str = ""
    symbols: Sequence[str] = ()
    domains: Mapping[str, Interval] = field(default_factory=dict)
    where: Mapping[str, Expression] = field(default_factory=dict)
    traps: Mapping[str, Expression] = field(default_factory=dict)


def causes(answer: Expression, question: Question, work: Work | None = None) -> list[str]:
    """Return at most two likely causes of a wrong answer, best first.

    Args:
        answer: the wrong formula.
        question: what was asked.
        work: what the search may cost; `WORK` where it is not given.
    """
    formulas = (answer, question.truth, *([question.itself] if question.itself is not None else []))
    if any(node_count(tree) > _LARGEST or depth(tree) > _DEEPEST for tree in formulas):
        return []
    found: list[str] = []
    for cause in _all(answer, question, work or Work(WORK), found):
        if cause not in found:
            found.append(cause)
        if len(found) == MOST:
            break
    return found


def _all(answer: Expression, question: Question, work: Work, found: list[str]) -> Iterator[str]:
    itself = question.itself
    known = (question.truth, *([itself] if itself is not None else []), *question.traps.values())
    matcher = Matcher(answer, question.domains, question.where, _search(work), known)
    truth, placed = substitute(question.truth, question.where), substitute(answer, question.where)
    for name, trap in question.traps.items():
        if matcher.same(trap):
            yield name
    relations = itertools.chain(
        plain_relations(matcher, truth, itself),
        other_derivatives(matcher, placed, itself, question.wrt, sorted(matcher.points)),
    )
    # A relation says what, a slip says why: one of each is worth more than two of a sort.
    slips = _slips(matcher, itself, question.wrt)
    yield from itertools.islice(relations, 1)
    yield from itertools.islice(slips, 1)
    yield from relations
    yield from slips
    if found:
        return
    yield from factors(matcher, truth, itself, _names(question))
    if found:
        return
    yield from special_cases(matcher, truth, question.symbols)
    yield from _edited(answer, question, work)


def _search(work: Work) -> Work:
    """Return half of what is left: one search leaves as much for those after it."""
    return Work(work.left / 2, work)


def _slips(matcher: Matcher, itself: Expression | None, wrt: str) -> Iterator[str]:
    if itself is None or not wrt:
        return
    try:
        for slip in _wrong_derivatives(itself, wrt, folded=bool(matcher.where)):
            if matcher.late:
                return
            if matcher.same(slip.tree):
                yield slip.message
    except NoDerivativeError:
        return


@kept(32)
def _wrong_derivatives(itself: Expression, wrt: str, *, folded: bool) -> Replayed[Slip]:
    """Return the slips that do not lead to 0, without values at kinks."""
    slips = _careless(itself, wrt, folded=folded)
    return Replayed(
        slip._replace(tree=without_kinks(slip.tree)) for slip in slips if value_of(slip.tree) != 0
    )


def _careless(itself: Expression, wrt: str, *, folded: bool) -> Iterator[Slip]:
    """Yield the slips in the formula as it stands and as a person would write it, first where `folded`."""
    written = simplify(itself)
    order = [itself] if identical(itself, written) else [written, itself] if folded else [itself, written]
    for formula in order:
        yield from Slips(wrt).wrong(formula)
    yield without_inner_derivatives(itself, wrt)


def _names(question: Question) -> list[str]:
    return list(dict.fromkeys([*question.symbols, *question.where]))


def _edited(answer: Expression, question: Question, work: Work) -> Iterator[str]:
    """Yield what was wrong in the answer where one edit of it gives the truth, the likeliest edit first."""
    words = Words(_names(question), _functions(question), _arguments(question))
    own = False
    for edit in _hits(_candidates(answer, words), answer, question.truth, question, work):
        own = True
        yield edit.message
    if not own and not question.wrt:
        # The truth is a formula as somebody wrote it, so an edit of it speaks of parts that are known.
        of_truth = _of_truth(question.truth, words.symbols, words.functions, words.arguments)
        for edit in _hits(of_truth, question.truth, answer, question, work):
            yield edit.undone


def _hits(
    candidates: Iterable[Edit], start: Expression, goal: Expression, question: Question, work: Work
) -> Iterator[Edit]:
    """Yield the edits that lead from one formula to the other, the likeliest first."""
    matcher = Matcher(goal, question.domains, question.where, _search(work), (start,))
    hits: list[Edit] = []
    for count, edit in enumerate(candidates):
        if matcher.late or count > _MOST_EDITS:
            break
        if matcher.near(edit.tree):
            hits.append(edit)
    for edit in sorted(hits, key=lambda hit: hit.rank):
        if work.spent:
            break
        if equal(edit.tree, goal, question.domains, question.where, work=work).verdict == "equal":
            yield edit


def _candidates(answer: Expression, words: Words) -> Iterator[Edit]:
    yield from swaps(answer, words)
    yield from edits(answer, words)


@kept(32)
def _of_truth(
    truth: Expression, symbols: Sequence[str], functions: Sequence[str], arguments: Sequence[Expression]
) -> Replayed[Edit]:
    return Replayed(_candidates(truth, Words(symbols, functions, arguments)))


def _known(question: Question) -> list[Application]:
    """Return the functions that are applied in what is known of the question."""
    trees = [question.truth, *question.where.values()]
    if question.itself is not None:
        trees.insert(0, question.itself)
    return [node for node in postorder(*trees) if isinstance(node, Application) and not is_condition(node)]


def _arguments(question: Question) -> list[Expression]:
    """Return what functions are applied to, where that is more than a symbol."""
    found: list[Expression] = []
    for node in _known(question):
        for argument in node.args:
            compound = isinstance(argument, Operation) and free_symbols(argument)
            if compound and not any(identical(argument, other) for other in found):
                found.append(argument)
    return found[:_MOST_ARGUMENTS]


def _functions(question: Question) -> list[str]:
    names = {node.name for node in _known(question)}
    return sorted((names | {"sigma"}) - {"heaviside", "sign"})
