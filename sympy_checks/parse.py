"""A Pratt parser from tokens to expressions. It builds trees and nothing else: no value is ever computed.

Juxtaposition is a product (`2x`, `s(2 + s)` where s is a symbol of the prompt) except after a division, where
`1/2x` could mean two things and is refused; unary minus binds as in mathematics: `-x^2` is `-(x^2)`.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
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
    substitute,
    where,
)
from sympy_checks.names import ALIASES, DERIVED, MODULES, canonical, refusal
from sympy_checks.tokens import CHOICE, RELATION_SIGNS, FormulaError, Token, tokenize

MAX_DEPTH = 60
MAX_NODES = 600

_SUM, _PRODUCT, _POWER = 10, 20, 30
Definitions = Mapping[str, tuple[tuple[str, ...], Expression]]
"""Functions of a task's own: names of their arguments, and their formula."""

_CLOSING = {"(": ")", "[": "]", "{": "}"}


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


class _Parser:
    def __init__(
        self, text: str, symbols: Collection[str], functions: frozenset[str], definitions: Definitions
    ) -> None:
        self.text = text
        self.definitions = {canonical(name): meant for name, meant in definitions.items()}
        self.symbols = {canonical(name): name for name in symbols}
        self.functions = functions
        self.tokens = tokenize(text)
        self.chooses = any(token.text == CHOICE for token in self.tokens)
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
        joins = token.kind == "name" and token.text in ("and", "or") and self.chooses
        return 0 if token.kind == "end" or joins else _PRODUCT

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
        if token.text in RELATION_SIGNS:
            self.refuse(
                f"a comparison stands in where(...) alone, got '{token.text}'; type one formula", token
            )
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
        if name in self.definitions:
            return self.application(token, name)
        if name in ("e", "pi", "E"):
            return Constant("pi" if name == "pi" else "e")
        if reason := refusal(name):
            self.refuse(reason, token)
        called = ALIASES.get(name, name)
        if called == CHOICE and CHOICE in self.functions:
            return self.choice(token)
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
        functions = ", ".join(sorted(self.functions - {CHOICE}))
        rule = f"The formula may use {usable}, e, pi and the functions {functions}"
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

    def choice(self, token: Token) -> Expression:
        """Read `where(condition, value if it holds, value if not)`."""
        if not self.sees("("):
            self.refuse(f"{token.text} is a function and needs its arguments; write {token.text}(...)", token)
        opening = self.take()
        condition = self.either()
        values: list[Expression] = []
        while self.sees(","):
            self.take()
            values.append(self.expression(0))
        self.close(opening)
        if len(values) != 2:
            message = f"{token.text} takes a condition and 2 values, got {len(values)}; check the commas"
            self.refuse(message, token)
        return where(condition, *values)

    def either(self) -> Expression:
        parts = [self.both()]
        while self.next.text == "or":
            self.take()
            parts.append(self.both())
        return self.joined("or", parts)

    def both(self) -> Expression:
        parts = [self.condition()]
        while self.next.text == "and":
            self.take()
            parts.append(self.condition())
        return self.joined("and", parts)

    def joined(self, name: str, parts: list[Expression]) -> Expression:
        if len(parts) > FUNCTIONS["max"][1]:
            self.refuse("a condition has at most 20 parts, got more; simplify it", self.next)
        return parts[0] if len(parts) == 1 else apply(name, *parts)

    def condition(self) -> Expression:
        """Read a comparison, one in brackets, or its opposite."""
        self.level += 1
        if self.level > MAX_DEPTH:
            self.refuse(f"a formula is nested at most {MAX_DEPTH} deep, got more; simplify it", self.next)
        result = self.plain_condition()
        self.level -= 1
        return result

    def plain_condition(self) -> Expression:
        if self.next.text == "not":
            self.take()
            return apply("not", self.condition())
        if self.sees("(") and self.encloses_condition():
            opening = self.take()
            inner = self.either()
            self.close(opening)
            return inner
        left = self.expression(0)
        if self.next.kind != "op" or self.next.text not in RELATION_SIGNS:
            self.refuse("where(...) begins with a comparison, got none; write where(x > 0, a, b)", self.next)
        sign = self.take().text
        return apply(RELATION_SIGNS[sign], left, self.expression(0))

    def encloses_condition(self) -> bool:
        """Tell whether nothing that continues a value follows the closing bracket."""
        level = 0
        for place in range(self.place, len(self.tokens)):
            text = self.tokens[place].text
            level += (text in _CLOSING) - (text in _CLOSING.values())
            if level == 0:
                return self.tokens[place + 1].text in (")", ",", "and", "or", "")
        return False

    def defined(self, token: Token, name: str, args: list[Expression]) -> Expression:
        """Write out a function of the task; its size is known before it is built."""
        names, formula = self.definitions[name]
        if len(args) != len(names):
            message = f"{token.text} takes {len(names)} argument(s), got {len(args)}; check the commas"
            self.refuse(message, token)
        result = substitute(formula, dict(zip(names, args, strict=True)))
        # Arguments are shared in the result, so counting is quick however large it is when written out.
        if node_count(result) > MAX_NODES or depth(result) > MAX_DEPTH:
            self.refuse(f"a formula has at most {MAX_NODES} parts when written out; simplify it", token)
        return result

    def built(self, token: Token, name: str, args: list[Expression]) -> Expression:
        if name in self.definitions:
            return self.defined(token, name, args)
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
