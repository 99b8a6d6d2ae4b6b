"""Grading with numbers of one's own: the spec that one student's submission is judged by."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from autograder.checks import Golden
from autograder.exercise.spec import UnitSpec
from autograder.judge import Judge
from autograder.personal.bending import secretly
from autograder.personal.hidden import asked_of_reference, with_hidden
from autograder.personal.numbers import same_id
from autograder.personal.settings import FILE, PersonalError, make_seeds, read_seeds
from autograder.personal.unit import DIGITS, Own, numbers_of, public_variant, with_numbers
from autograder.plain import Tree
from autograder.worker.pool import Worker

CACHE = "personal"  # folder beside the seeds: expected values that the reference gave


class PersonalUnit:
    """One unit in a course with personal variants; a context manager around the reference's own worker.

    `folder` holds the seeds (`personal.toml`) and the reference (`UNIT.py`). The reference never runs in
    the worker that runs submissions: what it returns must not lie in the memory that they are forked from.
    Raises `PersonalError` when a file is missing; seeds are drawn only where no student has numbers yet.
    """

    def __init__(self, spec: UnitSpec, folder: Path) -> None:
        self.spec, self.folder = spec, folder
        self.seeds = read_seeds(folder / FILE) if numbers_of(spec) else make_seeds(folder / FILE)
        self._reference = _reference(folder / f"{spec.unit}.py")
        self._worker: Worker | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _problem: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the reference's worker."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def judge(self, student: str, judge: Judge) -> Judge:
        """Return the class's judge with a student's own spec in it; raises `PersonalError`."""
        own = self.own(student)
        only = {item.id for item in judge.exercises}
        return Judge(own.spec, limits=judge.limits, only=only, variant=own.variant, digest=judge.digest)

    def own(self, student: str) -> Own:
        """Return a student's spec: visible numbers put in, hidden inputs moved, expected values filled in."""
        spec = with_numbers(self.spec, self.seeds.public, student)
        spec = with_hidden(spec, self.seeds.secret, student, self._expected)
        return Own(spec, self.variant(student))

    def variant(self, student: str) -> str:
        """Return the name of a student's draw: visible numbers, hyphen, hidden inputs."""
        visible = public_variant(self.spec, self.seeds.public, student)
        hidden = secretly(self.seeds.secret, self.spec.unit, same_id(student)).hex()[:DIGITS]
        return f"{visible}-{hidden}"

    def _expected(self, checks: Sequence[Golden]) -> list[Tree]:
        """Return the reference's values for the calls of some checks, from the cache where they are there."""
        about = (self.spec.kit, self._reference, checks)
        digest = hashlib.sha256(msgspec.json.encode(about)).hexdigest()
        path = self.folder / CACHE / self.spec.unit / f"{digest[:32]}.expected"
        if path.is_file():
            return msgspec.json.decode(path.read_bytes(), type=list[Tree])
        self._worker = self._worker or Worker()
        found = asked_of_reference(self.spec.unit, self._reference, self._worker, checks)
        _keep(path, msgspec.json.encode(found))
        return found


def _reference(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        message = f"personal variants need the reference {path}: run `gradmark build`, or update the course"
        raise PersonalError(message) from None


def _keep(path: Path, data: bytes) -> None:
    """Write a file that only its owner can read; another process sees all of it or nothing."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
