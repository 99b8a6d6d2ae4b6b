"""The trusted network's slopes and steps, against differences and against recursions."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checks.difference import gradient
from autograder.checks.network import losses_of, scores, slopes, stepped
from autograder.exercise.training_recipes import classes, network_of
from solutions.u09_training.gradients_of_a_batch import batch_gradients
from solutions.u09_training.updates import update_params


@pytest.mark.parametrize("sizes", [(3, 4), (3, 5, 2), (2, 6, 5, 3)])
def test_the_complex_step_gives_the_slopes(sizes):
    X, y = np.random.RandomState(1).normal(size=(6, sizes[0])), classes(2, 6, sizes[-1])
    params = network_of(2510, *sizes)

    found = slopes(X, y, params)

    for name, item in params.items():
        numeric = gradient(lambda value, name=name: losses_of(scores(X, {**params, name: value}), y), item)
        np.testing.assert_allclose(found[name], numeric.value, rtol=1e-8, atol=1e-10)
        np.testing.assert_allclose(found[name], batch_gradients(X, y, params)[name], rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
def test_steps_from_all_gradients_are_those_of_the_recursions(optimizer):
    params, state, past = network_of(2520, 2, 3), {}, []
    for step in range(5):
        past.append(network_of(2530 + 10 * step, 2, 3))
        due = stepped(params, past, optimizer, 0.1)
        params, state = update_params(params, past[-1], state, optimizer, 0.1)
        for name in params:
            np.testing.assert_allclose(due[name], params[name], rtol=1e-12)
