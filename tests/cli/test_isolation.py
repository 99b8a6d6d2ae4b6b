"""A class is graded at whatever level the machine offers, with the same marks; a minimum refuses to."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from autograder.build.assemble import module_source
from autograder.build.unit import load_unit
from autograder.exercise.spec import write_spec
from autograder.record import read_records
from autograder.worker.isolation import IsolationError, of_level
from tests.conftest import ROOT

UNIT = "u08_optimizers"
GRADE = [
    sys.executable,
    "-m",
    "autograder.cli.main",
    "grade",
    "class",
    "--unit",
    UNIT,
    "--spec",
    "hidden.json",
]
LACK = [sys.executable, "-m", "tests.worker.lacks"]
WRONG = "def sgd_step(theta, grad, lr):\n    return theta + lr * grad\n"
HANGS = "def momentum_step(*arguments):\n    while True:\n        pass\n"


@pytest.fixture(scope="module", autouse=True)
def whole_machine():
    try:
        of_level("strong")
        of_level("good")
    except IsolationError as problem:
        pytest.skip(str(problem))


@pytest.fixture(scope="module")
def desk(full_specs, tmp_path_factory):
    """A folder with a spec and a small class."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "hidden.json").write_text(write_spec(full_specs(UNIT)), encoding="utf-8")
    (folder / "class").mkdir()
    reference = module_source(load_unit(ROOT, UNIT))
    for name, more in {"ada": "", "bob": WRONG, "eve": HANGS, "kim": "import os\nos.fork()\n"}.items():
        (folder / "class" / f"{name}.py").write_text(f"{reference}\n{more}", encoding="utf-8")
    return folder


def grade(desk, *options, start=(), **settings):
    return subprocess.run(
        [*start, *GRADE, *options],
        cwd=desk,
        env={**os.environ, "PYTHONPATH": str(ROOT), **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def marks(desk, *options, **settings):
    """Return every student's score, and the one level of all records."""
    done = grade(desk, "--quiet", "--json", "records.jsonl", *options, **settings)
    assert done.returncode == 0, done.stderr
    records = read_records(desk / "records.jsonl")
    (level,) = {record.isolation for record in records}
    return {record.student: record.score for record in records}, level


@pytest.fixture(scope="module")
def strong(desk):
    scores, level = marks(desk)
    assert level == "strong"
    assert scores["kim"] == scores["ada"] > scores["bob"]
    assert scores["ada"] > scores["eve"] > 0
    return scores


NOWHERE = {"PATH": "/nowhere"}
PLACES = {
    "no bubblewrap": ("good", (), NOWHERE),
    "no namespaces": ("good", ("namespaces",), {}),
    "no Landlock": ("basic", ("landlock",), NOWHERE),
    "no seccomp": ("basic", ("seccomp",), NOWHERE),
    "nothing": ("basic", ("seccomp", "landlock", "namespaces"), {}),
    "an old kernel with bubblewrap": ("strong", ("seccomp", "landlock"), {}),
}


@pytest.mark.parametrize("place", PLACES)
def test_marks_are_the_same_at_every_level(desk, strong, place):
    level, lacks, settings = PLACES[place]
    start = (*LACK, *lacks, "--") if lacks else ()

    assert marks(desk, start=start, **settings) == (strong, level)


@pytest.mark.parametrize("level", ["strong", "good", "basic"])
def test_a_level_is_graded_at_when_it_is_asked_for(desk, strong, level):
    assert marks(desk, "--isolation", level, "--require-isolation", level) == (strong, level)


@pytest.mark.parametrize(
    ("place", "required", "words"),
    [
        (
            "no bubblewrap",
            "strong",
            ("offers 'good'", "bubblewrap is not installed", "apt install bubblewrap"),
        ),
        ("no namespaces", "strong", ("offers 'good'", "bwrap: No permissions", "user namespaces")),
        ("no Landlock", "good", ("offers 'basic'", "Landlock: the kernel does not offer it", "Linux 5.13")),
        ("nothing", "good", ("offers 'basic'", "seccomp: the kernel", "AppArmor")),
    ],
)
def test_a_minimum_refuses_before_anything_is_graded(desk, place, required, words, tmp_path):
    _, lacks, settings = PLACES[place]
    start = (*LACK, *lacks, "--") if lacks else ()
    target = tmp_path / "never.jsonl"

    done = grade(desk, "--require-isolation", required, "--json", str(target), start=start, **settings)

    assert done.returncode == 2
    said = " ".join(done.stderr.split())
    assert f"isolation '{required}' is required, this machine" in said
    assert [word for word in words if word not in said] == []
    assert list(tmp_path.iterdir()) == []


def test_a_level_below_the_minimum_is_wrong_use(desk):
    done = grade(desk, "--isolation", "basic", "--require-isolation", "good")

    assert (done.returncode, "leave one of them out" in done.stderr) == (2, True)


def test_records_below_the_minimum_are_graded_again(desk, tmp_path):
    target = tmp_path / "class.jsonl"
    grade(desk, "--quiet", "--isolation", "basic", "--json", str(target))
    grade(desk, "--quiet", "--require-isolation", "good", "--resume", "--json", str(target))

    assert {record.isolation for record in read_records(target)} == {"strong"}
