from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.calls import call
from autograder.checks import FiniteDifference, Golden, Property, Purity, Trajectory
from autograder.exercise.spec import ExerciseSpec
from autograder.personal.bending import Curve, bent, bent_exercise, curve
from autograder.plain import Laid, Seed, from_tree, named, to_tree
from tests.conftest import UNITS

MOVE = Curve(-0.4, 0.2)
CURVES = st.builds(
    Curve,
    st.floats(0.25, 0.5) | st.floats(-0.5, -0.25),
    st.floats(-0.25, 0.25),
)
MODERATE = st.floats(-50, 50)


@given(CURVES, MODERATE, MODERATE)
def test_order_and_ties_are_kept(move, v, other):
    assert (move(v) < move(other)) == (v < other) or abs(v - other) < 1e-12
    assert (move(v) == move(other)) or v != other


@given(CURVES, MODERATE)
def test_minus_an_input_stays_minus_that_input(move, v):
    assert move(-v) == -move(v)


@given(CURVES, MODERATE, st.integers(-100, 100))
def test_a_shift_by_a_whole_number_stays_that_shift(move, v, shift):
    assert move(v + shift) == pytest.approx(move(v) + shift, abs=1e-12)


@given(CURVES, st.integers(-(10**6), 10**6))
def test_multiples_of_one_half_stay_where_they_are(move, doubled):
    assert move(doubled / 2) == doubled / 2


@given(CURVES, st.floats(0, 1))
def test_probabilities_stay_probabilities_on_their_side_of_one_half(move, p):
    assert 0 <= move(p) <= 1
    assert (move(p) < 0.5) == (p < 0.5) or abs(p - 0.5) < 1e-12


@pytest.mark.parametrize("odd", [math.inf, -math.inf])
def test_infinities_stay(odd):
    assert MOVE(odd) == odd
    assert math.isnan(MOVE(math.nan))


@pytest.mark.parametrize(
    "argument",
    [
        3,
        True,
        None,
        "sigmoid",
        np.array([0, 1, 1]),
        np.array([[0.0, 1.0], [1.0, 0.0]]),
        np.array([[0.2, 0.3, 0.5], [0.7, 0.1, 0.2]]),
        np.array([-1000.0, 2.5, 1000.0]),
        np.array([True, False]),
        Seed(7),
        named("quadratic", curvature=2.3),
    ],
    ids=repr,
)
def test_what_means_something_stays(argument):
    tree = to_tree(argument)

    assert bent(tree, MOVE) == tree


def test_floats_move_in_arrays_scalars_tuples_and_dicts():
    argument = (0.3, [1.7], {"m": np.array([0.3, -0.3])}, np.float64(0.3))

    number, numbers, state, scalar = from_tree(bent(to_tree(argument), MOVE))

    assert number == MOVE(0.3) != 0.3
    assert numbers == [MOVE(1.7)]
    assert state["m"].tolist() == [MOVE(0.3), -MOVE(0.3)]
    assert type(scalar) is np.float64
    assert scalar == number


def test_type_and_layout_of_an_array_are_kept():
    tree = to_tree(Laid(np.array([[0.3, 0.4], [0.7, 2.2]]), "F"))
    moved = [[MOVE(value) for value in row] for row in tree["array"]]

    assert tree["layout"] == "F"
    assert bent(tree, MOVE) == {**tree, "array": moved}


def an_exercise(*hidden, visible=()):
    return ExerciseSpec(
        id="f",
        kind="function",
        points=1.0,
        prompt="",
        source="S0-01",
        hints=("", "", ""),
        stub="",
        checks=tuple(visible),
        hidden=hidden,
    )


def test_hidden_inputs_move_and_visible_ones_do_not():
    at = (call("f", 0.3),)
    hidden = (
        Golden(at=at, expected=(1.0,)),
        FiniteDifference(at=at, of="sigmoid", elementwise=True),
        Property(at=at, rule="odd"),
    )
    visible = (Golden(at=at, expected=(1.0,)),)

    own = bent_exercise(an_exercise(*hidden, visible=visible), MOVE)

    assert own.checks == visible
    assert [check.at[0].arguments()[0] for check in own.hidden] == [[MOVE(0.3)]] * 3
    assert own.hidden[0].expected == ()


def test_other_kinds_and_inputs_that_belong_together_stay():
    at = (call("f", 0.3),)
    kept = an_exercise(
        Golden(at=at, expected=(1.0,), same_for_all=True),
        Golden(at=(call("f", 2),), expected=(1.0,)),
        Purity(first=at[0], between=at[0]),
        Trajectory(call=at[0], expected=[]),
    )

    assert bent_exercise(kept, MOVE) == kept


def test_every_secret_unit_exercise_and_student_has_its_own_curve():
    parts = ["secret", "u05_one_neuron", "forward", "alice"]
    changed = [[*parts[:place], "other", *parts[place + 1 :]] for place in range(4)]

    assert len({curve(*each) for each in (parts, *changed)}) == 5
    assert curve(*parts) == curve(*parts)
    for each in (parts, *changed):
        assert 0.25 <= abs(curve(*each).a) <= 0.5
        assert abs(curve(*each).c) <= 0.25


@pytest.mark.parametrize("name", [name for name in UNITS if name != "u00_start"])
def test_many_hidden_inputs_of_a_unit_move(name, full_specs):
    spec = full_specs(name)
    pairs = [
        (before, after)
        for item in spec.exercises
        for before, after in zip(item.hidden, bent_exercise(item, MOVE).hidden, strict=True)
        if isinstance(before, (Golden, FiniteDifference, Property))
    ]

    assert sum(before != after for before, after in pairs) >= len(pairs) / 3
