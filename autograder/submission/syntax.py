"""Parsing a student's text without running it, and showing where it breaks."""

from __future__ import annotations

import ast
import re
import warnings
from typing import NamedTuple

from autograder.submission.problems import conflict_line, printable

# Python 3.11 needs quadratic time for one f-string (250 kB: 8 s), and hardly any for several short ones.
MAX_FSTRING = 10 * 1024

SHORT = 4096
"""Characters of a cell of which a class remembers what was read from it."""

MOST_KNOWN = 2048
"""So many cells are remembered."""

_WIDTH = 90
_PIECE = re.compile(
    r"#[^\n]*+"
    r"|(?P<prefix>[A-Za-z]{0,2})(?:"
    r'"""(?:[^"\\]++|\\.|"(?!""))*+(?:""")?+'
    r"|'''(?:[^'\\]++|\\.|'(?!''))*+(?:''')?+"
    r'|"(?:[^"\\\n]++|\\.)*+"?+'
    r"|'(?:[^'\\\n]++|\\.)*+'?+)",
    re.DOTALL,
)


class Broken(NamedTuple):
    """Why a text is no Python: the line (1-based), the rule, the line's text and a caret below it."""

    line: int
    rule: str
    shown: str
    caret: str


def parse(text: str) -> ast.Module | Broken:
    """Parse one module or cell; never raises and never runs anything."""
    if len(text) > MAX_FSTRING and (line := _long_fstring(text)):
        rule = f"an f-string of more than {MAX_FSTRING // 1024} kB is not read; write shorter ones"
        return Broken(line, rule, "", "")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except SyntaxError as error:
        return _broken(text, error)
    except (RecursionError, MemoryError):
        return Broken(1, "the code is nested too deeply to be read", "", "")
    except ValueError as error:
        return Broken(1, f"the text cannot be read ({printable(str(error), 80)})", "", "")


def _long_fstring(text: str) -> int:
    """Return the line where the first overlong f-string begins, or 0."""
    for found in _PIECE.finditer(text):
        if found.end() - found.start() > MAX_FSTRING and "f" in (found["prefix"] or "").lower():
            return text.count("\n", 0, found.start()) + 1
    return 0


def _broken(text: str, error: SyntaxError) -> Broken:
    lines = text.split("\n")
    conflict = conflict_line(text)
    number = conflict or min(max(error.lineno or 1, 1), len(lines))
    rule = "a merge conflict was left in the code" if conflict else printable(error.msg or "invalid syntax")
    offset = 1 if conflict else min(max(error.offset or 1, 1), len(lines[number - 1]) + 1)
    return Broken(number, rule, *_window(lines[number - 1], offset - 1))


def _window(line: str, column: int) -> tuple[str, str]:
    """Cut a long line around the column; the caret stands below it."""
    indent = len(line) - len(line.lstrip())
    start = indent if column - indent < _WIDTH - 10 else column - _WIDTH // 2
    shown = printable(line[start : start + _WIDTH].replace("\t", " "), _WIDTH + 1)
    return shown, " " * max(0, column - start) + "^"


def excerpt(broken: Broken) -> str:
    """Return the line and the caret, indented, ready to stand below a message."""
    return f"\n    {broken.shown}\n    {broken.caret}" if broken.shown else ""
