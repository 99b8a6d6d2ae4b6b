"""The small files: what is written, who may read it, what is refused."""

from __future__ import annotations

import stat

import pytest

from autograder.personal.settings import (
    FILE,
    STUDENT_FILE,
    PersonalError,
    Released,
    keep_student,
    make_seeds,
    read_released,
    read_seeds,
    read_student,
    released_text,
)
from autograder.personal.who import student_at


def test_seeds_are_drawn_once_and_only_the_owner_reads_them(tmp_path):
    path = tmp_path / "hidden" / FILE

    seeds = make_seeds(path)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert make_seeds(path) == read_seeds(path) == seeds
    assert make_seeds(tmp_path / "other.toml") != seeds
    assert len(seeds.secret) == 64


def test_missing_seeds_are_named_with_the_remedy(tmp_path):
    with pytest.raises(PersonalError, match="gradmark bundle UNIT --personal"):
        read_seeds(tmp_path / FILE)


@pytest.mark.parametrize("login", [True, False])
def test_students_get_the_public_seed_and_nothing_else(tmp_path, login):
    seeds = make_seeds(tmp_path / "hidden.toml")
    released = Released(seeds.public, login)
    (tmp_path / FILE).write_text(released_text(released))

    assert read_released(tmp_path) == released
    assert seeds.secret not in released_text(released)
    assert read_released(tmp_path / "elsewhere") is None


@pytest.mark.parametrize("text", ["seed =", "seed = 3", "student = ''", "\x00"])
def test_a_damaged_file_is_refused_with_its_name(tmp_path, text):
    (tmp_path / FILE).write_text(text)

    with pytest.raises(PersonalError, match=FILE):
        read_released(tmp_path)


@pytest.mark.parametrize("student", ["alice", "Zoë Müller", 'o"brien\\', "a=b # c"])
def test_an_id_is_read_back_as_it_was_given(tmp_path, student):
    path = keep_student(tmp_path, f" {student} ")

    assert path.name == STUDENT_FILE
    assert read_student(tmp_path) == student


@pytest.mark.parametrize("student", ["", "  ", "x" * 101, "a\nb", "a\x1b[0m"])
def test_what_is_no_id_is_refused(tmp_path, student):
    with pytest.raises(PersonalError, match="1 to 100 printable characters"):
        keep_student(tmp_path, student)


def log_in(monkeypatch, name):
    pwd = pytest.importorskip("pwd")
    entry = pwd.struct_passwd((name, "x", 1, 1, "", "/", "/bin/sh"))
    monkeypatch.setattr(pwd, "getpwuid", lambda _: entry)


@pytest.mark.parametrize(
    ("login_counts", "login", "hub", "due"),
    [
        (True, "alice", {}, "alice"),
        (True, "jovyan", {"JUPYTERHUB_USER": "bob"}, "bob"),
        (True, "alice", {"JUPYTERHUB_USER": "bob"}, "alice"),
        (True, "jovyan", {}, None),
        (False, "alice", {}, None),
        (False, "alice", {"JUPYTERHUB_USER": "bob"}, "bob"),
    ],
)
def test_the_student_is_the_one_that_hands_in(tmp_path, monkeypatch, login_counts, login, hub, due):
    log_in(monkeypatch, login)

    assert student_at(tmp_path, Released("seed", login_counts), hub) == due


def test_an_id_that_was_given_comes_first(tmp_path, monkeypatch):
    log_in(monkeypatch, "alice")
    keep_student(tmp_path, "carol")

    assert student_at(tmp_path, Released("seed", login=True), {"JUPYTERHUB_USER": "bob"}) == "carol"


@pytest.mark.parametrize("login", ["alice", "jovyan"])
def test_where_nbgrader_collects_its_own_rule_holds(tmp_path, monkeypatch, login):
    utils = pytest.importorskip("nbgrader.utils")
    log_in(monkeypatch, login)
    monkeypatch.setenv("JUPYTERHUB_USER", "bob")

    assert student_at(tmp_path, Released("seed", login=True)) == utils.get_username()
