"""Steps of training that are made one after the other."""

from __future__ import annotations

import numpy as np

from autograder.drivers import run_driver


def test_a_driven_update_sees_a_state_that_was_changed_in_place():
    def fresh(params, grads, state, optimizer, lr):
        u = {name: state.get(name, 0.0) + g for name, g in grads.items()}
        return {name: params[name] - lr * u[name] for name in params}, u

    def in_place(params, grads, state, optimizer, lr):
        for name, g in grads.items():
            state[name] = state.get(name, 0.0) + g
        return {name: params[name] - lr * state[name] for name in params}, state

    arguments = ({"b1": np.zeros(1)}, [{"b1": np.ones(1)}] * 2, {}, "momentum", 1.0)

    assert [step["b1"][0] for step in run_driver("update_path", fresh, arguments, {})] == [-1.0, -3.0]
    assert [step["b1"][0] for step in run_driver("update_path", in_place, arguments, {})] != [-1.0, -3.0]
    assert run_driver("update_path", lambda *_: None, arguments, {}) == [None]
