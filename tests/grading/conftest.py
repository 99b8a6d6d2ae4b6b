"""A small unit and generated classes, graded by the real thing."""

from __future__ import annotations

import pytest

from autograder.build.unit import load_unit
from autograder.exercise.spec import write_spec
from autograder.grading.run import Order, grade_class
from autograder.submission.load import Listing
from tests.classroom import shortened, write_class
from tests.conftest import ROOT
from tests.grading.runs import ONLY, UNIT


@pytest.fixture(scope="session")
def unit():
    return load_unit(ROOT, UNIT)


@pytest.fixture(scope="session")
def spec(full_specs):
    return shortened(full_specs(UNIT), ONLY)


@pytest.fixture(scope="session")
def spec_file(spec, tmp_path_factory):
    path = tmp_path_factory.mktemp("spec") / "hidden.json"
    path.write_text(write_spec(spec), encoding="utf-8")
    return path


@pytest.fixture
def a_class(unit, tmp_path):
    """Return a function that writes a class of so many students into a folder."""
    return lambda count, seed=1: write_class(tmp_path / "class", unit, count, seed, ONLY)


@pytest.fixture
def graded(spec, tmp_path):
    """Return a function that grades a folder into a file and returns how many records were kept."""

    def run(folder, target=tmp_path / "class.jsonl", **options):
        used = options.pop("spec", spec)
        steps = []
        listing = Listing([folder], used.unit, used.given)
        grade_class(Order(spec=used, listing=listing, target=target, **options), steps.append)
        assert len(steps) == len(listing)
        return sum(steps)

    return run
