"""`gradmark course`: what it makes, what it refuses, what it refreshes."""

from __future__ import annotations

import json
import re
import shutil
import stat

import pytest

from autograder.exercise.spec import read_spec
from autograder.nbgrader_plugin.course import Built, built_units, make_course, update_course
from autograder.nbgrader_plugin.faults import CourseError
from autograder.nbgrader_plugin.texts import student_steps, teaching_steps

from .conftest import UNIT
from .conftest import make_course as run_course


@pytest.fixture
def built(build_folder):
    return Built(build_folder / "course" / "source", build_folder / "hidden")


@pytest.fixture
def copy(made, tmp_path):
    """An existing course."""
    return shutil.copytree(made, tmp_path / "course")


def test_a_course_holds_source_hidden_specs_and_an_exchange(made):
    exchange = made.with_name("course-exchange")

    assert read_spec(made / "gradmark" / f"{UNIT}.json").scope == "all"
    assert read_spec(made / "source" / UNIT / "spec.json").scope == "public"
    assert stat.S_IMODE(exchange.stat().st_mode) == 0o777
    assert stat.S_IMODE((made / "gradmark").stat().st_mode) == 0o700
    assert (made / "gradebook.db").exists()


def test_the_readme_lists_the_commands_that_the_flow_test_runs(made):
    blocks = re.findall(r"```\n(.*?)\n```", (made / "README.md").read_text(), re.DOTALL)

    assert blocks == ["\n".join(teaching_steps(UNIT)), "\n".join(student_steps(UNIT))]


def test_source_and_students_never_hold_the_hidden_checks(made):
    texts = [path.read_text() for path in (made / "source").rglob("*") if path.is_file()]

    assert len(texts) == 2
    assert not any("secretlabel" in text for text in texts)


def test_an_existing_course_is_refused_and_left_alone(copy, built):
    before = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}

    with pytest.raises(CourseError, match="--update"):
        make_course(copy, built, "nn101")

    assert {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a/b"])
def test_a_course_id_that_nbgrader_cannot_use_is_refused(tmp_path, built, name):
    with pytest.raises(CourseError, match="course id"):
        make_course(tmp_path / "course", built, name)


def test_update_refreshes_source_and_specs_only(copy, built):
    (copy / "source" / UNIT / f"{UNIT}.ipynb").write_text("{}")
    (copy / "gradmark" / f"{UNIT}.json").unlink()
    (copy / "nbgrader_config.py").write_text("# mine\n")

    assert update_course(copy, built) == [UNIT]
    assert update_course(copy, built) == []
    assert json.loads((copy / "source" / UNIT / f"{UNIT}.ipynb").read_text())["cells"]
    assert read_spec(copy / "gradmark" / f"{UNIT}.json").unit == UNIT
    assert (copy / "nbgrader_config.py").read_text() == "# mine\n"


def test_update_needs_a_course(tmp_path, built):
    with pytest.raises(CourseError, match="no course to update"):
        update_course(tmp_path, built)


def test_a_source_without_its_hidden_spec_is_refused(tmp_path, built):
    with pytest.raises(CourseError, match=f"{UNIT} have no spec"):
        make_course(tmp_path / "course", Built(built.source, tmp_path), "nn101")
    with pytest.raises(CourseError, match="no unit in"):
        make_course(tmp_path / "course", Built(tmp_path, tmp_path), "nn101")
    assert not (tmp_path / "course").exists()


def test_without_solutions_or_a_build_the_remedy_is_named(tmp_path):
    with pytest.raises(CourseError, match="--from"), built_units(None, tmp_path):
        pass


def test_the_command_refuses_with_exit_code_2(copy):
    done = run_course(copy)

    assert done.returncode == 2
    assert "--update" in done.stderr
