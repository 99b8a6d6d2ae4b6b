"""Every notebook runs from top to bottom in a real kernel: the instructor's, and the student's unfinished one."""

from __future__ import annotations

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.build.notebook import notebook
from autograder.build.unit import load_unit
from autograder.exercise.spec import write_spec
from tests.conftest import ROOT, UNITS

pytestmark = pytest.mark.slow


@pytest.fixture
def executed(full_specs, tmp_path):
    """Return a function that runs a unit's notebook beside its public spec."""

    def execute(name, form):
        text = notebook(load_unit(ROOT, name), form)
        (tmp_path / f"{name}.ipynb").write_text(text, encoding="utf-8")
        (tmp_path / "spec.json").write_text(write_spec(full_specs(name).public()), encoding="utf-8")
        document = nbformat.reads(text, as_version=4)
        NotebookClient(
            document, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
        ).execute()
        return document

    return execute


def outputs(document, cell_id):
    return [
        output for cell in document.cells if cell.id.startswith(cell_id) for output in cell.get("outputs", [])
    ]


def written_to_stderr(document):
    streams = outputs(document, "")
    return [output.text for output in streams if output.output_type == "stream" and output.name == "stderr"]


@pytest.mark.parametrize("name", UNITS)
def test_the_instructors_notebook_runs_and_every_check_passes(name, executed):
    document = executed(name, "instructor")

    checks = outputs(document, "check-")
    assert checks
    shown = [output.data["text/plain"] for output in checks if output.output_type == "display_data"]
    assert [text for text in shown if not text.startswith(("PASS", "DONE"))] == []
    assert written_to_stderr(document) == []
    for output in outputs(document, "picture-"):
        assert "<img alt=" in output.data["text/html"]
        assert "not written yet" not in output.data["text/plain"]
        assert "fails with" not in output.data["text/plain"]
        assert "could not be drawn" not in output.data["text/plain"]


@pytest.mark.parametrize("name", UNITS)
def test_the_unfinished_notebook_runs_without_an_error(name, executed):
    document = executed(name, "released")

    assert written_to_stderr(document) == []
    assert not any(output.output_type == "error" for output in outputs(document, ""))
