"""Boxes and cans."""

from __future__ import annotations

import math

import numpy as np

from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.difference_recipes import of_numbers

# %% [markdown]
# ## Areas and volumes
#
# The slides bring a reference sheet of areas and volumes, as integrals that somebody has already done. They are also
# derivatives that one can see. Let a cube grow by a thin layer: on three of its faces (the other three stay at the
# axes) the layer adds three times $a^2$, and indeed $dV/da = 3a^2$, half the surface. Let a can grow in radius, and it
# gains its mantle: $dV/dr = 2\pi r h$.
#
# Take $\pi$ from `math` (or NumPy), not 3.14 from memory: the sheet computes with 3.14, and gives a can of radius 5
# and height 10 an area of 471 and a volume of 785. They are 471.24 and 785.40.

_PARTS = ("area", "volume")


@exercise(
    points=1,
    minutes=3,
    difficulty=1,
    core=False,
    source="S0-15",
    hints=(
        "How many faces has a die?",
        "Six squares around, and length times width times height inside.",
        "Return a tuple: six times the square of a, then the third power of a.",
    ),
    **of_numbers(
        "cube",
        {"a": 5.0},
        (150.0, 125.0),
        label="the sheet's cube, a = 5",
        names=_PARTS,
        visible=((0.5,), (2.25,)),
        hidden=((3,), (0.01,), (12.75,), (1,), (250.0,)),
    ),
)
def cube(a: float) -> tuple[float, float]:
    r"""Surface area and volume of a cube with edge a.

    Args:
        a: length of an edge.

    Returns:
        The pair (area, volume).

    Example:
        >>> print(cube(2.0))
        (24.0, 8.0)
    """
    face = a * a
    return 6.0 * face, face * a


@wrong(cube, "four faces")
def _(a):
    return 4 * a**2, a**3


@wrong(cube, "the area of one face")
def _(a):
    return a**2, a**3


@wrong(cube, "the other way round")
def _(a):
    return a**3, 6 * a**2


@wrong(cube, "the volume's derivative as surface")
def _(a):
    return 3 * a**2, a**3


@wrong(cube, "six edges")
def _(a):
    return 6 * a, a**3


@wrong(cube, "three edges as volume")
def _(a):
    return 6 * a**2, 3 * a


@wrong(cube, "only the volume")
def _(a):
    return a**3


@wrong(cube, "^ in place of **, by way of whole numbers")
def _(a):
    return 6 * (int(a) ^ 2), int(a) ^ 3


@wrong(cube, "cut to whole numbers")
def _(a):
    return int(6 * a**2), int(a**3)


@accepted(cube, "powers")
def _(a):
    return 6 * a**2, a**3


@accepted(cube, "math.pow")
def _(a):
    return 6 * math.pow(a, 2), math.pow(a, 3)


@accepted(cube, "face by face")
def _(a):
    return sum(a * a for _ in range(6)), np.prod([a, a, a])


@accepted(cube, "the surface from the volume's slope")
def _(a):
    volume = float(a) ** 3
    return 2 * (3 * volume / a), volume


@exercise(
    points=1,
    minutes=4,
    difficulty=1,
    core=False,
    source="S0-20",
    hints=(
        "Unroll the can: two discs and a rectangle.",
        "The rectangle is as long as the circle around and as high as the can.",
        "Two discs, plus once around times h; the volume is one disc times h. Take pi from math.",
    ),
    **of_numbers(
        "cylinder",
        {"r": 1.0, "h": 10.0},
        (69.11503837897544, 31.41592653589793),
        label="a slim one, r = 1, h = 10",
        names=_PARTS,
        visible=((0.5, 2.0), (5.0, 10.0)),
        hidden=((2, 7), (7, 2), (0.01, 12.5), (1, 1), (40.5, 0.125)),
    ),
)
def cylinder(r: float, h: float) -> tuple[float, float]:
    r"""Surface area (with both ends) and volume of a cylinder.

    Args:
        r: radius.
        h: height.

    Returns:
        The pair (area, volume).

    Example:
        >>> area, volume = cylinder(1.0, 1.0)
        >>> print(round(area, 4), round(volume, 4))
        12.5664 3.1416
    """
    around = 2.0 * math.pi * r
    disc = around * r / 2.0
    return 2.0 * disc + around * h, disc * h


@wrong(cylinder, "pi is 3.14")
def _(r, h):
    return 2 * 3.14 * r**2 + 2 * 3.14 * r * h, 3.14 * r**2 * h


@wrong(cylinder, "without the ends")
def _(r, h):
    return 2 * math.pi * r * h, math.pi * r**2 * h


@wrong(cylinder, "one end only, an open can")
def _(r, h):
    return math.pi * r**2 + 2 * math.pi * r * h, math.pi * r**2 * h


@wrong(cylinder, "radius and height exchanged")
def _(r, h):
    return 2 * math.pi * h**2 + 2 * math.pi * r * h, math.pi * h**2 * r


@wrong(cylinder, "a cone's volume")
def _(r, h):
    return 2 * math.pi * r**2 + 2 * math.pi * r * h, math.pi * r**2 * h / 3


@wrong(cylinder, "the radius taken for a diameter")
def _(r, h):
    return math.pi * r**2 / 2 + math.pi * r * h, math.pi * r**2 * h / 4


@wrong(cylinder, "half the mantle")
def _(r, h):
    return 2 * math.pi * r**2 + math.pi * r * h, math.pi * r**2 * h


@wrong(cylinder, "the other way round")
def _(r, h):
    return math.pi * r**2 * h, 2 * math.pi * r * (r + h)


@wrong(cylinder, "rounded like the sheet")
def _(r, h):
    return round(2 * math.pi * r * (r + h)), round(math.pi * r**2 * h)


@wrong(cylinder, "the height squared in the mantle")
def _(r, h):
    return 2 * math.pi * r**2 + 2 * math.pi * h**2, math.pi * r**2 * h


@accepted(cylinder, "as on the sheet, with the true pi")
def _(r, h):
    return 2 * math.pi * r**2 + 2 * math.pi * r * h, math.pi * r**2 * h


@accepted(cylinder, "factored")
def _(r, h):
    return math.tau * r * (r + h), np.pi * h * r * r


@accepted(cylinder, "the mantle is the volume's slope")
def _(r, h):
    volume = np.pi * np.square(float(r)) * h
    return 2 * volume / h + 2 * volume / r, volume


@accepted(cylinder, "in pieces")
def _(r, h):
    pi = 4 * math.atan(1)
    pieces = [pi * r**2, pi * r**2, 2 * pi * r * h]
    return sum(pieces), pieces[0] * h
