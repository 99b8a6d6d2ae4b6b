"""What a run says about itself while it goes on."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from autograder.grading import progress
from autograder.grading.progress import Pace, shown


@pytest.fixture
def clock(monkeypatch):
    """Return a list whose only entry is the time."""
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def test_the_rate_leaves_out_records_that_were_there(clock):
    pace = Pace(1000)
    for number in range(400):
        pace.step(number < 300)
    clock[0] += 50.0

    assert pace.rate == pytest.approx(2.0)
    assert pace.words() == "400 of 1000 graded (300 kept), 2/s, 5 min 0 s left"


def test_nothing_is_left_at_the_end(clock):
    pace = Pace(2)
    pace.step(True)
    pace.step(False)
    clock[0] += 4.0

    assert pace.words() == "2 of 2 graded (1 kept), 0.25/s"


def _said(clock, seconds, **options):
    out = io.StringIO()
    console = Console(file=out, width=100, **options)
    with shown(Pace(8), console) as step:
        for _ in range(8):
            clock[0] += seconds
            step(False)
    return out.getvalue()


def test_a_log_gets_a_line_now_and_then(clock):
    assert (
        _said(clock, 12.0) == "3 of 8 graded, 0.0833/s, 1 min 0 s left\n6 of 8 graded, 0.0833/s, 24 s left\n"
    )
    assert _said(clock, 1.0) == ""


def test_a_terminal_gets_a_bar_with_the_rate(clock):
    said = _said(clock, 0.5, force_terminal=True)

    assert "8/8" in said
    assert "2/s" in said


def test_quiet_says_nothing():
    out = io.StringIO()
    pace = Pace(1)
    with shown(pace, Console(file=out, force_terminal=True), quiet=True) as step:
        step(False)

    assert (out.getvalue(), pace.done) == ("", 1)
