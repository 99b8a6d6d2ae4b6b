"""Where two formulas of like structure part: terms, factors and functions that are missing, added or changed.

The changes are read off the two trees, so making all of them turns the one formula into the other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from sympy_checks.collected import product, value_of
from sympy_checks.expression import (
    Application,
    Expression,
    add,
    children,
    is_condition,
    node_count,
    number,
)
from sympy_checks.kept import kept
from sympy_checks.parts import (
    ONE,
    Part,
    factors_of,
    is_a,
    is_product,
    key,
    product_of,
    raised_to,
    signed_terms,
    terms_of,
)
from sympy_checks.pretty import pretty

Kind = Literal["term", "factor", "division", "sign", "replaced", "exponent", "function", "argument"]
_LARGE = 1e9
_MOST_PARTS = 7
_WRAPPERS = {"sqrt", "log", "exp", "abs", "tanh", "sigma", "erf"}


@dataclass(frozen=True)
class Change:
    """One change: `found` is what stands there (None where it is missing), `due` what belongs there.

    `around` is the answer's part in which it happens, `inside` the functions around that part.
    """

    kind: Kind
    found: Expression | None
    due: Expression | None
    around: Expression
    inside: tuple[str, ...] = ()


Found = tuple[float, tuple[Change, ...]]


@kept(64)
def changes(mine: Expression, truth: Expression) -> list[Change] | None:
    """Return what turns `mine` into `truth`, or None where the formulas have little in common."""
    if node_count(mine) * node_count(truth) > 6000:
        return None
    cost, found = _Aligner().compared(mine, truth)
    return list(found) if cost < _LARGE else None


class _Aligner:
    def __init__(self) -> None:
        self.known: dict[tuple[str, str], Found] = {}

    def compared(self, mine: Expression, truth: Expression) -> Found:
        pair = key(mine), key(truth)
        if pair[0] == pair[1]:
            return 0.0, ()
        if pair not in self.known:
            options = [_replaced(mine, truth), *self._options(mine, truth)]
            self.known[pair] = min(options, key=lambda option: option[0])
        return self.known[pair]

    def _options(self, mine: Expression, truth: Expression) -> list[Found]:
        if is_condition(mine) or is_condition(truth):
            return []
        options: list[Found] = []
        if is_a(mine, "+") or is_a(truth, "+"):
            options.append(self._sums(mine, truth))
        if is_product(mine) or is_product(truth):
            options.append(self._products(mine, truth))
        if is_a(mine, "^") and is_a(truth, "^"):
            options.append(self._together(mine, truth, ""))
        options.extend(self._functions(mine, truth))
        return options

    def _functions(self, mine: Expression, truth: Expression) -> list[Found]:
        options: list[Found] = []
        same = isinstance(mine, Application) and isinstance(truth, Application) and mine.name == truth.name
        if same and len(children(mine)) == len(children(truth)):
            options.append(self._together(mine, truth, mine.name))  # type: ignore[union-attr]
        if not same and isinstance(truth, Application) and truth.name in _WRAPPERS:
            cost, found = self.compared(mine, truth.args[0])
            options.append((cost + 1.3, (*found, Change("function", None, truth, mine))))
        if not same and isinstance(mine, Application) and mine.name in _WRAPPERS:
            cost, found = self.compared(mine.args[0], truth)
            options.append((cost + 1.3, (*found, Change("function", mine, None, mine))))
        return options

    def _together(self, mine: Expression, truth: Expression, name: str) -> Found:
        costs, found = 0.0, list[Change]()
        for one, other in zip(children(mine), children(truth), strict=True):
            cost, more = self.compared(one, other)
            costs += cost
            found.extend(_under(name, more) if name else more)
        # A function's whole argument says more than a factor of it where little else is there.
        if name and len(children(mine)) == len(found) == 1 and _is_of_argument(name, found[0]):
            inner = children(mine)[0]
            if key(found[0].around) == key(inner) and node_count(mine) <= 6:
                found = [Change("argument", mine, truth, mine, ())]
        return costs, tuple(found)

    def _sums(self, mine: Expression, truth: Expression) -> Found:
        def alone(sign: int, term: Expression, *, is_mine: bool) -> Found:
            signed = term if sign > 0 else product(number(-1), term)
            found, due = (signed, None) if is_mine else (None, signed)
            return 1 + 0.15 * node_count(term), (Change("term", found, due, mine),)

        def paired(one: tuple[int, Expression], other: tuple[int, Expression]) -> Found:
            cost, found = self.compared(one[1], other[1])
            if one[0] != other[0]:
                cost, found = cost + 1, (*found, Change("sign", one[1], None, mine))
            return cost, found

        whole = _aligned(terms_of(mine), terms_of(truth), paired, alone)
        return min([whole, *self._unwrapped(mine, truth)], key=lambda one: one[0])

    def _unwrapped(self, mine: Expression, truth: Expression) -> list[Found]:
        """Return options in which the terms stand bare that belong inside a function."""
        options: list[Found] = []
        terms = signed_terms(truth)
        for place, term in enumerate(terms):
            if isinstance(term, Application) and term.name in _WRAPPERS and is_a(term.args[0], "+"):
                bare = add(*terms[:place], term.args[0], *terms[place + 1 :])
                cost, found = self.compared(mine, bare)
                options.append((cost + 1.3, (*found, Change("function", None, term, mine))))
        return options

    def _products(self, mine: Expression, truth: Expression) -> Found:
        (count, factors), (due, others) = factors_of(mine), factors_of(truth)
        if len(factors) <= 1 and len(others) <= 1 and count == due == 1:
            left, right = factors[0] if factors else (1, ONE), others[0] if others else (1, ONE)
            if left[0] == 1 == right[0]:
                return _LARGE, ()

        def alone(exponent: int, base: Expression, *, is_mine: bool) -> Found:
            what = raised_to(exponent, base)
            found, missing = (what, None) if is_mine else (None, what)
            kind: Kind = "factor" if exponent > 0 else "division"
            return 1 + 0.15 * node_count(base), (Change(kind, found, missing, mine),)

        def paired(one: tuple[int, Expression], other: tuple[int, Expression]) -> Found:
            if one[0] * other[0] < 0:
                return _LARGE, ()
            cost, found = self.compared(one[1], other[1])
            if is_a(one[1], "+") or is_a(other[1], "+"):
                found = tuple(_under("brackets", found))
            if one[0] == other[0]:
                raised = "" if abs(one[0]) == 1 else "square" if abs(one[0]) == 2 else "power"
                return cost, tuple(_under(raised, found)) if raised else found
            left, right = raised_to(*one), raised_to(other[0], one[1])
            more = Change("exponent", left, right, one[1])
            return min(
                (cost + 1, (*found, more)), _replaced(left, raised_to(*other)), key=lambda found: found[0]
            )

        cost, found = _aligned(factors, others, paired, alone)
        cost, found = min([(cost, found), *self._within_sum(factors, others, mine)], key=lambda one: one[0])
        more = _numbers(count, due, mine)
        return cost + len(more) * 1.1, (*found, *more)

    def _within_sum(self, mine: list[Part], truth: list[Part], whole: Expression) -> list[Found]:
        """Return options in which factors of the one are a term of a sum that is a factor of the other."""
        options: list[Found] = []
        for place, (exponent, base) in enumerate(truth):
            if exponent != 1 or not is_a(base, "+"):
                continue
            for sign, term in terms_of(base):
                count, inner = factors_of(term)
                keys = [(exp, key(part)) for exp, part in inner]
                kept = [part for part in mine if (part[0], key(part[1])) not in keys]
                if sign < 0 or count != 1 or len(mine) - len(kept) != len(inner) or not inner:
                    continue
                rest = [other for other in signed_terms(base) if key(other) != key(term)]
                cost, found = self.compared(product_of(kept), product_of(truth[:place] + truth[place + 1 :]))
                missing = tuple(Change("term", None, other, whole) for other in rest)
                options.append(
                    (cost + sum(1 + 0.15 * node_count(other) for other in rest), (*found, *missing))
                )
        return options


def _is_of_argument(name: str, change: Change) -> bool:
    """Tell whether a change is better told of the whole argument; a root's parts are told one by one."""
    what = change.found if change.due is None else change.due
    number_changed = what is not None and value_of(what) is not None
    return change.kind != "term" and (name != "sqrt" or number_changed)


