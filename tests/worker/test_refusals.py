"""What the box refuses is told in words: which rule it was, not which system call."""

from __future__ import annotations

import pytest

from autograder.calls import call
from autograder.checks.outcomes import not_returned

REFUSED = {
    "a program": ("import subprocess\n    subprocess.run(['ls'])", "runs alone"),
    "a process": ("import multiprocessing\n    multiprocessing.Process(target=print).start()", "runs alone"),
    "the network": ("import socket\n    socket.create_connection(('127.0.0.1', 80), 1)", "runs alone"),
    "a file": ("open('data.csv')", "without files of its own"),
    "a question": ("input('z? ')", "nobody to ask"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_told_in_words(strong, name):
    body, words = REFUSED[name]
    asked = call("f")
    (outcome,) = strong(f"def f():\n    {body}", asked).outcomes

    assert words in (not_returned(asked, outcome).mistake or "")
