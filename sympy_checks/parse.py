"""A Pratt parser from tokens to expressions. It builds trees and nothing else: no value is ever computed.

Juxtaposition is a product (`2x`, `s(2 + s)` where s is a symbol of the prompt) except after a division, where
`1/2x` could mean two things and is refused; unary minus binds as in mathematics: `-x^2` is `-(x^2)`.
"""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from functools import cache

from sympy_checks.applications import MAX_NODES, POWER, Definitions, Names
from sympy_checks.cursor import CLOSING, MAX_DEPTH
from sympy_checks.expression import (
    FUNCTIONS,
    Expression,
    Number,
    add,
    apply,
    depth,
    divide,
    multiply,
    negate,
    node_count,
    power,
)
from sympy_checks.tokens import CHOICE, Token

_SUM, _PRODUCT = 10, 20


def parse(
    text: str,
    symbols: Collection[str],
    functions: Collection[str] | None = None,
    definitions: Definitions | None = None,
) -> Expression:
    r"""Read a typed formula whose variables are `symbols`; `functions` narrows the known functions.

    `definitions` are functions of the task's own, written out where they are applied.

    Raises:
        FormulaError: the formula is refused; says which rule, which spot, and what to do.

    Example:
        >>> from sympy_checks.plain import plain
        >>> plain(parse(r"2x(1 + \frac{x}{3})^2", ["x"]))
        '2*x*(1 + x/3)**2'
    """
    known = frozenset([*FUNCTIONS, CHOICE] if functions is None else functions)
    return _Parser(text, symbols, known, definitions or {}).formula()


@cache
def in_z(text: str) -> Expression:
    """Return a formula in z that the program itself brings along, the same object each time."""
    return parse(text, ("z",))


class _Parser(Names):
    def formula(self) -> Expression:
        if self.next.kind == "end":
            self.refuse("a formula is needed, got nothing; type one", self.next)
        result = self.expression(0)
        if (rest := self.next).kind != "end":
            self.unexpected(rest)
        if node_count(result) > MAX_NODES or depth(result) > MAX_DEPTH:
            message = f"a formula has at most {MAX_NODES} parts, {MAX_DEPTH} deep, got more; simplify it"
            self.refuse(message, self.tokens[0])
        return result

    def expression(self, binding: int) -> Expression:
        """Read as long as operators bind more tightly than `binding`."""
        self.deeper()
        left = self.operand(binding)
        divided = False
        while (strength := self.strength()) > binding:
            if divided and not self.sees("*", "/", "+", "-", "^"):
                self.refuse(_ambiguous_division(self.next), self.next)
            divided = self.sees("/") or (divided and self.sees("^"))
            left = self.continued(left, strength)
        self.level -= 1
        return left

    def strength(self) -> int:
        """Return how tightly what comes next binds to what stands before it; 0 ends the expression."""
        token = self.next
        if token.kind == "op":
            return {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "^": POWER + 1}.get(
                token.text, _PRODUCT if self.juxtaposed() else 0
            )
        if token.kind == "number":
            self.refuse(f"an operator is missing before '{token.text}'; write * between factors", token)
        joins = token.kind == "name" and token.text in ("and", "or") and self.chooses
        return 0 if token.kind == "end" or joins else _PRODUCT

    def juxtaposed(self) -> bool:
        if self.sees("|"):
            return self.opens_bars()
        if not self.sees("(", "[", "{", "√"):
            return False
        before = self.tokens[self.place - 1]
        if self.sees("[", "{") and (before.kind == "name" or before.text in (")", "]", "}")):
            self.refuse(
                f"indexing is no part of a formula, got '{self.next.text}'; for a product write *", self.next
            )
        return True

    def continued(self, left: Expression, strength: int) -> Expression:
        op = self.take().text if self.sees("+", "-", "*", "/", "^") else ""
        self.follows_bars &= not op
        if op == "^":
            # Right-associative, and a sign may follow: e^-x.
            return power(left, self.expression(POWER))
        right = self.expression(strength)
        if op in ("+", "-"):
            return add(left, right if op == "+" else negate(right))
        return divide(left, right) if op == "/" else multiply(left, right)

    def operand(self, binding: int) -> Expression:
        token = self.take()
        if token.kind == "number":
            return Number(Fraction(token.text))
        if token.kind == "name":
            return self.name(token)
        if token.kind == "command":
            return self.fraction() if token.text == "frac" else self.root()
        if token.text in ("-", "+"):
            value = self.expression(max(_PRODUCT - 1, binding))
            return value if token.text == "+" else negate(value)
        return self.enclosed(token)

    def enclosed(self, token: Token) -> Expression:
        if token.text in CLOSING:
            return self.closed(token)
        if token.text == "|":
            return self.bars(token)
        if token.text == "√":
            return apply("sqrt", self.expression(POWER + 1))
        return self.unexpected(token)

    def fraction(self) -> Expression:
        return divide(self.braced(), self.braced())

    def root(self) -> Expression:
        if not self.sees("["):
            return apply("sqrt", self.braced())
        degree = self.closed(self.take())
        return power(self.braced(), divide(Number(Fraction(1)), degree))

    def braced(self) -> Expression:
        opening = self.take()
        if opening.text not in ("{", "("):
            self.refuse(
                rf"\frac and \sqrt take their parts in braces, got '{opening.text}'; write {{...}}", opening
            )
        return self.closed(opening)


def _ambiguous_division(token: Token) -> str:
    return (
        f"a product without * after a division can be read in two ways, got '{token.text}' there; "
        "write * or put the denominator in brackets"
    )
