"""A Pratt parser from tokens to expressions. It builds trees and nothing else: no value is ever computed.

Juxtaposition is a product (`2x`, `s(2 + s)` where s is a symbol of the prompt) except after a division, where
`1/2x` could mean two things and is refused; unary minus binds as in mathematics: `-x^2` is `-(x^2)`.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection
from fractions import Fraction
from typing import NoReturn

from sympy_checks.expression import (
    FUNCTIONS,
    Constant,
    Expression,
    Number,
    Symbol,
    add,
    apply,
    depth,
    divide,
    multiply,
    negate,
    node_count,
    power,
)
from sympy_checks.names import ALIASES, DERIVED, MODULES, canonical, refusal
from sympy_checks.tokens import FormulaError, Token, tokenize

MAX_DEPTH = 60
MAX_NODES = 600

_SUM, _PRODUCT, _POWER = 10, 20, 30
_CLOSING = {"(": ")", "[": "]", "{": "}"}


def parse(text: str, symbols: Collection[str], functions: Collection[str] | None = None) -> Expression:
    r"""Read a typed formula whose variables are `symbols`; `functions` narrows the known functions.

    Raises:
        FormulaError: the formula is refused; says which rule, which spot, and what to do.

    Example:
        >>> from sympy_checks.plain import plain
        >>> plain(parse(r"2x(1 + \frac{x}{3})^2", ["x"]))
        '2*x*(1 + x/3)**2'
    """
    return _Parser(text, symbols, frozenset(FUNCTIONS if functions is None else functions)).formula()


class _Parser:
    def __init__(self, text: str, symbols: Collection[str], functions: frozenset[str]) -> None:
        self.text = text
        self.symbols = {canonical(name): name for name in symbols}
        self.functions = functions
        self.tokens = tokenize(text)
        self.place = 0
        self.level = 0

    @property
    def next(self) -> Token:
        return self.tokens[self.place]

    def take(self) -> Token:
        token = self.next
        self.place += token.kind != "end"
        return token

    def sees(self, *ops: str) -> bool:
        return self.next.kind == "op" and self.next.text in ops

    def refuse(self, message: str, token: Token) -> NoReturn:
        raise FormulaError(message, self.text, token.position)

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
        self.level += 1
        if self.level > MAX_DEPTH:
            self.refuse(f"a formula is nested at most {MAX_DEPTH} deep, got more; simplify it", self.next)
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
            return {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "^": _POWER + 1}.get(
                token.text, _PRODUCT if self.juxtaposed() else 0
            )
        if token.kind == "number":
            self.refuse(f"an operator is missing before '{token.text}'; write * between factors", token)
        return 0 if token.kind == "end" else _PRODUCT

    def juxtaposed(self) -> bool:
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
        if op == "^":
            # Right-associative, and a sign may follow: e^-x.
            return power(left, self.expression(_POWER))
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
        if token.text in _CLOSING:
            return self.closed(token)
        if token.text == "|":
            return self.bars(token)
        if token.text == "√":
            return apply("sqrt", self.expression(_POWER + 1))
        return self.unexpected(token)

    def unexpected(self, token: Token) -> NoReturn:
        if token.kind == "end":
            self.refuse(
                "the formula ends where a value is expected; complete it or drop the last operator", token
            )
        if token.text in _CLOSING.values():
            self.refuse(f"brackets come in pairs, got '{token.text}' where none fits; match them", token)
        if token.text == ",":
            self.refuse("commas only part the arguments of a function, got ','; decimals use a point", token)
        if token.text == ".":
            self.refuse("a formula has no attributes, got '.'; use the names of the prompt", token)
        self.refuse(f"a value is expected, got '{token.text}'; complete the formula before it", token)

    def closed(self, opening: Token) -> Expression:
        inner = self.expression(0)
        self.close(opening)
        return inner

    def close(self, opening: Token) -> None:
        closing = _CLOSING[opening.text]
        if self.sees(closing):
            self.take()
            return
        if self.next.kind == "end" or self.sees(*_CLOSING.values()):
            self.refuse(
                f"brackets come in pairs, got '{opening.text}' without its '{closing}'; add it", opening
            )
        self.unexpected(self.next)

    def bars(self, opening: Token) -> Expression:
        inner = self.expression(0)
        if not self.sees("|"):
            self.refuse("bars come in pairs, got '|' without its partner; write abs(...)", opening)
        self.take()
        return apply("abs", inner)

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

    def name(self, token: Token) -> Expression:
        name, known = canonical(token.text), self.symbols
        if self.sees("."):
            return self.dotted(token)
        if name in known:
            return Symbol(known[name])
        return self.known(token)

    def dotted(self, token: Token) -> Expression:
        """Read `np.exp` and the like; any other dot is an attribute."""
        while self.sees("."):
            dot = self.take()
            if token.text not in MODULES or self.next.kind != "name":
                self.refuse(
                    f"a formula has no attributes, got '{token.text}.'; use the names of the prompt", dot
                )
            token = self.take()
        return self.known(token)

    def known(self, token: Token) -> Expression:
        name = canonical(token.text)
        if name in ("e", "pi", "E"):
            return Constant("pi" if name == "pi" else "e")
        if reason := refusal(name):
            self.refuse(reason, token)
        called = ALIASES.get(name, name)
        if called in DERIVED or (called in FUNCTIONS and called in self.functions):
            return self.application(token, called)
        return self.unknown(token, name)

    def unknown(self, token: Token, name: str) -> NoReturn:
        usable = ", ".join(sorted(self.symbols.values())) or "no symbols"
        known = [*self.symbols, *sorted(self.functions), *DERIVED, *ALIASES]
        near = difflib.get_close_matches(name, known, 1, 0.7)
        guess = f"did you mean {self.symbols.get(near[0], near[0])}? " if near else ""
        if all(letter in self.symbols for letter in name) and name:
            guess = f"did you mean {'*'.join(name)}? "
        rule = f"The formula may use {usable}, e, pi and the functions {', '.join(sorted(self.functions))}"
        self.refuse(f"unknown name '{token.text}': {guess}{rule}", token)

    def application(self, token: Token, name: str) -> Expression:
        exponent = self.function_power(token) if self.sees("^") else None
        args = self.arguments() if self.sees("(", "{", "[") else [self.naked(token)]
        result = self.built(token, name, args)
        return result if exponent is None else power(result, exponent)

    def function_power(self, token: Token) -> Expression:
        """Read the square in `tanh^2 x`; other exponents on a bare function name are ambiguous."""
        self.take()
        exponent = self.expression(_POWER + 1)
        if not isinstance(exponent, Number) or exponent.value.denominator != 1:
            message = f"a bare function has no such power, got '{token.text}^'; write ({token.text}(...))^n"
            self.refuse(message, token)
        return exponent

    def arguments(self) -> list[Expression]:
        opening = self.take()
        args = [self.expression(0)]
        while self.sees(","):
            self.take()
            args.append(self.expression(0))
        self.close(opening)
        return args

    def naked(self, token: Token) -> Expression:
        r"""Read the argument of `\ln x`; more than one factor would be a guess."""
        if self.next.kind not in ("number", "name", "command"):
            message = f"{token.text} is a function and needs its argument; write {token.text}(...)"
            self.refuse(message, token)
        argument = self.expression(_POWER)
        if self.next.kind in ("name", "command") or self.sees("(", "["):
            message = f"it is unclear where the argument of {token.text} ends; write {token.text}(...)"
            self.refuse(message, self.next)
        return argument

    def built(self, token: Token, name: str, args: list[Expression]) -> Expression:
        least, most = FUNCTIONS[name] if name in FUNCTIONS else (DERIVED[name][0],) * 2
        if not least <= len(args) <= most:
            wanted = str(least) if least == most else f"{least} or more"
            message = (
                f"{token.text} takes {wanted} argument(s), got {len(args)}; check the commas and brackets"
            )
            self.refuse(message, token)
        return apply(name, *args) if name in FUNCTIONS else DERIVED[name][1](*args)


def _ambiguous_division(token: Token) -> str:
    return (
        f"a product without * after a division can be read in two ways, got '{token.text}' there; "
        "write * or put the denominator in brackets"
    )
