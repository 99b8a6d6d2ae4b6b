"""Grading a notebook in nbgrader's autograde step without a kernel."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Enum, Float, Integer, Unicode

from autograder.exercise.spec import UnitSpec
from autograder.judge import Judge
from autograder.nbgrader_plugin import records
from autograder.nbgrader_plugin.cells import cleared, graded_exercises, show
from autograder.nbgrader_plugin.faults import failed_by_us, our_fault
from autograder.nbgrader_plugin.naming import original_name
from autograder.nbgrader_plugin.place import Place, place_of
from autograder.nbgrader_plugin.warm import full_spec, judge_of, personal_unit, warm_worker
from autograder.personal.grading import PersonalUnit
from autograder.record import Result
from autograder.submission.code import Submission, Unreadable
from autograder.submission.earlier import with_earlier
from autograder.submission.load import load_bytes
from autograder.submission.problems import printable
from autograder.worker.isolation import LEVELS, IsolationError
from autograder.worker.pool import Worker
from autograder.worker.protocol import Limits

RESULT = "gradmark"


class LessIsolationError(NbGraderException):
    """This machine offers less isolation than the course requires; nothing was graded."""


class IsolatedExecute(NbGraderPreprocessor):
    """Stands where nbgrader's kernel executor stands: the code runs in the worker, the judge decides outside.

    Each check cell gets one output, its score as text and the feedback as HTML, and the record is saved in
    the course. When the fault is ours it raises, so that nbgrader leaves the submission ungraded.
    """

    hidden_specs = Unicode(
        records.FOLDER, help="folder of the full specs UNIT.json, below the course's root or absolute"
    ).tag(config=True)
    call_seconds = Float(Limits().call_seconds, help="time limit of one call").tag(config=True)
    total_seconds = Float(Limits().total_seconds, help="time limit of one submission").tag(config=True)
    personal = Bool(help="numbers and hidden inputs of one's own, from personal.toml beside the specs").tag(
        config=True
    )
    require_isolation = Enum(
        LEVELS, "none", help="refuse to grade, and change nothing, where the machine offers less than this"
    ).tag(config=True)
    memory_mb = Integer(Limits().memory_bytes // 2**20, help="its memory limit").tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Grade one submitted notebook."""
        place = place_of(self, resources)
        hidden = place.root / self.hidden_specs
        path = hidden / f"{place.unit}.json"
        spec = full_spec(path, place.unit)
        judge = judge_of(path, self._limits(), graded_exercises(nb, spec))
        own = personal_unit(hidden, place.unit) if self.personal else None
        result = self._grade(judge, own, read_submission(place, spec), self.worker())
        records.save(place.root, result)
        if failed_by_us(result):
            raise our_fault(result, records.record_path(place.root, spec.unit, result.student))
        cleared(nb)
        show(nb, result, spec)
        resources[RESULT] = (result, spec)
        return nb, resources

    def worker(self) -> Worker:
        """Return the warm worker; raises `LessIsolationError` where the machine offers too little."""
        try:
            return warm_worker(self.require_isolation)
        except IsolationError as problem:
            self.log.error("gradmark: %s", refusal := _less_isolation(problem))  # noqa: TRY400 - no traceback
            raise refusal from None

    def _limits(self) -> Limits:
        return Limits(
            call_seconds=self.call_seconds,
            total_seconds=self.total_seconds,
            memory_bytes=self.memory_mb * 2**20,
        )

    def _grade(
        self, judge: Judge, own: PersonalUnit | None, submission: Submission, worker: Worker
    ) -> Result:
        try:
            chosen = own.judge(submission.student, judge) if own else judge
            return chosen.grade(submission, worker)
        except Exception as problem:  # the record must exist whatever happened
            self.log.exception("gradmark could not grade %s", submission.path)
            return judge.ungraded(submission, f"{type(problem).__name__}: {problem}")


def _less_isolation(problem: IsolationError) -> LessIsolationError:
    """Return the exception with which autograde ends before it touches anything."""
    message = (
        f"nothing was graded: {problem} To grade with less, lower c.IsolatedExecute.require_isolation in "
        "nbgrader_config.py; `gradmark doctor` lists what this machine offers."
    )
    return LessIsolationError(message)


def read_submission(place: Place, spec: UnitSpec) -> Submission:
    """Read the notebook that was handed in, not nbgrader's repaired copy of it."""
    data = place.path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    try:
        code = with_earlier(load_bytes(place.path.name, data, spec.unit, spec.given), place.path)
    except Unreadable as problem:
        return Submission(place.student, place.shown, spec.unit, None, str(problem), digest)
    renamed = original_name(place.path, data)
    if renamed:
        note = f"the notebook was handed in as {printable(renamed, 80)}; its name is {place.path.name}"
        code = msgspec.structs.replace(code, notes=(note, *code.notes))
    return Submission(place.student, place.shown, spec.unit, code, None, digest)
