"""Typed formulas: one answer, or a derivation line by line.

They are decided in a helper process with limits on time and memory, never in the judge itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from autograder.calls import Call, Outcome, read
from autograder.checks.base import PASSED, Check, Verdict
from autograder.checks.wording import describe, short, value_of

if TYPE_CHECKING:
    from sympy_checks.answer import Answer


class Symbolic(Check, frozen=True, kw_only=True, tag="symbolic"):
    """The typed formula equals d of/d wrt, which SymPy works out from the prompt's own function.

    `of` is a name of `sympy_checks.expressions` or a formula; `symbols` are what the answer may use;
    `where` says what they stand for ("s" is "sigma(z)"); `domains` gives the range of each free symbol.
    With `wrt` empty the answer must equal `of` itself. Where only a part of a formula is asked for,
    `template` is the whole with the word `answer` in its place. `traps` are the mistakes that the exercise
    expects, each with the formula that it leads to: {"forgot the chain rule": "s"}.
    """

    name: str
    of: str
    wrt: str = ""
    symbols: tuple[str, ...]
    where: dict[str, str] = {}
    domains: dict[str, tuple[float, float]] = {}
    template: str = ""
    traps: dict[str, str] = {}

    def calls(self) -> tuple[Call, ...]:
        """Read the text."""
        return (read(self.name),)

    def verdict(self, outcomes: Sequence[Outcome]) -> Verdict:
        """Parse, decide, explain; a number counts as the formula of a constant."""
        from autograder.formula_box import shared

        got = value_of(outcomes[0].value)
        text = got if isinstance(got, str) else repr(got) if isinstance(got, (int, float)) else None
        if text is None:
            return _not_a_text(self.name, got)
        answer = shared().check_answer(
            text,
            of=self.of,
            wrt=self.wrt,
            symbols=self.symbols,
            where=self.where,
            domains=self.domains,
            template=self.template,
            traps=self.traps,
        )
        if answer.verdict == "equal":
            return PASSED
        if answer.lost:
            return _lost(self.name, answer)
        return Verdict(
            status="failed",
            call=self.name,
            message=_message(answer),
            mistake=answer.mistake,
            got=short(text, 100),
        )


class Derivation(Check, frozen=True, kw_only=True, tag="derivation"):
    """A list of formulas, each equal to d of/d wrt; the last one uses only the functions in `last_only`."""

    name: str
    of: str
    wrt: str
    symbols: tuple[str, ...]
    domains: dict[str, tuple[float, float]] = {}
    at_least: int = 3
    last_only: tuple[str, ...] = ()

    def calls(self) -> tuple[Call, ...]:
        """Read the list."""
        return (read(self.name),)

    def verdict(self, outcomes: Sequence[Outcome]) -> Verdict:
        """Name the first broken line."""
        from autograder.formula_box import shared

        got = value_of(outcomes[0].value)
        if not isinstance(got, (list, tuple)) or not all(isinstance(line, str) for line in got):
            message = f"{self.name} must be a list of texts, one for each line; it is {describe(got)}"
            return Verdict(status="failed", call=self.name, message=message, mistake="form of the answer")
        answer = shared().check_steps(
            list(got),
            of=self.of,
            wrt=self.wrt,
            symbols=self.symbols,
            domains=self.domains,
            at_least=self.at_least,
            last_only=self.last_only,
        )
        if answer.verdict == "equal":
            return PASSED
        if answer.lost:
            return _lost(self.name, answer)
        return Verdict(status="failed", call=self.name, message=_message(answer), mistake=answer.mistake)


def _message(answer: Answer) -> str:
    """Return the words, with the caret under the spot where the text could not be read."""
    return f"{answer.message}\n{answer.caret}" if answer.caret else answer.message


def _lost(name: str, answer: Answer) -> Verdict:
    """Return a fault of ours: the limits of the helper are far above what a formula's counted work takes."""
    return Verdict(status="error", call=name, message=f"our fault: {name} was not decided: {answer.message}")


def _not_a_text(name: str, got: object) -> Verdict:
    message = f'{name} must be a text, {name} = "..." with the formula in quotes; it is {describe(got)}'
    return Verdict(status="failed", call=name, message=message, mistake="form of the answer")
