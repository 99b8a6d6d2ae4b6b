"""The CSV and JSON files."""

from __future__ import annotations

import csv
import json
from collections import defaultdict

import pytest

from autograder.report.page import write_report
from autograder.report.tables import COLUMNS, write_csv
from autograder.report.text import spreadsheet_safe


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_rows_of_a_student_sum_to_the_record(a_class, tmp_path):
    records = a_class()
    write_csv(records, tmp_path / "scores.csv")
    totals = defaultdict(float)
    for row in rows_of(tmp_path / "scores.csv"):
        totals[row["student"]] += float(row["score"])

    assert {record.student: pytest.approx(record.score) for record in records} == totals


def test_every_exercise_has_a_row(a_class, tmp_path):
    write_csv(a_class(4, 3), tmp_path / "scores.csv")
    rows = rows_of(tmp_path / "scores.csv")

    assert len(rows) == 12
    assert list(COLUMNS) == list(rows[0])
    assert {"dmitri_volkov"} == {row["student"] for row in rows if row["submission_status"] == "unreadable"}


def test_a_record_without_exercises_keeps_a_row(a_record, tmp_path):
    write_csv([a_record("ann", score=0.0, max_score=9.0)], tmp_path / "scores.csv")

    assert [(r["exercise"], r["score"], r["max_score"]) for r in rows_of(tmp_path / "scores.csv")] == [
        ("", "0.0", "9.0")
    ]


def test_awkward_names_survive(a_record, an_exercise, tmp_path):
    name = 'Ömer "Oz", Jr.\nII; 李'
    write_csv([a_record(name, an_exercise("relu"))], tmp_path / "scores.csv")

    assert [name] == [row["student"] for row in rows_of(tmp_path / "scores.csv")]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "\t=1", "\r=1", "\x1b[31m=1", "\uff1d1", "\u200e=1"]
)
def test_no_cell_starts_a_formula(text):
    assert spreadsheet_safe(text).startswith("'")


@pytest.mark.parametrize("text", ["ann", "o'neill", "a=b", "1-2", ""])
def test_ordinary_cells_stay(text):
    assert text == spreadsheet_safe(text)


def test_json_has_the_same_scores(a_class, tmp_path):
    records = a_class()
    report = json.loads(write_report(records, tmp_path, title="T").json.read_bytes())
    unit = report["units"][0]

    assert (report["title"], report["schema"]) == ("T", 1)
    assert {record.student: record.score for record in records} == {
        item["student"]: item["score"] for item in unit["results"]
    }
    assert [item.id for item in records[0].exercises] == [item["id"] for item in unit["exercises"]]
