"""The picture: paths down a valley."""

from __future__ import annotations

from autograder.exercise.declare import picture
from solutions.u08_optimizers.adam import adam_step
from solutions.u08_optimizers.momentum import momentum_step
from solutions.u08_optimizers.plain_descent import gradient_descent
from solutions.u08_optimizers.rmsprop import rmsprop_step


@picture
def picture_of_paths() -> None:
    """## What you built

    A long valley, 25 times as steep across as along, and the way that each of your methods takes through it in 40
    steps. Plain descent jumps across and creeps along. Momentum swings, and gets further. RMSprop and Adam set out
    diagonally: they have divided the steepness out. Adam has a velocity too, and overshoots.
    """
    import numpy as np

    from autograder import plots

    slopes = np.array([0.08, 2.0])
    corner = np.array([-4.0, 1.5])

    def walk(step, lr, **options: float):
        theta, state, path = corner, {}, [corner]
        for _ in range(40):
            theta, state = step(theta, slopes * theta, state, lr=lr, **options)
            path.append(theta)
        return np.array(path)

    plots.loss_surface(
        lambda x, y: slopes[0] * x**2 / 2 + slopes[1] * y**2 / 2,
        paths={
            "gradient descent": lambda: gradient_descent(
                lambda theta: slopes * theta, corner, 0.9, n_iter=40
            )[1],
            "momentum": lambda: walk(momentum_step, lr=0.2, beta=0.8),
            "RMSprop": lambda: walk(rmsprop_step, lr=0.12),
            "Adam": lambda: walk(adam_step, lr=0.15),
        },
        x=(-4.5, 1.5),
        y=(-2.0, 2.0),
    )
