"""The exponential linear unit on paper: the derivative of its left branch, and when the two branches join smoothly."""

from __future__ import annotations

from autograder.checks import Answered, Symbolic
from autograder.exercise.declare import answer

# %% [markdown]
# ## On paper: the left branch, and how it meets the right one
#
# The two branches have the same value at 0 whatever $\alpha$ is. Whether they also have the same *slope* there depends
# on $\alpha$: where they do, the derivative is continuous and the corner is gone.

d_elu_negative = answer(
    "d_elu_negative",
    "alpha*exp(z)",
    prompt=r"""
    The derivative with respect to $z$ of the left branch $\alpha\,(e^{z} - 1)$, as a formula in `alpha` and `z`.
    """,
    points=1,
    minutes=3,
    core=False,
    source="S0-28",
    hints=(
        "A constant factor stays, a constant term goes.",
        "The exponential function is its own derivative.",
        "Multiply the brackets out first: one of the two terms does not contain z.",
    ),
    checks=[
        Symbolic(
            label="is the derivative of the left branch",
            name="d_elu_negative",
            of="elu_negative",
            wrt="z",
            symbols=("alpha", "z"),
            domains={"z": (-6, 0), "alpha": (0.1, 3)},
        )
    ],
    wrong=(
        ("exp(z)", "forgets alpha"),
        ("alpha*(exp(z) - 1)", "the branch itself"),
        ("alpha*z*exp(z - 1)", "the power rule on an exponential"),
        ("-alpha*exp(z)", "the wrong sign"),
        ("exp(z) - 1", "the derivative with respect to alpha"),
        ("alpha*exp(-z)", "the sign in the exponent"),
    ),
    accepted=(
        ("α e^z", "in Greek, without an asterisk"),
        ("alpha*(exp(z) - 1) + alpha", "from the value"),
        ("alpha/exp(-z)", "as a quotient"),
        ("\\alpha e^{z}", "in LaTeX"),
    ),
)

elu_smooth_alpha = answer(
    "elu_smooth_alpha",
    1,
    prompt=r"""
    The one value of $\alpha$ for which the derivative of the exponential linear unit is continuous everywhere: a number,
    or a formula without symbols.
    """,
    points=1,
    minutes=4,
    difficulty=2,
    core=False,
    needs=("d_elu_negative",),
    source="S0-28",
    hints=(
        "The only place where the derivative can jump is 0. What are the two slopes there?",
        "Let z go to 0 in the derivative of the left branch, and compare with the slope of the line on the right.",
        "The exponential of 0 is a number that you know; set the left slope equal to the right one and solve for alpha.",
    ),
    checks=[Answered(label="a number or a formula without symbols", name="elu_smooth_alpha", symbols=())],
    hidden=[
        Symbolic(label="the slopes at 0 agree", name="elu_smooth_alpha", of="1", symbols=()),
    ],
    wrong=(
        (0, "gives the rectifier, whose slope jumps from 0 to 1"),
        (-1, "the wrong sign"),
        (0.1, "the leaky rectifier's"),
        ("e", "takes the exponential at 1 instead of 0"),
        (0.5, "between the slopes of the rectifier"),
        ("alpha", "not a value"),
    ),
    accepted=(
        (1.0, "a float"),
        ("1", "a text"),
        ("exp(0)", "a formula"),
        ("1/e^0", "solved for alpha as it comes"),
    ),
)
