"""The examples that students read give what they say."""

from __future__ import annotations

import doctest
import importlib

import pytest

from autograder.build.unit import load_unit
from tests.conftest import ROOT, UNITS

TOPICS = [f"solutions.{name}.{topic.name}" for name in UNITS for topic in load_unit(ROOT, name).topics]
MODULES = [
    "autograder.exercise.recipes",
    "sympy_checks.answer",
    "sympy_checks.parse",
    "sympy_checks.decide",
    "sympy_checks.latex",
    "sympy_checks.pretty",
]


@pytest.mark.parametrize("name", [*TOPICS, *MODULES])
def test_examples(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
