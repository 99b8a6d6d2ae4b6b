"""What one autograde process keeps from submission to submission: the worker, the specs and their judges."""

from __future__ import annotations

import atexit
from functools import lru_cache
from pathlib import Path

from autograder.exercise.spec import SpecError, UnitSpec, read_spec
from autograder.judge import Judge
from autograder.nbgrader_plugin.faults import CourseError
from autograder.personal.grading import PersonalUnit
from autograder.personal.settings import PersonalError
from autograder.record import Isolation as Level
from autograder.worker.isolation import Demand
from autograder.worker.pool import Worker
from autograder.worker.protocol import Limits


@lru_cache(maxsize=1)
def warm_worker(minimum: Level = "none") -> Worker:
    """Return the process's one worker, with this isolation at least; it is closed when the process ends."""
    worker = Worker(Demand(minimum=minimum).met())
    atexit.register(worker.close)
    return worker


def full_spec(path: Path, unit: str) -> UnitSpec:
    """Return the full spec of a unit; raises `CourseError` when it is missing, or another one."""
    if not path.exists():
        message = (
            f"no spec for {unit} at {path}: refresh the course with `gradmark course DIR --update`, "
            "or set c.IsolatedExecute.hidden_specs to the folder that holds it"
        )
        raise CourseError(message)
    try:
        spec = _read(path, path.stat().st_mtime_ns)
    except SpecError as problem:
        raise CourseError(str(problem)) from None
    if spec.unit != unit or spec.scope != "all":
        message = (
            f"{path} is the {'full' if spec.scope == 'all' else 'public'} spec of {spec.unit}, the full spec "
            f"of {unit} is due: copy it from build/hidden, or run `gradmark course DIR --update`"
        )
        raise CourseError(message)
    return spec


def judge_of(path: Path, limits: Limits, only: frozenset[str]) -> Judge:
    """Return the judge of the spec at `path`; what does not depend on a submission is worked out once."""
    return _judge(path, path.stat().st_mtime_ns, limits, only)


@lru_cache(maxsize=16)
def personal_unit(folder: Path, unit: str) -> PersonalUnit:
    """Return a unit of a course with personal variants; raises `CourseError` when its seeds are missing."""
    try:
        own = PersonalUnit(full_spec(folder / f"{unit}.json", unit), folder)
    except PersonalError as problem:
        raise CourseError(str(problem)) from None
    atexit.register(own.close)
    return own


@lru_cache(maxsize=16)
def _read(path: Path, _modified: int) -> UnitSpec:
    return read_spec(path)


@lru_cache(maxsize=16)
def _judge(path: Path, modified: int, limits: Limits, only: frozenset[str]) -> Judge:
    return Judge(_read(path, modified), limits=limits, only=only)
