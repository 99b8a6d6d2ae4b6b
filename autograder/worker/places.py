"""Where a line of a submission is, in words that a student finds again."""

from __future__ import annotations

import linecache

from autograder.submission.code import Block, Code


class Places:
    """The file names that a submission's blocks are compiled under, and what they are called.

    A module is one file. Each cell of a notebook is one of its own, since Jupyter counts lines in the cell.
    """

    def __init__(self, code: Code) -> None:
        self.code = code
        self.cells = code.form == "notebook"
        self.prefixes = {
            self.filename(block): f"{block.name}, " if self.cells else "" for block in code.blocks
        }

    def filename(self, block: Block) -> str:
        """Return the name to compile a block under."""
        return f"{self.code.filename}, {block.name}" if self.cells else self.code.filename

    def remember(self) -> None:
        """Let tracebacks and `inspect.getsource` find the lines."""
        texts = {self.filename(block): block.source for block in self.code.blocks} if self.cells else {}
        for name, text in (texts or {self.code.filename: self.code.text}).items():
            linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)

    def known(self, filename: str) -> bool:
        """Tell whether a frame lies in the student's file."""
        return filename in self.prefixes

    def place(self, filename: str, line: int | None) -> str:
        """Return "line 12" or "code cell 3, line 2"; "" for a file that is not the student's."""
        return f"{self.prefixes[filename]}line {line}" if line and filename in self.prefixes else ""
