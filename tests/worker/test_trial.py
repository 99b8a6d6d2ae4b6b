"""A worker that claims more than it holds is found out."""

from __future__ import annotations

import pytest

from autograder.worker import isolation, trial
from autograder.worker.isolation import Isolation

from .conftest import boxed


def _fork(*parts):
    return isolation._forking(parts)


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("seccomp", "start a process, send a signal to the worker, reach the network"),
        ("landlock", "read a file of the grader, look into folders outside, write a file"),
        ("bubblewrap", "read a file of the grader, reach the network"),
    ],
)
def test_limits_alone_are_no_layer(claim, words):
    assert trial.fault(_fork().start, [claim], scratch=False) == f"a submission could still {words}"


@pytest.mark.parametrize(("part", "other"), [("seccomp", "landlock"), ("landlock", "seccomp")])
def test_one_layer_is_not_the_other(part, other):
    assert trial.fault(_fork(part).start, [part], scratch=False) == ""
    assert "a submission could still" in trial.fault(_fork(part).start, [part, other], scratch=False)


def test_the_box_alone_holds_what_it_claims_and_no_more():
    box = boxed()

    assert trial.fault(box.start, ["bubblewrap"], scratch=True) == ""
    assert "start a process" in trial.fault(box.start, ["bubblewrap", "seccomp"], scratch=True)
    assert "look into folders" in trial.fault(box.start, ["bubblewrap", "landlock"], scratch=True)


def test_a_worker_that_does_not_start_is_told_with_its_own_words():
    broken = Isolation("strong", "bubblewrap", "", command=("/bin/sh", "-c", "echo 'no such luck' >&2"))

    assert trial.fault(broken.start, [], scratch=True) == "no such luck"
