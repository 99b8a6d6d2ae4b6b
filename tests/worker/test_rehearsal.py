"""What a child does is rehearsed before any is forked, and nothing is left of it but speed."""

from __future__ import annotations

import random
import signal
import sys
import warnings
from typing import Any

import numpy as np

from autograder.worker import rehearsal
from autograder.worker.rehearsal import rehearse


def around() -> tuple[Any, ...]:
    """Return what a submission could find changed."""
    streams = sys.stdin, sys.stdout, sys.stderr
    timer = signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL)
    numbers = random.getstate(), np.random.get_state()[1].tolist()
    return (
        streams,
        timer,
        numbers,
        np.geterr(),
        list(warnings.filters),
        warnings.showwarning,
        list(sys.meta_path),
    )


def test_a_rehearsal_leaves_the_process_as_it_was(capfd):
    before = around()

    rehearse()

    assert around() == before
    assert capfd.readouterr() == ("", "")


def test_every_kind_of_call_is_rehearsed(run):
    outcomes = run(rehearsal.SOURCE, *rehearsal.calls()).outcomes

    assert {outcome.status for outcome in outcomes} == {"returned", "not_started", "missing"}
    assert [outcome.status for outcome in outcomes[-4:]] == ["returned"] * 4
    assert any(outcome.printed for outcome in outcomes)
    assert any(outcome.warnings for outcome in outcomes)
    assert any(outcome.changed for outcome in outcomes)
