"""The sample class gets the marks that were worked out by hand."""

from __future__ import annotations

import csv
import re

import nbformat
import pytest

from autograder.judge import Judge
from autograder.submission.load import find_submissions
from tests.conftest import ROOT

CLASS = ROOT / "examples" / "class"
with (CLASS / "EXPECTED.csv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table))
NOTEBOOKS = [row for row in ROWS if row["form"] == "notebook"]


def path_of(row):
    if row["form"] == "notebook":
        return CLASS / "notebooks" / row["student"] / f"{row['unit']}.ipynb"
    return CLASS / "modules" / row["unit"] / f"{row['student']}.py"


def called(row):
    return row["student"]


@pytest.fixture(scope="module")
def judges(full_specs):
    return {unit: Judge(full_specs(unit)) for unit in {row["unit"] for row in ROWS}}


@pytest.mark.parametrize("row", ROWS, ids=called)
def test_score_and_status_are_those_worked_out_by_hand(row, judges, worker):
    judge = judges[row["unit"]]
    (submission,) = find_submissions([path_of(row)], row["unit"], judge.spec.given)

    result = judge.grade(submission, worker)

    assert result.student == row["student"]
    assert (result.score, result.status) == (float(row["score"]), row["status"])
    assert "error" not in {exercise.status for exercise in result.exercises}


def test_every_file_is_expected_and_every_expected_one_is_there():
    files = {
        path for form in ("notebooks", "modules") for path in (CLASS / form).rglob("*") if path.is_file()
    }

    assert files == {path_of(row) for row in ROWS}


def test_the_workings_add_up_to_the_expected_scores():
    sections = (CLASS / "WORKINGS.md").read_text(encoding="utf-8").split("\n## ")[1:]
    summed = {}
    for section in sections:
        points = re.findall(r"\| ([\d.]+) \|$", section, flags=re.MULTILINE)
        summed[section.partition("\n")[0]] = round(sum(map(float, points)), 2)

    heads = {
        f"{r['student']}: {r['unit']}, {r['form']}, {r['score']}, {r['status']}": r["score"] for r in ROWS
    }
    assert summed == {head: float(score) for head, score in heads.items()}


@pytest.mark.parametrize("row", NOTEBOOKS, ids=called)
def test_notebooks_are_valid_and_small(row):
    path = path_of(row)

    nbformat.validate(nbformat.read(path, as_version=nbformat.NO_CONVERT))

    assert path.stat().st_size < 100_000
