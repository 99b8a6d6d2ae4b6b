"""Small programs of arithmetic, such as "u = a*b" and "v = (u + 2).tanh()", run on any kind of number.

A program is data: of Python's expressions it has names, numbers, + - * / **, minus, and methods without
arguments. The same program runs on a student's objects and on plain numbers.
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

_OPERATORS: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}


class Plain:
    """A number with the methods of a program's numbers and nothing else."""

    def __init__(self, number: float) -> None:
        self.number = float(number)

    def __add__(self, other: Any) -> Plain:
        return Plain(self.number + _bare(other))

    def __sub__(self, other: Any) -> Plain:
        return Plain(self.number - _bare(other))

    def __mul__(self, other: Any) -> Plain:
        return Plain(self.number * _bare(other))

    def __truediv__(self, other: Any) -> Plain:
        return Plain(self.number / _bare(other))

    def __pow__(self, other: Any) -> Plain:
        return Plain(self.number ** _bare(other))

    def __radd__(self, other: Any) -> Plain:
        return Plain(_bare(other) + self.number)

    def __rsub__(self, other: Any) -> Plain:
        return Plain(_bare(other) - self.number)

    def __rmul__(self, other: Any) -> Plain:
        return Plain(_bare(other) * self.number)

    def __rtruediv__(self, other: Any) -> Plain:
        return Plain(_bare(other) / self.number)

    def __neg__(self) -> Plain:
        return Plain(-self.number)

    def exp(self) -> Plain:
        """e^self."""
        return Plain(math.exp(self.number))

    def log(self) -> Plain:
        """Natural logarithm."""
        return Plain(math.log(self.number))

    def tanh(self) -> Plain:
        """Hyperbolic tangent."""
        return Plain(math.tanh(self.number))

    def relu(self) -> Plain:
        """max(0, self)."""
        return Plain((abs(self.number) + self.number) / 2)


def run(lines: Sequence[str], names: Mapping[str, Any], times: int = 1) -> dict[str, Any]:
    """Return what each name stands for after the program has run `times` times in a row.

    Args:
        lines: "name = expression" each.
        names: the inputs.
        times: how often all lines are gone through; a name may be assigned again from its own value.

    Raises:
        ValueError: a line is not of that form.
    """
    values = dict(names)
    steps = [_step(line) for line in lines]
    for _ in range(times):
        for name, expression in steps:
            values[name] = _value(expression, values)
    return values


def text(lines: Sequence[str], inputs: Mapping[str, float], times: int = 1) -> str:
    """Return the program as a student would type it, on one line."""
    start = [f"{name} = Value({value:g})" for name, value in inputs.items()]
    body = "; ".join(lines)
    return "; ".join([*start, body if times == 1 else f"({body}) {times} times"])


def _bare(value: Any) -> float:
    return value.number if isinstance(value, Plain) else float(value)


def _step(line: str) -> tuple[str, ast.expr]:
    match ast.parse(line).body:
        case [ast.Assign(targets=[ast.Name(id=name)], value=value)]:
            return name, value
    message = f"a program has lines like 'u = a*b', not {line!r}; write one assignment in each"
    raise ValueError(message)


def _value(node: ast.expr, values: Mapping[str, Any]) -> Any:
    match node:
        case ast.Name(id=name):
            return values[name]
        case ast.Constant(value=int() | float() as number):
            return number
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, values)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _OPERATORS:
            return _OPERATORS[type(sign)](_value(left, values), _value(right, values))
        case ast.Call(func=ast.Attribute(value=inner, attr=method), args=[], keywords=[]):
            return getattr(_value(inner, values), method)()
    message = f"a program has names, numbers, + - * / **, minus and methods, not {ast.unparse(node)!r}"
    raise ValueError(message)
