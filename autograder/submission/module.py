"""A Python file, cut into its top-level statements."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.submission.code import Block, Code, Unreadable
from autograder.submission.marks import mark_notes, module_mark
from autograder.submission.problems import (
    MAX_CODE_BYTES,
    MAX_PIECES,
    conflict_line,
    conflict_message,
    decode_module,
    pieces,
    refuse_dense,
    refuse_foreign,
    refuse_many,
    refuse_size,
)
from autograder.submission.syntax import Broken, excerpt, parse


def read_module(name: str, data: bytes, unit: str, limit: int = MAX_PIECES) -> Code:
    """Read a `.py`; raises `Unreadable` when Python itself could not run it, or it is another unit's.

    The blocks, joined by line ends, are the file's text: `Block.line` is the true line of a block's first
    line, and comments, decorators and blank lines above a statement belong to its block. At most `limit`
    words and signs are read.
    """
    refuse_size(name, len(data), MAX_CODE_BYTES, "move data out of the code, keep only your functions")
    refuse_foreign(name, data)
    text = decode_module(name, data)
    notes = mark_notes(module_mark(text.encode(errors="replace")), name, unit, "module")
    # A notebook's JSON may well be valid Python: one dict display.
    if text.lstrip().startswith("{") and '"cells"' in text:
        better = name.removesuffix(".py") + ".ipynb"
        message = f"{name} is a Jupyter notebook, not a Python file: rename it to {better}"
        raise Unreadable(message)
    refuse_dense(name, text, limit)
    tree = parse(text)
    if isinstance(tree, Broken):
        raise Unreadable(_syntax_error(name, text, tree))
    blocks = tuple(cut(text, tree))
    refuse_many(name, len(blocks), "statements")
    if not blocks:
        notes.append("the file holds comments only, no code")
    return Code(unit=unit, filename=name, blocks=blocks, form="module", notes=tuple(notes))


def cut(text: str, tree: ast.Module) -> Iterator[Block]:
    """Yield one block for each top-level statement, or for several that share a line."""
    lines = text.split("\n")
    groups = list(_groups(tree.body))
    start = 0
    for number, (first, last) in enumerate(groups):
        end = len(lines) if number == len(groups) - 1 else last
        yield Block(f"line {first}", "\n".join(lines[start:end]), start + 1)
        start = end


def _groups(statements: list[ast.stmt]) -> Iterator[tuple[int, int]]:
    """Yield first and last line of the statements, those on one line (`a = 1; b = 2`) as one."""
    pending: tuple[int, int] | None = None
    for statement in statements:
        decorators = getattr(statement, "decorator_list", [])
        first = min([statement.lineno, *(item.lineno for item in decorators)])
        last = statement.end_lineno or first
        if pending and first <= pending[1]:
            pending = (pending[0], max(last, pending[1]))
            continue
        if pending:
            yield pending
        pending = (first, last)
    if pending:
        yield pending


def _syntax_error(name: str, text: str, broken: Broken) -> str:
    if (line := conflict_line(text)) is not None:
        return conflict_message(name, line)
    remedy = "Python cannot run the file as it is: fix the line, then run `gradmark check`"
    if broken.shown.startswith(("%", "!")):
        remedy = "only notebooks understand IPython commands: delete the line, then run `gradmark check`"
    return f"{name}, line {broken.line}: {broken.rule}{excerpt(broken)}\n{remedy}"


def is_module(data: bytes) -> bool:
    """Tell whether the bytes are Python code with a statement of its own (not JSON, not a lone word)."""
    try:
        text = decode_module("", data[: MAX_CODE_BYTES + 1])
    except Unreadable:
        return False
    if pieces(text) > MAX_PIECES:
        return False
    tree = parse(text)
    kinds = (ast.FunctionDef, ast.Import, ast.ImportFrom, ast.Assign, ast.ClassDef)
    return not isinstance(tree, Broken) and any(isinstance(item, kinds) for item in tree.body)
