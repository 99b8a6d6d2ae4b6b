"""Reading names: symbols, constants, functions with their arguments, functions of a task's own."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from typing import NoReturn

from sympy_checks.conditions import Conditions
from sympy_checks.cursor import MAX_DEPTH
from sympy_checks.expression import (
    FUNCTIONS,
    Constant,
    Expression,
    Number,
    Symbol,
    apply,
    depth,
    node_count,
    power,
    substitute,
)
from sympy_checks.names import ALIASES, DERIVED, MODULES, canonical, refusal
from sympy_checks.tokens import CHOICE, Token

MAX_NODES = 600
POWER = 30
"""How tightly a power binds."""

Definitions = Mapping[str, tuple[tuple[str, ...], Expression]]
"""Functions of a task's own: names of their arguments, and their formula."""


class Names(Conditions):
    """Reads what begins with a name."""

    def __init__(
        self, text: str, symbols: Collection[str], functions: frozenset[str], definitions: Definitions
    ) -> None:
        super().__init__(text)
        self.definitions = {canonical(name): meant for name, meant in definitions.items()}
        self.symbols = {canonical(name): name for name in symbols}
        self.functions = functions

    def name(self, token: Token) -> Expression:
        """Read a symbol, or what else the name stands for."""
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
        """Read a name that is no symbol: a constant or a function, or refuse it with its reason."""
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
        """Refuse a name, with a guess what was meant."""
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
        r"""Read a function with its arguments: tanh(x), tanh^2 x, \ln x."""
        exponent = self.function_power(token) if self.sees("^") else None
        args = self.arguments() if self.sees("(", "{", "[") else [self.naked(token)]
        result = self.built(token, name, args)
        return result if exponent is None else power(result, exponent)

    def function_power(self, token: Token) -> Expression:
        """Read the square in `tanh^2 x`; other exponents on a bare function name are ambiguous."""
        self.take()
        exponent = self.expression(POWER + 1)
        if not isinstance(exponent, Number) or exponent.value.denominator != 1:
            message = f"a bare function has no such power, got '{token.text}^'; write ({token.text}(...))^n"
            self.refuse(message, token)
        return exponent

    def arguments(self) -> list[Expression]:
        """Read the arguments in brackets."""
        opening = self.take()
        args = [self.inside()]
        while self.sees(","):
            self.take()
            args.append(self.inside())
        self.close(opening)
        return args

    def naked(self, token: Token) -> Expression:
        r"""Read the argument of `\ln x`; more than one factor would be a guess."""
        if self.next.kind not in ("number", "name", "command"):
            message = f"{token.text} is a function and needs its argument; write {token.text}(...)"
            self.refuse(message, token)
        argument = self.expression(POWER)
        if self.next.kind in ("name", "command") or self.sees("(", "[") or self.opens_bars():
            message = f"it is unclear where the argument of {token.text} ends; write {token.text}(...)"
            self.refuse(message, self.next)
        return argument

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
        """Return the function applied; refuses another number of arguments."""
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
