"""Checks for difference quotients, and for functions of a few single numbers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from autograder.calls import call, drive
from autograder.checks import Check, Formula, Golden, Purity, Shape
from autograder.checks.golden import golden
from autograder.exercise.formula_recipes import formula
from autograder.exercise.recipes import Checks, draw
from autograder.plain import Laid, named

HALVED = (0.02, 0.01)
"""Small enough that the leading term of the error is all of it, large enough that rounding is nothing."""


def difference_scheme(name: str, *, of_square: float, at_rest: str, order: int, seed: int) -> Checks:
    """Return the checks of a function `(f, x, h=...)` that differentiates f entry by entry.

    Steps are large where values are compared: the quotient of a polynomial is then known to the last digit,
    and a step that is ignored, scaled or defaulted shows.

    Args:
        name: the exercise.
        of_square: the value for x^2 at 3 with h = 0.5.
        at_rest: the objective whose derivative at 0 is 0 and whose quotient there is a power of the step.
        order: the power of h that the error goes with.
        seed: for the inputs.
    """
    square, cube, exp = (named(item) for item in ("square", "cube", "exp"))
    vector, whole = draw(seed, 5), np.array([-2, 1, 3, 4])
    ratio = drive("error_ratio", name, exp, exp, np.array([-1.0, 0.5, 2.0]), HALVED)
    again = call(name, cube, vector, 0.5)
    checks: list[Check] = [
        Shape(
            label="float64 in the shape of x",
            at=(call(name, exp, 0.5), call(name, cube, vector, 0.5), call(name, square, whole, 0.5)),
        ),
        golden(call(name, square, 3.0, 0.5), of_square, label="the square at 3 with h = 0.5"),
        Golden(
            label="several points at once",
            weight=2,
            at=(again, call(name, exp, draw(seed + 1, 4), h=0.1)),
        ),
        golden(ratio, 2.0**order, label=f"half the step makes errors {2**order} times smaller", rtol=0.05),
        Purity(label="leaves x alone", first=again, between=call(name, square, whole, 0.25)),
    ]
    hidden: list[Check] = [
        _other_points(name, seed),
        Golden(label="the default step", at=(call(name, named(at_rest), 0.0),)),
        Golden(
            label="close to the derivative with the default step",
            rtol=1e-6,
            at=(call(name, exp, draw(seed + 5, 6)), call(name, named("sine"), 4.0)),
        ),
        formula(name, {"f": cube, "x": 1.5, "h": 0.5}, fixed=("f",), parts={"": "for f(x) = x³"}),
    ]
    return {"checks": checks, "hidden": hidden}


def _other_points(name: str, seed: int) -> Golden:
    cube, matrix = named("cube"), draw(seed + 2, 4, 3)
    layouts = [call(name, cube, Laid(matrix, how), 0.25) for how in ("F", "readonly", "strided")]
    alone = (draw(seed + 3, 1), np.array(-1.25), 2, draw(seed + 4, 2, 1, 3))
    at = (
        *layouts,
        *(call(name, cube, x, 0.75) for x in alone),
        call(name, named("reciprocal"), np.array([1, -3, 2]), 0.5),
        call(name, named("square"), np.array([30.0, -0.02]), 1),
        call(name, named("softplus_of_a_number"), 0.3, 0.125),
    )
    return Golden(label="any shape and layout, whole numbers, single numbers", weight=3, at=at)


def positive_formula(name: str, values: Mapping[str, Any], positive: Collection[str], **rest: Any) -> Formula:
    """Return the check of `formula` with inputs that are lengths: never 0 or below."""
    shown = formula(name, values, **rest)
    return msgspec.structs.replace(shown, domains={**shown.domains, **dict.fromkeys(positive, (0.2, 3.0))})


def of_numbers(
    name: str,
    slide: Mapping[str, float],
    value: Any,
    *,
    label: str,
    visible: Sequence[Sequence[float]],
    hidden: Sequence[Sequence[float]],
    names: Sequence[str] = (),
    fixed: Collection[str] = (),
    extra: Sequence[Check] = (),
) -> Checks:
    """Return the checks of a function of single numbers, all of them lengths.

    Args:
        name: the exercise.
        slide: the arguments of the worked example, by name and in order.
        value: the right result of the worked example.
        label: what the worked example is called.
        visible: arguments of further visible calls.
        hidden: arguments of hidden calls.
        names: what the parts of the result are called.
        fixed: arguments that stay numbers in the formula that is shown.
        extra: further visible checks.
    """
    first = call(name, *slide.values())
    form = "a pair of numbers" if names else "one number"
    parts = {f"[{place}]": part for place, part in enumerate(names)}
    return {
        "checks": [
            Shape(label=form, at=(first,), names=tuple(names)),
            golden(first, value, label=label, names=tuple(names)),
            Golden(
                label="other sizes",
                weight=2,
                names=tuple(names),
                at=tuple(call(name, *rest) for rest in visible),
            ),
            *extra,
        ],
        "hidden": [
            Golden(
                label="any size, whole numbers too",
                weight=4,
                names=tuple(names),
                at=tuple(call(name, *rest) for rest in hidden),
            ),
            positive_formula(name, slide, slide, fixed=fixed, parts=parts),
        ],
    }
