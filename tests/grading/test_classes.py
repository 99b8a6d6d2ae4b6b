"""One command grades every unit that there is work of."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from autograder.build.assemble import module_source
from autograder.build.unit import load_unit
from autograder.cli.grade import command
from autograder.exercise.spec import write_spec
from autograder.grading.classes import classes_of
from autograder.grading.failures import UsageError
from autograder.record import read_records
from tests.conftest import ROOT, UNITS


@pytest.fixture
def specs(tmp_path):
    folder = tmp_path / "hidden"
    folder.mkdir()
    for unit in ("u03_activations", "u05_one_neuron"):
        (folder / f"{unit}.json").write_text("{}")
    return folder


def touched(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def test_work_is_found_by_the_names_of_units(specs, tmp_path):
    module = touched(tmp_path / "ada" / "u03_activations.py")
    other = touched(tmp_path / "class" / "bob" / "u05_one_neuron" / "u05_one_neuron.ipynb")

    found = classes_of([tmp_path / "ada", tmp_path / "class"], "all", tmp_path / "records", specs)

    assert [(one.unit, one.paths) for one in found] == [
        ("u03_activations", (module,)),
        ("u05_one_neuron", (other.parent,)),
    ]
    assert found[0].records == tmp_path / "records" / "u03_activations.jsonl"


def test_nothing_to_grade_says_what_was_looked_for(specs, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match=r"u03_activations\.py"):
        classes_of([tmp_path / "empty"], "all", None, specs)
    with pytest.raises(UsageError, match="a folder"):
        classes_of([tmp_path], "all", touched(tmp_path / "records.jsonl"), specs)
    with pytest.raises(UsageError, match="a file"):
        classes_of([tmp_path], "u03_activations", tmp_path, specs)


@pytest.mark.slow
def test_a_whole_solved_kit_is_graded_by_one_command(full_specs, tmp_path, monkeypatch):
    hidden = tmp_path / "build" / "hidden"
    hidden.mkdir(parents=True)
    for name in UNITS:
        (hidden / f"{name}.json").write_text(write_spec(full_specs(name)))
        touched(tmp_path / "ada" / f"{name}.py").write_text(module_source(load_unit(ROOT, name)))
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(command, ["ada", "--unit", "all", "--json", "records"])

    assert result.exit_code == 0, result.output
    records = [record for file in sorted((tmp_path / "records").iterdir()) for record in read_records(file)]
    assert [record.unit for record in records] == UNITS
    assert all(record.score == record.max_score for record in records)
    assert {record.student for record in records} == {"ada"}
