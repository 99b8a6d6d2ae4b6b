"""Regular polygons."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.difference_recipes import of_numbers

# %% [markdown]
# ## Fix the slide: a hexagon that can't be drawn
#
# The sheet's regular polygon has $n = 6$ sides of $s = 5$ cm, an *apothem* (the distance from the centre to the middle
# of a side) of $a = 15$ cm, and so an area of $\tfrac12 n s a = 225$ cm². The arithmetic is right. The figure is not: a
# regular hexagon with sides of 5 cm fits into a circle of radius 5 cm, so nothing in it is 15 cm from the centre.
# Whoever has chosen $n$ and $s$ has no apothem left to choose (E05). Cut the polygon into $n$ equal triangles from the
# centre: in half of such a triangle, the angle at the centre is $\pi/n$, and the opposite side is $s/2$.
#
# With more and more sides the polygon becomes a circle: a limit once more. The sheet also says of regular polyhedra
# that "there is no simple generic formula" for the volume. There is: cut them into pyramids from the centre, and it is a third
# of the surface times the radius of the inner sphere; the sheet's dodecahedron with faces of 200 cm² has edges of
# 10.78 cm and 9605 cm³ (E09).


@exercise(
    points=2,
    minutes=8,
    difficulty=2,
    core=False,
    source="S0-18 (E05, E09)",
    hints=(
        "Find the apothem first: it is the height of one of the n triangles.",
        "In the half triangle the tangent of pi/n is the opposite side, s/2, over the apothem.",
        "Solve that for the apothem, in radians, then half of n times s times the apothem.",
    ),
    **of_numbers(
        "regular_polygon_area",
        {"n": 6, "s": 5.0},
        64.9519052838329,
        label="the sheet's hexagon, as it can be drawn",
        visible=((4, 2.5), (3, 1.0)),
        hidden=((5, 0.3), (12, 2), (7, 11.5), (3, 4), (100, 0.0625)),
        fixed=("n",),
        extra=(
            golden(
                call("regular_polygon_area", 100_000, 2 * math.pi * 3 / 100_000),
                9 * math.pi,
                label="very many short sides: a circle of radius 3",
                rtol=1e-8,
            ),
        ),
    ),
)
def regular_polygon_area(n: int, s: float) -> float:
    r"""Area of the regular polygon with n sides of length s.

    Args:
        n: number of sides, at least 3.
        s: length of each side.

    Returns:
        The area, one number.

    Example:
        >>> print(round(regular_polygon_area(4, 3.0), 6))
        9.0
    """
    half_angle = math.pi / n
    apothem = 0.5 * s / math.tan(half_angle)
    return 0.5 * n * s * apothem


@wrong(regular_polygon_area, "the slide: an apothem of 15, whatever n and s are")
def _(n, s):
    return n * s * 15 * 0.5


@wrong(regular_polygon_area, "the slide's proportion: an apothem of three sides")
def _(n, s):
    return n * s * 3 * s * 0.5


@wrong(regular_polygon_area, "degrees")
def _(n, s):
    return n * s**2 / (4 * math.tan(180 / n))


@wrong(regular_polygon_area, "the whole angle")
def _(n, s):
    return n * s**2 / (4 * math.tan(2 * math.pi / n))


@wrong(regular_polygon_area, "the outer radius as apothem")
def _(n, s):
    return n * s**2 / (4 * math.sin(math.pi / n))


@wrong(regular_polygon_area, "the whole side over the tangent")
def _(n, s):
    return 0.5 * n * s * s / math.tan(math.pi / n)


@wrong(regular_polygon_area, "multiplied with the tangent")
def _(n, s):
    return n * s**2 * math.tan(math.pi / n) / 4


@wrong(regular_polygon_area, "rectangles in place of triangles")
def _(n, s):
    return n * s * (s / 2 / math.tan(math.pi / n))


@wrong(regular_polygon_area, "pi is 3.14")
def _(n, s):
    return n * s**2 / (4 * math.tan(3.14 / n))


@wrong(regular_polygon_area, "right for a hexagon only")
def _(n, s):
    return 1.5 * math.sqrt(3) * s**2 * n / 6


@wrong(regular_polygon_area, "one triangle")
def _(n, s):
    return s**2 / (4 * math.tan(math.pi / n))


@wrong(regular_polygon_area, "the circle through the corners")
def _(n, s):
    return math.pi * (s / (2 * math.sin(math.pi / n))) ** 2


@accepted(regular_polygon_area, "in one line")
def _(n, s):
    return n * s**2 / (4 * math.tan(math.pi / n))


@accepted(regular_polygon_area, "sine and cosine")
def _(n, s):
    return 0.25 * n * s * s * np.cos(np.pi / n) / np.sin(np.pi / n)


@accepted(regular_polygon_area, "by the outer radius")
def _(n, s):
    radius = s / (2 * math.sin(math.pi / n))
    return 0.5 * n * radius**2 * math.sin(2 * math.pi / n)


@accepted(regular_polygon_area, "degrees, converted")
def _(n, s):
    apothem = (s / 2) / np.tan(np.radians(180 / n))
    return sum(s * apothem / 2 for _ in range(n))


@accepted(regular_polygon_area, "the outer radius and Pythagoras")
def _(n, s):
    outer = s / 2 / math.sin(math.pi / n)
    return n * s / 2 * math.sqrt((outer - s / 2) * (outer + s / 2))
