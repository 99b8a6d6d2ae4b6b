"""A student's own earlier units can be imported where they lie beside the submission, and nobody else's."""

from __future__ import annotations

import json

import pytest

from autograder.calls import call
from autograder.submission.earlier import MOST_UNITS, with_earlier
from autograder.submission.load import find_submissions
from autograder.submission.module import read_module
from autograder.submission.problems import MAX_PIECES
from autograder.worker.protocol import Job

EARLIER = "import numpy as np\nprint(undefined)\n\ndef twice(x):\n    return 2 * x\n"
CODE = "from u07_backprop import twice\n\ndef train(x):\n    return twice(x) + 1\n"


def code_at(path):
    return with_earlier(read_module(path.name, CODE.encode(), "u09_training"), path)


def trained(worker, code):
    return worker.run(Job(code, (call("train", 3),))).outcomes[0]


@pytest.mark.parametrize("place", ["u07_backprop.py", "u07_backprop/u07_backprop.py"])
def test_an_earlier_unit_beside_the_file_is_imported(place, tmp_path, worker):
    (tmp_path / place).parent.mkdir(exist_ok=True)
    (tmp_path / place).write_text(EARLIER)

    code = code_at(tmp_path / "u09_training.py")

    assert code.notes == ()
    assert trained(worker, code).result() == 7


def test_a_notebook_in_the_students_other_folder_is_imported(tmp_path, worker):
    own, other = tmp_path / "ada" / "u09_training", tmp_path / "ada" / "u07_backprop"
    own.mkdir(parents=True)
    other.mkdir()
    cell = {"cell_type": "code", "metadata": {}, "source": EARLIER, "outputs": [], "execution_count": None}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    (other / "u07_backprop.ipynb").write_text(json.dumps(notebook))
    (own / "u09_training.py").write_text(CODE)

    (submission,) = find_submissions([own], "u09_training")

    assert trained(worker, submission.code).result() == 7


def test_a_missing_unit_is_named_and_the_function_is_missing(tmp_path, worker):
    code = code_at(tmp_path / "u09_training.py")

    assert code.notes == (
        "u07_backprop is imported, but no u07_backprop.py or u07_backprop.ipynb of yours lies beside this file",
    )
    assert worker.run(Job(code, (call("train", 3),))).blocks[0].error_type == "ModuleNotFoundError"


def test_a_link_into_another_students_folder_is_not_followed(tmp_path):
    (tmp_path / "bob" / "u07_backprop").mkdir(parents=True)
    (tmp_path / "bob" / "u07_backprop" / "u07_backprop.py").write_text(EARLIER)
    (tmp_path / "ada" / "u09_training").mkdir(parents=True)
    (tmp_path / "ada" / "u07_backprop").symlink_to(tmp_path / "bob" / "u07_backprop")

    assert code_at(tmp_path / "ada" / "u09_training" / "u09_training.py").earlier == {}


def test_an_earlier_unit_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "u07_backprop.py").write_text("def broken(:\n")

    (note,) = code_at(tmp_path / "u09_training.py").notes

    assert note.startswith("your u07_backprop cannot be used: ")


def test_a_name_too_long_for_a_file_costs_nothing_but_a_note(tmp_path):
    (tmp_path / "ada.py").write_text(f"import u07_{'a' * 300}\nimport u07_{'a' * 60}\n")
    (tmp_path / "bob.py").write_text("x = 1\n")

    ada, bob = find_submissions([tmp_path], "u09_training")

    assert len(ada.code.notes) == 1
    assert bob.code.notes == ()


def test_so_many_units_are_looked_for_and_it_is_said(tmp_path):
    for number in range(MOST_UNITS + 8):
        (tmp_path / f"u07_{number:02}.py").write_text("x = 1\n")
    text = "".join(f"import u07_{number:02}\n" for number in range(MOST_UNITS + 8))

    code = with_earlier(read_module("a.py", text.encode(), "u09_training"), tmp_path / "a.py")

    assert len(code.earlier) == MOST_UNITS
    assert code.notes == (f"20 earlier units are imported, and only {MOST_UNITS} of them were looked for",)


def test_earlier_units_together_hold_so_many_words_and_signs(tmp_path):
    for number in range(4):
        (tmp_path / f"u07_{number:02}.py").write_text("x = [" + "1," * (MAX_PIECES // 2 - 100) + "]\n")
    text = "".join(f"import u07_{number:02}\n" for number in range(4))

    code = with_earlier(read_module("a.py", text.encode(), "u09_training"), tmp_path / "a.py")

    assert list(code.earlier) == ["u07_00", "u07_01"]
    assert ["at most" in note for note in code.notes] == [True, True]


def test_nobody_imports_what_another_student_put_into_the_folder_of_a_class(tmp_path):
    (tmp_path / "bob.py").write_text(CODE)
    (tmp_path / "u07_backprop.py").write_text("def twice(x):\n    return 0\n")

    for paths in ([tmp_path], sorted(tmp_path.iterdir())):
        bob = next(found for found in find_submissions(paths, "u09_training") if found.student == "bob")
        assert bob.code.earlier == {}
        assert "among other students'" in bob.code.notes[0]


@pytest.mark.parametrize("name", ["u09_training.py", "mine.py"])
def test_the_folder_of_one_student_is_not_shared(tmp_path, name):
    for student in ("ada", "bob"):
        (tmp_path / student).mkdir()
        (tmp_path / student / name).write_text(CODE)
        (tmp_path / student / "u07_backprop.py").write_text(EARLIER)

    for found in find_submissions([tmp_path], "u09_training"):
        assert found.code.earlier == {"u07_backprop": EARLIER}
