"""Reading a trace: the formula as text, how it compares with the right one, and the likely cause."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from autograder.calls import Outcome
from autograder.checks.formula_forms import FormulaForm, form_of
from autograder.checks.wording import number
from autograder.formulas import NoFormulaError, formulas
from autograder.plain import PlainError
from autograder.tracing.faithful import faithful
from autograder.tracing.graph import Graph
from autograder.tracing.wire import GraphError, read_graph
from sympy_checks.kept import kept
from sympy_checks.work import Work

if TYPE_CHECKING:
    from autograder.checks.formula import Formula
    from sympy_checks.decide import Decision
    from sympy_checks.expression import Expression

_EXTREMES = ("max", "min")
LONGEST = 200  # characters of a formula that is shown
MOST_NODES = 300  # of a formula that is written out
MOST_PARTS = 6  # other entries of the result that a formula may belong to
TOLERANCE = 1e-9
DECIDING = 1_000_000  # work that comparing all formulas of a result may cost


class Refutation(msgspec.Struct, frozen=True, kw_only=True):
    """A point at which the formula has another value than the right one, for certain.

    `entry` counts the numbers of the result; `got` is None where the formula has no value.
    """

    entry: int
    witness: dict[str, float]
    got: float | None
    expected: float

    def sentence(self) -> str:
        """Return "at z = 2: yours 0.1, right 0.3"."""
        mine = "no value" if self.got is None or not math.isfinite(self.got) else number(self.got)
        values = f"yours {mine}, right {number(self.expected)}"
        return f"at {self.point()}: {values}" if self.witness else values

    def point(self) -> str:
        """Return "z = 2"."""
        return ", ".join(f"{name} = {number(value)}" for name, value in self.witness.items())


class Reading(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a trace shows. `problem` says why there is no formula; `verdict` is for the record.

    `near` says that a refuted formula still has most of what the right one is made of.
    """

    formula: str | None = None
    latex: str | None = None
    verdict: str | None = None
    mistake: str | None = None
    refuted: Refutation | None = None
    problem: str | None = None
    near: bool = False


def read(check: Formula, outcomes: Sequence[Outcome], *, explains: bool = True) -> Reading:
    """Return what the outcomes of the check's two calls show; never raises for what a student returned.

    Args:
        check: the check that asked.
        outcomes: of the traced call and of the same one plainly.
        explains: look for the likely cause of a wrong formula.
    """
    outcome, plain = outcomes
    if outcome.status != "returned":
        return Reading(
            problem=outcome.error.message if outcome.error else f"the traced call: {outcome.status}"
        )
    try:
        graph = read_graph(outcome.value)
        _believed(graph, check, plain)
        mine = formulas(graph, check.names)
        due = _truth(check)
    except (GraphError, NoFormulaError, PlainError) as problem:
        return Reading(problem=str(problem))
    places = {place: entry for entry, (place, _) in enumerate(graph.entries())}
    return _Comparison(check, mine, due, places, explains=explains).reading()


def _believed(graph: Graph, check: Formula, plain: Outcome) -> None:
    if plain.status != "returned" or not faithful(graph, check.call, plain.result()):
        message = "the traced run differs from the plain one"
        raise NoFormulaError(message)


@kept(256)
def _truth(check: Formula) -> dict[str, Expression]:
    if check.of:
        from sympy_checks.expressions import truth

        return {"": truth(check.of, check.wrt)}
    if check.truth is None:
        return {}
    return formulas(read_graph(check.truth), check.names)


