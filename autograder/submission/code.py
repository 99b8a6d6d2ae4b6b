"""The code of one submission, as blocks that run one after another."""

from __future__ import annotations

from typing import Literal

import msgspec


class Block(msgspec.Struct, frozen=True):
    """A code cell of a notebook, or a top-level statement of a module.

    `name` is what a student recognises ("cell 4", "line 12"); `line` is the 1-based line of the block's first
    line in `Code.text`, so that tracebacks and carets point at a place the student can find.
    """

    name: str
    source: str
    line: int = 1


class Code(msgspec.Struct, frozen=True):
    """All code of a submission. Given cells come from the kit, never from the student's file.

    `lost` maps names that a block would define, had it been readable, to what is wrong with the block.
    `earlier` holds the source of the student's own earlier units that this one imports.
    """

    unit: str
    filename: str
    blocks: tuple[Block, ...]
    form: Literal["notebook", "module"] = "module"
    notes: tuple[str, ...] = ()
    lost: dict[str, str] = {}
    earlier: dict[str, str] = {}

    @property
    def text(self) -> str:
        """The whole source, as one text."""
        return "\n".join(block.source for block in self.blocks)


class Unreadable(Exception):  # noqa: N818 - a state of a file, told to a person
    """The submission cannot be read; the message says what is wrong, where, and what to do."""


class Submission(msgspec.Struct, frozen=True):
    """One student's work for one unit: code, or the reason why it could not be read."""

    student: str
    path: str
    unit: str
    code: Code | None
    problem: str | None = None
    content_hash: str = ""
