"""The sample class, end to end: notebooks through nbgrader, modules directly, one gradebook, one report."""

from __future__ import annotations

import csv
import getpass
import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec

from autograder.exercise.spec import read_spec
from autograder.gradebook import read_scores, write
from autograder.judge import Judge
from autograder.nbgrader_plugin.course import Course, built_units, make_course
from autograder.nbgrader_plugin.exchange import place_submission, run_nbgrader
from autograder.nbgrader_plugin.records import FOLDER, load_all, save
from autograder.record import Result
from autograder.submission.load import find_submissions
from autograder.worker.pool import Worker

REAL_STUDENT = "you"  # fetches and submits through the exchange; nbgrader calls this one by the login name
MARK = ".gradmark-demo"

Say = Callable[[str], None]


class DemoError(RuntimeError):
    """The demo cannot run, or a step of it failed."""


class Due(NamedTuple):
    """What EXPECTED.csv, written by hand, says about one submission."""

    student: str
    unit: str
    form: str
    score: float
    status: str
    why: str


class Row(NamedTuple):
    """One submission: what was due, and the record."""

    due: Due
    result: Result

    @property
    def as_expected(self) -> bool:
        """Tell whether score and status are those of EXPECTED.csv."""
        return abs(self.result.score - self.due.score) < 0.005 and self.result.status == self.due.status


def expected(sample: Path) -> list[Due]:
    """Read EXPECTED.csv of the sample class."""
    rows = csv.DictReader(io.StringIO((sample / "EXPECTED.csv").read_text(encoding="utf-8")))
    return [
        Due(row["student"], row["unit"], row["form"], float(row["score"]), row["status"], row["why"])
        for row in rows
    ]


def run_demo(kit: Path, out: Path, say: Say) -> list[Row]:
    """Grade `examples/class` into a new course in `out`; return a row for each submission.

    Args:
        kit: a checkout, with `solutions/` and `examples/class`.
        out: folder for the course; emptied when it is an earlier demo's, refused when it is anything else.
        say: told about each step.
    """
    sample = kit / "examples" / "class"
    dues = expected(sample)
    _empty(out)
    course = _course(kit, out, say)
    for unit in sorted({due.unit for due in dues if due.form == "notebook"}):
        students = [due.student for due in dues if (due.unit, due.form) == (unit, "notebook")]
        _through_nbgrader(course, unit, sample / "notebooks", students, say)
    for unit in sorted({due.unit for due in dues if due.form == "module"}):
        _directly(course, unit, sample / "modules" / unit, say)
    _nbgrader(course.root, "export", "--to", "grades.csv")
    return _rows(course, dues)


def disagreements(course_root: Path, rows: list[Row]) -> list[str]:
    """Compare every score of the records with nbgrader's gradebook and its exported CSV."""
    exported = _exported(course_root / "grades.csv")
    found = []
    for unit in sorted({row.due.unit for row in rows}):
        stored = read_scores(str(course_root / "gradebook.db"), unit)
        for result in [row.result for row in rows if row.due.unit == unit]:
            scores = {item.id: item.score for item in result.exercises}
            # what a person marks is in the gradebook alone
            kept = {key: score for key, score in stored.get(result.student, {}).items() if key in scores}
            if kept != scores:
                found.append(f"{unit} {result.student}: gradebook has {kept}")
            if abs(exported.get((unit, result.student), -1.0) - result.score) > 1e-6:
                found.append(f"{unit} {result.student}: exported {exported.get((unit, result.student))}")
    return found


def _empty(out: Path) -> None:
    if out.exists() and any(out.iterdir()) and not (out / MARK).exists():
        message = f"the demo needs a new or empty folder, {out} holds other files; pass another --out"
        raise DemoError(message)
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    (out / MARK).touch()


def _course(kit: Path, out: Path, say: Say) -> Course:
    say("making an nbgrader course")
    with built_units(kit / "build" if (kit / "build" / "hidden").is_dir() else None, kit) as built:
        return make_course(out / "course", built, "nn101")


def _through_nbgrader(course: Course, unit: str, notebooks: Path, students: list[str], say: Say) -> None:
    say(f"{unit}: generate and release the assignment")
    _nbgrader(course.root, "generate_assignment", unit, "--force")
    _nbgrader(course.root, "release_assignment", unit)
    say(f"{unit}: {len(students)} students submit their notebooks")
    for student in students:
        notebook = notebooks / student / f"{unit}.ipynb"
        if student == REAL_STUDENT:
            _fetch_and_submit(course, unit, notebook)
        else:
            place_submission(course.exchange, course.course_id, student, unit, [notebook])
    say(f"{unit}: collect, autograde in the isolated worker, give feedback")
    for command in ("collect", "autograde", "generate_feedback", "release_feedback"):
        _nbgrader(course.root, command, unit)


def _fetch_and_submit(course: Course, unit: str, notebook: Path) -> None:
    home = course.root.parent / "student"
    home.mkdir(exist_ok=True)
    shutil.copyfile(course.root / "for-students" / "nbgrader_config.py", home / "nbgrader_config.py")
    _nbgrader(home, "fetch_assignment", unit)
    shutil.copyfile(notebook, home / unit / f"{unit}.ipynb")
    _nbgrader(home, "submit", unit)


def _directly(course: Course, unit: str, modules: Path, say: Say) -> None:
    spec = read_spec(course.root / FOLDER / f"{unit}.json")
    submissions = find_submissions([modules], unit, spec.given, [item.stub for item in spec.exercises])
    say(f"{unit}: grade {len(submissions)} modules into the same gradebook")
    judge = Judge(spec)
    with Worker() as worker:
        results = [judge.grade(submission, worker) for submission in submissions]
    for result in results:
        save(course.root, result)
    write(results, spec, str(course.root / "gradebook.db"))


def _rows(course: Course, dues: list[Due]) -> list[Row]:
    records = {unit: load_all(course.root, unit) for unit in {due.unit for due in dues}}
    rows = []
    for due in dues:
        student = getpass.getuser() if due.student == REAL_STUDENT else due.student
        result = records[due.unit].get(student)
        if result is None:
            message = f"the submission of {due.student} for {due.unit} has no record"
            raise DemoError(message)
        rows.append(Row(due, msgspec.structs.replace(result, student=student)))
    return rows


def _exported(path: Path) -> dict[tuple[str, str], float]:
    rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
    return {(row["assignment"], row["student_id"]): float(row["raw_score"] or 0.0) for row in rows}


def _nbgrader(folder: Path, *arguments: str) -> None:
    done = run_nbgrader(folder, *arguments)
    if done.returncode:
        tail = "\n".join((done.stdout + done.stderr).splitlines()[-15:])
        message = f"`nbgrader {' '.join(arguments)}` failed in {folder}:\n{tail}"
        raise DemoError(message)
