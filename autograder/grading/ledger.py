"""Which submissions of a run have their record, and where: the journal during the run, the file after it.

While a class is graded into `class.jsonl`, records are appended to `class.partial.jsonl` as they come. At the
end they are written to `class.jsonl` in the order of the students, each once, and the journal is deleted. So
`class.jsonl` is complete at every moment: the last finished run's, or this one's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple, Self

import msgspec

from autograder.exercise.spec import UnitSpec
from autograder.grading.failures import UsageError
from autograder.grading.identity import content_digest, engine_digest
from autograder.grading.journal import Journal, Place, lines_of, rewrite
from autograder.record import Isolation as Level
from autograder.record import from_json, to_json
from autograder.submission.code import Submission
from autograder.worker.isolation import ANYTHING, Demand


class _Status(msgspec.Struct, frozen=True):
    status: str


class _Brief(msgspec.Struct, frozen=True):
    """What of a record says whether it can be kept."""

    unit: str
    student: str
    submission: str
    status: str
    isolation: Level
    spec: str
    content: str = ""
    engine: str = ""
    variant: str | None = None
    exercises: tuple[_Status, ...] = ()

    @property
    def ours(self) -> bool:
        """Tell whether we failed on it."""
        return any(item.status == "error" for item in self.exercises)


class _Known(NamedTuple):
    content: str
    variant: str | None
    path: str
    place: Place


class Ledger:
    """The records of one run; `resume` takes over those that are the same as this run's would be.

    Raises:
        UsageError: the files that are there belong to other work; nothing has been touched.
    """

    def __init__(
        self,
        target: Path,
        spec: UnitSpec,
        students: Sequence[str],
        *,
        resume: bool = False,
        demand: Demand = ANYTHING,
    ) -> None:
        self.target = target
        self.partial = partial_path(target)
        self.students = students
        self.spec = spec
        self.demand = demand
        self.journal = Journal(self.partial)
        self.places: dict[str, Place] = {}
        try:
            self.known = self._read(spec.digest()) if resume else self._nothing()
        except BaseException:
            self.journal.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.journal.close()

    def has(self, submission: Submission, variant: str | None = None) -> bool:
        """Tell whether an earlier run left the very record that this submission is due, of this draw."""
        known = self.known.get(submission.student)
        if known is None or (known.content, known.variant) != (content_digest(submission), variant):
            return False
        if known.path == submission.path:
            self.places[submission.student] = known.place
        else:
            record = msgspec.structs.replace(from_json(_line(known.place)), submission=submission.path)
            self.add(submission.student, to_json(record))
        return True

    def add(self, student: str, line: bytes) -> None:
        """Keep a record; it is durable when this returns."""
        self.places[student] = self.journal.append(line)

    def finish(self) -> None:
        """Write the file in the order of the students and delete the journal."""
        rewrite(self._in_order(), self.target)
        self.journal.remove()

    def _in_order(self) -> Iterator[bytes]:
        with ExitStack() as stack:
            files: dict[Path, BinaryIO] = {}
            for student in self.students:
                place = self.places[student]
                if place.path not in files:
                    files[place.path] = stack.enter_context(place.path.open("rb"))
                yield _read_at(files[place.path], place)

    def _nothing(self) -> dict[str, _Known]:
        """Begin anew, unless that would throw records away."""
        if not self.journal.empty:
            message = (
                f"an interrupted run left {self.partial}: finish it with --resume, "
                "or delete it to start again"
            )
            raise UsageError(message)
        return {}

    def _read(self, digest: str) -> dict[str, _Known]:
        """Return the records of the file and the journal that are worth keeping, the later one of each."""
        engine, expected = engine_digest(), frozenset(self.students)
        found: dict[str, _Known] = {}
        for path in (self.target, self.partial):
            for place, line in lines_of(path):
                brief = self._brief(path, line)
                if brief is None:
                    continue
                if brief.student not in expected:
                    raise _stranger(brief.student, path)
                found.pop(brief.student, None)
                if (
                    (brief.spec, brief.engine) == (digest, engine)
                    and not brief.ours
                    and self._isolated(brief)
                ):
                    found[brief.student] = _Known(brief.content, brief.variant, brief.submission, place)
        return found

    def _brief(self, path: Path, line: bytes) -> _Brief | None:
        """Read a line; one of the journal that a crash of the machine has spoilt is graded again."""
        try:
            brief = msgspec.json.decode(line, type=_Brief)
        except (msgspec.DecodeError, UnicodeDecodeError):
            if path == self.partial:
                return None
            message = f"{path} is no file of records, so it cannot be resumed: choose another --json"
            raise UsageError(message) from None
        if brief.unit != self.spec.unit:
            message = (
                f"{path} holds records of {brief.unit}, {self.spec.unit} is graded: choose another --json"
            )
            raise UsageError(message)
        return brief

    def _isolated(self, brief: _Brief) -> bool:
        """Tell whether the record was made at a level that is asked for now."""
        return brief.status == "unreadable" or self.demand.allows(brief.isolation)


def partial_path(target: Path) -> Path:
    """Return the journal's name; by its ending a folder of submissions takes it for nobody's work."""
    return target.with_name(f"{target.stem}.partial.jsonl")


def _stranger(student: str, path: Path) -> UsageError:
    message = (
        f"{path} holds the record of {student}, who is not among the submissions and would be lost: "
        "grade all of them again, choose another --json, or leave --resume out to replace the file"
    )
    return UsageError(message)


def _line(place: Place) -> bytes:
    with place.path.open("rb") as file:
        return _read_at(file, place)


def _read_at(file: BinaryIO, place: Place) -> bytes:
    file.seek(place.offset)
    return file.read(place.length)
