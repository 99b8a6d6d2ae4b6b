"""Spheres and ellipses."""

from __future__ import annotations

import math

import numpy as np

from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.difference_recipes import of_numbers

# %% [markdown]
# ## Fix the slide: one ball, two values of pi
#
# For a sphere of radius 4.5 the sheet gives, with "$\pi = 3.14$", an area of 254.5 and a volume of 381.5. Compute both
# with 3.14, and you get 254.34 and 381.51. With the true $\pi$ they are 254.469 and 381.704. So the area was computed
# with one $\pi$, the volume with another, and the volume is wrong in the fourth digit (E08).
#
# A network has thousands of such numbers, and an error in the fourth digit hides well. Write the function once, and
# let `math` supply $\pi$.
#
# The sphere also shows a derivative that one can hold in one's hand: paint it, and the paint's volume is area times
# thickness. So $dV/dr$ is the area. Try `central_difference(lambda r: sphere(r)[1], 4.5)` when you are done.

_PARTS = ("area", "volume")


@exercise(
    points=1,
    minutes=4,
    difficulty=1,
    core=False,
    source="S0-19 (E08)",
    hints=(
        "Four discs make the surface. What makes the volume, whose derivative that is?",
        "The integral of four pi r squared: a third of the power, four thirds of pi.",
        "A tuple of two products; take pi from math and keep all digits.",
    ),
    **of_numbers(
        "sphere",
        {"r": 4.5},
        (254.46900494077323, 381.7035074111598),
        label="the sheet's sphere, r = 4.5, with the true pi",
        names=_PARTS,
        visible=((0.5,), (2.0,)),
        hidden=((3,), (0.01,), (12.75,), (1,), (100,)),
    ),
)
def sphere(r: float) -> tuple[float, float]:
    r"""Surface area and volume of a sphere.

    Args:
        r: radius.

    Returns:
        The pair (area, volume), with $dV/dr$ = area.

    Example:
        >>> area, volume = sphere(1.0)
        >>> print(round(area, 4), round(volume, 4))
        12.5664 4.1888
    """
    surface = 4.0 * math.pi * r * r
    return surface, surface * r / 3.0


@wrong(sphere, "pi is 3.14")
def _(r):
    return 4 * 3.14 * r**2, 4 / 3 * 3.14 * r**3


@wrong(sphere, "the slide: the true pi for the area, 3.14 for the volume")
def _(r):
    return 4 * math.pi * r**2, 4 / 3 * 3.14 * r**3


@wrong(sphere, "rounded like the slide")
def _(r):
    return round(4 * math.pi * r**2, 1), round(4 / 3 * math.pi * r**3, 1)


@wrong(sphere, "two thirds: half a ball")
def _(r):
    return 4 * math.pi * r**2, 2 / 3 * math.pi * r**3


@wrong(sphere, "three quarters in place of four thirds")
def _(r):
    return 4 * math.pi * r**2, 3 / 4 * math.pi * r**3


@wrong(sphere, "one disc as area")
def _(r):
    return math.pi * r**2, 4 / 3 * math.pi * r**3


@wrong(sphere, "the third is missing")
def _(r):
    return 4 * math.pi * r**2, 4 * math.pi * r**3


@wrong(sphere, "4//3 is 1")
def _(r):
    return 4 * math.pi * r**2, 4 // 3 * math.pi * r**3


@wrong(sphere, "the other way round")
def _(r):
    return 4 / 3 * math.pi * r**3, 4 * math.pi * r**2


@wrong(sphere, "the diameter")
def _(r):
    return 4 * math.pi * (2 * r) ** 2, 4 / 3 * math.pi * (2 * r) ** 3


@accepted(sphere, "as on the sheet, with the true pi")
def _(r):
    return 4 * math.pi * r**2, 4 / 3 * math.pi * r**3


@accepted(sphere, "NumPy's pi")
def _(r):
    return 4 * np.pi * np.square(float(r)), 4 * np.pi * np.power(float(r), 3) / 3


@accepted(sphere, "by the diameter")
def _(r):
    d = 2 * r
    return math.pi * d * d, math.pi * d**3 / 6


@accepted(sphere, "with tau")
def _(r):
    return 2 * math.tau * r * r, 2 * math.tau / 3 * r * r * r


# %% [markdown]
# ## A stretched circle
#
# Stretch a circle in one direction and its area is stretched with it: $\pi r^2$ becomes $\pi a b$. The sheet's ellipse
# with 6 and 4 has 75.36 there, with 3.14 again.


@exercise(
    points=1,
    minutes=2,
    difficulty=1,
    core=False,
    source="S0-20",
    hints=(
        "A circle is an ellipse with two equal half axes: what must the formula give then?",
        "Each of the two half axes stands in for one r.",
        "The product of pi and both half axes.",
    ),
    **of_numbers(
        "ellipse_area",
        {"a": 6.0, "b": 4.0},
        75.39822368615503,
        label="the sheet's ellipse, with the true pi",
        visible=((0.5, 2.5), (3.0, 3.0)),
        hidden=((4, 7), (7, 3), (0.01, 12.5), (1, 1), (40.5, 0.125)),
    ),
)
def ellipse_area(a: float, b: float) -> float:
    r"""Area of an ellipse.

    Args:
        a: one half axis (from the centre to the edge).
        b: the other half axis.

    Returns:
        The area, one number.

    Example:
        >>> print(round(ellipse_area(2.0, 0.5), 4))
        3.1416
    """
    return math.pi * float(a) * b


@wrong(ellipse_area, "pi is 3.14")
def _(a, b):
    return 3.14 * a * b


@wrong(ellipse_area, "22/7")
def _(a, b):
    return 22 / 7 * a * b


@wrong(ellipse_area, "whole axes")
def _(a, b):
    return math.pi * a * b / 4


@wrong(ellipse_area, "a sum of the axes")
def _(a, b):
    return math.pi * (a + b)


@wrong(ellipse_area, "one of them squared")
def _(a, b):
    return math.pi * a**2


@wrong(ellipse_area, "the circle with the mean radius")
def _(a, b):
    return math.pi * ((a + b) / 2) ** 2


@wrong(ellipse_area, "twice")
def _(a, b):
    return 2 * math.pi * a * b


@wrong(ellipse_area, "an ellipsoid's volume without its third axis")
def _(a, b):
    return 4 / 3 * math.pi * a * b


@wrong(ellipse_area, "the rectangle around a quarter")
def _(a, b):
    return a * b


@wrong(ellipse_area, "the squares under a root")
def _(a, b):
    return math.pi * math.sqrt((a**2 + b**2) / 2)


@accepted(ellipse_area, "NumPy's pi")
def _(a, b):
    return np.pi * a * b


@accepted(ellipse_area, "a circle, stretched")
def _(a, b):
    circle = math.pi * b**2
    return circle * (a / b)


@accepted(ellipse_area, "a quarter of the whole axes' product")
def _(a, b):
    return math.pi / 4 * (2 * a) * (2 * b)


@accepted(ellipse_area, "np.prod")
def _(a, b):
    return np.prod([math.pi, a, b])
