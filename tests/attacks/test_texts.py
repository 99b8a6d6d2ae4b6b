"""Texts of attackers, wherever they are shown: no escape, no markup, nothing that a spreadsheet runs."""

from __future__ import annotations

import csv
import io
import re

import pytest
from click.testing import CliRunner

from autograder.cli.report import command as report
from autograder.feedback import exercise_html, exercise_text
from autograder.record import to_json
from autograder.terminal import class_table, console, unit_text

HOSTILE = re.compile(r"<script>eve|<svg onload|<img src=x|(?:href|src)=.?javascript:", re.IGNORECASE)
ESCAPES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def records(graded):
    """All records of the class: attackers of every family have been at them."""
    return [*graded.together.values(), *graded.desk.values()]


@pytest.fixture(scope="module")
def reported(records, tmp_path_factory):
    """The files of the class report, by name."""
    folder = tmp_path_factory.mktemp("report")
    (folder / "class.jsonl").write_bytes(b"\n".join(map(to_json, records)))
    done = CliRunner().invoke(report, [str(folder / "class.jsonl"), "--out", str(folder / "out")])
    assert done.exit_code == 0, done.output
    return {path.name: path.read_text(encoding="utf-8") for path in (folder / "out").iterdir()}


def test_hostile_texts_have_reached_the_records(records):
    found = b"".join(map(to_json, records)).decode()

    assert HOSTILE.search(found)
    assert "\\u001b" in found
    assert "=cmd|" in found


def test_the_report_shows_them_as_texts(reported):
    page = reported["report.html"]

    assert "&lt;script&gt;eve()" in page
    assert not HOSTILE.search(page)
    assert not ESCAPES.search(page)


def test_the_table_for_a_spreadsheet_runs_nothing(reported):
    cells = [cell for row in csv.reader(io.StringIO(reported["scores.csv"])) for cell in row]

    assert cells
    assert [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell and not _is_number(cell)] == []


def _is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


def test_feedback_shows_them_as_texts(records, spec):
    for record in records:
        for item in record.exercises:
            for audience in ("student", "instructor"):
                page = exercise_html(item, spec.exercise(item.id), audience)
                text = exercise_text(item, spec.exercise(item.id), audience)
                assert not HOSTILE.search(page), record.student
                assert not ESCAPES.search(page + text), record.student


def test_the_terminal_is_not_driven_by_them(records, spec):
    stream = io.StringIO()
    console(stream).print(class_table(records))
    texts = [stream.getvalue(), *(unit_text(spec, record, every=True) for record in records)]

    assert [text for text in texts if ESCAPES.search(text)] == []


def test_the_command_itself_says_nothing_that_drives_a_terminal(graded):
    assert not ESCAPES.search(graded.said)
