"""Which of a student's files is the one for the unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from autograder.submission.code import Unreadable
from autograder.submission.marks import FIRST_BYTES, Mark, module_mark, notebook_mark
from autograder.submission.places import Work, code_name, named_for, other_unit
from autograder.submission.problems import MAX_CODE_BYTES, MAX_NOTEBOOK_BYTES, printable

MAX_CANDIDATES = 200
MAX_READ_BYTES = 200 * 1024 * 1024
MAX_ZIPS = 20
MAX_OPENED = 4  # files that are opened to see whether they are started
_UPLOAD = re.compile(r"[-_ (](\d{1,3})\)?$")


class Ration:
    """How much may still be read to find one student's file: bytes, and zips (each lists many files)."""

    def __init__(self) -> None:
        self.left = MAX_READ_BYTES
        self.zips = MAX_ZIPS

    def take(self, size: int) -> bool:
        """Take `size` bytes from what is left, if there are so many."""
        if size > self.left:
            return False
        self.left -= size
        return True

    def take_zip(self, size: int) -> bool:
        """Take one zip of `size` bytes from what is left."""
        if not self.zips or not self.take(size):
            return False
        self.zips -= 1
        return True


class Candidate:
    """A file that may be the one; its bytes are never held."""

    def __init__(self, work: Work, ration: Ration) -> None:
        self.work = work
        self.ration = ration

    def data(self) -> bytes:
        """Return the bytes; raises `Unreadable` when they cannot be had."""
        return self.work.entry.read(MAX_NOTEBOOK_BYTES if self.is_notebook else MAX_CODE_BYTES)

    @property
    def is_notebook(self) -> bool:
        """Tell by the name whether this is a notebook."""
        return code_name(self.work.name).lower().endswith(".ipynb")

    def mark(self) -> Mark:
        """Return the kit's mark in the file; none when it cannot be had for what may still be read."""
        entry = self.work.entry
        try:
            if not self.is_notebook:
                return module_mark(entry.start(FIRST_BYTES))
            if entry.size > MAX_NOTEBOOK_BYTES or not self.ration.take(entry.size):
                return Mark()
            return notebook_mark(entry.read(MAX_NOTEBOOK_BYTES))
        except Unreadable:
            return Mark()

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
        found = _UPLOAD.search(code_name(self.work.name).rsplit(".", 1)[0][-6:])
        return int(found[1]) if found else 0


def choose(
    offered: Iterable[Candidate], unit: str, listing: str, started: Callable[[Candidate], bool]
) -> tuple[Candidate, list[str]]:
    """Return the student's file for the unit, and notes on the files that were passed over.

    Among files of the unit a started one goes before an untouched one, then the one modified last, among
    files of equal time the later upload.
    """
    # Those of the unit's own name come first, so that no heap of others hides them.
    everything = sorted(offered, key=lambda one: not named_for(one.work.name, unit))
    candidates = everything[:MAX_CANDIDATES]
    ranks = {candidate: candidate.rank(unit) for candidate in candidates}
    best = max(ranks.values(), default=-2)
    if best == -2:
        message = f"no notebook or module of {unit} found; the folder holds: {listing}"
        raise Unreadable(message)
    equal = [candidate for candidate in candidates if _belongs(ranks[candidate], best)]
    equal.sort(key=lambda one: (one.work.entry.modified, one.upload(), one.is_notebook, one.work.name))
    begun = [one for one in equal[-MAX_OPENED:] if started(one)] if len(equal) > 1 else equal
    chosen = (begun or equal)[-1]
    notes = [_passed_over(chosen, other, begun) for other in equal if other is not chosen]
    if len(everything) > MAX_CANDIDATES:
        notes.append(
            f"{len(everything)} files may be the unit's, and only {MAX_CANDIDATES} of them were looked at"
        )
    return chosen, notes


def _belongs(rank: int, best: int) -> bool:
    """A mark and the unit's own file name are equally good signs; less is compared by rank."""
    return rank >= 2 if best >= 2 else rank == best


def _passed_over(chosen: Candidate, other: Candidate, begun: list[Candidate]) -> str:
    rule = "modified last" if chosen.work.entry.modified > other.work.entry.modified else "the later upload"
    if chosen.work.entry.modified == other.work.entry.modified and chosen.upload() == other.upload():
        rule = "taken because both are equally old"
    if chosen in begun and other not in begun:
        rule = "the other is untouched"
    mine, theirs = printable(chosen.work.name, 80), printable(other.work.name, 80)
    return f"two files are there for this unit: {mine} was graded ({rule}), {theirs} was not"
