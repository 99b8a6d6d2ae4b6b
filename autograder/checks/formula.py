"""The formula that a submission computes, read from its trace: shown, compared, explained."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

import msgspec

from autograder.calls import Call, Outcome
from autograder.checks.base import PASSED, Check, Run, Verdict
from autograder.checks.formula_forms import FormulaForm, form_of
from autograder.checks.wording import number
from autograder.formulas import NoFormulaError, formulas
from autograder.plain import PlainError, Tree
from autograder.tracing.faithful import faithful
from autograder.tracing.wire import GraphError, read_graph

if TYPE_CHECKING:
    from sympy_checks.decide import Decision
    from sympy_checks.expression import Expression

_EXTREMES = ("max", "min")
LONGEST = 200  # characters of a formula that is shown
MOST_NODES = 300  # of a formula that is written out
MOST_PARTS = 6  # other entries of the result that a formula may belong to


class Formula(Check, frozen=True, kw_only=True, tag="formula"):
    """What the code computes, as a formula, beside what it should.

    It explains and never costs a mark: its weight is 0, and no verdict of it counts. `call` is a traced call.
    The truth is either `of` (a name of `sympy_checks.expressions`), differentiated with respect to `wrt`
    where that is given, or the reference's own graph, filled by the build; without both the formula is only
    shown.
    `domains` gives the range of inputs, (-3, 3) where one is missing; `names` renames inputs ("z[0]" to
    "z"), `parts` says what the entries of the result are called ("[0][0]" is "theta"). `forms` are other
    published forms, which are called by their name.
    """

    call: Call
    of: str = ""
    wrt: str = ""
    truth: Tree = None
    domains: dict[str, tuple[float, float]] = {}
    names: dict[str, str] = {}
    parts: dict[str, str] = {}
    forms: tuple[FormulaForm, ...] = ()
    weight: int = 0

    supporting: ClassVar[bool] = True

    def calls(self) -> tuple[Call, ...]:
        """Return the traced call, and the same one plainly."""
        return (self.call, msgspec.structs.replace(self.call, trace=None))

    def judge_outcomes(self, outcomes: Sequence[Outcome]) -> Verdict:
        """Show the formula; name the likely cause and a witness when it is not the right one."""
        return self._judged(*outcomes, compare=True)

    def shown(self, outcomes: Sequence[Outcome]) -> str | None:
        """Return the formula alone, for an exercise that needs no explanation."""
        return self._judged(*outcomes, compare=False).got

    def refutation(self, outcomes: Sequence[Outcome]) -> tuple[str, Decision] | None:
        """Return the first entry of the result that is wrong, and the decision with its witness."""
        return self._refuted(_by_place(self._formulas(*outcomes)), _by_place(self._truth()))

    def _judged(self, outcome: Outcome, plain: Outcome, *, compare: bool) -> Verdict:
        if outcome.status != "returned":
            return Verdict(status="blocked", message=outcome.error.message if outcome.error else None)
        try:
            mine = self._formulas(outcome, plain)
            due = self._truth() if compare else {}
        except (GraphError, NoFormulaError, PlainError) as problem:
            return Verdict(status="blocked", message=str(problem))
        return self._compared(_by_place(mine), _by_place(due))

    def _formulas(self, outcome: Outcome, plain: Outcome) -> dict[str, Expression]:
        graph = read_graph(outcome.value)
        if plain.status != "returned" or not faithful(graph, self.call, plain.result()):
            message = "the traced run differs from the plain one"
            raise NoFormulaError(message)
        return formulas(graph, self.names)

    def filled(self, run: Run) -> Formula:
        """Take the truth from the reference's trace, unless a known function gives it."""
        outcome = run(self.call)
        if self.of or outcome.status != "returned":
            return self
        return msgspec.structs.replace(self, truth=outcome.value)

    def shown_only(self) -> Formula:
        """Return the check without the reference's formula, for a public spec."""
        return msgspec.structs.replace(self, truth=None, forms=())

    def _truth(self) -> dict[str, Expression]:
        if self.of:
            from sympy_checks.expressions import truth

            return {"": truth(self.of, self.wrt)}
        return formulas(read_graph(self.truth), self.names) if self.truth is not None else {}

    def _compared(self, mine: dict[str, Expression], due: dict[str, Expression]) -> Verdict:
        refuted = self._refuted(mine, due)
        if refuted is not None:
            place, decision = refuted
            return Verdict(
                status="failed",
                got=self._text(place, mine[place]),
                mistake=self._mistake(place, mine[place], due),
                where=_witness(decision),
            )
        first = next(iter(mine), None)
        return PASSED if first is None else Verdict(status="passed", got=self._text(first, mine[first]))

    def _refuted(
        self, mine: Mapping[str, Expression], due: Mapping[str, Expression]
    ) -> tuple[str, Decision] | None:
        for place, truth in due.items():
            if place in mine:
                decision = self._decision(mine[place], truth)
                if decision.verdict in ("different", "undefined") and decision.witness is not None:
                    return place, decision
        return None

    def _decision(self, mine: Expression, truth: Expression) -> Decision:
        from sympy_checks.decide import equal

        return equal(mine, truth, self._ranges(mine, truth), tolerance=1e-9)

    def _ranges(self, *parts: Expression) -> dict[str, tuple[float, float]]:
        from sympy_checks.expression import free_symbols

        return {name: self.domains.get(name, (-3.0, 3.0)) for name in sorted(free_symbols(*parts))}

    def _mistake(self, place: str, mine: Expression, due: Mapping[str, Expression]) -> str | None:
        """Return the likely cause; it names the part unless that is the first one."""
        if place == next(iter(due)):
            known = form_of(self.forms, self.names, mine, lambda *pair: self._decision(*pair).verdict)
            if known is not None:
                return f"this is {known.name}"
        others = [part for part in due if part in self.parts and part != place][:MOST_PARTS]
        swapped = (part for part in others if self._decision(mine, due[part]).verdict == "equal")
        other = next(swapped, None) if place in self.parts else None
        cause = f"this is right for {self.parts[other]}" if other else self._cause(mine, due[place])
        first = place == next(iter(due)) and other is None
        return cause if cause is None or first else f"{self.parts.get(place, place)}: {cause}"

    def _cause(self, mine: Expression, truth: Expression) -> str | None:
        from sympy_checks.explain import Question
        from sympy_checks.expressions import formula
        from sympy_checks.reading import code_causes

        mine, truth = unshifted(mine), unshifted(truth)
        domains = self._ranges(mine, truth)
        if not domains:
            return None
        fixed = _constant(mine)
        if fixed is not None and _constant(truth) is None:
            return f"yours is {fixed} whatever goes in; the right formula depends on what goes in"
        itself = formula(self.of) if self.of and self.wrt else None
        question = Question(
            truth=truth, itself=itself, wrt=self.wrt, symbols=sorted(domains), domains=domains
        )
        return next((cause for cause in code_causes(mine, question) if not _far_fetched(cause, mine)), None)

    def _text(self, place: str, formula: Expression) -> str | None:
        text = _shown(formula)
        return text if text is None or not place else f"{self.parts.get(place, place)}: {text}"


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


def _shown(formula: Expression) -> str | None:
    from sympy_checks.person import simplify
    from sympy_checks.pretty import pretty
    from sympy_checks.regions import folded

    if _written_out(formula) > MOST_NODES:
        return None
    text = pretty(simplify(folded(unshifted(formula))))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


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
    return plain if equal(plain, formula, ranges, tolerance=1e-9).verdict == "equal" else formula


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


def _witness(decision: Decision) -> str:
    assert decision.witness is not None
    at = ", ".join(f"{name} = {number(value)}" for name, value in decision.witness.items())
    mine = "no value" if decision.got is None or not math.isfinite(decision.got) else number(decision.got)
    values = f"yours {mine}, right {number(decision.expected or 0.0)}"
    return f"at {at}: {values}" if at else values
