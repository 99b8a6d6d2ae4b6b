"""On a busy machine a child gets the time that its limit means; one that sleeps or has worked enough does not."""

from __future__ import annotations

import os
import time

import pytest

from autograder.calls import call
from autograder.submission.code import Block, Code
from autograder.worker.patience import STRETCH, Moment, more_time, processor_time
from autograder.worker.protocol import Job, Limits


@pytest.mark.parametrize(
    ("passed", "used", "more"),
    [
        (2.0, 0.5, 1.5),  # it got a quarter of a processor
        (2.0, 1.99, 0.02),
        (2.0, 2.0, 0.0),  # it has had its share
        (2.0, 0.01, 0.0),  # it sleeps
        (8.0, 1.0, 0.0),  # no longer than that
        (7.5, 1.0, 0.5),
        (2.0, None, 0.0),
    ],
)
def test_the_limit_is_stretched_for_a_child_that_had_to_wait(passed, used, more):
    start = Moment(10.0, None if used is None else 1.0)
    end = Moment(10.0 + passed, None if used is None else 1.0 + used)

    assert more_time(2.0, start, end) == pytest.approx(more)
    assert STRETCH == 4.0


def test_the_processor_time_of_a_process_is_its_own():
    before = processor_time(os.getpid())
    time.sleep(0.2)
    slept = processor_time(os.getpid())
    deadline = time.monotonic() + 5
    while processor_time(os.getpid()) < slept + 0.1 and time.monotonic() < deadline:
        pass

    assert slept - before < 0.1
    assert processor_time(os.getpid()) >= slept + 0.1


def test_a_child_that_sleeps_is_ended_at_its_limit(worker):
    code = Code("u99_test", "u99_test.py", (Block("line 1", "import time\ndef f(): time.sleep(30)", 1),))
    started = time.monotonic()

    outcome = worker.run(Job(code, (call("f"),), Limits(call_seconds=0.4))).outcomes[0]

    assert outcome.status == "timeout"
    assert time.monotonic() - started < 0.4 * STRETCH


def test_a_child_that_makes_the_most_of_our_patience_has_timed_out_and_is_no_fault_of_ours(
    worker, monkeypatch
):
    monkeypatch.setattr("autograder.worker.process._GUARD_SECONDS", 1.0)
    source = """
import time
def f():
    while True:
        end = time.process_time() + 0.02
        while time.process_time() < end:
            pass
        time.sleep(0.1)
"""
    code = Code("u99_test", "u99_test.py", (Block("line 1", source, 1),))
    limits = Limits(call_seconds=10.0, total_seconds=0.8)

    reply = worker.run(Job(code, (call("f"),), limits))

    assert (reply.ended, reply.outcomes[0].status) == ("timeout", "timeout")