def _replaced(mine: Expression, truth: Expression) -> Found:
    return 1 + 0.18 * (node_count(mine) + node_count(truth)), (Change("replaced", mine, truth, mine),)


def _under(name: str, found: Sequence[Change]) -> list[Change]:
    return [replace(change, inside=(name, *change.inside)) for change in found]


def _numbers(count: Fraction, due: Fraction, mine: Expression) -> tuple[Change, ...]:
    found: list[Change] = []
    if count * due < 0:
        bare = product(number(-1), mine) if count < 0 else mine
        found.append(Change("sign", bare, None, mine))
    mine_size, size = abs(count), abs(due)
    if mine_size == size:
        return tuple(found)
    if mine_size == 1 or size == 1:
        one = size if mine_size == 1 else mine_size
        as_factor = mine_size != 1 and pretty(number(one)) in pretty(mine)
        kind: Kind = "division" if one.numerator == 1 and not as_factor else "factor"
        what = number(1 / one if kind == "division" else one)
        missing = mine_size == 1
        found.append(Change(kind, None if missing else what, what if missing else None, mine))
    else:
        found.append(Change("replaced", number(mine_size), number(size), mine))
    return tuple(found)


def _aligned(
    mine: list[Part],
    truth: list[Part],
    paired: Callable[[Part, Part], Found],
    alone: Callable[..., Found],
) -> Found:
    """Pair the parts of two sums or products, the likest first; the rest is missing or added."""
    if max(len(mine), len(truth)) > _MOST_PARTS:
        return _LARGE, ()
    cost, found = 0.0, list[Change]()
    left, right = list(range(len(mine))), list(range(len(truth)))
    added = [alone(*part, is_mine=True) for part in mine]
    missing = [alone(*part, is_mine=False) for part in truth]
    options = []
    for one in left:
        for other in right:
            price, more = paired(mine[one], truth[other])
            apart = added[one][0] + missing[other][0]
            options.append((price - apart, one, other, price, more))
    for gain, one, other, price, more in sorted(options, key=lambda option: option[:3]):
        if gain < 0 and one in left and other in right:
            left.remove(one)
            right.remove(other)
            cost += price
            found.extend(more)
    for price, more in [*(added[place] for place in left), *(missing[place] for place in right)]:
        cost, found = cost + price, [*found, *more]
    return cost, tuple(found)
