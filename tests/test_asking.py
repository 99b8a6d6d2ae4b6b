"""What is shown comes from a process that met no hidden call."""

from __future__ import annotations

import pytest

from autograder.asking import asked_apart
from autograder.calls import call
from autograder.submission.module import read_module
from autograder.worker.protocol import Limits

QUICK = Limits(call_seconds=0.1, load_seconds=0.5, total_seconds=5.0, hangs=2)
KEEPS = """
SEEN = []
def f(x):
    SEEN.append(x)
    return list(SEEN)
def hangs(x):
    while True:
        pass
def leaves(x):
    import os
    os._exit(0)
"""


def code(source=KEEPS):
    return read_module("eve.py", source.encode(), unit="u99_test")


def test_calls_that_are_shown_know_nothing_of_hidden_ones(worker):
    shown, hidden = [call("f", 1), call("f", 2)], [call("f", 77), call("f", 78)]

    reply = asked_apart(code(), shown, hidden, QUICK, worker)

    assert [outcome.result() for outcome in reply.outcomes] == [[1], [1, 2], [77], [77, 78]]


def test_nor_do_the_blocks_and_what_lies_in_memory(worker):
    source = """
import sys
FOUND, frame = set(), sys._getframe()
while frame is not None:
    for item in list(frame.f_locals.values()):
        job = getattr(item, "job", item)
        if type(job).__name__ == "Job":
            FOUND |= {asked.args[0] for asked in job.calls}
    frame = frame.f_back
if 77 in FOUND:
    raise ValueError
def f(x):
    return sorted(FOUND)
"""
    reply = asked_apart(code(source), [call("f", 1), call("f", 2)], [call("f", 77)], QUICK, worker)

    assert [outcome.result() for outcome in reply.outcomes] == [[1, 2], [1, 2], [77]]
    assert reply.blocks == ()


def test_a_function_that_hung_is_not_called_again_for_what_is_hidden(worker):
    shown = [call("f", 1), call("hangs", 1), call("hangs", 2)]
    hidden = [call("hangs", 3), call("f", 4), call("hangs", 5)]

    reply = asked_apart(code(), shown, hidden, QUICK, worker)
    statuses = [outcome.status for outcome in reply.outcomes]

    assert statuses == ["returned", "timeout", "timeout", "timeout", "returned", "timeout"]
    assert reply.outcomes[4].result() == [4]
    assert asked_apart(code(), shown[1:], hidden[:1], QUICK, worker).outcomes[-1].status == "timeout"


@pytest.mark.parametrize("place", [0, 1])
def test_the_worst_of_both_is_told(worker, place):
    parts = [[call("f", 1)], [call("f", 2)]]
    parts[place].append(call("leaves", 3))

    reply = asked_apart(code(), *parts, QUICK, worker)

    assert reply.ended == "crashed"
    assert [outcome.status for outcome in reply.outcomes].count("returned") == 2


def test_a_submission_whose_time_is_used_up_is_asked_nothing_more(worker):
    limits = Limits(call_seconds=0.3, total_seconds=0.4, hangs=9)
    reply = asked_apart(code(), [call("hangs", 1), call("hangs", 2)], [call("f", 3)], limits, worker)

    assert [outcome.status for outcome in reply.outcomes] == ["timeout"] * 3
    assert reply.ended == "timeout"
