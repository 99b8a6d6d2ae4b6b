"""Where it is flat."""

from __future__ import annotations

from autograder.checks import Answered, Quiz
from autograder.exercise.declare import answer
from autograder.plain import to_tree

# %% [markdown]
# ## Where it is flat
#
# "Everything is CALCULUS!", says the last deck, "finding maximum/minimum". At the bottom of a valley and on the top of a
# hill the slope is 0; which of the two it is, the second derivative knows: it is positive where the curve bends upwards.
#
# With one variable one can simply solve $f'(x) = 0$. With 13,002 nobody can, and one walks downhill instead, without
# knowing which of several valleys one will end in. This function has two.

stationary_points = answer(
    "stationary_points",
    [(0.0, "min"), (1.0, "max"), (2.0, "min")],
    prompt=r"""
    All points where $f(x) = \dfrac{x^4}{4} - x^3 + x^2$ has the slope 0, in increasing order of $x$, each with its kind,
    `"min"` or `"max"`.

    The form is `stationary_points = [(-1.5, "max"), (7, "min")]`, a list of pairs, as many as there are.
    """,
    points=2,
    minutes=6,
    difficulty=2,
    core=False,
    source="S4-09",
    needs=("d_power",),
    hints=(
        "Differentiate term by term; every term has a factor x.",
        "Take the factor x out: a quadratic is left, with two whole roots.",
        "The second derivative is 3x^2 - 6x + 2. Put each of the three places in and look at its sign.",
    ),
    checks=[
        Answered(
            label="a list of pairs",
            name="stationary_points",
            like=to_tree([(-1.5, "max"), (7.0, "min")]),
        )
    ],
    hidden=[
        Quiz(
            label="all places and their kinds",
            weight=2,
            name="stationary_points",
            expected=to_tree([(0.0, "min"), (1.0, "max"), (2.0, "min")]),
            rtol=1e-6,
        )
    ],
    wrong=(
        ([(0, "max"), (1, "min"), (2, "max")], "the second derivative's sign read the wrong way"),
        ([(1, "max"), (2, "min")], "divides by x, and loses 0"),
        ([(0, "min"), (2, "min")], "only the valleys"),
        ([(2, "min"), (1, "max"), (0, "min")], "not in order"),
        ([(0, "min"), (0.4226, "max"), (1.5774, "min")], "zeros of the second derivative"),
        ([(0, "min"), (1, "max"), (2, "max")], "one kind is wrong"),
        ([0, 1, 2], "no kinds"),
        ([(0, "min"), (2, "max"), (4, "min")], "zeros of x^3 - 6x^2 + 8x"),
    ),
    accepted=(
        ([(0, "min"), (1, "max"), (2, "min")], "whole numbers"),
        (((0.0, "Min"), (1.0, "Max"), (2.0, "Min")), "a tuple, other capitals"),
        ([[0, "min"], [1, "max"], [2, "min"]], "lists in a list"),
    ),
)
