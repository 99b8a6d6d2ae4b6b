"""A typed answer, or a derivation line by line: read, decided, and put into words for the student."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from sympy_checks.decide import Certainty, Decision, equal
from sympy_checks.explain import Question, causes
from sympy_checks.expression import Application, Expression, Symbol, children, free_symbols, rebuild
from sympy_checks.expressions import FORMULAS, Domains, formula, truth
from sympy_checks.numeric import to_numpy
from sympy_checks.parse import parse
from sympy_checks.tokens import FormulaError

Line = Literal["right", "wrong", "carried forward", "unread"]
Verdict = Literal["equal", "different", "undefined", "undecided", "refused", "form"]

MAX_LINES = 40

_RIGHT: tuple[Line, ...] = ("right",)


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
    "right", "wrong", "carried forward" (equal to the wrong line before it) or "unread".
    """

    verdict: Verdict
    message: str = ""
    mistake: str | None = None
    caret: str | None = None
    line: int | None = None
    mistakes: tuple[str, ...] = ()
    certainty: Certainty | None = None
    lines: tuple[Line, ...] = ()


class _Task:
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

    def read(self, text: str) -> Expression:
        return parse(text, self.known)

    def trees(self, formulas: Mapping[str, str | Expression]) -> dict[str, Expression]:
        return {
            name: self.read(value) if isinstance(value, str) else value for name, value in formulas.items()
        }

    def decide(self, answer: Expression) -> Decision:
        return equal(self.placed(answer), self.truth, self.domains, self.where)

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
    task = _Task(
        of,
        wrt=wrt,
        symbols=symbols,
        where=where or {},
        domains=domains or {},
        template=template,
        traps=traps,
    )
    return _judge(text, task, form or Form(symbols=tuple(symbols)))


def _judge(text: str, task: _Task, form: Form) -> Answer:
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
            f"right in value, but {_stray_text(stray, form)}",
            "a symbol that the prompt does not allow",
        )
    if decision.verdict == "equal":
        return Answer("equal", certainty=decision.certainty)
    message = describe(decision, task.where, task.symbols)
    if stray:
        return Answer(
            decision.verdict,
            f"{_stray_text(stray, form)}; {message}",
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


def _stray_text(stray: Sequence[str], form: Form) -> str:
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


def check_steps(
    lines: Sequence[str],
    *,
    of: str,
    wrt: str,
    symbols: Sequence[str],
    domains: Domains | None = None,
    at_least: int = 3,
    last_only: Sequence[str] = (),
    last_symbols: Sequence[str] = (),
) -> Answer:
    """Check a derivation: every line equals the derivative, hence the line before it.

    Args:
        lines: the typed lines.
        of: a name of `sympy_checks.expressions`, or a formula.
        wrt: the variable.
        symbols: the symbols that the lines may use.
        domains: open interval of each symbol.
        at_least: how many different lines are asked for.
        last_only: functions (`sigma`) outside of which the last line may hold no symbol but `last_symbols`.
        last_symbols: symbols that may stand bare in the last line.
    """
    task = _Task(of, wrt=wrt, symbols=symbols, where={}, domains=domains or {})
    if len(lines) > MAX_LINES:
        return Answer("form", f"a derivation has at most {MAX_LINES} lines, got {len(lines)}; shorten it")
    for place, text in enumerate(lines, 1):
        answer = _judge(text, task, Form(symbols=tuple(symbols)))
        if answer.verdict != "equal":
            return _carried(_at_line(answer, place), lines, place, task)
    return _steps_form(
        [task.read(text) for text in lines], at_least, Form(tuple(last_symbols), tuple(last_only))
    )


def _at_line(answer: Answer, place: int) -> Answer:
    before = "the derivative" if place == 1 else f"line {place - 1}"
    broken = {"different": f" does not equal {before}", "undefined": f" has no value where {before} has one"}
    message = f"line {place}{broken.get(answer.verdict, '')}: {answer.message}"
    return replace(answer, message=message, line=place)


def _carried(answer: Answer, lines: Sequence[str], broken: int, task: _Task) -> Answer:
    """Return the answer with the state of each line after the broken one too."""
    first: Line = "unread" if answer.verdict == "refused" else "wrong"
    states: list[Line] = [*_RIGHT * (broken - 1), first]
    before = _read(lines[broken - 1], task)
    for text in lines[broken:]:
        tree = _read(text, task)
        states.append(_state(tree, before, task))
        before = tree
    carried = states.count("carried forward")
    follow = "; the line after it follows from it" if carried == 1 else "; the lines after it follow from it"
    said = follow if carried else ""
    return replace(answer, message=answer.message + said, lines=tuple(states))


def _read(text: str, task: _Task) -> Expression | None:
    try:
        return task.read(text)
    except FormulaError:
        return None


def _state(tree: Expression | None, before: Expression | None, task: _Task) -> Line:
    if tree is None:
        return "unread"
    if task.decide(tree).verdict == "equal":
        return "right"
    same = before is not None and equal(tree, before, task.domains, task.where).verdict == "equal"
    return "carried forward" if same else "wrong"


def _steps_form(trees: Sequence[Expression], at_least: int, last: Form) -> Answer:
    different = len(dict.fromkeys(trees))
    if different < at_least:
        return Answer(
            "form",
            f"at least {at_least} different lines are asked for, got {different}; show the steps between",
        )
    if (last.functions or last.symbols) and (stray := stray_symbols(trees[-1], last)):
        return Answer(
            "form",
            f"line {len(trees)}: {_stray_text(stray, last)}",
            "form of the last line",
            None,
            len(trees),
        )
    return Answer("equal")
