"""Exercises that are classes: every method with a docstring is the student's, the others are given."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import NamedTuple

Fill = Callable[[str, str], str]


class Method(NamedTuple):
    """A method that the student writes: its name, and the lines of its body below the docstring, from 0."""

    name: str
    first: int
    last: int


def methods(text: str) -> list[Method]:
    """Return the methods with docstrings of the class in `text`, in order."""
    (node,) = ast.parse(text).body
    assert isinstance(node, ast.ClassDef)
    return [
        Method(item.name, item.body[0].end_lineno or 0, item.end_lineno or 0)
        for item in node.body
        if isinstance(item, ast.FunctionDef) and ast.get_docstring(item)
    ]


def answers(text: str) -> list[str]:
    """Return the bodies that the student is asked to write."""
    lines = text.splitlines()
    return ["\n".join(lines[item.first : item.last]) for item in methods(text)]


def filled(text: str, fill: Fill) -> str:
    """Put `fill(method, body)` in the place of each of those bodies."""
    lines = text.splitlines()
    for item in reversed(methods(text)):
        body = "\n".join(lines[item.first : item.last])
        lines[item.first : item.last] = fill(item.name, body).splitlines()
    return "\n".join(lines)


def with_method(text: str, name: str, method: str) -> str:
    """Put another method, written as a function, in the place of the class's own of that name."""
    (node,) = ast.parse(text).body
    assert isinstance(node, ast.ClassDef)
    own = next(item for item in node.body if isinstance(item, ast.FunctionDef) and item.name == name)
    lines = text.splitlines()
    _, bracket, rest = method.partition("(")
    new = f"def {name}{bracket}{rest}".rstrip().splitlines()
    lines[own.lineno - 1 : own.end_lineno] = [f"    {line}" if line else line for line in new]
    return "\n".join(lines) + "\n"


def class_text(module: str, inside: int) -> str:
    """Return the class that holds line `inside` of a module's text, without decorators.

    `inspect.getsource` takes the first class of a name, and the variants of an exercise share theirs.
    """
    lines = module.splitlines(keepends=True)
    node = next(
        item
        for item in ast.parse(module).body
        if isinstance(item, ast.ClassDef) and item.lineno <= inside <= (item.end_lineno or 0)
    )
    return "".join(lines[node.lineno - 1 : node.end_lineno])
