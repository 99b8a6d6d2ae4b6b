"""What many tests share: the kit's root, one warm worker, the built specs."""

from __future__ import annotations

import os
import signal
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

# What runs in the background of a shell ignores Ctrl-C, and hands that on to the commands that tests interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parents[1]
UNITS = unit_names(ROOT)


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
