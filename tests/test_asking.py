"""What is shown comes from a process that has met no hidden call."""

from __future__ import annotations

import msgspec
import pytest

from autograder.allowance import Allowance
from autograder.calls import call
from autograder.submission.module import read_module
from autograder.worker.protocol import Job, Limits

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


def asked_apart(job, hidden, worker):
    return worker.run(msgspec.structs.replace(job, hidden=tuple(hidden)))


def job(calls, source=KEEPS, limits=QUICK):
    code = read_module("eve.py", source.encode(), unit="u99_test")
    return Job(code, tuple(calls), limits, asked_of_all=True)


def test_calls_that_are_shown_know_nothing_of_hidden_ones(worker):
    shown, hidden = [call("f", 1), call("f", 2)], [call("f", 77), call("f", 78)]

    reply = asked_apart(job(shown), hidden, worker)

    assert [outcome.result() for outcome in reply.outcomes] == [[1], [1, 2], [1, 2, 77], [1, 2, 77, 78]]


def test_nor_do_the_blocks_and_what_lies_in_memory(worker):
    source = """
import sys
def found():
    numbers, frame = set(), sys._getframe()
    while frame is not None:
        for item in list(frame.f_locals.values()):
            for holder in (item, getattr(item, "job", None), getattr(item, "plan", None)):
                if type(holder).__name__ in ("Job", "Plan"):
                    numbers |= {asked.args[0] for asked in (*holder.calls, *getattr(holder, "hidden", ()))}
        frame = frame.f_back
    return sorted(numbers)
if 77 in found():
    raise ValueError
def f(x):
    return found()
"""
    reply = asked_apart(job([call("f", 1), call("f", 2)], source), [call("f", 77)], worker)

    assert [outcome.result() for outcome in reply.outcomes] == [[1, 2], [1, 2], [1, 2, 77]]
    assert reply.blocks == ()
    again = asked_apart(job([call("f", 1)], source), [call("f", 78)], worker)
    assert [outcome.result() for outcome in again.outcomes] == [[1], [1, 78]]


def test_a_function_that_hung_is_not_called_again_for_what_is_hidden(worker):
    shown = [call("f", 1), call("hangs", 1), call("hangs", 2)]
    hidden = [call("hangs", 3), call("f", 4), call("hangs", 5)]

    reply = asked_apart(job(shown), hidden, worker)
    statuses = [outcome.status for outcome in reply.outcomes]

    assert statuses == ["returned", "timeout", "timeout", "timeout", "returned", "timeout"]
    assert reply.outcomes[4].result() == [4]
    assert asked_apart(job(shown[1:]), hidden[:1], worker).outcomes[-1].status == "timeout"


@pytest.mark.parametrize("place", [0, 1])
def test_the_worst_of_both_is_told(worker, place):
    parts = [[call("f", 1)], [call("f", 2)]]
    parts[place].append(call("leaves", 3))

    reply = asked_apart(job(parts[0]), parts[1], worker)

    assert reply.ended == "crashed"
    assert [outcome.status for outcome in reply.outcomes].count("returned") == 2


def test_a_submission_whose_time_is_used_up_is_asked_nothing_more(worker):
    limits = Limits(call_seconds=0.6, total_seconds=1.2, hangs=9)
    runs = Allowance(worker, limits)
    reply = asked_apart(job([call("hangs", 1), call("hangs", 2)], limits=limits), [call("f", 3)], runs)

    assert [outcome.status for outcome in reply.outcomes] == ["timeout"] * 3
    assert reply.ended == "timeout"


def test_a_successor_that_knows_the_hidden_calls_tells_nothing_by_the_block_that_it_leaves(worker):
    source = """
import os, sys
def calls():
    frame = sys._getframe()
    while type(frame.f_locals.get("self")).__name__ != "Child":
        frame = frame.f_back
    return frame.f_locals["self"].plan.calls
KNOWN = len(calls())
def leak(number):
    if KNOWN > 1 and calls()[1].args[0] == number:
        os._exit(3)
leak(7)
leak(8)
def f(x):
    if x > 1:
        os._exit(3)
    return x
"""
    reply = asked_apart(job([call("f", 1)], source), [call("f", 8), call("f", 9)], worker)

    assert reply.outcomes[0].result() == 1
    assert reply.blocks == ()
