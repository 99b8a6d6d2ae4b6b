"""What an attacker is shown does not depend on the hidden inputs at all."""

from __future__ import annotations

import msgspec
import pytest

from autograder.calls import call
from autograder.grading.desk import Desk
from autograder.grading.task import Task
from autograder.judge import Judge
from autograder.record import from_json
from autograder.submission.code import Submission
from autograder.submission.load import load_bytes

from .attackers import bare, modules
from .shown import shown
from .unit import FUNCTIONS, LABEL, PLANTED, UNIT

READERS = {
    key: path for key, path in modules().items() if key[0] == "reading" and key[1].startswith("hidden")
}
TOLD = "PLACES = {}\nMARK = 'eve'\nKEY = 1\n"


def _with_other_hidden_inputs(spec):
    """Return the spec with hidden calls at other places; whether they pass is not what is looked at."""
    exercises = tuple(
        msgspec.structs.replace(item, hidden=tuple(map(_moved, item.hidden)))
        if item.id in FUNCTIONS
        else item
        for item in spec.exercises
    )
    return msgspec.structs.replace(spec, exercises=exercises)


def _moved(check):
    if check.label != LABEL:
        return check
    return msgspec.structs.replace(check, at=tuple(call(asked.name, PLANTED + 0.0123) for asked in check.at))


@pytest.mark.parametrize("path", READERS.values(), ids=[name for _, name in READERS])
def test_a_record_shows_the_same_whatever_the_hidden_inputs_are(path, level, spec):
    code = load_bytes(f"{UNIT}.py", bare(TOLD, path), UNIT)
    texts = []
    for one in (spec, _with_other_hidden_inputs(spec)):
        with Desk(one, level) as desk:
            desk.judge = Judge(one, digest="sha256:0")  # asks in the same order
            record = from_json(desk.grade(Task(Submission("eve", "eve.py", UNIT, code))))
        texts.append(shown(record, one))

    assert texts[0] == texts[1]
