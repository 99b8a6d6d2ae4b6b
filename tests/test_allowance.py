"""However often a submission is asked, all of it together has the time of one run."""

from __future__ import annotations

import msgspec
import pytest

from autograder.allowance import LEAST, Allowance, OverdrawnError
from autograder.calls import Outcome, call
from autograder.judge import Judge
from autograder.submission.code import Block, Code, Submission
from autograder.submission.module import read_module
from autograder.worker.protocol import Job, Limits, Reply

LIMITS = Limits(call_seconds=0.3, total_seconds=4.0, hangs=9)
SLOW = "import time\ndef f(seconds):\n    time.sleep(seconds)\n    return seconds\n"


def _job(*seconds):
    code = Code("u99_test", "u99_test.py", (Block("line 1", SLOW, 1),))
    return Job(code, tuple(call("f", each) for each in seconds), LIMITS)


def test_a_later_run_gets_what_the_earlier_ones_have_left(worker):
    runs = Allowance(worker, LIMITS)
    first = runs.run(_job(0.2, 0.2, 9.0))

    assert [outcome.status for outcome in first.outcomes] == ["returned", "returned", "timeout"]
    assert first.charged == pytest.approx(0.7, abs=0.4)
    assert runs.left == pytest.approx(LIMITS.total_seconds - first.charged)

    second = runs.run(_job(*[9.0] * 9))

    assert second.ended == "timeout" or runs.left < LIMITS.total_seconds - 9 * 0.3
    assert runs.left < LEAST
    with pytest.raises(OverdrawnError):
        runs.run(_job(0.0))


def test_a_submission_that_was_given_little_time_runs_once(worker):
    limits = msgspec.structs.replace(LIMITS, total_seconds=LEAST / 4)

    assert Allowance(worker, limits).run(_job(0.0)).outcomes[0].result() == 0.0


# Its sigmoid is a near miss, so its derivative is looked at again with the right one in its place.
NEAR_MISS = """
import time
import numpy as np

def sigmoid(z):
    return 0.5 / (1 + np.exp(-np.clip(z, -700, 700)))

def sigmoid_grad(z):
    s = sigmoid(z)
    return s * (1 - s)

def tanh_grad(z):
    time.sleep(9)
"""


class _Noting:
    """Passes jobs on and notes the limits that they came with."""

    def __init__(self, worker):
        self.worker, self.limits = worker, []

    def run(self, job):
        self.limits.append(job.limits)
        return self.worker.run(job)


@pytest.mark.parametrize(("hangs", "runs"), [(1, 2), (4, 1)])
def test_the_judge_gives_all_runs_of_a_submission_one_allowance(hangs, runs, worker, full_specs):
    spec = full_specs("u03_activations")
    code = read_module("ada.py", NEAR_MISS.encode(), spec.unit)
    limits = Limits(call_seconds=0.6, total_seconds=3.0, hangs=hangs)
    judge = Judge(spec, only={"sigmoid", "sigmoid_grad", "tanh_grad"})
    judge.limits = limits
    noting = _Noting(worker)

    result = judge.grade(Submission("ada", "ada.py", spec.unit, code), noting)

    totals = [each.total_seconds for each in noting.limits]
    assert (len(totals), totals[0]) == (runs, 3.0)
    assert all(LEAST <= each < 3.0 - hangs * 0.6 + 0.1 for each in totals[1:])
    assert result.exercise("sigmoid_grad").status == ("carried_forward" if runs > 1 else "failed")


class _Empty:
    """A worker whose runs take no time and show nothing."""

    def run(self, job):
        return Reply(outcomes=(Outcome("returned", value=1.0),) * len(job.calls))


def test_time_in_which_the_machine_kept_it_waiting_is_not_taken_off():
    runs = Allowance(_Empty(), LIMITS)
    runs.run(_job(0.0))

    assert runs.left == LIMITS.total_seconds
