"""One class for each level of isolation: honest students alone, then with the attackers among them."""

from __future__ import annotations

import fcntl
import os

import msgspec
import pytest

from autograder.worker import bubblewrap
from autograder.worker.isolation import IsolationError, of_level

from .families import LEVELS
from .graded import Facts, graded_class
from .unit import planted_spec

# Where the strongest level can be attacked in `make test`, the weaker ones are left to `make slow`.
_WEAKER = () if bubblewrap.find() is None else (pytest.mark.slow,)


@pytest.fixture(scope="session")
def spec(full_specs):
    """The unit's spec, with numbers in it that can be recognised."""
    return planted_spec(full_specs)


@pytest.fixture(
    scope="session",
    params=[pytest.param(level, marks=() if level == LEVELS[0] else _WEAKER) for level in LEVELS],
)
def level(request):
    """A level of isolation that this machine offers."""
    try:
        of_level(request.param)
    except IsolationError as problem:
        pytest.skip(f"no attack is tried at level {request.param}: {problem}")
    return request.param


@pytest.fixture(scope="session")
def graded(level, spec, tmp_path_factory):
    """The class at one level, graded once, also when several processes of pytest share the tests."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return graded_class(level, tmp_path_factory.mktemp(level), spec)
    shared = folder.parent / f"attacks-{level}.json"
    with shared.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not shared.exists():
            shared.write_bytes(msgspec.json.encode(graded_class(level, tmp_path_factory.mktemp(level), spec)))
        return msgspec.json.decode(shared.read_bytes(), type=Facts)
