"""What many tests share: the kit's root, one warm worker, the built specs."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from autograder.build.specs import full_spec
from autograder.build.unit import load_unit, unit_names
from autograder.worker.pool import Worker

# In CI the same examples each time, so that a red run is the change's own; new ones are looked for at home.
settings.register_profile("home", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "home")

ROOT = Path(__file__).resolve().parents[1]
UNITS = unit_names(ROOT)
PATIENCE = 10.0  # seconds for one explanation


@pytest.fixture(scope="session", autouse=True)
def patient_explanations():
    """Give explanations all the time they want, so that what they say does not depend on the machine's load."""
    patch = pytest.MonkeyPatch()
    patch.setattr("sympy_checks.explain.SECONDS", PATIENCE)
    patch.setattr("sympy_checks.reading.SECONDS", PATIENCE)
    patch.setattr("autograder.formula_box.PATIENCE", PATIENCE)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture(scope="session")
def worker():
    with Worker() as warm:
        yield warm


@pytest.fixture(scope="session")
def full_specs(worker):
    """Return a function from a unit's name to its full spec, built once."""
    return cache(lambda name: full_spec(load_unit(ROOT, name), worker))