class _Comparison:
    """The formulas of a result beside the right ones, by their place in it."""

    def __init__(
        self,
        check: Formula,
        mine: dict[str, Expression],
        due: dict[str, Expression],
        places: Mapping[str, int],
        *,
        explains: bool,
    ) -> None:
        self.check = check
        self.mine, self.due = _by_place(mine), _by_place(due)
        self.entries = places if len(mine) > 1 else {"": 0}
        self.explains = explains
        self.work = Work(DECIDING)

    def reading(self) -> Reading:
        """Show the first formula that is wrong, or else the first one."""
        decisions: list[Decision] = []
        for place in (place for place in self.due if place in self.mine):
            decision = self.decision(self.mine[place], self.due[place], prove=True)
            if decision.verdict in ("different", "undefined") and decision.witness is not None:
                return self.refuted(place, decision)
            decisions.append(decision)
        first = next(iter(self.mine), None)
        if first is None:
            return Reading()
        formula, latex = self.written(first)
        return Reading(formula=formula, latex=latex, verdict=_agreement(decisions))

    def refuted(self, place: str, decision: Decision) -> Reading:
        """Return the formula at a place with what is wrong with it."""
        refutation = Refutation(
            entry=self.entries[place],
            witness=dict(decision.witness or {}),
            got=decision.got,
            expected=decision.expected or 0.0,
        )
        formula, latex = self.written(place)
        verdict = f"different at {refutation.point()}" if refutation.witness else "different"
        return Reading(
            formula=formula,
            latex=latex,
            verdict=verdict,
            mistake=self.mistake(place) if self.explains else None,
            refuted=refutation,
            near=2 * _operations(self.mine[place]) >= _operations(self.due[place]),
        )

    def decision(self, mine: Expression, truth: Expression, *, prove: bool = False) -> Decision:
        """Compare two formulas on the ranges of the inputs."""
        from sympy_checks.decide import equal

        return equal(mine, truth, self.ranges(mine, truth), tolerance=TOLERANCE, prove=prove, work=self.work)

    def ranges(self, *parts: Expression) -> dict[str, tuple[float, float]]:
        """Return the open interval of each input."""
        from sympy_checks.expression import free_symbols

        domains = self.check.domains
        return {name: domains.get(name, (-3.0, 3.0)) for name in sorted(free_symbols(*parts))}

    def mistake(self, place: str) -> str | None:
        """Return the likely cause; it names the part unless that is the first one."""
        mine, parts, slopes = self.mine[place], self.check.parts, self.check.slopes
        known = self.form(mine) if place == next(iter(self.due)) else None
        if known is not None:
            return f"this is {known.name}"
        others = [part for part in self.due if part in parts and part != place]
        others = [part for part in others if (part in slopes) == (place in slopes)][:MOST_PARTS]
        swapped = (part for part in others if self.decision(mine, self.due[part]).verdict == "equal")
        other = next(swapped, None) if place in parts else None
        cause = f"this is right for {parts[other]}" if other else self.cause(place)
        first = place == next(iter(self.due)) and other is None
        return cause if cause is None or first else f"{parts.get(place, place)}: {cause}"

    def form(self, mine: Expression) -> FormulaForm | None:
        """Return the published form that the code computes instead of the right one."""
        check = self.check
        return form_of(check.forms, check.names, mine, lambda *pair: self.decision(*pair).verdict)

    def cause(self, place: str) -> str | None:
        """Return the first likely cause that speaks of what the student wrote."""
        from sympy_checks.explain import Question
        from sympy_checks.reading import code_causes

        mine, truth = unshifted(self.mine[place]), unshifted(self.due[place])
        domains = self.ranges(mine, truth)
        fixed, due = _constant(mine), _constant(truth)
        if fixed is not None and due is None:
            return f"yours is {fixed} whatever goes in; the right formula depends on what goes in"
        if not domains:
            return f"{fixed} where {due} belongs"
        itself, wrt = self.integral(place)
        question = Question(truth=truth, itself=itself, wrt=wrt, symbols=sorted(domains), domains=domains)
        likely = code_causes(mine, question)
        return next((cause for cause in likely if not _far_fetched(cause, mine)), None)

    def integral(self, place: str) -> tuple[Expression | None, str]:
        """Return what an entry is the derivative of, and with respect to which input."""
        from sympy_checks.expressions import formula
        from sympy_checks.regions import folded

        of, wrt = self.check.of, self.check.wrt
        if place not in self.check.slopes:
            return (formula(of) if of and wrt else None), wrt
        whole, by = self.check.slopes[place]
        return (folded(self.due[whole]) if whole in self.due else None), by

    def written(self, place: str) -> tuple[str | None, str | None]:
        """Return the formula at a place as text and as LaTeX, with the name of the part."""
        from sympy_checks.latex import latex, words
        from sympy_checks.pretty import pretty

        simple = _simple(self.without_other_cases(self.mine[place]))
        if simple is None:
            return None, None
        name = self.check.parts.get(place, place)
        plain, typeset = pretty(simple), latex(simple)
        if len(plain) > LONGEST:
            return f"{name}: " * bool(name) + f"{plain[:LONGEST]}...", None
        return (f"{name}: {plain}", words(f"{name}: ") + typeset) if name else (plain, typeset)

    def without_other_cases(self, formula: Expression) -> Expression:
        """Leave out the cases that never come up, where the author bounds every input."""
        from sympy_checks.expression import Application, free_symbols, postorder
        from sympy_checks.regions import within

        domains = self.check.domains
        cases = any(isinstance(item, Application) and item.name == "where" for item in postorder(formula))
        return within(formula, domains) if cases and free_symbols(formula) <= set(domains) else formula


