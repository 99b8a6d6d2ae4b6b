"""Which code cells of a notebook run, and from whose copy."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from autograder.submission.code import Block
from autograder.submission.magics import Plain, plain_python
from autograder.submission.problems import printable
from autograder.submission.syntax import MOST_KNOWN, SHORT, Broken, parse

_DEFINED = re.compile(r"^(?:def|class)\s+(\w+)", re.MULTILINE)


class Cell(NamedTuple):
    """One code cell: its place among the code cells (from 1), its text, its nbgrader metadata."""

    number: int
    source: str
    nbgrader: dict[str, Any]

    @property
    def name(self) -> str:
        """What a student recognises."""
        answer = self.grade_id if self.nbgrader.get("solution") is True and not self.is_check else ""
        return f"code cell {self.number}" + (f" ({printable(answer, 40)})" if answer else "")

    @property
    def grade_id(self) -> str:
        """Return the cell's id in nbgrader, or nothing."""
        found = self.nbgrader.get("grade_id")
        return found if isinstance(found, str) else ""

    @property
    def is_check(self) -> bool:
        """Tell whether this is a check cell of the kit, which never runs as part of the submission."""
        return self.nbgrader.get("grade") is True and self.nbgrader.get("solution") is not True


class Reading(NamedTuple):
    """The blocks that run, in order; notes on what differs from the kit's notebook; names that are lost."""

    blocks: list[Block]
    notes: list[str]
    lost: dict[str, str]


def blocks_of(cells: list[Cell], given: Mapping[str, str]) -> Reading:
    """Choose what runs, and from whose copy."""
    ours = _our_cells(cells, given)
    notes = list(_missing(cells, given))
    missing = _put_behind(given, ours)
    blocks = [_given_block(name, given) for name in missing[""]]
    lost: dict[str, str] = {}
    for cell in cells:
        if ours.get(cell.grade_id) == cell.number:
            blocks += [_given_block(name, given) for name in (cell.grade_id, *missing[cell.grade_id])]
            notes += _changed(cell, given[cell.grade_id])
        elif cell.grade_id in given and _same(cell.source, given[cell.grade_id]):
            continue
        elif cell.is_check:
            notes += _lost_answers(cell)
        else:
            own = _own_block(cell)
            blocks += own.blocks
            notes += own.notes
            lost.update(own.lost)
    return Reading(blocks, notes + list(_duplicates(cells, given)), lost)


def _given_block(name: str, given: Mapping[str, str]) -> Block:
    return Block(f"given cell {name}", plain_python(given[name]).text)


def _put_behind(given: Mapping[str, str], ours: Collection[str]) -> dict[str, list[str]]:
    """Return the missing given cells behind the one that comes before them in the kit, "" for the top."""
    found: dict[str, list[str]] = {"": []}
    last = ""
    for name in given:
        if name in ours:
            last = name
            found[name] = []
        else:
            found[last].append(name)
    return found


def _our_cells(cells: list[Cell], given: Mapping[str, str]) -> dict[str, int]:
    """Choose the one place where each given cell runs: an unchanged copy before others."""
    chosen: dict[str, int] = {}
    for cell in [cell for cell in cells if _same(cell.source, given.get(cell.grade_id))] + cells:
        if cell.grade_id in given:
            chosen.setdefault(cell.grade_id, cell.number)
    return chosen


def _same(source: str, ours: str | None) -> bool:
    """Compare two sources, trailing blanks aside (editors strip them)."""
    return ours is not None and _stripped(source) == _stripped(ours)


def _stripped(source: str) -> list[str]:
    return [line.rstrip() for line in source.strip().split("\n")]


def _changed(cell: Cell, ours: str) -> list[str]:
    # a picture is left out, whatever stands in its cell
    if not ours or _same(cell.source, ours):
        return []
    return [f"the given cell {cell.grade_id} was changed; the kit's own copy was used ({cell.name})"]


def _missing(cells: list[Cell], given: Mapping[str, str]) -> Iterator[str]:
    present = {cell.grade_id for cell in cells}
    for name in given:
        if name not in present:
            yield f"the given cell {name} is missing; the kit's own copy runs in its place"


def _lost_answers(cell: Cell) -> list[str]:
    """Name what a student defined in a check cell, which is not run."""
    names = _known_names(cell.source) if len(cell.source) <= SHORT else _names(cell.source)
    if not names:
        return []
    listed = printable(", ".join(names), 80)
    rule = f"{cell.name} is a check cell and is not run, so {listed} in it does not count"
    return [f"{rule}: move it to a cell of your own"]


def _names(source: str) -> tuple[str, ...]:
    """Return the functions and classes that a text defines at its top level."""
    tree = parse(source)
    body = [] if isinstance(tree, Broken) else tree.body
    return tuple(item.name for item in body if isinstance(item, ast.FunctionDef | ast.ClassDef))


_known_names = lru_cache(maxsize=MOST_KNOWN)(_names)


def _own_block(cell: Cell) -> Reading:
    plain = plain_python(cell.source)
    notes = _skipped_notes(cell, plain)
    lost = {}
    if plain.broken:
        broken = plain.broken
        shown = f", in `{broken.shown}`" if broken.shown else ""
        where = f"{cell.name}, line {broken.line}: {broken.rule}{shown}"
        notes.append(f"{where}: the cell was left out, the others are kept")
        lost = dict.fromkeys([cell.grade_id, *_DEFINED.findall(cell.source)], where)
    blocks = [Block(cell.name, plain.text)] if plain.text.strip() else []
    return Reading(blocks, notes, lost)


def _skipped_notes(cell: Cell, plain: Plain) -> list[str]:
    if plain.other:
        return [f"{cell.name} was skipped: a cell that begins with {plain.other} is no Python"]
    return [
        f"{cell.name}, line {line}: `{text}` was skipped, only Jupyter runs it"
        for line, text in plain.skipped
    ]


def _duplicates(cells: list[Cell], given: Mapping[str, str]) -> Iterator[str]:
    """Name solution cells that stand more than once, and own text in a copy of a given cell."""
    places: dict[str, list[str]] = {}
    for cell in cells:
        if cell.grade_id and not cell.is_check:
            places.setdefault(cell.grade_id, []).append(str(cell.number))
    for name, numbers in places.items():
        if len(numbers) > 1:
            rule = "one was replaced by the kit's own copy" if name in given else "the last definition counts"
            where = f"code cells {', '.join(numbers)}"
            yield f"the cell {printable(name, 60)} stands {len(numbers)} times ({where}): {rule}"
