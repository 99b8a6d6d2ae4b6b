"""A typed answer: read, decided, and put into words for the student."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sympy_checks.decide import Certainty, Decision, equal
from sympy_checks.explain import Question, causes
from sympy_checks.expression import Application, Expression, Symbol, children, free_symbols, rebuild
from sympy_checks.expressions import FORMULAS, Domains, formula, truth
from sympy_checks.numeric import to_numpy
from sympy_checks.parse import parse
from sympy_checks.tokens import FormulaError
from sympy_checks.work import Work

DECIDING = 2_000_000
"""What all decisions about one answer may cost; a derivation has many lines."""

Line = Literal["right", "wrong", "carried forward", "unread"]
Verdict = Literal["equal", "different", "undefined", "undecided", "refused", "form"]


@dataclass(frozen=True, slots=True)
class Form:
    """What may stand in an answer: bare `symbols`, and `functions` of one bare symbol (`sigma(z)`)."""

    symbols: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict in the student's words; `caret` shows the spot of a refusal, `line` (from 1) the broken line.

    "form": equal in value, but not in the form that the prompt asks for. `mistakes` are at most two likely
    causes, best first, and `mistake` is the best one. `lines` tells whether each line of a derivation is
    "right", "wrong", "carried forward" (equal to the wrong line before it) or "unread". `lost` says that the
    helper gave no reply: what was typed may well be right.
    """

    verdict: Verdict
    message: str = ""
    mistake: str | None = None
    caret: str | None = None
    line: int | None = None
    mistakes: tuple[str, ...] = ()
    certainty: Certainty | None = None
    lines: tuple[Line, ...] = ()
    lost: bool = False


class Task:
    """What is asked: the truth, the symbols and what they stand for."""

    def __init__(
        self,
        of: str,
        *,
        wrt: str,
        symbols: Sequence[str],
        where: Mapping[str, str | Expression],
        domains: Domains,
        template: str = "",
        traps: Mapping[str, str | Expression] | None = None,
    ) -> None:
        self.of, self.wrt = of, wrt
        self.symbols = tuple(symbols)
        own = FORMULAS[of].domains if of in FORMULAS else {}
        self.domains = {**own, **domains}
        known = dict.fromkeys([*symbols, *self.domains, *where, *([wrt] if wrt else [])])
        self.known = tuple(known)
        self.where = self.trees(where)
        self.traps = self.trees(traps or {})
        self.truth = truth(of, wrt, self.known)
        self.template = parse(template, (*self.known, "answer")) if template else None
        self.work = Work(DECIDING)

    def read(self, text: str) -> Expression:
        """Return the formula; raises FormulaError."""
        return parse(text, self.known)

    def trees(self, formulas: Mapping[str, str | Expression]) -> dict[str, Expression]:
        """Return formulas of the task, read where they are given as text."""
        return {
            name: self.read(value) if isinstance(value, str) else value for name, value in formulas.items()
        }

    def decide(self, answer: Expression) -> Decision:
        """Compare an answer with the truth."""
        return equal(self.placed(answer), self.truth, self.domains, self.where, work=self.work)

    def same(self, one: Expression, other: Expression) -> bool:
        """Tell whether two formulas of the answer are equal."""
        return equal(one, other, self.domains, self.where, work=self.work).verdict == "equal"

    def placed(self, answer: Expression) -> Expression:
        """Return the template with the answer in it, or the answer."""
        if self.template is None:
            return answer
        return _replaced(self.template, answer)

    def causes(self, answer: Expression) -> tuple[str, ...]:
        """Return at most two likely causes; none where only a part of a formula was asked for."""
        if self.template is not None:
            return ()
        itself = formula(self.of, self.known) if self.wrt else None
        question = Question(self.truth, itself, self.wrt, self.symbols, self.domains, self.where, self.traps)
        try:
            return tuple(causes(answer, question))
        except (ArithmeticError, ValueError, RecursionError):
            # The verdict stands without a cause.
            return ()


def _replaced(template: Expression, answer: Expression) -> Expression:
    if template == Symbol("answer"):
        return answer
    return rebuild(template, tuple(_replaced(part, answer) for part in children(template)))


