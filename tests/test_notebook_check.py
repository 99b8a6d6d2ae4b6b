from __future__ import annotations

import inspect
import json
import linecache
import os

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient
from nbgrader.utils import determine_grade

import autograder
from autograder import notebook_check
from autograder.live_notebook import differs, notebook_file
from autograder.selfcheck import SelfCheckError
from autograder.submission.code import Block, Code
from tests.desk import RIGHT, UNIT, WRONG_SIGN, folder, module, notebook, run_python


def executed(cells_text, where):
    """Run a notebook in a real kernel, in a folder, and return it with its outputs."""
    document = nbformat.reads(cells_text, as_version=4)
    metadata = {"metadata": {"path": str(where)}}
    return NotebookClient(document, timeout=60, kernel_name="python3", resources=metadata).execute()


@pytest.fixture(autouse=True)
def kernels_find_the_kit(monkeypatch, root):
    monkeypatch.setenv("PYTHONPATH", str(root))
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    notebook_check._last.clear()


def check_cells(document):
    return [cell for cell in document.cells if cell.metadata.get("nbgrader", {}).get("grade")]


def with_cells(text, *sources):
    document = nbformat.reads(text, as_version=4)
    document.cells += [nbformat.v4.new_code_cell(source) for source in sources]
    return nbformat.writes(document)


def shown(cell, form="text/plain"):
    return "".join(out.data.get(form, "") for out in cell.outputs if out.output_type == "display_data")


def test_a_kernel_shows_html_and_ends_in_a_float_that_stock_nbgrader_understands(tmp_path):
    text = notebook({**RIGHT, **WRONG_SIGN, "how_many": "how_many = None"})
    work = folder(tmp_path, notebook_text=text)

    cells = check_cells(executed(text, work))

    assert [determine_grade(cell) for cell in cells] == [(5.0, 5.0), (0.0, 3.0), (0.0, 1.0)]
    assert "hidden ones decide" in shown(cells[0], "text/html")
    assert "the sign" in shown(cells[1], "text/html")
    assert "not started" in shown(cells[2])
    assert {out.output_type for cell in cells for out in cell.outputs} == {"display_data", "execute_result"}


def test_without_the_file_the_cells_that_were_run_are_checked(tmp_path):
    """Stock nbgrader executes in a folder that holds spec.json and not the notebook."""
    cells = check_cells(executed(notebook(RIGHT), folder(tmp_path)))

    assert [determine_grade(cell)[0] for cell in cells] == [5.0, 3.0, 1.0]


def test_a_kernel_ahead_of_the_file_is_told_to_save(tmp_path):
    work = folder(tmp_path, notebook_text=notebook(RIGHT))
    changed = "def negate(z):\n    return 5 * z"

    last = executed(with_cells(notebook(RIGHT, checks=False), changed, "check_all()"), work).cells[-1]

    assert shown(last).splitlines()[0] == (
        "the notebook on disk holds another version of negate than the kernel: "
        "save (Ctrl+S), then run this cell again"
    )
    assert last.outputs[-1].data["text/plain"] == "9.0"


def test_warnings_and_stderr_of_the_work_cost_nothing(tmp_path):
    noisy = "import sys\ndef double(z):\n    print('x', file=sys.stderr)\n    np.exp(1e9)\n    return 2 * z"
    text = notebook({**RIGHT, "double": noisy})

    cells = check_cells(executed(text, folder(tmp_path, notebook_text=text)))

    assert determine_grade(cells[0])[0] == 5.0


@pytest.fixture
def beside_spec(tmp_path, monkeypatch):
    work = folder(tmp_path, notebook_text=notebook(RIGHT))
    monkeypatch.chdir(work)
    return work


def test_scores_are_python_floats_also_outside_jupyter(beside_spec, capsys):
    scores = [autograder.check("double"), autograder.check_all()]

    assert [type(score) for score in scores] == [float, float]
    assert scores == [5.0, 9.0]
    assert "2 of 2 visible checks pass; hidden ones decide" in capsys.readouterr().out


def test_one_run_serves_all_cells_until_the_file_changes(beside_spec, monkeypatch):
    log = beside_spec.parent / "runs"
    counted = notebook({**RIGHT, "how_many": f"how_many = 3\nopen({str(log)!r}, 'a').write('run ')"})
    path = beside_spec / f"{UNIT}.ipynb"
    path.write_text(counted)
    for name in ("double", "negate", "double"):
        autograder.check(name)
    once = log.read_text()
    path.write_text(counted + "\n")
    autograder.check("double")

    assert once == "run "
    assert log.read_text() == "run run "


