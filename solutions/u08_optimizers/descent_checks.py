"""What is asked of gradient_descent: visible and hidden checks."""

from __future__ import annotations

import numpy as np

from autograder.checks import Check, Golden, Purity, Raises, Shape
from autograder.checks.golden import golden
from autograder.exercise.formula_recipes import formula
from autograder.exercise.optimizer_recipes import counted_descent, descent
from autograder.plain import Laid, named

_SADDLE = named("saddle_gradient")
_ONE = np.array([1.5])
_TWO = np.array([1.0, -0.5])
_THREE = np.array([3.0, -4.0, 12.0])
_BOWL = named("bowl_gradient", A=np.array([[2.0, 0.5], [0.5, 8.0]]), b=np.array([1.0, -2.0]))
_PAIR = ("x", "path")

VISIBLE: list[Check] = [
    Shape(
        label="the end point, and one row of the path for each iterate",
        names=_PAIR,
        at=(
            descent(2.0, 10.0, 0.2),
            descent(_SADDLE, _TWO, 0.1, n_iter=3),
            descent(1.0, np.array([3, -2]), 0.1, n_iter=0),
        ),
    ),
    golden(
        descent(2.0, 10.0, 0.2),
        (10 * 0.6**30, 10 * 0.6 ** np.arange(31)),
        label="the slide's example: x squared from 10",
        names=_PAIR,
    ),
    Golden(
        label="two coordinates",
        weight=2,
        names=_PAIR,
        at=(descent(_BOWL, np.array([1.0, -1.5]), 0.1, n_iter=6),),
    ),
    Golden(label="one evaluation of the gradient at each iterate", at=(counted_descent(2.0, 10.0, 0.2),)),
    Purity(
        label="leaves start alone",
        first=descent(_SADDLE, _TWO, 0.1, n_iter=4),
        between=descent(named("identity"), np.array([3.0, 4.0, -1.0]), 0.5, n_iter=2),
    ),
]

HIDDEN: list[Check] = [
    Golden(
        label="stops by the 2-norm of the move, without making it",
        weight=2,
        names=_PAIR,
        at=(
            descent(2.0, np.full((2, 3), 2.0), 0.2, 80, 1e-3),
            descent(0.5, _THREE, 0.8, 90, 0.25),
            descent(3.0, np.zeros(4), 0.3),
            descent(_SADDLE, np.array([1.0, 0.0]), 0.2, n_iter=60),
        ),
    ),
    Golden(
        label="stops after n_iter steps",
        names=_PAIR,
        at=(
            descent(named("rosenbrock_gradient"), Laid(np.array([-1.2, 1.0]), "readonly"), 1e-3, 7, tol=0.0),
            descent(1.0, np.array([2.0, -5.0]), 0.1, n_iter=0),
            descent(1.0, np.array([2000.0, -5.0]), 0.01),
            descent(1.0, np.array([2.0, -4.0]), 1.0, 5, 0.0),
        ),
    ),
    Golden(
        label="a start of whole numbers",
        names=_PAIR,
        at=(descent(0.6, np.array([3, -2, 1]), 0.5, n_iter=4), descent(2.0, 10, 0.2, n_iter=3)),
    ),
    Golden(
        label="one evaluation at each iterate, for arrays too",
        at=(counted_descent(0.5, _THREE, 0.8, 90, 0.25),),
    ),
    Raises(
        label="refuses an iterate that is not finite",
        exception="ValueError",
        at=(
            descent(1000.0, _TWO, 1.0, n_iter=400),
            descent(named("cube"), np.array([10.0, -0.5]), 1.0, n_iter=6),
        ),
    ),
    formula(
        "gradient_descent",
        # no move has a norm of -1 or less: the path has n_iter steps, whatever start and lr are
        {
            "grad": named("quadratic_gradient", curvature=2.0),
            "start": _ONE,
            "lr": 0.1,
            "n_iter": 2,
            "tol": -1.0,
        },
        fixed=("grad", "n_iter", "tol"),
        parts={"[0][0]": "x", **{f"[1][{step},0]": f"path[{step}]" for step in range(3)}},
    ),
]