def check_answer(
    text: str,
    *,
    of: str,
    wrt: str = "",
    symbols: Sequence[str],
    where: Mapping[str, str | Expression] | None = None,
    domains: Domains | None = None,
    form: Form | None = None,
    template: str = "",
    traps: Mapping[str, str | Expression] | None = None,
) -> Answer:
    """Check a typed formula against the derivative of `of` with respect to `wrt`.

    Args:
        text: what the student typed.
        of: a name of `sympy_checks.expressions`, or a formula.
        wrt: the variable; where it is empty the answer must equal `of` itself.
        symbols: the symbols that the answer may use.
        where: what they stand for, for example {"s": "sigma(z)"}.
        domains: open interval of each free symbol; the table has its own. A formula given as text may use
            the names in `symbols`, `where` and `domains`.
        form: the required form; by default any formula of `symbols`.
        template: a formula in which `answer` stands for the typed one, where only a part is asked for.
        traps: mistakes that the exercise expects, by name: {"forgot the derivative of z": "s"}.

    Raises:
        FormulaError: the task itself (`of`, `where`, `template`, `traps`) is no formula; never the text.
    """
    task = Task(
        of,
        wrt=wrt,
        symbols=symbols,
        where=where or {},
        domains=domains or {},
        template=template,
        traps=traps,
    )
    return judge(text, task, form or Form(symbols=tuple(symbols)))


def judge(text: str, task: Task, form: Form) -> Answer:
    """Return the verdict on one text."""
    try:
        answer = task.read(text)
    except FormulaError as error:
        return Answer("refused", error.message, caret=error.caret())
    # Symbols of the task that are not for the answer can be read, so that they are refused by name.
    stray = stray_symbols(answer, form)
    decision = task.decide(answer)
    if decision.verdict == "equal" and stray:
        return Answer(
            "form",
            f"right in value, but {stray_text(stray, form)}",
            "a symbol that the prompt does not allow",
        )
    if decision.verdict == "equal":
        return Answer("equal", certainty=decision.certainty)
    message = describe(decision, task.where, task.symbols)
    if stray:
        return Answer(
            decision.verdict,
            f"{stray_text(stray, form)}; {message}",
            "a symbol that the prompt does not allow",
        )
    found = task.causes(answer) if decision.verdict != "undecided" else ()
    return Answer(
        decision.verdict,
        message,
        found[0] if found else None,
        mistakes=found,
        certainty=decision.certainty,
    )


def stray_symbols(expr: Expression, form: Form) -> list[str]:
    """Return the symbols that stand where the form does not allow them."""
    if isinstance(expr, Application) and expr.name in form.functions and isinstance(expr.args[0], Symbol):
        return []
    if isinstance(expr, Symbol):
        return [] if expr.name in form.symbols else [expr.name]
    return sorted({name for part in children(expr) for name in stray_symbols(part, form)})


def stray_text(stray: Sequence[str], form: Form) -> str:
    """Return which symbols are allowed, and which were used."""
    allowed = [*form.symbols, *(f"{name}({', '.join(stray)})" for name in form.functions)]
    return f"the answer may use only {', '.join(allowed) or 'numbers'}; yours uses {', '.join(stray)}"


def describe(decision: Decision, where: Mapping[str, Expression], symbols: Sequence[str] = ()) -> str:
    """Return the witness in words: `at s = 0.25 (z = -1.0986): yours 0.75, expected 0.1875`."""
    if decision.witness is None:
        return "this could not be decided; write the formula more simply"
    place = _place(decision.witness, where, symbols)
    expected = decision.expected if decision.expected is not None else float("nan")
    if decision.got is None:
        return f"{place}yours has no value within reach, expected {expected:.6g}"
    yours, wanted = _told_apart(decision.got, expected)
    return f"{place}yours {yours}, expected {wanted}"


def _place(witness: Mapping[str, float], where: Mapping[str, Expression], symbols: Sequence[str]) -> str:
    """Return the witness in the answer's own symbols, with the others in brackets."""
    values = {name: np.asarray(value, dtype=np.float64) for name, value in witness.items()}
    shown = {
        name: float(to_numpy(expr)(values))
        for name, expr in where.items()
        if free_symbols(expr) <= set(values)
    }
    shown |= {name: witness[name] for name in symbols if name in witness}
    rest = {name: value for name, value in witness.items() if name not in shown}
    if not shown:
        shown, rest = rest, {}
    if not shown:
        return ""
    return f"at {_listed(shown)} ({_listed(rest)}): " if rest else f"at {_listed(shown)}: "


def _listed(values: Mapping[str, float]) -> str:
    return ", ".join(f"{name} = {value:.5g}" for name, value in values.items())


def _told_apart(got: float, expected: float) -> tuple[str, str]:
    for digits in (4, 6, 9, 12, 15, 17):
        pair = f"{got:.{digits}g}", f"{expected:.{digits}g}"
        if pair[0] != pair[1]:
            break
    return pair
