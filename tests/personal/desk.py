"""A course with personal variants on the disk: what the grader has, what a student has."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from autograder.build.assemble import module_source
from autograder.build.unit import load_unit
from autograder.build.write import student_files
from autograder.checks import OwnNumbers
from autograder.exercise.spec import write_spec
from autograder.judge import Judge
from autograder.personal.grading import PersonalUnit
from autograder.personal.settings import FILE, Released, make_seeds, released_text
from autograder.submission.code import Submission
from autograder.submission.module import read_module
from tests.conftest import ROOT

UNIT = "u05_one_neuron"
ANSWER = "my_bad_wine"
UNIT_FILES = load_unit(ROOT, UNIT)


class Course(NamedTuple):
    """The grader's folder, a student's folder, and the full spec."""

    hidden: Path
    desk: Path
    spec: object

    def grade(self, worker, student, source):
        """Grade a module as `gradmark grade --personal` does."""
        with PersonalUnit(self.spec, self.hidden) as own:
            judge = own.judge(student, Judge(self.spec))
            return judge.grade(submission(student, source), worker)


def make_course(base, spec, *, login=False):
    """Write build/hidden and one student's folder."""
    hidden, desk = base / "hidden", base / "desk"
    seeds = make_seeds(hidden / FILE)
    (hidden / f"{spec.unit}.json").write_text(write_spec(spec), encoding="utf-8")
    (hidden / f"{spec.unit}.py").write_text(module_source(UNIT_FILES), encoding="utf-8")
    desk.mkdir()
    for name, text in student_files(UNIT_FILES, spec).items():
        (desk / name).write_text(text, encoding="utf-8")
    (desk / FILE).write_text(released_text(Released(seeds.public, login)), encoding="utf-8")
    return Course(hidden, desk, spec)


def submission(student, source, unit=UNIT):
    return Submission(student, f"{student}.py", unit, read_module(f"{unit}.py", source.encode(), unit=unit))


def right_answer(spec, numbers):
    """Return what is due at some numbers, as a student would type it."""
    check = next(item for item in spec.exercise(ANSWER).hidden if isinstance(item, OwnNumbers))
    return tuple(float(f"{part:.6g}") for part in check.due(numbers))


def solved_with(value):
    """Return the reference with another answer to the personal question."""
    return module_source(UNIT_FILES, {ANSWER: f"{ANSWER} = {value!r}"})
