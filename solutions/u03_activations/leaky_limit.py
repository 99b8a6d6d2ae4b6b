"""The range in which the slide's formula for the leaky rectifier holds."""

from __future__ import annotations

from autograder.checks import Answered, Quiz
from autograder.exercise.declare import answer
from autograder.plain import to_tree

# %% [markdown]
# ## How far does the slide's formula go?
#
# $\max(\alpha z, z)$ picks the upper of two lines. Draw both for an $\alpha$ below 1 and for one above 1.

leaky_slope = answer(
    "leaky_slope",
    ("no", -3.0, -6.0),
    prompt=r"""
    Is $\max(\alpha z, z)$ the leaky rectifier (z where z > 0, αz elsewhere) for every $\alpha \ge 0$? Show it with
    $\alpha = 2$ at $z = -3$. The answer is a tuple of three: `"yes"` or `"no"`, the value of $\max(\alpha z, z)$
    there, and the value of the leaky rectifier there.
    """,
    points=1,
    minutes=4,
    difficulty=2,
    core=False,
    source="S0-26",
    hints=(
        "Of two negative numbers, which one is the larger?",
        "Compute 2 times -3, and see which of the two candidates the maximum takes.",
        "The leaky rectifier multiplies by alpha for negative z whatever alpha is; the maximum keeps the number nearer to 0.",
    ),
    checks=[
        Answered(
            label="a word and two numbers",
            name="leaky_slope",
            like=to_tree(("yes", 0.0, 0.0)),
            words=("yes", "no"),
        )
    ],
    hidden=[
        Quiz(
            label="the claim and its witness",
            name="leaky_slope",
            expected=to_tree(("no", -3.0, -6.0)),
            rtol=1e-9,
        )
    ],
    wrong=(
        (("yes", -3.0, -6.0), "right numbers, wrong conclusion"),
        (("yes", -6.0, -6.0), "takes the smaller one for the maximum"),
        (("no", -6.0, -3.0), "the two values swapped"),
        (("no", 3.0, 6.0), "signs lost"),
        (("no", 0.0, -6.0), "the ordinary rectifier"),
        (("no", -3.0), "one number is missing"),
    ),
    accepted=(
        (("No", -3, -6), "whole numbers"),
        (["no", -3.0, -6.0], "a list"),
        (("NO", -3.0, -6.0), "in capitals"),
    ),
)