def _agreement(decisions: Sequence[Decision]) -> str | None:
    """Say how sure it is that all formulas are right: the least certain one decides."""
    if not decisions or any(decision.verdict != "equal" for decision in decisions):
        return None
    if all(decision.certainty in ("identical", "proved") for decision in decisions):
        return "proved equal"
    points = min(decision.points for decision in decisions if decision.certainty == "tested")
    return f"equal at {points} points"


def _constant(formula: Expression) -> str | None:
    from sympy_checks.expression import free_symbols
    from sympy_checks.person import simplify
    from sympy_checks.pretty import pretty

    simple = simplify(formula)
    return None if free_symbols(simple) else pretty(simple)


def _far_fetched(cause: str, mine: Expression) -> bool:
    """Tell whether a cause speaks of what the student never wrote: a step as a factor, a number of ours."""
    from sympy_checks.person import simplify
    from sympy_checks.pretty import pretty

    if re.search(r"\d{20}", cause) or re.match(r"a factor .*(H|min|max)\(", cause):
        return True
    swapped = re.match(r"(\d[\d.]*) where \S+ belongs$", cause)
    return swapped is not None and swapped[1] not in re.split(r"[^\d.]+", pretty(simplify(mine)))


def _by_place(found: dict[str, Expression]) -> dict[str, Expression]:
    """A result with one entry is "", whether it came as a number or as an array of one."""
    return {"": next(iter(found.values()))} if len(found) == 1 else found


@kept(256)
def _operations(formula: Expression) -> int:
    """Return how many operations the simplified formula has."""
    from sympy_checks.expression import children, postorder

    simple = _simple(formula)
    return 0 if simple is None else sum(bool(children(part)) for part in postorder(simple))


@kept(256)
def _simple(formula: Expression) -> Expression | None:
    """Return the formula as a person would write it, or None when it is too long to be read."""
    from sympy_checks.person import simplify
    from sympy_checks.regions import folded

    return None if _written_out(formula) > MOST_NODES else simplify(folded(unshifted(formula)))


@kept(256)
def unshifted(formula: Expression) -> Expression:
    """Leave out a largest value that is subtracted for stability only, as in a softmax."""
    from sympy_checks.decide import equal
    from sympy_checks.expression import Application, free_symbols, number, postorder
    from sympy_checks.person import simplify

    shifts = [item for item in postorder(formula) if isinstance(item, Application) and item.name in _EXTREMES]
    if not shifts:
        return formula
    plain = simplify(_replaced(formula, shifts[-1], number(0)))
    ranges = dict.fromkeys(free_symbols(formula), (-3.0, 3.0))
    return unshifted(plain) if equal(plain, formula, ranges, tolerance=1e-9).verdict == "equal" else formula


def _replaced(formula: Expression, part: Expression, new: Expression) -> Expression:
    from sympy_checks.expression import children, identical, postorder, rebuild

    found: dict[int, Expression] = {}
    for item in postorder(formula):
        below = children(item)
        kept = rebuild(item, tuple(found[id(child)] for child in below)) if below else item
        found[id(item)] = new if identical(item, part) else kept
    return found[id(formula)]


def _written_out(formula: Expression) -> int:
    """Return the number of nodes with every shared part written out, which may be exponentially many."""
    from sympy_checks.expression import children, postorder

    sizes: dict[int, int] = {}
    for part in postorder(formula):
        sizes[id(part)] = 1 + sum(sizes[id(child)] for child in children(part))
    return sizes[id(formula)]
