"""What is shown comes from a process that has met no hidden call; what many checks want is asked once."""

from __future__ import annotations

from collections import Counter

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.allowance import Allowance
from autograder.asking import is_secret, plan_of, questions_of
from autograder.calls import call, traced
from autograder.checks import Formula, Golden, Purity, Quiz
from autograder.exercise.spec import ExerciseSpec, UnitSpec
from autograder.judge import Judge
from autograder.marking import Asked
from autograder.submission.code import Submission
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


def values(*numbers, label="values"):
    return golden_at(*(call("f", number) for number in numbers), label=label)


def golden_at(*calls, label="values"):
    return Golden(label=label, at=calls, expected=(1.0,) * len(calls))


def pure(first, between):
    return Purity(label="pure", first=call("f", first), between=call("f", between))


def questions(checks, hidden=()):
    sides = [*((check, False) for check in checks), *((check, True) for check in hidden)]
    return questions_of([Asked("f", check, side, check.calls()) for check, side in sides])


def inputs(calls):
    return [one.args[0] for one in calls]


def test_a_call_that_several_checks_want_is_made_once():
    found = questions([values(1, 2), values(2), values(3, 1), pure(8, 9)])

    assert inputs(found.shown) == [1, 2, 3, 8, 9, 8]
    assert found.places == ((0, 1), (1,), (2, 0), (3, 4, 5))


def test_of_a_function_that_no_check_calls_twice_one_call_is_made_twice():
    found = questions([values(1, 2), values(2)], hidden=[values(2, 1)])

    assert inputs((*found.shown, *found.hidden)) == [1, 2, 2]
    assert found.places == ((0, 1), (2,), (1, 0))


def test_calls_with_the_same_array_are_the_same():
    zeros = [call("f", np.zeros(3)), call("f", np.zeros(3))]

    assert questions([*map(golden_at, zeros), pure(8, 9)]).places[:2] == ((0,), (0,))


EQUAL = [(1, 1.0), (1, True), (0.0, -0.0), ((1, 2), [1, 2]), (np.ones(3), np.ones((1, 3))), (1, np.int64(1))]


@pytest.mark.parametrize(("one", "other"), EQUAL)
def test_an_equal_argument_of_another_kind_makes_another_call(one, other):
    assert questions([golden_at(call("f", one)), golden_at(call("f", other))]).places == ((0,), (1,))


def test_how_a_call_is_made_is_part_of_what_it_is():
    plain = call("f", 1)
    ways = [{"driver": "steps"}, {"read": True}, {"right": ("g",)}, {"kwargs": {"a": 1}}, {"name": "g"}]
    calls = [plain, traced({"0": "x"}, plain), *(msgspec.structs.replace(plain, **way) for way in ways)]

    assert questions(map(golden_at, calls)).shown == tuple(calls)


def test_a_check_that_repeats_a_call_makes_all_of_its_own():
    found = questions([pure(1, 2), pure(1, 2), pure(2, 1)])

    assert inputs(found.shown) == [1, 2, 1, 1, 2, 1, 2, 1, 2]
    assert found.places == ((0, 1, 2), (3, 4, 5), (6, 7, 8))


def test_other_checks_get_what_its_first_call_gave_wherever_they_are_in_the_plan():
    found = questions([values(3, 2), pure(1, 2), values(2, 1)])

    assert inputs(found.shown) == [3, 1, 2, 1]
    assert found.places == ((0, 2), (1, 2, 3), (2, 1))


def test_a_hidden_check_gets_what_a_shown_call_gave_and_never_the_other_way_round():
    found = questions([values(1), values(2)], hidden=[values(2, 3), values(3), pure(1, 3)])

    assert inputs(found.shown) == [1, 2]
    assert inputs(found.hidden) == [1, 3, 1]
    assert found.places == ((0,), (1,), (1, 3), (3,), (2, 3, 4))


NUMBERS = st.integers(0, 3)
CHECKS = st.lists(
    st.lists(NUMBERS, min_size=1, max_size=3).map(lambda numbers: values(*numbers))
    | st.builds(pure, NUMBERS, NUMBERS)
    | st.just(Quiz(name="f", expected=1))
    | NUMBERS.map(lambda number: Formula(call=traced({"0": "x"}, call("f", number)))),
    max_size=5,
)


