"""What the network is good for: two moons."""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import picture
from solutions.u07_backprop.network_forward import mlp_forward
from solutions.u07_backprop.network_gradient import mlp_backward
from solutions.u07_backprop.starting import init_params


@picture
def picture_of_moons() -> None:
    """## What you built

    Two half moons that no straight line can separate. Your `init_params` starts a network with sixteen hidden units, your
    `mlp_forward` and `mlp_backward` give the gradients, and 600 plain steps downhill bend the border between the classes
    around the tips of the moons. Set `steps = 0` to see the border of the untrained network.
    """
    from autograder import plots

    steps = 600
    rng = np.random.default_rng(7)
    turn = np.linspace(0, np.pi, 60)
    upper = np.column_stack([np.cos(turn), np.sin(turn)])
    lower = np.column_stack([1 - np.cos(turn), 0.5 - np.sin(turn)])
    points = np.concatenate([upper, lower]) + 0.12 * rng.standard_normal((120, 2))
    moon = np.repeat([0, 1], 60)

    def trained():
        params = init_params([2, 16, 2], np.random.default_rng(1))
        for _ in range(steps):
            logits, cache = mlp_forward(points, params)
            grads = mlp_backward(logits, moon, params, cache, l2=1e-3)
            params = {name: params[name] - 0.5 * grads[name] for name in params}
        return params

    plots.decision_boundary(lambda plane: mlp_forward(plane, trained())[0].argmax(axis=1), points, moon)
