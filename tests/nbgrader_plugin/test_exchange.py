"""Placing submissions; that they equal nbgrader's own is seen in the flow."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from autograder.nbgrader_plugin.exchange import nbgrader_environment, place_submission


@pytest.fixture
def exchange(tmp_path):
    (tmp_path / "nn101" / "inbound").mkdir(parents=True)
    return tmp_path


@pytest.fixture
def notebook(tmp_path):
    path = tmp_path / "ada.ipynb"
    path.write_text("{}")
    return path


def test_files_get_the_names_of_the_mapping(exchange, notebook):
    when = datetime(2026, 3, 1, 12, tzinfo=UTC)

    folder = place_submission(exchange, "nn101", "ada", "u90", {"u90.ipynb": notebook}, when=when)

    assert folder.name.startswith("ada+u90+2026-03-01 12:00:00.000000 UTC+")
    assert {path.name for path in folder.iterdir()} == {"u90.ipynb", "timestamp.txt", "submission_secret.txt"}


def test_a_list_keeps_the_names(exchange, notebook):
    assert (place_submission(exchange, "nn101", "ada", "u90", [notebook]) / "ada.ipynb").read_text() == "{}"


@pytest.mark.parametrize("student", ["", "a+b", "*", "../ada"])
def test_an_id_that_nbgrader_cannot_read_back_is_refused(exchange, notebook, student):
    with pytest.raises(ValueError, match="student's id"):
        place_submission(exchange, "nn101", student, "u90", [notebook])


def test_before_the_release_the_remedy_is_named(tmp_path, notebook):
    with pytest.raises(FileNotFoundError, match="release_assignment u90"):
        place_submission(tmp_path, "nn101", "ada", "u90", [notebook])


def test_commands_keep_to_the_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", "/elsewhere")
    monkeypatch.setenv("XDG_CACHE_HOME", "/elsewhere")

    environment = nbgrader_environment(tmp_path)

    assert not any("/elsewhere" in value for value in environment.values())
    assert {environment[key] for key in ("HOME",)} == {str(tmp_path / ".jupyter")}
