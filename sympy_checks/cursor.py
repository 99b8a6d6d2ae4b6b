"""A place in the tokens of a formula: what comes next, brackets in pairs, and refusals with the spot."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import NoReturn

from sympy_checks.expression import Expression, apply
from sympy_checks.tokens import CHOICE, RELATION_SIGNS, FormulaError, Token, tokenize

MAX_DEPTH = 60

CLOSING = {"(": ")", "[": "]", "{": "}"}


class Cursor(ABC):
    """Walks over the tokens of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokenize(text)
        self.chooses = any(token.text == CHOICE for token in self.tokens)
        self.place = 0
        self.level = 0
        self.barred = False
        self.follows_bars = False

    @abstractmethod
    def expression(self, binding: int) -> Expression:
        """Read as long as operators bind more tightly than `binding`."""

    @property
    def next(self) -> Token:
        """The token that comes next, the last one ("end") for ever."""
        return self.tokens[self.place]

    def take(self) -> Token:
        """Return what comes next and move on."""
        token = self.next
        self.place += token.kind != "end"
        return token

    def sees(self, *ops: str) -> bool:
        """Tell whether one of these signs comes next."""
        return self.next.kind == "op" and self.next.text in ops

    def refuse(self, message: str, token: Token) -> NoReturn:
        """Raise a `FormulaError` with the spot of a token."""
        raise FormulaError(message, self.text, token.position)

    def deeper(self) -> None:
        """Count one more level of nesting."""
        self.level += 1
        if self.level > MAX_DEPTH:
            self.refuse(f"a formula is nested at most {MAX_DEPTH} deep, got more; simplify it", self.next)

    def unexpected(self, token: Token) -> NoReturn:
        """Refuse a token where a value is expected."""
        if token.kind == "end":
            self.refuse(
                "the formula ends where a value is expected; complete it or drop the last operator", token
            )
        if token.text in CLOSING.values():
            self.refuse(f"brackets come in pairs, got '{token.text}' where none fits; match them", token)
        if token.text == ",":
            self.refuse("commas only part the arguments of a function, got ','; decimals use a point", token)
        if token.text in RELATION_SIGNS:
            self.refuse(
                f"a comparison stands in where(...) alone, got '{token.text}'; type one formula", token
            )
        if token.text == ".":
            self.refuse("a formula has no attributes, got '.'; use the names of the prompt", token)
        self.refuse(f"a value is expected, got '{token.text}'; complete the formula before it", token)

    def closed(self, opening: Token) -> Expression:
        """Read up to the bracket that fits an opening one."""
        inner = self.inside()
        self.close(opening)
        return inner

    def inside(self) -> Expression:
        """Read what brackets hold, where bars outside of them close nothing."""
        outer = self.barred, self.follows_bars
        self.barred = self.follows_bars = False
        inner = self.expression(0)
        self.barred, self.follows_bars = outer
        return inner

    def close(self, opening: Token) -> None:
        """Move past the bracket that fits, or refuse."""
        closing = CLOSING[opening.text]
        if self.sees(closing):
            self.take()
            return
        if self.next.kind == "end" or self.sees(*CLOSING.values()):
            self.refuse(
                f"brackets come in pairs, got '{opening.text}' without its '{closing}'; add it", opening
            )
        self.unexpected(self.next)

    def bars(self, opening: Token) -> Expression:
        """Read an absolute value up to its closing bar."""
        outer, self.barred = self.barred, True
        inner = None if self.next.kind == "end" else self.expression(0)
        if inner is None or not self.sees("|"):
            self.refuse("bars come in pairs, got '|' without its partner; write abs(...)", opening)
        self.take()
        self.barred, self.follows_bars = outer, True
        return apply("abs", inner)

    def opens_bars(self) -> bool:
        """Tell whether a bar behind a value begins a factor, as in 2|x|; within bars it ends them."""
        if not self.sees("|") or self.barred:
            return False
        if self.follows_bars:
            # |x|y|z| is |x|·y·|z| or |x·|y|·z|.
            self.refuse("bars side by side can be read in two ways, got '|'; write abs(...)", self.next)
        return True
