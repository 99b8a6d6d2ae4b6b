"""What came before is decided once; faults of ours are decided again."""

from __future__ import annotations

import numpy as np

from autograder.calls import Outcome, call
from autograder.checks.golden import Golden
from autograder.deciding import Decisions
from autograder.marking import Asked
from autograder.plain import to_tree


def asked(exercise, expected):
    check = Golden(at=(call(exercise, 1.0),), expected=(to_tree(expected),))
    return Asked(exercise, check, hidden=False, calls=check.calls())


def outcome(value, seconds=0.0):
    return Outcome("returned", to_tree(value), seconds=seconds)


def verdicts(decisions, *outcomes):
    return [entry.verdict for entry in decisions.judged(outcomes)]


def test_the_time_of_a_call_and_other_exercises_are_no_part_of_the_question():
    decisions = Decisions([asked("f", 1.0), asked("g", 2.0), asked("f", 3.0)], [[0], [1], [2]])

    first = verdicts(decisions, outcome(1.0), outcome(2.0), outcome(0.0))
    again = verdicts(decisions, outcome(1.0, 0.5), outcome(5.0), outcome(0.0, 0.1))

    assert [one.status for one in first] == ["passed", "passed", "failed"]
    assert [one.status for one in again] == ["passed", "failed", "failed"]
    assert again[2] is first[2]


def test_a_check_is_remembered_although_its_exercise_gave_other_numbers():
    decisions = Decisions([asked("f", 1.0), asked("f", 3.0)], [[0], [1]])

    _, first = verdicts(decisions, outcome(1.0), outcome(0.0))
    _, again = verdicts(decisions, outcome(2.0), outcome(0.0))

    assert again is first


def test_a_fault_of_ours_is_not_remembered():
    decisions = Decisions([asked("f", np.ones(2))._replace(check=None)], [[0]])

    (first,) = verdicts(decisions, outcome(1.0))
    (again,) = verdicts(decisions, outcome(1.0))

    assert (first.status, again.status) == ("error", "error")
    assert again is not first