@given(CHECKS, CHECKS, st.text(max_size=3))
def test_each_check_gets_the_outcomes_of_its_calls_and_nothing_is_asked_in_vain(checks, hidden, seed):
    plan = plan_of([exercise([pure(8, 9), *checks], hidden)], seed)
    shown, later, places = questions_of(plan)
    made = [*shown, *later]

    for asked, own in zip(plan, places, strict=True):
        assert [made[place] for place in own] == list(asked.calls)
        assert is_secret(asked) or all(place < len(shown) for place in own)
        assert not repeats(asked) or own == tuple(range(own[0], own[0] + len(own)))
    assert Counter(map(repr, shown)) == due([asked for asked in plan if not is_secret(asked)], set())
    assert Counter(map(repr, later)) == due(list(filter(is_secret, plan)), set(map(repr, shown)))


def repeats(asked):
    return len(set(map(repr, asked.calls))) < len(asked.calls)


def due(plan, known):
    """Count the calls of the checks that repeat one, and once each what the others want and nobody has asked."""
    own = Counter(repr(one) for asked in plan if repeats(asked) for one in asked.calls)
    return own + Counter({repr(one) for asked in plan for one in asked.calls} - own.keys() - known)


def exercise(checks, hidden=()):
    return ExerciseSpec(
        id="f",
        kind="function",
        points=2.0,
        prompt="",
        source="S0-01",
        hints=("", "", ""),
        stub="",
        checks=tuple(checks),
        hidden=tuple(hidden),
        hidden_weight=sum(check.weight for check in hidden),
    )


class Recording:
    """Passes jobs on to the real worker and keeps them."""

    def __init__(self, worker):
        self.worker = worker
        self.jobs = []

    def run(self, job):
        self.jobs.append(job)
        return self.worker.run(job)


def graded(source, checks, hidden, worker):
    """Return the statuses of the checks, by label, and the calls of the job."""
    spec = UnitSpec(kit="0", unit="u99_test", title="", scope="all", exercises=(exercise(checks, hidden),))
    recording = Recording(worker)
    code = read_module("ann.py", source.encode(), unit="u99_test")
    result = Judge(spec).grade(Submission("ann", "ann.py", "u99_test", code), recording)
    statuses = {check.label: check.status for check in result.exercise("f").checks}
    return statuses, recording.jobs[0]


ONES = [values(1, label="one"), values(2, 1, label="two"), pure(1, 2)]
SECRET = [values(1, 7, label="hidden"), Purity(label="hidden pure", first=call("f", 7), between=call("f", 9))]


def test_a_right_function_is_asked_less_and_passes_everything(worker):
    statuses, job = graded("def f(x):\n    return 1.0\n", ONES, SECRET, worker)

    assert set(statuses.values()) == {"passed"}
    assert inputs(job.calls) == [1, 2, 1]
    assert inputs(job.hidden) == [7, 9, 7]


KEEPERS = {
    "counts its calls": "COUNT = 0\ndef f(x):\n    global COUNT\n    COUNT += 1\n    return float(COUNT)\n",
    "remembers its inputs": "SEEN = []\ndef f(x):\n    SEEN.append(x)\n    return float(SEEN.count(x))\n",
    "remembers the last one": "LAST = [0]\ndef f(x):\n    LAST.append(x)\n    return float(LAST[-2])\n",
}


@pytest.mark.parametrize("source", KEEPERS.values(), ids=KEEPERS)
def test_a_function_with_a_memory_is_not_pure_however_many_checks_share_its_calls(source, worker):
    statuses, _ = graded(source, ONES, SECRET, worker)

    assert (statuses["pure"], statuses["hidden pure"]) == ("failed", "failed")


def test_what_a_hidden_call_gave_reaches_no_shown_check(worker):
    source = "SEEN = []\ndef f(x):\n    SEEN.append(x)\n    return 1.0 if 7 not in SEEN else 0.0\n"

    statuses, _ = graded(source, [values(1, label="one")], [values(7, 1, label="hidden")], worker)
    assert statuses == {"one": "passed", "hidden": "failed"}

    shown = [values(1, label="one"), pure(1, 2)]
    statuses, job = graded(source, shown, [values(1, label="hidden")], worker)
    assert statuses == {"one": "passed", "pure": "passed", "hidden": "passed"}
    assert job.hidden == ()
