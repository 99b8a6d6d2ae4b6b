"""Which of a student's files is the one for the unit."""

from __future__ import annotations

import re
from functools import cached_property

from autograder.submission.code import Unreadable
from autograder.submission.marks import Mark, module_mark, notebook_mark
from autograder.submission.places import Work, code_name, named_for, other_unit
from autograder.submission.problems import MAX_NOTEBOOK_BYTES, printable

_UPLOAD = re.compile(r"[-_ (]+(\d{1,3})\)?$")


class Candidate:
    """A file that may be the one, with its bytes read at most once."""

    def __init__(self, work: Work) -> None:
        self.work = work

    @cached_property
    def _data(self) -> bytes | str:
        try:
            return self.work.entry.read(MAX_NOTEBOOK_BYTES)
        except Unreadable as error:
            return str(error)

    def data(self) -> bytes:
        """Return the bytes; raises `Unreadable` when they cannot be had."""
        if isinstance(self._data, str):
            raise Unreadable(self._data)
        return self._data

    @property
    def is_notebook(self) -> bool:
        """Tell by the name whether this is a notebook."""
        return code_name(self.work.name).lower().endswith(".ipynb")

    def mark(self) -> Mark:
        """Return the kit's mark in the file."""
        data = self._data
        if isinstance(data, str):
            return Mark()
        return notebook_mark(data) if self.is_notebook else module_mark(data)

    def rank(self, unit: str) -> int:
        """Say how surely it is the unit's: 3 by mark, 2 by name, 1 perhaps, 0 no sign, below 0 not."""
        found = self.mark().unit
        if found:
            return 3 if found == unit else -1
        if named_for(self.work.name, unit):
            return 2
        if self.work.entry.problem:
            return -1
        path = (*self.work.entry.parts[:-1], self.work.name)
        if other_unit(path, unit):
            return -2
        return 1 if any(unit in part.lower() for part in path) else 0

    def upload(self) -> int:
        """Return the number that an LMS or a browser appended to a repeated upload."""
        found = _UPLOAD.search(code_name(self.work.name).rsplit(".", 1)[0])
        return int(found[1]) if found else 0


def choose(candidates: list[Candidate], unit: str, listing: str) -> tuple[Candidate, list[str]]:
    """Return the student's file for the unit, and notes on the files that were passed over.

    Among files of the unit the one modified last is taken, among files of equal time the later upload.
    """
    ranks = {candidate: candidate.rank(unit) for candidate in candidates}
    best = max(ranks.values(), default=-2)
    if best == -2:
        message = f"no notebook or module of {unit} found; the folder holds: {listing}"
        raise Unreadable(message)
    equal = [candidate for candidate in candidates if _belongs(ranks[candidate], best)]
    equal.sort(key=lambda one: (one.work.entry.modified, one.upload(), one.is_notebook, one.work.name))
    chosen = equal.pop()
    return chosen, [_passed_over(chosen, other) for other in equal]


def _belongs(rank: int, best: int) -> bool:
    """A mark and the unit's own file name are equally good signs; less is compared by rank."""
    return rank >= 2 if best >= 2 else rank == best


def _passed_over(chosen: Candidate, other: Candidate) -> str:
    rule = "modified last" if chosen.work.entry.modified > other.work.entry.modified else "the later upload"
    if chosen.work.entry.modified == other.work.entry.modified and chosen.upload() == other.upload():
        rule = "taken because both are equally old"
    mine, theirs = printable(chosen.work.name, 80), printable(other.work.name, 80)
    return f"two files are there for this unit: {mine} was graded ({rule}), {theirs} was not"