@pytest.mark.parametrize("name", ["duoble", "", "<b>", None])
def test_a_wrong_name_is_answered_and_scores_nothing(beside_spec, capsys, name):
    assert autograder.check(name) == 0.0
    said = capsys.readouterr()
    assert "has no exercise" in said.out
    assert said.err == ""


def test_a_fault_of_ours_is_told_as_ours_and_never_raised(capsys, monkeypatch):
    monkeypatch.setattr(notebook_check, "live_notebook", lambda _: 1 / 0)

    score = autograder.check("double")

    assert type(score) is float
    assert score == 0.0
    assert "our fault" in capsys.readouterr().out


def test_an_unreadable_notebook_is_told_in_words(beside_spec, capsys):
    (beside_spec / f"{UNIT}.ipynb").write_text(notebook(RIGHT)[:-30])

    assert autograder.check("double") == 0.0
    assert "save the notebook anew" in capsys.readouterr().out


def test_a_folder_without_spec_is_told(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    assert autograder.check("double") == 0.0
    assert "spec.json" in capsys.readouterr().out


def test_the_editors_own_name_for_the_notebook_comes_first(tmp_path):
    work = folder(tmp_path, notebook_text=notebook())
    copy = work / "My copy.ipynb"
    copy.write_text(notebook())
    away = tmp_path.parent

    assert notebook_file(work, {}, {}) == work / f"{UNIT}.ipynb"
    assert notebook_file(away, {"__vsc_ipynb_file__": str(copy)}, {}) == copy
    assert notebook_file(away, {}, {"JPY_SESSION_NAME": str(copy)}) == copy
    assert notebook_file(work, {}, {"JPY_SESSION_NAME": "/gone/My copy.ipynb"}) == copy
    assert notebook_file(work, {}, {"JPY_SESSION_NAME": "/gone/other.ipynb"}) == work / f"{UNIT}.ipynb"
    assert notebook_file(away, {}, {}) is None


def test_a_renamed_notebook_is_known_by_its_mark_unless_there_are_two(tmp_path):
    work = folder(tmp_path)
    (work / "a.ipynb").write_text(notebook())
    (work / "other.ipynb").write_text("{}")
    assert notebook_file(work, {}, {}) == work / "a.ipynb"

    (work / "b.ipynb").write_text(notebook())
    with pytest.raises(SelfCheckError, match=r"2 notebooks .*a\.ipynb, b\.ipynb"):
        notebook_file(work, {}, {})


def live(source, name="f"):
    """Define a function as a kernel does, so that its source can be found."""
    filename = f"<cell {len(linecache.cache)}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    names = {"np": np}
    exec(compile(source, filename, "exec"), names)
    assert inspect.getsource(names[name])
    return names


SAVED = Code(
    unit=UNIT,
    filename="x",
    blocks=(Block("cell 1", "def f(z):\n    return z + 1\n"), Block("cell 2", "v = 3")),
)


@pytest.mark.parametrize(
    ("source", "stale"),
    [
        ("def f(z):\n    return z + 1\n", False),
        ("def f(z):\n\n        # a remark\n        return z  +  1\n", False),
        ("def f(z):\n    return z + 2\n", True),
        ("def f(z, w=1):\n    return z + 1\n", True),
    ],
)
def test_only_a_change_of_meaning_makes_a_function_stale(source, stale):
    assert differs("f", live(source), SAVED) is stale


@pytest.mark.parametrize(("value", "stale"), [(3, False), (4, True), (None, True), (np.ones(3), False)])
def test_values_are_compared_by_value_and_what_cannot_be_compared_is_no_warning(value, stale):
    assert differs("v", {"v": value}, SAVED) is stale


def test_what_the_kernel_has_not_run_is_not_stale():
    assert not differs("f", {}, SAVED)
    assert not differs("g", {"g": 1}, SAVED)


def test_importing_the_kit_in_a_notebook_costs_no_import_of_the_judge(tmp_path):
    code = "import sys, autograder; print('numpy' in sys.modules)"

    assert run_python("-c", code, cwd=tmp_path).stdout.strip() == "False"


def test_the_graded_worker_sees_an_inert_check(tmp_path):
    """A notebook that asks for checks while it is checked must not start over again."""
    text = notebook(RIGHT)

    run = run_python(
        "-c", "import autograder; print(autograder.check_all())", cwd=folder(tmp_path, notebook_text=text)
    )

    assert run.stdout.splitlines()[-1] == "9.0"
    assert run.stderr == ""


def test_a_module_in_the_folder_does_not_take_the_notebooks_place(tmp_path, monkeypatch):
    work = folder(tmp_path, module(WRONG_SIGN), notebook(RIGHT))
    os.utime(work / f"{UNIT}.py")
    monkeypatch.chdir(work)

    assert autograder.check("negate") == 3.0
    assert json.loads((work / f"{UNIT}.ipynb").read_text())
