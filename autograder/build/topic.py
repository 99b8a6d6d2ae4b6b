"""Reading a topic file: its story, its exercises, and the text of each function."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from autograder.build.classes import answers

ItemKind = Literal["markdown", "function", "class", "value", "given", "picture", "essay"]
_MARKDOWN = re.compile(r"^# %% \[markdown\]\s*$")


@dataclass(frozen=True)
class Item:
    """A piece of a topic in reading order: a story block, an exercise, a given helper, picture or essay.

    For functions and classes `head` is the text from `def` to the end of the docstring and `body` the rest.
    """

    kind: ItemKind
    name: str
    line: int
    head: str = ""
    body: str = ""

    @property
    def text(self) -> str:
        """The function or class as it is written."""
        return f"{self.head}\n{self.body}".rstrip()

    @property
    def answer(self) -> str:
        """The part of a function or class that students are not given."""
        return "\n".join(answers(self.text)) if self.kind == "class" else self.body


@dataclass(frozen=True)
class Topic:
    """A topic file in pieces. `imports` are those that a student needs too."""

    name: str
    title: str
    imports: tuple[str, ...]
    items: tuple[Item, ...]


class TopicError(ValueError):
    """A topic file that the build cannot use; names file, line and remedy."""


@dataclass(frozen=True)
class Registered:
    """The names that a topic file registered."""

    exercises: AbstractSet[str]
    given: AbstractSet[str] = frozenset()
    pictures: AbstractSet[str] = frozenset()
    essays: AbstractSet[str] = frozenset()

    def kind(self, name: str) -> ItemKind:
        """Return what a function of that name is."""
        return "function" if name in self.exercises else "given" if name in self.given else "picture"

    @property
    def functions(self) -> AbstractSet[str]:
        """Names that may be defined as functions."""
        return self.exercises | self.given | self.pictures


def read_topic(name: str, text: str, registered: Registered) -> Topic:
    """Cut a topic file into items; `registered` holds the names that the file registered."""
    tree = ast.parse(text)
    lines = text.splitlines()
    items = [*_stories(lines), *_functions(tree, lines, registered), *_values(tree, registered)]
    found = {item.name for item in items if item.kind != "markdown"}
    lost = (registered.functions | registered.essays) - found
    if lost:
        names = ", ".join(sorted(lost))
        message = f"{name}: {names} must be assigned or defined at the top level under its own name"
        raise TopicError(message)
    title = (ast.get_docstring(tree) or name).splitlines()[0]
    return Topic(name, title, tuple(_imports(tree)), tuple(sorted(items, key=lambda item: item.line)))


def _stories(lines: list[str]) -> list[Item]:
    stories = []
    for start, line in enumerate(lines):
        if not _MARKDOWN.match(line):
            continue
        block = []
        for text in lines[start + 1 :]:
            if not text.startswith("#") or text.startswith("# %%"):
                break
            block.append(text[2:] if text.startswith("# ") else text[1:])
        stories.append(Item("markdown", "", start + 1, head="\n".join(block).strip()))
    return stories


def _functions(tree: ast.Module, lines: list[str], registered: Registered) -> list[Item]:
    items = []
    for node in tree.body:
        if not isinstance(node, (ast.FunctionDef, ast.ClassDef)) or node.name not in registered.functions:
            continue
        kind = registered.kind(node.name)
        if kind == "function" and isinstance(node, ast.ClassDef):
            kind = "class"
        end = _docstring_end(node)
        head = "\n".join(lines[node.lineno - 1 : end])
        body = "\n".join(lines[end : node.end_lineno])
        if kind == "picture":
            head, body = ast.get_docstring(node) or "", textwrap.dedent(body).strip("\n")
        items.append(Item(kind, node.name, node.lineno, head, body))
    return items


def _docstring_end(node: ast.FunctionDef | ast.ClassDef) -> int:
    first = node.body[0]
    if not (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    ):
        message = f"line {node.lineno}: {node.name} needs a docstring: it is what the student reads"
        raise TopicError(message)
    assert first.end_lineno is not None
    return first.end_lineno


def _values(tree: ast.Module, registered: Registered) -> list[Item]:
    assigned = ((target, node.lineno) for node in tree.body for target in _targets(node))
    return [
        Item("essay" if target.id in registered.essays else "value", target.id, line)
        for target, line in assigned
        if isinstance(target, ast.Name) and target.id in registered.exercises | registered.essays
    ]


def _targets(node: ast.stmt) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, ast.AnnAssign) else []


def _imports(tree: ast.Module) -> list[str]:
    """Return the imports that do not come from the kit itself."""
    return [ast.unparse(node) for node in tree.body if _students_import(node)]


def _students_import(node: ast.stmt) -> bool:
    if isinstance(node, ast.ImportFrom):
        kit = ("__future__", "autograder", "solutions", "sympy_checks")
        return node.module is not None and node.module.split(".")[0] not in kit
    return isinstance(node, ast.Import)
