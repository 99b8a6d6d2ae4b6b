"""The table of causes is the one that is said today, and nearly every wrong formula gets one."""

from __future__ import annotations

import pytest

from tests.sympy_checks.mistakes_table import TABLE, UNITS, tried, written

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def found(worker, full_specs):
    return [one for name in UNITS for one in tried(name, full_specs(name), worker)]


def test_the_table_is_up_to_date(found):
    assert TABLE.read_text(encoding="utf-8") == written(found)


def test_nine_in_ten_refuted_solutions_get_a_cause(found):
    refuted = [verdict for trial, verdict in found if trial.due == "less" and verdict.status == "failed"]

    assert len(refuted) > 120
    assert sum(bool(verdict.mistake) for verdict in refuted) / len(refuted) >= 0.9
