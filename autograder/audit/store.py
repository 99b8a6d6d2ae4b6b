"""Results of earlier runs, one line of JSON a mutant, so that an audit goes on where it was stopped."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
import numpy as np

import autograder
from autograder.audit.bench import Decided, Outcome
from autograder.audit.mutants import Mutant
from autograder.build.assemble import module_source
from autograder.build.unit import Unit
from autograder.exercise.spec import ExerciseSpec

_NO_PART_OF_JUDGING = ("build", "cli", "nbgrader_plugin", "plots", "report")


class Line(msgspec.Struct, frozen=True):
    """One result as it is stored."""

    key: str
    exercise: str
    operator: str
    change: str
    outcome: Outcome
    by: str


class Store:
    """A context manager around `build/audit/UNIT.jsonl`; later lines win, a torn last line is left out."""

    def __init__(self, path: Path, *, fresh: bool = False) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        if fresh:
            path.unlink(missing_ok=True)
        self.known = {line.key: Decided(line.outcome, line.by) for line in _lines(path)}
        self._stream = path.open("ab")
        if self._stream.tell():
            # after a torn line the next one starts anew; blank lines are skipped
            self._stream.write(b"\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _problem: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._stream.close()

    def add(self, key: str, mutant: Mutant, decided: Decided) -> None:
        """Keep a result; it is on disk before the next one is waited for."""
        line = Line(key, mutant.exercise, mutant.operator, mutant.change, decided.outcome, decided.by)
        self.known[key] = decided
        self._stream.write(msgspec.json.encode(line) + b"\n")
        self._stream.flush()


def key_of(unit: Unit, item: ExerciseSpec, mutant: Mutant) -> str:
    """Return the hash of everything that a mutant's result depends on: code, checks, judge."""
    source = module_source(unit, {mutant.exercise: mutant.text})
    checks = msgspec.json.encode((item.checks, item.hidden, item.stub))
    parts = (source.encode(), checks, mutant.operator.encode(), engine().encode())
    return _digest(hashlib.sha256(part).digest() for part in parts)


@cache
def engine() -> str:
    """Return the hash of the code that judges, with NumPy's version."""
    package = Path(autograder.__file__).parent
    folders = (package, package.parent / "sympy_checks")
    files = sorted(path for folder in folders for path in folder.rglob("*.py") if _judges(path, package))
    return _digest((np.__version__.encode(), *(path.read_bytes() for path in files)))


def _judges(path: Path, package: Path) -> bool:
    return not any(path.is_relative_to(package / name) for name in _NO_PART_OF_JUDGING)


def _digest(parts: Iterable[bytes]) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:24]


def _lines(path: Path) -> list[Line]:
    found = []
    for text in path.read_bytes().splitlines() if path.exists() else ():
        try:
            found.append(msgspec.json.decode(text, type=Line))
        except (msgspec.DecodeError, msgspec.ValidationError):
            continue
    return found
