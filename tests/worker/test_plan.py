"""Arguments are made ahead where that is cheap, each for one call, and later in the child elsewhere."""

from __future__ import annotations

import numpy as np

from autograder.calls import Call, call
from autograder.plain import Laid, Seed, data, to_tree
from autograder.worker.plan import Plan, as_frame, read_plan


def planned(*calls: Call) -> Plan:
    return read_plan(as_frame(b"", calls)[4:])


def test_each_call_has_arguments_of_its_own():
    asked = call("f", np.ones(2), Seed(7), {"m": [1.0]})
    plan = planned(asked, asked)

    one, other = (plan.of(place) for place in (0, 1))

    assert one is plan.of(0)
    assert one.args[1].normal() == other.args[1].normal()
    assert not any(mine is theirs for mine, theirs in zip(one.args, other.args, strict=True))


def test_layouts_are_made_ahead():
    plan = planned(Call("f", (to_tree(Laid(np.ones((2, 3)), "F")),)))

    assert plan.arguments[0].args[0].flags.f_contiguous


def test_parts_of_data_sets_are_made_by_the_child_that_needs_them():
    plan = planned(call("f", {"X": [data("iris", "X_train")]}), call("g", data("iris", "y_test")))

    assert plan.arguments == (None, None)
    assert plan.of(0).args[0]["X"][0].shape == (120, 4)


def test_arguments_that_cannot_be_made_are_told_by_whoever_makes_the_call():
    plan = planned(
        Call("f", ({"function": "nowhere", "with": {}},)), Call("f", ({"unknown": 1},)), call("g", 1.0)
    )

    assert plan.arguments[:2] == (None, None)
    assert plan.of(2).args == (1.0,)
    assert plan.of(2).before == ()
