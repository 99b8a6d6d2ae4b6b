"""Records of submissions that nbgrader's own kernel graded: visible checks only, and stamped so."""

from __future__ import annotations

from typing import Any

from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import determine_grade

from autograder import __version__
from autograder.exercise.spec import UnitSpec, read_spec
from autograder.nbgrader_plugin import records
from autograder.nbgrader_plugin.cells import check_cells, exercise_of, graded_exercises
from autograder.nbgrader_plugin.place import Place, place_of
from autograder.record import ExerciseResult, Result

MESSAGE = "graded in the notebook's own kernel: visible checks only, without isolation"


class SavePublicRecord(NbGraderPreprocessor):
    """Comes after `SaveAutoGrades` where nbgrader's executor is kept; the points are those of the cells."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Save the record of one submission."""
        place = place_of(self, resources)
        spec = read_spec(place.root / "source" / resources["nbgrader"]["assignment"] / "spec.json")
        graded_exercises(nb, spec)
        records.save(place.root, _record(nb, place, spec))
        return nb, resources


def _record(nb: Any, place: Place, spec: UnitSpec) -> Result:
    exercises = tuple(_exercise(cell, spec) for cell in check_cells(nb))
    return Result(
        unit=spec.unit,
        student=place.student,
        submission=place.shown,
        score=round(sum(item.score for item in exercises), 2),
        max_score=round(sum(item.max_score for item in exercises), 2),
        status="graded",
        seconds=0.0,
        isolation="none",
        kit=__version__,
        spec=spec.digest(),
        scope="public",
        messages=(MESSAGE,),
        exercises=exercises,
    )


def _exercise(cell: Any, spec: UnitSpec) -> ExerciseResult:
    score, due = determine_grade(cell)
    name = exercise_of(cell)
    return ExerciseResult(
        id=name,
        score=float(score),
        max_score=due,
        status="passed" if score == due else "partial" if score else "failed",
        hidden_points=spec.exercise(name).hidden_points,
    )
