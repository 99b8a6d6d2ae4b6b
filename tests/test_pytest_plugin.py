from __future__ import annotations

import re

import pytest

from tests.desk import RIGHT, UNIT, WRONG_SIGN, folder, module, notebook, run_pytest, run_python


def test_untouched_work_is_not_started_and_exits_1(tmp_path):
    run = run_pytest(cwd=folder(tmp_path, module(), notebook()))

    assert run.returncode == 1
    assert "3 not started" in run.stdout
    assert "NOT STARTED double" in run.stdout


@pytest.mark.parametrize("form", ["module", "notebook"])
def test_right_work_passes_and_hidden_checks_are_mentioned(tmp_path, form):
    text = {"module_text": module(RIGHT)} if form == "module" else {"notebook_text": notebook(RIGHT)}

    run = run_pytest("-W", "error", cwd=folder(tmp_path, **text))

    assert run.returncode == 0, run.stdout
    assert "3 passed" in run.stdout
    assert "hidden ones decide" in run.stdout


def test_failures_are_told_without_any_traceback(tmp_path):
    run = run_pytest(cwd=folder(tmp_path, module(WRONG_SIGN)))

    assert run.returncode == 1
    assert f"test_{UNIT}.py -F-" in run.stdout
    assert "likely cause  the sign" in run.stdout
    assert re.search(rf"^FAILED test_{UNIT}\.py::negate - the sign", run.stdout, re.MULTILINE)
    for traceback in ("Traceback", "site-packages", "pytest_plugin.py", "NotRight"):
        assert traceback not in run.stdout + run.stderr


def test_work_that_is_partly_right_has_its_own_letter_and_message(tmp_path):
    matrix_only = {"double": "def double(z):\n    return [2 * float(x) for x in z]"}

    run = run_pytest("-v", cwd=folder(tmp_path, module(matrix_only)))

    assert "::double PARTIAL" in run.stdout
    assert "1 partial, 2 not started" in run.stdout
    assert "PART double  has the shape of z" in run.stdout


def test_k_chooses_an_exercise_by_its_name(tmp_path):
    run = run_pytest("-k", "negate", cwd=folder(tmp_path, module(RIGHT)))

    assert "1 passed, 2 deselected" in run.stdout


@pytest.mark.parametrize("mode", ["prepend", "importlib"])
def test_a_folder_of_units_is_checked_at_once_even_with_equal_names(tmp_path, mode):
    folder(tmp_path / "one", module(RIGHT))
    folder(tmp_path / "two", module())

    run = run_pytest(f"--import-mode={mode}", cwd=tmp_path)

    assert "3 passed" in run.stdout
    assert "3 not started" in run.stdout


def test_the_submission_is_run_once_for_all_exercises(tmp_path):
    text = module({**RIGHT, "how_many": "how_many = 3\nopen('/tmp/never', 'a') if False else None"})
    log = tmp_path / "runs"
    counting = text.replace(
        "import numpy as np", f"import numpy as np\nopen({str(log)!r}, 'a').write('run ')", 1
    )

    run = run_pytest(cwd=folder(tmp_path / "unit", counting))

    assert "3 passed" in run.stdout
    assert log.read_text() == "run "


def test_xdist_workers_report_the_same(tmp_path):
    run = run_pytest("-n", "2", cwd=folder(tmp_path, module(WRONG_SIGN)))

    assert run.returncode == 1
    assert "1 failed, 2 not started" in run.stdout
    assert "likely cause  the sign" in run.stdout


def test_a_syntax_error_is_told_once_and_nothing_is_called_wrong(tmp_path):
    run = run_pytest(cwd=folder(tmp_path, module({"double": "def double(z:\n    return z"})))

    assert run.returncode == 1
    assert "3 not checked" in run.stdout
    assert run.stdout.count("def double(z:") == 1


def test_a_damaged_spec_is_an_error_in_words(tmp_path):
    work = folder(tmp_path, module())
    (work / "spec.json").write_text('{"gradmark": "spec"}')

    run = run_pytest(cwd=work)

    assert run.returncode == 2
    assert "build or download it again" in run.stdout
    assert "Traceback" not in run.stdout


def test_the_unit_module_itself_may_be_given(tmp_path):
    run = run_pytest(f"{UNIT}.py", cwd=folder(tmp_path, module(RIGHT), notebook()))

    assert "3 passed" in run.stdout


def test_ascii_terminals_get_ascii(tmp_path):
    greek = module({"double": "def double(z):\n    raise ValueError('σ ≤ 1')"})

    run = run_pytest(cwd=folder(tmp_path, greek), PYTHONUTF8="0", PYTHONIOENCODING="ascii")

    assert "raised ValueError: sigma <= 1" in run.stdout


def test_a_missing_spec_is_told_by_the_test_file(tmp_path):
    work = folder(tmp_path, module())
    (work / "spec.json").unlink()

    run = run_pytest(cwd=work)

    assert run.returncode == 1
    assert "is missing: copy it back" in run.stdout


def test_without_the_plugin_the_test_file_does_not_pass(tmp_path):
    run = run_python("-m", "pytest", "-p", "no:gradmark", cwd=folder(tmp_path, module(RIGHT)))

    assert run.returncode == 1
    assert "switched off" in run.stdout


def test_other_projects_are_left_alone(tmp_path):
    (tmp_path / "spec.json").write_text('{"openapi": "3.1"}')
    (tmp_path / "test_own.py").write_text("def test_one():\n    assert 1 + 1 == 2\n")

    run = run_pytest("-W", "error", cwd=tmp_path)

    assert run.returncode == 0
    assert "1 passed" in run.stdout


def test_the_plugin_costs_other_projects_no_import_of_numpy(tmp_path):
    code = "import sys, autograder.pytest_plugin; print(sorted({'numpy', 'msgspec', 'sympy', 'rich'} & set(sys.modules)))"

    assert run_python("-c", code, cwd=tmp_path).stdout.strip() == "[]"
