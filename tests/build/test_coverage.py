"""Every row of the decks is covered where an exercise is due, and docs/curriculum.md says by what."""

from __future__ import annotations

import pytest

from autograder.build.coverage import PAGE, Row, coverage, named_rows, open_rows, page, read_rows
from autograder.build.unit import load_unit
from tests.conftest import ROOT, UNITS


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("S0-23, S2-07", ["S0-23", "S2-07"]),
        ("S1-14…16 (E13)", ["S1-14", "S1-15", "S1-16", "E13"]),
        ("S3-29–S3-31", ["S3-29", "S3-30", "S3-31"]),
        ("E16...E18", ["E16", "E17", "E18"]),
        ("Kingma and Ba 2015, S3-7", []),
    ],
)
def test_rows_are_read_from_a_text(text, rows):
    assert list(named_rows(text)) == rows


def test_a_row_that_is_due_and_not_covered_is_open():
    rows = [
        Row("S0-01", "a", due=True),
        Row("S0-02", "b", due=False),
        Row("E01", "c", due=True, severity="A"),
    ]

    assert open_rows(rows, {"S0-01": ["u01 `weighted_sum`"]}) == ["E01"]


def test_all_rows_of_the_decks_are_there():
    rows = read_rows(ROOT)

    assert len([row for row in rows if not row.severity]) == 147
    assert [row.id for row in rows if row.severity] == [f"E{n:02d}" for n in range(1, 53)]


def test_the_page_is_up_to_date():
    units = [load_unit(ROOT, name) for name in UNITS]

    assert (ROOT / PAGE).read_text() == page(read_rows(ROOT), units)


def test_every_row_that_is_due_is_covered():
    units = [load_unit(ROOT, name) for name in UNITS]

    assert open_rows(read_rows(ROOT), coverage(units)) == []
