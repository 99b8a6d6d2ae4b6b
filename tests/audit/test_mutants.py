"""What the mutation operators make of small functions."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.audit.mutants import answer_mutants, mutants
from autograder.audit.run import unit_mutants
from autograder.build.unit import load_unit
from tests.conftest import ROOT, UNITS

STEP = """
def step(theta, grad, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    theta = theta - lr * m / (np.sqrt(v) + eps)
    return theta, {"m": m, "v": v}
"""
BATCH = """
def batch(X: np.ndarray, w: np.ndarray, n: int = 3) -> np.ndarray:
    '''Say something.'''
    out = np.array(X, dtype=float)
    for k in range(n):
        out = out + (X @ w.T)[:, 0]
    if out.ndim > 1:
        raise ValueError("out must be flat" + str(1 + 1))
    return out.sum(axis=1, keepdims=True) if n > 2 else np.clip(out, 0.0, 1.0)
"""
NODE = """
class Node:
    def __init__(self, data):
        self.data = data
        self.grad = 0.0

    def back(self, other):
        self.grad += other.data * 2.0
"""


def changes(text, operator):
    return {mutant.change for mutant in mutants("f", text) if mutant.operator == operator}


@pytest.mark.parametrize(
    ("operator", "change"),
    [
        ("sign", "theta - lr * m / (np.sqrt(v) + eps) -> theta + lr * m / (np.sqrt(v) + eps)"),
        ("factor", "lr * m -> m"),
        ("term", "np.sqrt(v) + eps -> np.sqrt(v)"),
        ("power", "grad ** 2 -> grad"),
        ("constant", "1 - beta1 -> 1.000001 - beta1"),
        ("epsilon", "np.sqrt(v) + eps -> np.sqrt(v + eps)"),
        ("names swapped", "beta1, beta2 -> beta2, beta1"),
        ("setting ignored", "1 - beta2 -> 1 - 0.999"),
        ("default", "lr=0.001 -> lr=0.0015"),
        ("default", "eps=1e-08 -> eps=1.5e-08"),
        ("stale state", "'m': m -> 'm': state.get('m', m)"),
        ("in place", "theta = theta - lr * m / (np.sqrt(v) + eps) -> theta -= lr * m / (np.sqrt(v) + eps)"),
        ("key", "{'m': m, 'v': v} -> {'m': v, 'v': m}"),
        ("operand order", "(theta, {'m': m, 'v': v}) -> ({'m': m, 'v': v}, theta)"),
        ("result", "return ... -> return"),
    ],
)
def test_mistakes_of_an_optimizer_step(operator, change):
    assert change in changes(STEP, operator)


@pytest.mark.parametrize(
    ("operator", "change"),
    [
        ("aliasing", "np.array(X, dtype=float) -> np.asarray(X, dtype=float)"),
        ("aliasing", "np.array(X, dtype=float) -> X"),
        ("dtype", "np.array(X, dtype=float) -> np.array(X, dtype=np.float32)"),
        ("off by one", "range(n) -> range(n + -1)"),
        ("off by one", "0 -> 1"),
        ("transpose", "w.T -> w"),
        ("transpose", "X @ w.T -> w.T @ X"),
        ("reduction", "out.sum(axis=1, keepdims=True) -> out.mean(axis=1, keepdims=True)"),
        ("axis", "out.sum(axis=1, keepdims=True) -> out.sum(axis=0, keepdims=True)"),
        ("axis", "out.sum(axis=1, keepdims=True) -> out.sum(axis=1, keepdims=False)"),
        ("comparison", "n > 2 -> n >= 2"),
        ("clip", "np.clip(out, 0.0, 1.0) -> out"),
        ("once", "for k in range(n): -> its first turn only"),
        ("line left out", "if out.ndim > 1: -> (left out)"),
    ],
)
def test_mistakes_with_arrays_and_loops(operator, change):
    assert change in changes(BATCH, operator)


def test_a_list_is_no_array_that_could_be_shared():
    assert changes("def f():\n    return np.array([1.0, 2.0])\n", "aliasing") == {
        "np.array([1.0, 2.0]) -> [1.0, 2.0]"
    }


def test_a_mutant_that_can_only_fail_makes_no_noise():
    found = changes("def f(x):\n    y = 0.5\n    return (x + y)[0] * 2.0[0] if x else 2.0\n", "constant")

    assert found


def test_methods_of_a_class_are_mutated_too():
    assert "self.grad += other.data * 2.0 -> self.grad = other.data * 2.0" in changes(NODE, "accumulation")
    assert "other.data -> other.grad" in changes(NODE, "variable")
    assert "def back -> (left out)" in changes(NODE, "line left out")


def test_annotations_texts_of_errors_and_docstrings_stay():
    for mutant in mutants("batch", BATCH):
        function = ast.parse(mutant.text).body[0]
        assert ast.unparse(function.args).startswith("X: np.ndarray, w: np.ndarray, n: int=")
        assert "raise" not in mutant.before or mutant.operator == "line left out"
        assert "1 + 1" not in mutant.before.replace("str(1 + 1)", "")


def test_a_mutant_names_the_line_of_its_change():
    (mutant,) = (one for one in mutants("batch", BATCH) if one.change == "w.T -> w")

    assert BATCH.splitlines()[mutant.line - 1].strip() == "out = out + (X @ w.T)[:, 0]"


def test_conditions_and_steps_are_marked_since_a_formula_misses_their_edge():
    text = "def f(z):\n    return np.where(z > 0, 2.0 * z, np.heaviside(z, 0.0) + z)\n"
    marked = {mutant.change: mutant.unseen for mutant in mutants("f", text)}

    assert marked["z > 0 -> z > 1e-06"]
    assert marked["np.heaviside(z, 0.0) -> np.heaviside(z, 1.0)"]
    assert marked["np.heaviside(z, 0.0) + z -> z"]
    assert not marked["2.0 * z -> 3.0 * z"]


def test_places_that_depend_on_shapes_are_marked():
    marked = {mutant.change for mutant in mutants("batch", BATCH) if mutant.unseen}

    assert "out.ndim > 1 -> out.ndim >= 1" in marked
    assert "np.clip(out, 0.0, 1.0) -> out" not in marked


def test_code_that_compiles_to_the_same_is_known():
    text = "def f(x):\n    return x + (1.0 if True else 2.0)\n"
    same = {mutant.change for mutant in mutants("f", text) if mutant.same_code}

    assert same == {"2.0 -> 3.0", "2.0 -> 2.000002", "2.0 -> 1.0"}


def test_formulas_are_mutated_and_other_answers_are_not():
    found = {mutant.after for mutant in answer_mutants("d_sigmoid", "s*(1 - s)")}

    assert {"s * (1 + s)", "s / (1 - s)", "1 - s", "s * 1", "s * (s - 1)"} <= found
    assert list(answer_mutants("pair", (1, 2.0))) == []
    assert list(answer_mutants("choice", "not a formula")) == []


@pytest.mark.parametrize("name", UNITS)
def test_mutants_of_a_unit_are_programs_and_each_text_comes_once(name):
    found = list(unit_mutants(load_unit(ROOT, name)))
    for mutant in found:
        ast.parse(mutant.text)

    assert len({(mutant.exercise, mutant.text) for mutant in found}) == len(found)


@given(
    st.recursive(
        st.sampled_from(["x", "y", "2", "0.5"]),
        lambda part: st.tuples(part, st.sampled_from("+-*/"), part).map(lambda p: f"({p[0]} {p[1]} {p[2]})"),
        max_leaves=6,
    )
)
def test_every_mutant_differs_from_the_reference(formula):
    text = f"def f(x, y):\n    return {formula}\n"

    assert ast.unparse(ast.parse(text)) not in {mutant.text for mutant in mutants("f", text)}
