"""What the build makes of the real units."""

from __future__ import annotations

import ast
import json
import re
from pathlib import PurePosixPath

import pytest

from autograder.build.bundle import bundle
from autograder.build.unit import KitError, load_unit
from autograder.build.write import drifted, stale, student_files, unit_files, write
from autograder.exercise.spec import read_spec, write_spec
from tests.conftest import ROOT, UNITS

LEAST = 12  # non-blank characters that make a line of a reference worth hiding


def reference_lines(unit):
    """Return the lines of all reference bodies that say something, squeezed."""
    lines = set()
    for item in unit.items():
        if item.kind == "function":
            lines |= {
                re.sub(r"\s", "", line) for line in item.body.splitlines() if not line.strip().startswith("#")
            }
        elif item.kind == "value":
            lines.add(re.sub(r"\s", "", f"{item.name}={unit.declared[item.name].reference!r}"))
    return {line for line in lines if len(line) >= LEAST}


@pytest.fixture(params=UNITS)
def unit(request):
    return load_unit(ROOT, request.param)


def test_assignments_are_up_to_date(unit, worker):
    committed = {
        path: text for path, text in unit_files(unit, worker).items() if path.parts[0] == "assignments"
    }

    assert drifted(ROOT, committed) == []
    assert stale(ROOT, committed, [unit.name]) == []


def test_the_build_is_the_same_each_time(unit, worker):
    assert unit_files(unit, worker) == unit_files(unit, worker)


def test_assignments_hold_no_line_of_a_reference(unit):
    secret = reference_lines(unit)
    for path in (ROOT / "assignments" / unit.name).rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            text = path.read_text(encoding="utf-8")
            found = {re.sub(r"\s", "", line) for line in text.splitlines()} & secret
            assert not found, f"{path.name}: {found}"


def test_no_reference_line_hides_in_a_notebook_cell(unit, full_specs):
    secret = reference_lines(unit)
    document = json.loads(student_files(unit, full_specs(unit.name))[f"{unit.name}.ipynb"])
    lines = {re.sub(r"\s", "", line) for cell in document["cells"] for line in cell["source"]}

    assert not lines & secret


def test_the_public_spec_holds_no_hidden_check_and_no_reference(unit, full_specs):
    spec = full_specs(unit.name)
    text = write_spec(spec.public())

    hidden = [check for item in spec.exercises for check in item.hidden]
    assert hidden
    assert '"hidden":' not in text
    for item in spec.public().exercises:
        assert item.hidden == ()
        assert item.hidden_weight == sum(check.weight for check in spec.exercise(item.id).hidden)


def test_the_spec_survives_its_file(unit, full_specs, tmp_path):
    spec = full_specs(unit.name)
    path = tmp_path / "spec.json"
    path.write_text(write_spec(spec), encoding="utf-8")

    assert read_spec(path) == spec
    assert read_spec(path).digest() == spec.digest()


def test_the_notebook_is_a_valid_one_with_nbgrader_cells(unit, full_specs):
    nbformat = pytest.importorskip("nbformat")
    document = student_files(unit, full_specs(unit.name))[f"{unit.name}.ipynb"]

    nbformat.validate(nbformat.reads(document, as_version=4))
    graded = {
        cell["metadata"]["nbgrader"]["grade_id"]: cell["metadata"]["nbgrader"].get("points")
        for cell in json.loads(document)["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade")
    }
    checked = {f"check_{item.id}": item.points for item in full_specs(unit.name).exercises}
    assert graded == checked | {name: essay.points for name, essay in unit.essays.items()}


def test_the_stub_module_is_python_and_defines_every_exercise(unit, full_specs):
    tree = ast.parse(student_files(unit, full_specs(unit.name))[f"{unit.name}.py"])
    names = {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    names |= {target.id for node in tree.body if isinstance(node, ast.Assign) for target in node.targets}

    assert {item.id for item in full_specs(unit.name).exercises} <= names


def test_the_test_file_has_three_lines(unit, full_specs):
    text = student_files(unit, full_specs(unit.name))[f"test_{unit.name}.py"]

    assert len(text.splitlines()) == 3


def test_a_bundle_is_reproducible_and_holds_one_form(unit, full_specs):
    import io
    import zipfile

    spec = full_specs(unit.name)
    files = student_files(unit, spec)
    for form, other in (("notebook", "py"), ("module", "ipynb")):
        first, second = bundle(spec, files, form), bundle(spec, files, form)
        names = {PurePosixPath(name).name for name in zipfile.ZipFile(io.BytesIO(first)).namelist()}
        assert first == second
        assert f"{unit.name}.{other}" not in names
        assert {"README.md", "spec.json", f"test_{unit.name}.py"} < names


def test_writing_touches_only_what_differs(tmp_path):
    files = {PurePosixPath("assignments/u99_x/spec.json"): "{}\n"}

    assert write(tmp_path, files) == list(files)
    assert write(tmp_path, files) == []
    (tmp_path / "assignments/u99_x/old.py").write_text("x")
    assert stale(tmp_path, files, ["u99_x"]) == [PurePosixPath("assignments/u99_x/old.py")]


def test_an_unknown_unit_is_refused_with_the_known_ones():
    with pytest.raises(KitError, match="u03_activations"):
        load_unit(ROOT, "u77_nothing")
