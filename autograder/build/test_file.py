"""The test file that students get."""

from __future__ import annotations

_TEXT = """\
# Self-check of {unit}: `pytest` in this folder checks everything, `pytest -k NAME` one exercise.
# It reads spec.json and your work ({unit}.ipynb or {unit}.py); nothing here needs a change.
from autograder.pytest_plugin import test_exercises
"""


def test_file(unit: str) -> str:
    """Return the text of `test_<unit>.py`; the pytest plugin puts one test for each exercise in its place."""
    return _TEXT.format(unit=unit)


test_file.__test__ = False  # type: ignore[attr-defined]  # pytest must not take it for a test
