"""On a busy machine a child gets the time that its limit means; one that sleeps or has worked enough does not."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import ExitStack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.calls import call
from autograder.submission.code import Block, Code
from autograder.worker import contention
from autograder.worker.deadlines import Deadlines
from autograder.worker.patience import STRETCH, Moment, charged, more_time, processor_time
from autograder.worker.protocol import Job, Limits
from autograder.worker.solo import SoloWorker


@pytest.mark.parametrize(
    ("passed", "used", "full", "more"),
    [
        (2.0, 0.5, 2.0, 1.5),  # it got a quarter of a processor
        (2.0, 1.99, 2.0, 0.02),
        (2.0, 2.0, 2.0, 0.0),  # it has had its share
        (2.0, 0.01, 2.0, 0.0),  # it sleeps
        (8.0, 1.0, 8.0, 0.0),  # no longer than that
        (7.5, 1.0, 7.5, 0.5),
        (2.0, None, 2.0, 0.0),
        (2.0, 0.5, 0.0, 0.0),  # there was a free processor: it chose not to use it
        (2.0, 0.5, 0.4, 0.4),
        (2.4, 0.5, 0.4, 0.0),
    ],
)
def test_the_limit_is_stretched_for_a_child_that_had_to_wait(passed, used, full, more):
    start = Moment(10.0, None if used is None else 1.0, 3.0)
    end = Moment(10.0 + passed, None if used is None else 1.0 + used, 3.0 + full)

    assert more_time(2.0, start, end) == pytest.approx(more)
    assert STRETCH == 4.0


@given(
    limit=st.floats(0.1, 60),
    passed=st.floats(0, 300),
    used=st.none() | st.floats(0, 300),
    full=st.floats(0, 1),
)
def test_nothing_stretches_a_limit_further_than_that(limit, passed, used, full):
    start = Moment(0.0, None if used is None else 0.0, 0.0)
    end = Moment(passed, used, full * passed)
    more = more_time(limit, start, end)

    assert 0 <= charged(start, end) <= passed
    assert passed + more <= max(passed, STRETCH * limit) * (1 + 1e-12)
    assert more == 0 or charged(start, end) < limit


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


# A twentieth of a processor is what a child uses that shares it with nineteen others, or one that wants to.
A_TWENTIETH = """
import time
def f():
    while True:
        end = time.process_time() + 0.01
        while time.process_time() < end:
            pass
        time.sleep(0.1)
"""


def _seconds_until_it_is_ended(monkeypatch, free):
    monkeypatch.setattr(contention, "_look", lambda: contention._Look(free * time.monotonic(), 0.0))
    code = Code("u99_test", "u99_test.py", (Block("line 1", A_TWENTIETH, 1),))
    reply = SoloWorker().run(Job(code, (call("f"),), Limits(call_seconds=10.0, total_seconds=1.0)))

    assert (reply.ended, reply.outcomes[0].status) == ("timeout", "timeout")
    return reply.charged, reply.seconds


def test_nobody_stretches_a_limit_by_choice_while_a_processor_is_free(monkeypatch):
    charged, seconds = _seconds_until_it_is_ended(monkeypatch, free=1.0)

    assert charged == pytest.approx(1.0, abs=0.3)
    assert seconds < STRETCH


def test_on_a_full_machine_the_same_child_is_given_the_most_of_our_patience(monkeypatch):
    charged, seconds = _seconds_until_it_is_ended(monkeypatch, free=0.0)

    assert charged < 1.0
    assert seconds > STRETCH * 1.0


def test_the_most_of_our_patience_is_no_fault_of_ours(worker, monkeypatch):
    monkeypatch.setattr("autograder.worker.process._GUARD_SECONDS", 1.0)
    code = Code("u99_test", "u99_test.py", (Block("line 1", A_TWENTIETH, 1),))

    reply = worker.run(Job(code, (call("f"),), Limits(call_seconds=10.0, total_seconds=0.8)))

    assert (reply.ended, reply.outcomes[0].status) == ("timeout", "timeout")


@pytest.mark.slow
def test_eight_busy_neighbours_cost_nobody_a_call(worker):
    source = """
import time
def f(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return seconds
"""
    code = Code("u99_test", "u99_test.py", (Block("line 1", source, 1),))
    with ExitStack() as neighbours:
        for _ in range(8):
            busy = neighbours.enter_context(subprocess.Popen([sys.executable, "-c", "while True: pass"]))
            neighbours.callback(busy.kill)
        reply = worker.run(Job(code, (call("f", 1.5), call("f", 1.5)), Limits()))

    assert [outcome.status for outcome in reply.outcomes] == ["returned", "returned"]
    assert reply.charged == pytest.approx(3.0, abs=0.7)


def test_a_killed_child_is_given_back_no_more_than_its_step():
    clocks = Deadlines(20.0)
    clocks.ready(os.getpid())
    clocks.begin_step(0.01, os.getpid())
    time.sleep(0.1)
    clocks.after_step(0.01)
    before = clocks.whole
    clocks.forgive_step()

    assert 0 < clocks.whole - before <= 0.01 + 1e-9
