"""A derivation line by line: the first line that is broken, and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sympy_checks.answer import Answer, Form, Line, Task, judge, stray_symbols, stray_text
from sympy_checks.expression import Expression
from sympy_checks.expressions import Domains
from sympy_checks.tokens import FormulaError

MAX_LINES = 40

_RIGHT: tuple[Line, ...] = ("right",)


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
    task = Task(of, wrt=wrt, symbols=symbols, where={}, domains=domains or {})
    if len(lines) > MAX_LINES:
        return Answer("form", f"a derivation has at most {MAX_LINES} lines, got {len(lines)}; shorten it")
    for place, text in enumerate(lines, 1):
        answer = judge(text, task, Form(symbols=tuple(symbols)))
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


def _carried(answer: Answer, lines: Sequence[str], broken: int, task: Task) -> Answer:
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


def _read(text: str, task: Task) -> Expression | None:
    try:
        return task.read(text)
    except FormulaError:
        return None


def _state(tree: Expression | None, before: Expression | None, task: Task) -> Line:
    if tree is None:
        return "unread"
    if task.decide(tree).verdict == "equal":
        return "right"
    return "carried forward" if before is not None and task.same(tree, before) else "wrong"


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
            f"line {len(trees)}: {stray_text(stray, last)}",
            "form of the last line",
            None,
            len(trees),
        )
    return Answer("equal")
