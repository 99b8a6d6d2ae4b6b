"""Numbers that no solid has."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import Answered, Golden, Quiz, Shape
from autograder.exercise.declare import accepted, answer, exercise, wrong
from autograder.plain import to_tree

# %% [markdown]
# ## Could it be built?
#
# The sheet's prism has a base of 20 cm² and a mantle (the lateral area) of 60 cm² on the area slide, and a height of
# 5 cm on the volume slide. Each example is right by itself. Can it be one prism? The mantle of an upright prism is its
# height times the way around the base, so that way is $60/5 = 12$ cm. And of all shapes with the same way around, the
# circle is the largest: what has a perimeter $P$ encloses at most
#
# $$\frac{P^2}{4\pi},$$
#
# here 11.46 cm², not 20 (E06). The bound is the *isoperimetric inequality*. Any base below it can be built, so it
# decides the question.

_NAME = "prism_exists"


def _from_circle(area: float, height: float, factor: float) -> tuple[float, float, float]:
    """Return a prism whose mantle is `factor` times that of the cylinder, the smallest possible."""
    return area, round(factor * 2 * math.sqrt(math.pi * area) * height, 3), height


# base area, height, and the mantle as a multiple of the smallest one
_NEAR = (
    (0.5, 8.0, 1.02),
    (0.5, 8.0, 0.98),
    (30.0, 0.25, 1.02),
    (30.0, 0.25, 0.98),
    (7.0, 2.0, 1.1),
    (7.0, 2.0, 0.9),
    (0.04, 0.3, 1.04),
    (0.04, 0.3, 0.96),
    (900.0, 40.0, 5.0),
    (900.0, 40.0, 0.1),
)


@exercise(
    points=2,
    minutes=8,
    difficulty=2,
    core=False,
    source="S0-16, S0-17 (E06)",
    hints=(
        "Which quantity of the base do mantle and height tell you?",
        "Divide: the perimeter is mantle over height. Compare the largest area it can enclose with the base.",
        "The square of the perimeter over four pi must be at least the base area; return that comparison.",
    ),
    checks=[
        Shape(label="True or False", at=(call(_NAME, 20.0, 60.0, 5.0),)),
        Golden(
            label="the sheet's prism, a cube, a flat box",
            at=(call(_NAME, 20.0, 60.0, 5.0), call(_NAME, 25.0, 100.0, 5.0), call(_NAME, 100.0, 50.0, 1.0)),
        ),
        Golden(
            label="a little more and a little less mantle than a can has",
            weight=2,
            at=(call(_NAME, *_from_circle(4.0, 3.0, 1.05)), call(_NAME, *_from_circle(4.0, 3.0, 0.95))),
        ),
    ],
    hidden=[
        Golden(
            label="other prisms, near the bound and far from it",
            weight=3,
            at=tuple(
                call(_NAME, *rest)
                for rest in (
                    *(_from_circle(*prism) for prism in _NEAR),
                    (20, 100, 5),
                    (20, 75, 5),
                    (3, 13, 2),
                )
            ),
        )
    ],
)
def prism_exists(base_area: float, lateral_area: float, height: float) -> bool:
    r"""Tell whether an upright prism (with a base of any shape, a circle too) has these three measures.

    Args:
        base_area: area of the base.
        lateral_area: area of all sides together, without the two bases.
        height: distance of the two bases.

    Returns:
        True when some base shape makes it possible, else False. Within one per cent of the bound nothing is asked.

    Example:
        >>> print(prism_exists(1.0, 4.0, 1.0))
        True
    """
    perimeter = lateral_area / height
    largest = perimeter * perimeter / (4.0 * math.pi)
    return bool(base_area <= largest)


@wrong(prism_exists, "the slide: everything exists")
def _(base_area, lateral_area, height):
    return True


@wrong(prism_exists, "square bases only")
def _(base_area, lateral_area, height):
    return lateral_area / height >= 4 * math.sqrt(base_area)


@wrong(prism_exists, "the other way round")
def _(base_area, lateral_area, height):
    return (lateral_area / height) ** 2 / (4 * math.pi) <= base_area


@wrong(prism_exists, "the mantle taken for the perimeter")
def _(base_area, lateral_area, height):
    return lateral_area**2 / (4 * math.pi) >= base_area


@wrong(prism_exists, "multiplied with the height")
def _(base_area, lateral_area, height):
    return (lateral_area * height) ** 2 / (4 * math.pi) >= base_area


@wrong(prism_exists, "the perimeter is not squared")
def _(base_area, lateral_area, height):
    return lateral_area / height / (4 * math.pi) >= base_area


@wrong(prism_exists, "2 pi in place of 4 pi")
def _(base_area, lateral_area, height):
    return (lateral_area / height) ** 2 / (2 * math.pi) >= base_area


@wrong(prism_exists, "the perimeter taken for a diameter")
def _(base_area, lateral_area, height):
    return math.pi * (lateral_area / height / 2) ** 2 >= base_area


@wrong(prism_exists, "a pyramid's mantle")
def _(base_area, lateral_area, height):
    return (2 * lateral_area / height) ** 2 / (4 * math.pi) >= base_area


@wrong(prism_exists, "compares the areas only")
def _(base_area, lateral_area, height):
    return lateral_area > base_area


@wrong(prism_exists, "triangles only: too strict")
def _(base_area, lateral_area, height):
    return (lateral_area / height) ** 2 >= 12 * math.sqrt(3) * base_area


@wrong(prism_exists, "prints, and returns nothing")
def _(base_area, lateral_area, height):
    print((lateral_area / height) ** 2 >= 4 * math.pi * base_area)


@accepted(prism_exists, "by perimeters")
def _(base_area, lateral_area, height):
    return lateral_area / height >= 2 * math.sqrt(math.pi * base_area)


@accepted(prism_exists, "by mantles")
def _(base_area, lateral_area, height):
    radius = np.sqrt(base_area / np.pi)
    return 2 * np.pi * radius * height <= lateral_area


@accepted(prism_exists, "by radii")
def _(base_area, lateral_area, height):
    most = lateral_area / (2 * math.pi * height)
    needed = math.sqrt(base_area / math.pi)
    return not most < needed


@accepted(prism_exists, "by the isoperimetric quotient")
def _(base_area, lateral_area, height):
    quotient = 4 * math.pi * base_area * height**2 / lateral_area**2
    return 1 if quotient <= 1 else 0


# %% [markdown]
# The sheet's pyramid is no better: base 16 cm², mantle 60 cm², height 9 cm. Whatever its base is, each side triangle is
# at least as high as the pyramid, so the mantle is at least half the perimeter times 9, which is more than 63 cm² even
# for a circle (E07).

pyramid_claim = answer(
    "pyramid_claim",
    ("no", 73.7564),
    prompt=r"""
    Can the sheet's pyramid (base 16, mantle 60, height 9) have a square base, with its top above the middle? And which
    mantle does the pyramid with that base and that height really have, to at least four digits?

    The form is `pyramid_claim = ("yes", 12.34)`, with "yes" or "no" and the right number.
    """,
    points=1,
    minutes=5,
    difficulty=2,
    core=False,
    source="S0-17 (E07)",
    hints=(
        "The square has sides of 4. The mantle is four triangles on them; how high is such a triangle?",
        "The height of a side triangle is slanted: Pythagoras with the pyramid's height and half of a side.",
        "The root of 9 squared plus 2 squared; four times half of 4 times that root.",
    ),
    checks=[
        Answered(
            label="a word and a number",
            name="pyramid_claim",
            like=to_tree(("yes", 12.34)),
            words=("yes", "no"),
        )
    ],
    hidden=[
        Quiz(
            label="the answer and the mantle",
            weight=2,
            name="pyramid_claim",
            expected=to_tree(("no", 73.7563556583431)),
        )
    ],
    wrong=(
        (("yes", 60.0), "the sheet"),
        (("yes", 73.7564), "the number, without its meaning"),
        (("no", 72.0), "the pyramid's height in place of the slanted one"),
        (("no", 78.7909), "a whole side in the root"),
        (("no", 36.8782), "two triangles"),
        (("no", 65.7826), "a circle as base"),
        ("no", "no number"),
    ),
    accepted=(
        (("no", 8 * math.sqrt(85)), "computed"),
        (["No", 73.76], "four digits, a list"),
        (("NO", 73.756), "five digits"),
    ),
)
