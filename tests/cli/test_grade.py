"""`gradmark grade` on a class with everything that goes wrong."""

from __future__ import annotations

import ctypes
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from autograder.build.assemble import module_source
from autograder.build.unit import load_unit
from autograder.exercise.spec import write_spec
from autograder.record import from_json, read_records
from tests.conftest import ROOT

UNIT = "u08_optimizers"
ALL = float(sum(item.points for item in load_unit(ROOT, UNIT).exercises))  # sgd_step is worth 1
PR_SET_CHILD_SUBREAPER = 36
GRADE = [sys.executable, "-m", "autograder.cli.main", "grade"]


@pytest.fixture(scope="module")
def reference():
    return module_source(load_unit(ROOT, UNIT))


@pytest.fixture
def spec(full_specs, tmp_path):
    path = tmp_path / "hidden.json"
    path.write_text(write_spec(full_specs(UNIT)), encoding="utf-8")
    return path


def grade(*arguments, cwd):
    return subprocess.run(
        [*GRADE, *map(str, arguments)], cwd=cwd, capture_output=True, text=True, check=False
    )


def in_sgd_step(reference, statement):
    """Put a statement at the start of sgd_step's body."""
    return (
        reference
        + f"\n_right = sgd_step\ndef sgd_step(theta, grad, lr):\n    {statement}\n    return _right(theta, grad, lr)\n"
    )


def test_each_disaster_gets_its_record_and_the_class_is_graded(reference, spec, tmp_path):
    before = adopted()
    disasters = {
        "ada": (reference, "graded", ALL),
        "loops": (in_sgd_step(reference, "while True: pass"), "graded", ALL - 1),
        "loops_at_once": ("while True:\n    pass\n" + reference, "timeout", ALL),
        "hungry": (in_sgd_step(reference, "[0] * 10**12"), "memory", ALL - 1),
        "hungry_at_once": ("x = [0] * 10**12\n" + reference, "memory", ALL),
        "leaves": (in_sgd_step(reference, "import os; os._exit(0)"), "crashed", ALL - 1),
        "leaves_at_once": ("import os\nos._exit(0)\n" + reference, "crashed", ALL),
        "chatty": (in_sgd_step(reference, "print('x' * 10**8)"), "graded", ALL),
        "daemon": (
            "import os, time\nif os.fork() == 0:\n    time.sleep(600)\n" + reference,
            "graded",
            ALL,
        ),
        "broken": (reference + "def f(:\n", "unreadable", 0.0),
        "zoe": (reference, "graded", ALL),
    }
    folder = tmp_path / "class"
    folder.mkdir()
    for student, (source, _, _) in disasters.items():
        (folder / f"{student}.py").write_text(source, encoding="utf-8")

    done = grade(folder, "--unit", UNIT, "--spec", spec, "--json", "class.jsonl", cwd=tmp_path)

    records = {item.student: item for item in read_records(tmp_path / "class.jsonl")}
    assert done.returncode == 0, done.stderr
    assert {name: (item.status, item.score) for name, item in records.items()} == {
        name: (status, score) for name, (_, status, score) in disasters.items()
    }
    assert adopted() <= before


def adopted():
    """Return the processes that this one is the parent of; orphans of `gradmark grade` come here too."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    return {
        int(pid)
        for task in Path("/proc/self/task").iterdir()
        for pid in (task / "children").read_text().split()
    }


def test_a_zip_of_an_lms_is_graded(reference, spec, tmp_path):
    with zipfile.ZipFile(tmp_path / "submissions.zip", "w") as archive:
        archive.writestr(f"lovelaceada_77_1234_{UNIT}.py", reference)
        archive.writestr(
            f"turingalan_LATE_78_1235_{UNIT}-1.py", "def sgd_step(theta, grad, lr):\n    return theta\n"
        )

    done = grade("submissions.zip", "--unit", UNIT, "--spec", spec, "--json", "r.jsonl", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    scores = {item.student: item.score for item in read_records(tmp_path / "r.jsonl")}
    assert scores == {"lovelaceada_77": ALL, "turingalan_78": 0.0}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere", "--unit", UNIT], "does not exist"),
        ([".", "--unit", "u77_nothing"], "gradmark build"),
        ([".", "--unit", UNIT, "--isolation", "magic"], "strong"),
        ([".", "--unit", UNIT, "--resume"], "name it with --json"),
        ([".", "--unit", UNIT, "--jobs", "0"], "--jobs"),
        ([".", "--unit", UNIT, "--jobs", "2", "--cluster", "tcp://a:1"], "choose one"),
    ],
)
def test_wrong_use_is_exit_2_and_says_why(arguments, words, tmp_path):
    done = grade(*arguments, cwd=tmp_path)

    assert (done.returncode, words in done.stderr) == (2, True)


def test_the_spec_of_another_unit_is_refused(spec, tmp_path):
    (tmp_path / "ada.py").write_text("x = 1\n")

    done = grade("ada.py", "--unit", "u03_activations", "--spec", spec, cwd=tmp_path)

    assert (done.returncode, "is the spec of u08_optimizers" in done.stderr) == (2, True)


def test_records_go_into_a_pipe(spec, tmp_path):
    (tmp_path / "ada.py").write_text("x = 1\n")

    done = grade("ada.py", "--unit", UNIT, "--spec", spec, "--quiet", "--json", "/dev/stdout", cwd=tmp_path)

    assert (done.returncode, from_json(done.stdout).student) == (0, "ada")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ada.py", "hidden.json"]


def test_records_of_visible_checks_are_kept_out_of_a_gradebook(full_specs, tmp_path):
    (tmp_path / "ada.py").write_text("x = 1\n")
    (tmp_path / "public.json").write_text(write_spec(full_specs(UNIT).public()), encoding="utf-8")

    done = grade("ada.py", "--unit", UNIT, "--spec", "public.json", "--db", "g.db", cwd=tmp_path)

    assert (done.returncode, "pass the full --spec" in done.stderr) == (2, True)
    assert not (tmp_path / "g.db").exists()
