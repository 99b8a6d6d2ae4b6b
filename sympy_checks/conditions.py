"""Reading `where(condition, a, b)`: comparisons joined by and, or, not."""

from __future__ import annotations

from sympy_checks.cursor import CLOSING, Cursor
from sympy_checks.expression import FUNCTIONS, Expression, apply, where
from sympy_checks.tokens import RELATION_SIGNS, Token


class Conditions(Cursor):
    """Reads the one place where comparisons stand."""

    def choice(self, token: Token) -> Expression:
        """Read `where(condition, value if it holds, value if not)`."""
        if not self.sees("("):
            self.refuse(f"{token.text} is a function and needs its arguments; write {token.text}(...)", token)
        opening = self.take()
        condition = self.either()
        values: list[Expression] = []
        while self.sees(","):
            self.take()
            values.append(self.inside())
        self.close(opening)
        if len(values) != 2:
            message = f"{token.text} takes a condition and 2 values, got {len(values)}; check the commas"
            self.refuse(message, token)
        return where(condition, *values)

    def either(self) -> Expression:
        """Read conditions joined by "or"."""
        parts = [self.both()]
        while self.next.text == "or":
            self.take()
            parts.append(self.both())
        return self.joined("or", parts)

    def both(self) -> Expression:
        """Read conditions joined by "and"."""
        parts = [self.condition()]
        while self.next.text == "and":
            self.take()
            parts.append(self.condition())
        return self.joined("and", parts)

    def joined(self, name: str, parts: list[Expression]) -> Expression:
        """Return one condition, or several joined."""
        if len(parts) > FUNCTIONS["max"][1]:
            self.refuse("a condition has at most 20 parts, got more; simplify it", self.next)
        return parts[0] if len(parts) == 1 else apply(name, *parts)

    def condition(self) -> Expression:
        """Read a comparison, one in brackets, or its opposite."""
        self.deeper()
        result = self.plain_condition()
        self.level -= 1
        return result

    def plain_condition(self) -> Expression:
        """Read a condition whose depth has been counted."""
        if self.next.text == "not":
            self.take()
            return apply("not", self.condition())
        if self.sees("(") and self.encloses_condition():
            opening = self.take()
            inner = self.either()
            self.close(opening)
            return inner
        left = self.inside()
        if self.next.kind != "op" or self.next.text not in RELATION_SIGNS:
            self.refuse("where(...) begins with a comparison, got none; write where(x > 0, a, b)", self.next)
        sign = self.take().text
        return apply(RELATION_SIGNS[sign], left, self.inside())

    def encloses_condition(self) -> bool:
        """Tell whether nothing that continues a value follows the closing bracket."""
        level = 0
        for place in range(self.place, len(self.tokens)):
            text = self.tokens[place].text
            level += (text in CLOSING) - (text in CLOSING.values())
            if level == 0:
                return self.tokens[place + 1].text in (")", ",", "and", "or", "")
        return False
