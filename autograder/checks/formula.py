"""The formula that a submission computes, read from its trace: shown, compared, explained."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec

from autograder.calls import Call, Outcome
from autograder.checks.base import PASSED, Check, Run, Verdict
from autograder.checks.wording import number
from autograder.formulas import NoFormulaError, formulas
from autograder.plain import Tree
from autograder.tracing.wire import GraphError, read_graph

if TYPE_CHECKING:
    from sympy_checks.decide import Decision
    from sympy_checks.expression import Expression

LONGEST = 200  # characters of a formula that is shown
MOST_FOLDS = 24  # parts that are compared with sigma
MOST_NODES = 300  # of a formula that is written out


class Formula(Check, frozen=True, kw_only=True, tag="formula"):
    """What the code computes, as a formula, beside what it should.

    It explains and never costs a mark: its weight is 0, and no verdict of it counts. `call` is a traced call.
    The truth is either `of` (a name of `sympy_checks.expressions`), differentiated with respect to `wrt`
    where that is given, or the reference's own graph, filled by the build; without both the formula is only
    shown.
    `domains` gives the range of inputs, (-3, 3) where one is missing; `names` renames inputs ("z[0]" to
    "z"), `parts` says what the entries of the result are called ("[0][0]" is "theta").
    """

    call: Call
    of: str = ""
    wrt: str = ""
    truth: Tree = None
    domains: dict[str, tuple[float, float]] = {}
    names: dict[str, str] = {}
    parts: dict[str, str] = {}
    weight: int = 0

    supporting: ClassVar[bool] = True

    def calls(self) -> tuple[Call, ...]:
        """Return the traced call."""
        return (self.call,)

    def judge_outcomes(self, outcomes: Sequence[Outcome]) -> Verdict:
        """Show the formula; name the likely cause and a witness when it is not the right one."""
        return self._judged(outcomes[0], compare=True)

    def shown(self, outcomes: Sequence[Outcome]) -> str | None:
        """Return the formula alone, for an exercise that needs no explanation."""
        return self._judged(outcomes[0], compare=False).got

    def _judged(self, outcome: Outcome, *, compare: bool) -> Verdict:
        if outcome.status != "returned":
            return Verdict(status="blocked", message=outcome.error.message if outcome.error else None)
        try:
            mine = formulas(read_graph(outcome.value), self.names)
            due = self._truth() if compare else {}
        except (GraphError, NoFormulaError) as problem:
            return Verdict(status="blocked", message=str(problem))
        return self._compared(mine, due)

    def filled(self, run: Run) -> Formula:
        """Take the truth from the reference's trace, unless a known function gives it."""
        outcome = run(self.call)
        if self.of or outcome.status != "returned":
            return self
        return msgspec.structs.replace(self, truth=outcome.value)

    def shown_only(self) -> Formula:
        """Return the check without the reference's formula, for a public spec."""
        return msgspec.structs.replace(self, truth=None)

    def _truth(self) -> dict[str, Expression]:
        if self.of:
            from sympy_checks.expressions import truth

            return {"": truth(self.of, self.wrt)}
        return formulas(read_graph(self.truth), self.names) if self.truth is not None else {}

    def _compared(self, mine: dict[str, Expression], due: dict[str, Expression]) -> Verdict:
        mine = {_place(place, mine): found for place, found in mine.items()}
        due = {_place(place, due): found for place, found in due.items()}
        for place, truth in due.items():
            if place not in mine:
                continue
            verdict = self._difference(place, mine[place], truth)
            if verdict is not None:
                return verdict
        first = next(iter(mine), None)
        return PASSED if first is None else Verdict(status="passed", got=self._text(first, mine[first]))

    def _difference(self, place: str, mine: Expression, truth: Expression) -> Verdict | None:
        from sympy_checks.decide import equal

        domains = {name: self.domains.get(name, (-3.0, 3.0)) for name in self._symbols(mine, truth)}
        decision = equal(mine, truth, domains, tolerance=1e-9)
        if decision.verdict not in ("different", "undefined") or decision.witness is None:
            return None
        return Verdict(
            status="failed",
            got=self._text(place, mine),
            mistake=self._cause(mine, truth, domains),
            where=_witness(decision),
        )

    def _cause(self, mine: Expression, truth: Expression, domains: Mapping[str, Any]) -> str | None:
        from sympy_checks.explain import Question
        from sympy_checks.expressions import formula
        from sympy_checks.reading import code_causes

        itself = formula(self.of) if self.of and self.wrt else None
        question = Question(
            truth=truth, itself=itself, wrt=self.wrt, symbols=sorted(domains), domains=domains
        )
        return next((cause for cause in code_causes(mine, question) if not _far_fetched(cause, mine)), None)

    def _text(self, place: str, formula: Expression) -> str | None:
        text = _shown(formula)
        return text if text is None or not place else f"{self.parts.get(place, place)}: {text}"

    @staticmethod
    def _symbols(*parts: Expression) -> list[str]:
        from sympy_checks.expression import free_symbols

        return sorted(free_symbols(*parts))


def _far_fetched(cause: str, mine: Expression) -> bool:
    """Tell whether a cause speaks of what the student never wrote: a step as a factor, a number of ours."""
    from sympy_checks.person import simplify
    from sympy_checks.pretty import pretty

    if re.search(r"\d{20}", cause) or re.match(r"a factor .*(H|min|max)\(", cause):
        return True
    swapped = re.match(r"(\d[\d.]*) where \S+ belongs$", cause)
    return swapped is not None and swapped[1] not in re.split(r"[^\d.]+", pretty(simplify(mine)))


def _place(place: str, found: Mapping[str, Any]) -> str:
    """A result with one entry is "", whether it came as a number or as an array of one."""
    return "" if len(found) == 1 else place


def _shown(formula: Expression) -> str | None:
    from sympy_checks.person import simplify
    from sympy_checks.pretty import pretty

    if _written_out(formula) > MOST_NODES:
        return None
    text = pretty(simplify(_folded(formula)))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


def _folded(formula: Expression) -> Expression:
    """Write sigma(z) for a part that computes it by cases, as stable code does."""
    from sympy_checks.decide import equal
    from sympy_checks.expression import (
        Application,
        Symbol,
        apply,
        free_symbols,
        is_condition,
        postorder,
        rebuild,
    )
    from sympy_checks.expression import children as parts_of

    found: dict[int, Expression] = {}
    budget = MOST_FOLDS
    for part in postorder(formula):
        names = free_symbols(part)
        new = rebuild(part, tuple(found[id(child)] for child in parts_of(part))) if parts_of(part) else part
        found[id(part)] = new
        by_cases = any(
            isinstance(item, Application) and item.name in ("where", "abs") for item in postorder(new)
        )
        if budget and by_cases and len(names) == 1 and not is_condition(new):
            budget -= 1
            sigma = apply("sigma", Symbol(next(iter(names))))
            if equal(new, sigma, dict.fromkeys(names, (-20.0, 20.0)), tolerance=1e-9).verdict == "equal":
                found[id(part)] = sigma
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
    return f"at {at}: yours {mine}, right {number(decision.expected or 0.0)}"
