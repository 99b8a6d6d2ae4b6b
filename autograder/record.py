"""The result record: one per submission, the only thing that reports, feedback and exports read."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

SCHEMA = 1

Isolation = Literal["strong", "good", "basic", "none"]
SubmissionStatus = Literal["graded", "unreadable", "timeout", "crashed", "memory"]
ExerciseStatus = Literal["passed", "partial", "failed", "not_started", "carried_forward", "error"]
CheckStatus = Literal["passed", "failed", "not_started", "blocked", "timeout", "error"]


class CheckResult(msgspec.Struct, frozen=True, kw_only=True):
    """One check's verdict. `got`, `expected` and `where` are short texts, ready to be shown."""

    label: str
    kind: str
    hidden: bool
    status: CheckStatus
    message: str | None = None
    mistake: str | None = None
    got: str | None = None
    expected: str | None = None
    where: str | None = None
    call: str | None = None


class ExerciseResult(msgspec.Struct, frozen=True, kw_only=True):
    """One exercise: `score` of `max_score` points; `hidden_points` of them hang on hidden checks.

    `formula` is what the code computes, as text, and `formula_latex` the same typeset; `formula_verdict` says
    how it compares with the right one: "proved equal", "equal at 1040 points", "different at z = 2".
    """

    id: str
    score: float
    max_score: float
    status: ExerciseStatus
    hidden_points: float = 0.0
    formula: str | None = None
    formula_latex: str | None = None
    formula_verdict: str | None = None
    checks: tuple[CheckResult, ...] = ()
    notes: tuple[str, ...] = ()


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """One graded submission.

    `scope` is "public" when the hidden checks were not run (self-check, stock nbgrader). `content` and
    `engine` are digests of what was handed in and of the code that graded it; `gradmark grade` sets them.
    `variant` names the draw in a course with personal variants; `spec` is the class's spec all the same.
    """

    schema: int = SCHEMA
    unit: str
    student: str
    submission: str
    score: float
    max_score: float
    status: SubmissionStatus
    seconds: float
    isolation: Isolation
    kit: str
    spec: str
    content: str = ""
    engine: str = ""
    scope: Literal["all", "public"] = "all"
    variant: str | None = None
    messages: tuple[str, ...] = ()
    exercises: tuple[ExerciseResult, ...] = ()

    def exercise(self, name: str) -> ExerciseResult:
        """Return the result of one exercise."""
        return next(item for item in self.exercises if item.id == name)


def to_json(result: Result) -> bytes:
    """Return the record as one line of JSON."""
    return msgspec.json.encode(result)


def from_json(line: bytes | str) -> Result:
    """Read a record; raises `msgspec.ValidationError` on a malformed one."""
    return msgspec.json.decode(line, type=Result)


def iter_records(path: Path) -> Iterator[Result]:
    """Read the records of a JSON-lines file one by one, skipping blank lines."""
    with path.open("rb") as file:
        yield from (from_json(line) for line in file if line.strip())


def read_records(path: Path) -> list[Result]:
    """Read every record of a JSON-lines file."""
    return list(iter_records(path))


def json_schema() -> dict[str, Any]:
    """Return the JSON schema of the record."""
    schema = msgspec.json.schema(Result)
    for part in schema.get("$defs", {}).values():
        # Python 3.13 takes the indentation out of docstrings itself, earlier ones do not
        part["description"] = inspect.cleandoc(part.get("description", ""))
    return schema
