"""Calculations for a student's differentiating scalars: written as Python, sent as steps of plain data."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

from autograder.calls import Call, drive, traced
from autograder.checks import Formula

_OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**"}


def differentiation(name: str, calculation: str, inputs: Mapping[str, float], times: int = 1) -> Call:
    """Return the call that carries out a calculation with the class `name`, then asks for all derivatives.

    Args:
        name: the class of the submission.
        calculation: assignments such as "h = a*b + 1; y = tanh(h)*h"; the last name is differentiated.
        inputs: the numbers to begin with, by name.
        times: how often `backward()` is called.

    Raises:
        ValueError: the calculation holds something else than numbers, names, + - * / ** and functions of
            one argument, or uses a name before it is made.
    """
    steps = steps_of(calculation, inputs)
    return drive("differentiate", name, steps, dict(inputs), times)


def value_formula(
    name: str,
    calculation: str,
    inputs: Mapping[str, float],
    domains: Mapping[str, tuple[float, float]] | None = None,
    times: int = 1,
) -> Formula:
    """Return the check that shows the values and the derivatives which a class computes, as formulas.

    Entries are named as in the student's code: "y.data", "a.grad". Where a kink's slope is anybody's choice,
    the calculation should not meet it at plain numbers such as 1 or 0.5.
    """
    asked = differentiation(name, calculation, inputs, times)
    made = [step[0] for step in steps_of(calculation, inputs) if not step[0].startswith("_")]
    parts = {f"['data']['{one}']": f"{one}.data" for one in made}
    parts |= {f"['grad']['{one}']": f"{one}.grad" for one in (*inputs, *made)}
    return Formula(
        label="the formula",
        call=traced({f"1.{one}": one for one in inputs}, asked),
        domains=dict(domains or {}),
        parts=parts,
        slopes={f"['grad']['{one}']": (f"['data']['{made[-1]}']", one) for one in inputs},
    )


def steps_of(calculation: str, inputs: Mapping[str, float]) -> list[list[Any]]:
    """Return a calculation as the steps of the driver `differentiate`; raises ValueError."""
    steps = _Steps(inputs)
    for line in ast.parse(calculation).body:
        match line:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                steps.assign(name, value)
            case _:
                message = f"a calculation is assignments to names, got {ast.unparse(line)!r}"
                raise ValueError(message)
    return steps.found


class _Steps:
    def __init__(self, inputs: Mapping[str, float]) -> None:
        self.found: list[list[Any]] = []
        self.known = set(inputs)

    def assign(self, name: str, expression: ast.expr) -> None:
        operand = self.operand(expression)
        if not self.found or operand != self.found[-1][0] or not operand.startswith("_"):
            message = f"a step is an operation, got {ast.unparse(expression)!r}"
            raise ValueError(message)
        self.found[-1][0] = name
        self.known.add(name)

    def operand(self, expression: ast.expr) -> Any:
        """Return a name or a number; an operation becomes a step with a name of its own."""
        match expression:
            case ast.Constant(value=int() | float() as number):
                return number
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)):
                return -number
            case ast.Name(id=name) if name in self.known:
                return name
            case ast.UnaryOp(op=ast.USub(), operand=inner):
                return self.step("neg", inner)
            case ast.BinOp(left=left, op=kind, right=right) if type(kind) in _OPERATORS:
                return self.step(_OPERATORS[type(kind)], left, right)
            case ast.Call(func=ast.Name(id=name), args=[inner], keywords=[]):
                return self.step(name, inner)
        got = ast.unparse(expression)
        message = f"a calculation has numbers, known names, + - * / ** and functions, got {got!r}"
        raise ValueError(message)

    def step(self, operation: str, *operands: ast.expr) -> str:
        args = [self.operand(item) for item in operands]
        name = f"_{len(self.found)}"
        self.found.append([name, operation, *args])
        return name
