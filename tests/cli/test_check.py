from __future__ import annotations

import msgspec
import pytest
from click.testing import CliRunner

from autograder import selfcheck
from autograder.cli.check import command, exit_code, matching
from autograder.record import ExerciseResult
from tests.desk import RIGHT, UNIT, WRONG_SIGN, folder, module, notebook, run_gradmark
from tests.test_terminal import RESULT


def test_everything_right_exits_0(tmp_path):
    run = run_gradmark("check", cwd=folder(tmp_path, module(RIGHT)))

    assert run.returncode == 0, run.stderr
    assert "2 of 3 exercises right, 1 answered" in run.stdout


def test_something_not_right_yet_exits_1_and_shows_the_first_cause(tmp_path):
    run = run_gradmark("check", cwd=folder(tmp_path, module(WRONG_SIGN)))

    assert run.returncode == 1
    assert "likely cause  the sign" in run.stdout
    assert run.stderr == ""


def test_one_exercise_may_be_checked_from_elsewhere(tmp_path):
    work = folder(tmp_path / UNIT, module({"double": RIGHT["double"]}))

    assert run_gradmark("check", UNIT, "-k", "double", cwd=tmp_path).returncode == 0
    assert run_gradmark("check", str(work / f"{UNIT}.py"), "-k", "negate", cwd=tmp_path).returncode == 1


@pytest.mark.parametrize("arguments", [("-k", "nothing"), ("nowhere",), ("--wrong",)])
def test_wrong_use_exits_2(tmp_path, arguments):
    run = run_gradmark("check", *arguments, cwd=folder(tmp_path, module()))

    assert run.returncode == 2
    assert "Traceback" not in run.stderr


def test_a_fault_of_ours_exits_3_in_words(tmp_path, monkeypatch):
    def broken(*_):
        return 1 / 0

    monkeypatch.setattr(selfcheck, "check_file", broken)

    run = CliRunner().invoke(command, [str(folder(tmp_path, module()))])

    assert run.exit_code == 3
    assert "our fault, not yours: ZeroDivisionError" in run.output


def test_a_check_of_ours_that_fails_is_no_reason_to_exit_1():
    def status(*names):
        exercises = tuple(ExerciseResult(id=name, score=0, max_score=1, status=name) for name in names)
        return exit_code(msgspec.structs.replace(RESULT, exercises=exercises))

    assert status("passed", "carried_forward") == 0
    assert status("passed", "error") == 3
    assert status("partial", "error") == 1


def test_an_unreadable_file_exits_1_with_its_problem(tmp_path):
    run = run_gradmark("check", cwd=folder(tmp_path, notebook_text=notebook()[:-9]))

    assert run.returncode == 1
    assert "save the notebook anew" in run.stdout


def test_a_name_means_itself_or_all_that_contain_it():
    known = ["sigmoid", "sigmoid_grad", "relu"]

    assert matching(known, ("sigmoid",)) == ("sigmoid",)
    assert matching(known, ("grad", "relu")) == ("sigmoid_grad", "relu")
    assert matching(known, ("tanh",)) == ("tanh",)


def test_a_hint_is_shown_with_the_way_to_the_next(tmp_path):
    run = run_gradmark("hint", "double", cwd=folder(tmp_path, module()))

    assert run.stdout.splitlines() == [
        "hint 1 of 3 for double",
        "  first hint",
        "more: gradmark hint double -n 2",
    ]


def test_the_last_hint_promises_no_more(tmp_path):
    folder(tmp_path / UNIT, module())

    run = run_gradmark("hint", "double", UNIT, "-n", "3", cwd=tmp_path)

    assert run.stdout.splitlines() == ["hint 3 of 3 for double", "  third hint"]


@pytest.mark.parametrize("arguments", [("duoble",), ("double", "-n", "4"), ("double", "nowhere")])
def test_a_hint_that_does_not_exist_is_wrong_use(tmp_path, arguments):
    assert run_gradmark("hint", *arguments, cwd=folder(tmp_path, module())).returncode == 2
