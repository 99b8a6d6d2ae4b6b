"""The check cells of a notebook: what they ask for, and what is written into them."""

from __future__ import annotations

from html import escape
from typing import Any

from nbformat.v4 import new_output
from nbgrader.utils import is_grade, is_solution

from autograder.exercise.spec import UnitSpec
from autograder.feedback import exercise_html, notice_html
from autograder.gradebook import CHECK_PREFIX
from autograder.nbgrader_plugin.faults import CourseError
from autograder.record import ExerciseResult, Result
from autograder.screen import clean


def graded_exercises(nb: Any, spec: UnitSpec) -> frozenset[str]:
    """Return the exercises that have a check cell; raises `CourseError` when cells and spec do not agree."""
    points = {item.id: item.points for item in spec.exercises}
    found = {exercise_of(cell): float(cell.metadata.nbgrader["points"]) for cell in check_cells(nb)}
    for exercise, due in found.items():
        if exercise not in points:
            message = (
                f"check cell {CHECK_PREFIX}{exercise}: {spec.unit} has no such exercise; remove the cell "
                "from the source, or refresh the course (`gradmark course DIR --update`), then run "
                f"`nbgrader generate_assignment {spec.unit} --force`"
            )
            raise CourseError(message)
        if points[exercise] != due:
            message = (
                f"{exercise} has {points[exercise]:g} points in the spec and {due:g} in the gradebook: "
                f"run `nbgrader generate_assignment {spec.unit} --force`"
            )
            raise CourseError(message)
    if not found:
        remedy = f"run `nbgrader generate_assignment {spec.unit} --force`"
        message = f"the notebook of {spec.unit} has no check cell: {remedy}"
        raise CourseError(message)
    return frozenset(found)


def check_cells(nb: Any) -> list[Any]:
    """Return the automatically graded cells, in order."""
    graded = [cell for cell in nb.cells if is_grade(cell) and not is_solution(cell)]
    return [cell for cell in graded if cell.cell_type == "code"]


def cleared(nb: Any) -> None:
    """Remove every saved output: nothing that a student stored may pass for ours."""
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None


def show(nb: Any, result: Result, spec: UnitSpec) -> None:
    """Put its one output into each check cell; the first also tells what concerns the whole submission."""
    exercises = {item.id: item for item in result.exercises}
    for place, cell in enumerate(check_cells(nb)):
        exercise = exercises[exercise_of(cell)]
        html = exercise_html(exercise, spec.exercise(exercise.id), audience="student")
        if result.status == "unreadable":
            html = notice_html("FAIL", f"{exercise.id} was not graded: the submission could not be read")
        head = _messages(result) if place == 0 else ""
        cell.execution_count = place + 1
        cell.outputs = [_output(exercise, head + html, place + 1)]


def exercise_of(cell: Any) -> str:
    """Return the exercise whose points a check cell carries."""
    name: str = cell.metadata.nbgrader["grade_id"]
    return name.removeprefix(CHECK_PREFIX)


def _output(exercise: ExerciseResult, html: str, count: int) -> Any:
    # nbgrader reads the score from text/plain, and anything but a float within the points is full marks
    score = float(min(max(0.0, exercise.score), exercise.max_score))
    return new_output("execute_result", {"text/plain": repr(score), "text/html": html}, execution_count=count)


def _messages(result: Result) -> str:
    ended = {
        "unreadable": "This submission could not be read.",
        "timeout": "A part of this submission did not end in time; everything else is graded.",
        "crashed": "This submission ended its process; what was done by then is graded.",
        "memory": "This submission needs too much memory; what was done by then is graded.",
    }
    lines = [ended[result.status]] if result.status in ended else []
    lines += [clean(message) for message in result.messages]
    items = "".join(f"<li style='white-space:pre-wrap'>{escape(line)}</li>" for line in lines)
    return f"<div><strong>About this submission</strong><ul>{items}</ul></div>" if items else ""
