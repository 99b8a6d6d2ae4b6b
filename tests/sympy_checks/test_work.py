"""Counted work: the same count, and the same words, however slow the machine is."""

from __future__ import annotations

import ast
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

import autograder.checks
import sympy_checks
from sympy_checks.decide import equal
from sympy_checks.explain import Question, causes
from sympy_checks.expression import Symbol, add, apply, constant, multiply
from sympy_checks.numeric import Evaluation, to_numpy
from sympy_checks.parse import parse
from sympy_checks.reading import code_causes
from sympy_checks.work import Work, scanning
from tests.sympy_checks.test_normal import trees

PACKAGE = Path(sympy_checks.__file__).parent
KIT = Path(autograder.__file__).parent
POINTS = {"x": np.linspace(-2.0, 2.0, 9), "y": np.linspace(0.1, 3.0, 9)}
NAMES = tuple("abcdfgxyz")
HARD = [
    ("exp(" * 30 + "z/9" + ")" * 30, "sin(" * 30 + "z" + ")" * 30),
    ("*".join(f"(z + {k})" for k in range(1, 40)), "*".join(f"(z + {k}.5)" for k in range(1, 40))),
    (
        "+".join(f"{a}*{b}" for a in NAMES for b in "abcd"),
        "+".join(f"{a}*{b}^2" for a in NAMES for b in "abcd"),
    ),
    ("+".join(f"where(sin(9*z + {k}) > 0, z, {k})" for k in range(1, 13)), "cos(z)"),
]


def question(text):
    symbols = ("z", *NAMES[:-1])
    domains = dict.fromkeys(symbols, (-3.0, 3.0))
    return Question(truth=parse(text, symbols), symbols=symbols, domains=domains)


def test_a_part_spends_what_its_whole_has():
    whole = Work(10)
    part = Work(100, whole)

    part.spend(4)

    assert (part.left, whole.left) == (6, 6)
    part.spend(6)
    assert part.spent
    assert whole.spent
    assert Work(1, whole).spent


def test_a_function_that_numpy_lacks_counts_more():
    assert scanning([parse("erf(x)", "x")], 1024) > 10 * scanning([parse("exp(x)", "x")], 1024)


@settings(deadline=None, max_examples=100)
@given(trees)
def test_remembered_parts_change_no_value(tree):
    evaluation = Evaluation(POINTS, Work(1e9))
    evaluation.remember(*getattr(tree, "args", ()))

    np.testing.assert_array_equal(evaluation(tree), np.broadcast_to(to_numpy(tree)(POINTS), (9,)))


def test_remembered_parts_cost_nothing_and_a_symbol_without_a_range_has_no_value():
    work, tree = Work(1e9), parse("exp(x) + y", "xy")
    evaluation = Evaluation(POINTS, work)
    evaluation.remember(tree)
    before = work.left

    assert evaluation(tree) is not None
    assert work.left == before
    assert evaluation(parse("x + z", "xz")) is None


def test_a_decision_whose_work_is_spent_claims_nothing():
    left, right = parse("(1 + x)^20 - (1 + x)^20 + x", "x"), parse("x + 1e-9*x", "x")

    assert equal(left, right, {"x": (0.1, 2.0)}).verdict == "different"
    assert equal(left, right, {"x": (0.1, 2.0)}, work=Work(0)).verdict == "undecided"


@pytest.mark.parametrize(("text", "due"), HARD, ids=range(len(HARD)))
def test_what_is_said_does_not_depend_on_speed(text, due):
    asked = question(due)
    mine = parse(text, asked.symbols)

    def said():
        begun, typed = time.process_time(), Work(200_000)
        found = list(code_causes(mine, asked)), causes(mine, asked, typed)
        return found, typed.left, time.process_time() - begun

    said()  # the points are drawn once
    found, left, seconds = said()
    sys.setprofile(lambda *_: sum(range(20)))
    try:
        again, still_left, longer = said()
    finally:
        sys.setprofile(None)

    assert longer > 1.5 * seconds
    assert (again, still_left) == (found, left)


def test_an_explanation_stops_soon_after_its_work_is_spent():
    for text, due in HARD:
        asked, work = question(due), Work(50_000)
        causes(parse(text, asked.symbols), asked, work)
        assert work.left > -5_000


def clocks(path):
    """Return the names of clocks and timers that a module reads."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        name.name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (node.names if isinstance(node, ast.Import) else [ast.alias(node.module or "")])
    }
    return imported & {"time", "timeit", "datetime", "signal", "sched", "_thread"}


def test_nothing_that_decides_or_explains_looks_at_a_clock():
    deciding = [
        *PACKAGE.rglob("*.py"),
        *(KIT / "checks").rglob("*.py"),
        *KIT.glob("formula*.py"),
        KIT / "carried.py",
    ]

    # They wait for the helper process, and no longer than for what nobody thought of; it looks after its parent.
    waiting = {"box.py", "formula_box.py", "helper.py"}
    assert {path.name for path in deciding if clocks(path)} == waiting


def test_a_very_long_formula_is_still_told_apart():
    terms = [apply("tanh", multiply(Symbol("z"), constant(0.37 * k + 0.1))) for k in range(20_000)]

    assert equal(add(*terms), add(*terms, Symbol("z")), {"z": (-3.0, 3.0)}).verdict == "different"
