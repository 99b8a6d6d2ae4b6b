"""Personal variants in an nbgrader course: seeds, released file, configuration."""

from __future__ import annotations

import stat

import pytest

from autograder.build.write import HIDDEN, SOURCE, unit_files, write
from autograder.nbgrader_plugin.course import CONFIG, Built, make_course, update_course
from autograder.nbgrader_plugin.texts import PERSONAL
from autograder.personal.settings import FILE, Released, read_released, read_seeds
from tests.personal.desk import UNIT, UNIT_FILES


@pytest.fixture(scope="module")
def built(worker, tmp_path_factory):
    base = tmp_path_factory.mktemp("built")
    write(base, unit_files(UNIT_FILES, worker))
    return Built(base / SOURCE, base / HIDDEN)


def test_a_course_is_personal_only_when_it_is_asked_for(built, tmp_path):
    plain = make_course(tmp_path / "plain", built, "nn101").root
    own = make_course(tmp_path / "own", built, "nn101", personal=True).root

    seeds = own / "gradmark" / FILE
    assert list(plain.rglob(FILE)) == []
    assert PERSONAL not in (plain / CONFIG).read_text()
    assert PERSONAL in (own / CONFIG).read_text()
    assert stat.S_IMODE(seeds.stat().st_mode) == 0o600
    assert read_released(own / "source" / UNIT) == Released(read_seeds(seeds).public, login=True)
    assert {path.name for path in (own / "source" / UNIT).iterdir()} - {FILE} == {
        path.name for path in (plain / "source" / UNIT).iterdir()
    }


def test_an_update_makes_a_course_personal_once_and_keeps_its_seeds(built, tmp_path):
    root = make_course(tmp_path / "course", built, "nn101").root

    assert update_course(root, built, personal=True) == [UNIT]
    seeds = read_seeds(root / "gradmark" / FILE)
    assert update_course(root, built) == update_course(root, built, personal=True) == []
    assert read_seeds(root / "gradmark" / FILE) == seeds


def test_a_source_without_the_public_seed_is_repaired(built, tmp_path):
    root = make_course(tmp_path / "course", built, "nn101", personal=True).root
    released = root / "source" / UNIT / FILE
    released.unlink()

    assert update_course(root, built) == [UNIT]
    assert released.exists()
