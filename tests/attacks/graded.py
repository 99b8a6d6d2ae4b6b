"""The class of the attack suite, graded alone, by the command with attackers in it, and at a desk with short limits."""

from __future__ import annotations

import time
from contextlib import closing

import msgspec

from autograder.grading.desk import Desk
from autograder.grading.task import Task
from autograder.judge import Judge
from autograder.record import Result, from_json, read_records
from autograder.submission.load import Listing
from autograder.worker.protocol import Limits

from .attackers import attackers, half, student
from .families import stopped
from .scene import Scene
from .unit import UNIT, honest_class

QUICK = Limits(call_seconds=0.06, load_seconds=0.1, total_seconds=0.25, restarts=2, hangs=1)
EVERY = 6  # at the desk an honest submission follows after so many attackers
# What uses its limits up is graded with short ones, which the command does not have.
SLOW = {
    ("memory", "nested_list"),
    ("memory", "growing_list"),
    ("memory", "shared_map"),
    ("objects", "many_results"),
    ("objects", "huge_numbers"),
    ("exits", "stack_overflow"),
    ("floods", "disk"),
    ("floods", "warnings"),
    ("floods", "print"),
    ("signals", "kill_everybody"),
    ("tracing", "growing_formula"),
    ("tracing", "mixed_growing_formula"),
}


class Facts(msgspec.Struct, kw_only=True):
    """Records by student, and what the machine looked like before and after."""

    level: str
    secret: str
    alone: dict[str, Result]
    together: dict[str, Result]
    desk: dict[str, Result]
    beside: list[Result]
    code: int
    said: str
    before: list
    after: list
    traces: list[str]
    seconds: float

    def record(self, family, name):
        """Return the record of an attack."""
        found = {**self.together, **self.desk}
        return found[student(family, name)]


def graded_class(level, root, spec):
    """Grade the class at one level of isolation and return what came of it."""
    with closing(Scene(root, spec)) as scene:
        scene.hand_in({name: {f"{UNIT}.py": text.encode()} for name, text in honest_class().items()})
        scene.hand_in({"half": {f"{UNIT}.py": half()}})
        alone = _records(scene.grade(level)[1])
        files = {key: files for key, files in attackers(scene.told).items() if stopped(key[0], level)}
        slow = {key for key in files if key[0] == "waiting" or key in SLOW}
        scene.hand_in({student(*key): own for key, own in files.items() if key not in slow})
        before, started = scene.state(), time.monotonic()
        done, path = scene.grade(level)
        scene.hand_in({student(*key): own for key, own in files.items() if key in slow})
        desk, beside = _at_a_desk(level, spec, scene, [student(*key) for key in sorted(slow)])
        return Facts(
            level=level,
            secret=scene.secret,
            alone=alone,
            together=_records(path),
            desk=desk,
            beside=beside,
            code=done.returncode,
            said=done.stderr.decode(errors="replace") + done.stdout.decode(errors="replace"),
            before=before,
            after=scene.state(),
            traces=scene.traces(),
            seconds=time.monotonic() - started,
        )


def _records(path):
    return {item.student: item for item in read_records(path)}


def _at_a_desk(level, spec, scene, slow):
    listing = {item.student: item for item in Listing([scene.classroom], UNIT, spec.given)}
    found, beside = {}, []
    with Desk(spec, level) as desk:
        usual, desk.judge = desk.judge, Judge(spec, limits=QUICK)
        for place, name in enumerate(slow):
            found[name] = from_json(desk.grade(Task(listing[name])))
            if place % EVERY == 0:
                quick, desk.judge = desk.judge, usual
                beside.append(from_json(desk.grade(Task(listing["ben"]))))
                desk.judge = quick
    return found, beside
