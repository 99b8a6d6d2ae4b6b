"""IPython's additions to Python in a code cell: skipped by name, without moving a line.

Only a line that begins a logical line can be a magic; `% b)` inside an open bracket and text inside a
triple-quoted string are Python and stay.
"""

from __future__ import annotations

import ast
import re
from functools import lru_cache
from typing import NamedTuple

from autograder.submission.problems import printable
from autograder.submission.syntax import MOST_KNOWN, SHORT, Broken, parse

# These time or hide what the cell does but run it in the student's own namespace; others hand it to
# another language, a file or a shell.
_KEEP_BODY = frozenset(["time", "timeit", "capture", "prun", "memit"])
_CELL = re.compile(r"%%([A-Za-z_]\w*)")
# Every repetition is possessive: a line is read once, whatever it holds.
_TIMED = re.compile(r"(\s*+)%time[ \t]++(?=[^-\s])")
_LINE = re.compile(
    r"\s*+(?:%{1,2}[A-Za-z_]|!|\?{1,2}[\w%]"  # %matplotlib inline, !pip install, ?help
    r"|[\w.*%\[\]-]++\?{1,2}+\s*+;?+\s*+$"  # sigmoid?
    r"|[A-Za-z_][\w., ]*+=\s*+(?:!|%[A-Za-z_]))",  # files = !ls
)
_PIECE = re.compile(r"""#.*|\"\"\"|'''|"(?:\\.|[^"\\])*+"?|'(?:\\.|[^'\\])*+'?|[()\[\]{}]""", re.DOTALL)
_IN_STRING = re.compile(r"""\\.|\"\"\"|'''""", re.DOTALL)


class Plain(NamedTuple):
    """A cell as plain Python: `skipped` are (line, text) of what was left out, `broken` why it cannot run."""

    text: str
    skipped: tuple[tuple[int, str], ...] = ()
    broken: Broken | None = None
    other: str = ""


class _Open(NamedTuple):
    """What is still open at the end of a physical line."""

    quote: str = ""
    depth: int = 0
    continued: bool = False


def plain_python(source: str) -> Plain:
    """Turn a cell into plain Python; a cell in another language comes back with `other` set and no text."""
    return _known(source) if len(source) <= SHORT else _plain(source)


def _plain(source: str) -> Plain:
    tree = parse(source)
    if not isinstance(tree, Broken):
        return _without_await(source, tree, ())
    text, skipped, other = _cell_magics(source)
    if other:
        return Plain("", skipped, None, other)
    text, lines = _line_magics(text)
    skipped += lines
    tree = parse(text)
    if isinstance(tree, Broken):
        return Plain("", skipped, tree)
    return _without_await(text, tree, skipped)


# Given cells and stubs are in every notebook of a class, and short answers in many.
_known = lru_cache(maxsize=MOST_KNOWN)(_plain)


def _cell_magics(source: str) -> tuple[str, tuple[tuple[int, str], ...], str]:
    """Blank `%%time` and its like on the first lines; return the name of a magic that takes the cell away."""
    lines = source.split("\n")
    skipped: list[tuple[int, str]] = []
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        found = _CELL.match(line)
        if not found:
            break
        skipped.append((number + 1, printable(line.strip(), 60)))
        if found[1] not in _KEEP_BODY:
            return "", tuple(skipped), f"%%{found[1]}"
        lines[number] = ""
    return "\n".join(lines), tuple(skipped), ""


def _line_magics(source: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Blank magics at the beginning of logical lines; `%time x = f()` keeps its statement."""
    lines = source.split("\n")
    skipped: list[tuple[int, str]] = []
    state = _Open()
    in_magic = False
    for number, line in enumerate(lines):
        if in_magic or (state == _Open() and _LINE.match(line)):
            timed = not in_magic and _TIMED.match(line)
            skipped.append((number + 1, printable(line.strip(), 60)))
            if not timed:
                lines[number] = _nothing(line, first=not in_magic)
                in_magic = line.endswith("\\")
                continue
            line = lines[number] = timed[1] + line[timed.end() :]  # noqa: PLW2901
        state = _after(line, state)
    return "\n".join(lines), tuple(skipped)


def _nothing(line: str, *, first: bool) -> str:
    """Return what stands for a skipped line: an indented one may be all that its block holds."""
    indent = line[: len(line) - len(line.lstrip())]
    return f"{indent}pass" if indent and first else ""


def _after(line: str, state: _Open) -> _Open:
    """Return what is open after one more physical line."""
    quote, depth, position = state.quote, state.depth, 0
    while position <= len(line):
        if quote:
            end = _closing(line, position, quote)
            if end < 0:
                return _Open(quote, depth)
            position, quote = end, ""
        found = _PIECE.search(line, position)
        if not found:
            break
        piece, position = found[0], found.end()
        if piece in ('"""', "'''"):
            quote = piece
        elif piece[0] == "#":
            return _Open("", depth)
        else:
            depth = max(0, depth + (piece in "([{") - (piece in ")]}"))
    return _Open("", depth, line.endswith("\\"))


def _closing(line: str, position: int, quote: str) -> int:
    """Return the place after the closing triple quote, or -1."""
    pieces = _IN_STRING.finditer(line, position)
    return next((found.end() for found in pieces if found[0] == quote), -1)


def _without_await(text: str, tree: ast.Module, skipped: tuple[tuple[int, str], ...]) -> Plain:
    """Blank top-level statements that await something: only a running notebook has an event loop."""
    # Going through a tree takes longer than making it.
    asynchronous = "await" in text or "async" in text
    waiting = [item for item in tree.body if _awaits(item)] if asynchronous else []
    if not waiting:
        return Plain(text, skipped)
    lines = text.split("\n")
    for item in waiting:
        end = item.end_lineno or item.lineno
        skipped += ((item.lineno, printable(lines[item.lineno - 1].strip(), 60)),)
        lines[item.lineno - 1 : end] = [""] * (end - item.lineno + 1)
    rest = parse("\n".join(lines))
    return Plain("", skipped, rest) if isinstance(rest, Broken) else Plain("\n".join(lines), skipped)


def _awaits(statement: ast.stmt) -> bool:
    """Tell whether a statement awaits outside of every function of its own."""
    stack: list[ast.AST] = [statement]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Await | ast.AsyncFor | ast.AsyncWith):
            return True
        if isinstance(node, ast.comprehension) and node.is_async:
            return True
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            stack.extend(ast.iter_child_nodes(node))
    return False
