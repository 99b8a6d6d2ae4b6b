"""Checks for a numerical gradient of a function of an array."""

from __future__ import annotations

import numpy as np

from autograder.calls import call, drive
from autograder.checks import Check, Golden, Purity, Shape
from autograder.checks.golden import golden
from autograder.exercise.formula_recipes import formula
from autograder.exercise.recipes import Checks, draw
from autograder.plain import Laid, named

_CHAINED, _FIELD, _CUBES = (named(name) for name in ("chained", "slide_field", "sum_of_cubes"))
_INVERSE, _CUBE = named("sum_of_inverse_squares"), named("cube")
_MATRIX = draw(370, 2, 3)
_WHOLE = np.array([[1, -2], [3, 4], [2, 5]])


def gradient_of(name: str) -> Checks:
    """Return the checks of `name(f, x, h=...)`, the central differences of f for each entry of x.

    The entries depend on each other, so that with a large step one that is not put back shows in the value.
    """
    checks: list[Check] = [
        Shape(
            label="float64 in the shape of x",
            at=(
                call(name, _FIELD, np.array([1.0, 2.0, 3.0])),
                call(name, _CHAINED, _MATRIX, 0.5),
                call(name, _FIELD, np.array([1, 2, 3])),
            ),
        ),
        golden(
            call(name, _FIELD, np.array([1.0, 2.0, 3.0])),
            np.array([4.0, 4.0, 2.0]),
            label="the paper's function at (1, 2, 3)",
            weight=2,
            rtol=1e-8,
        ),
        Golden(
            label="entries that depend on each other, a large step",
            weight=2,
            at=(call(name, _FIELD, draw(371, 3), 0.5), call(name, _CHAINED, _MATRIX, 0.5)),
        ),
        Golden(
            label="x stays as it is while f runs",
            rtol=1e-6,
            at=(drive("watched_point", name, _CHAINED, _MATRIX),),
        ),
        Purity(
            label="leaves x alone",
            first=call(name, _CHAINED, _MATRIX, 0.5),
            between=call(name, _CUBES, draw(372, 4), 0.25),
        ),
    ]
    hidden: list[Check] = [
        Golden(
            label="any shape and layout",
            weight=3,
            at=(
                call(name, _CHAINED, Laid(draw(373, 4, 3), "F"), 0.25),
                call(name, _CHAINED, Laid(draw(374, 3, 4), "readonly"), 0.75),
                call(name, _CHAINED, Laid(draw(375, 2, 5), "strided"), 0.5),
                call(name, _CHAINED, draw(376, 2, 1, 3), 0.5),
                call(name, _CHAINED, draw(377, 3, 3), 0.125),
                call(name, _CHAINED, draw(378, 1), 1),
                call(name, _CUBES, draw(379, 1, 1), 0.5),
            ),
        ),
        Golden(
            label="whole numbers",
            at=(
                call(name, _INVERSE, np.array([1, -2, 4]), 0.5),
                call(name, _CHAINED, _WHOLE, 0.25),
                call(name, _FIELD, np.array([3, -1, 2]), h=0.5),
            ),
        ),
        Golden(
            label="whole numbers stay as they are while f runs, and f gets floats",
            rtol=1e-6,
            at=(drive("watched_point", name, _CHAINED, _WHOLE), drive("watched_point", name, _CUBE, 3)),
        ),
        Golden(
            label="a single number",
            at=(
                call(name, _CUBE, np.array(1.5), 0.5),
                call(name, _CUBE, 2, 0.5),
                call(name, named("softplus_of_a_number"), 0.3, 0.125),
            ),
        ),
        Golden(label="the default step", at=(call(name, _CUBES, np.zeros((2, 2))),)),
        formula(
            name,
            {"f": _FIELD, "x": np.array([1.0, 2.0, 3.0]), "h": 0.5},
            fixed=("f",),
            names={"x[0]": "x", "x[1]": "y", "x[2]": "z"},
            parts={"[0]": "f_x", "[1]": "f_y", "[2]": "f_z"},
        ),
    ]
    return {"checks": checks, "hidden": hidden}
