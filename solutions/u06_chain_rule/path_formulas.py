"""Both paths on paper."""

from __future__ import annotations

from autograder.checks import Symbolic
from autograder.exercise.declare import answer

# %% [markdown]
# ## The line as it should be
#
# Now write the line for $\theta_{11}^{(1)}$ yourself, both paths in one formula.

dJ_dtheta11 = answer(
    "dJ_dtheta11",
    "((a31 - y1)*a31*(1 - a31)*t11 + (a32 - y2)*a32*(1 - a32)*t21)*a21*(1 - a21)*x1",
    prompt=r"""
    $\partial J/\partial\theta_{11}^{(1)}$ of the 2-2-2 network with $J = \tfrac12\sum_k (y_k - a_k^{(3)})^2$, in any form
    that is right. Letters: targets `y1`, `y2`; outputs `a31`, `a32`; the first hidden activation `a21`; the weights
    `t11`, `t21` of the second layer that lead from it to output 1 and to output 2; the input `x1`.
    """,
    points=2,
    minutes=10,
    difficulty=3,
    source="S1-26 (E16)",
    needs=("grad_theta1",),
    hints=(
        "Two products of five links each, added. Three links have another index in the second product, two are shared.",
        (
            "A path: error of the output, slope of its sigmoid, weight from the hidden unit, slope of the hidden sigmoid, "
            "input."
        ),
        "First path: (a31 - y1), a31(1 - a31), t11, then a21(1 - a21) and x1; the second has a32, y2 and t21.",
    ),
    checks=[
        Symbolic(
            label="is the derivative along both paths",
            name="dJ_dtheta11",
            of="((y1 - sigma(t11*sigma(theta*x1 + r) + p))^2 + (y2 - sigma(t21*sigma(theta*x1 + r) + q))^2)/2",
            wrt="theta",
            symbols=("y1", "y2", "a31", "a32", "a21", "t11", "t21", "x1"),
            where={
                "a21": "sigma(theta*x1 + r)",
                "a31": "sigma(t11*sigma(theta*x1 + r) + p)",
                "a32": "sigma(t21*sigma(theta*x1 + r) + q)",
            },
            domains={
                "theta": (-2, 2),
                "r": (-1, 1),
                "p": (-1, 1),
                "q": (-1, 1),
                "x1": (-2, 2),
                "t11": (-2, 2),
                "t21": (-2, 2),
                "y1": (-1, 2),
                "y2": (-1, 2),
            },
        )
    ],
    wrong=(
        ("(a31 - y1)*a31*(1 - a31)*t11*a21*(1 - a21)*x1", "one path only"),
        (
            "((a31 - y1)*a31*(1 - a31)*t11 + 2*(a32 - y2)*t21)*a21*(1 - a21)*x1",
            "the slide's three terms, taken literally",
        ),
        (
            "((y1 - a31)*a31*(1 - a31)*t11 + (y2 - a32)*a32*(1 - a32)*t21)*a21*(1 - a21)*x1",
            "the sign is turned",
        ),
        ("((a31 - y1)*a31*(1 - a31)*t11 + (a32 - y2)*a32*(1 - a32)*t21)*x1", "the hidden slope is missing"),
        (
            "((a31 - y1)*a31*(1 - a31)*t21 + (a32 - y2)*a32*(1 - a32)*t11)*a21*(1 - a21)*x1",
            "the two weights are exchanged",
        ),
        (
            "(a31 - y1)*a31*(1 - a31)*t11*(a32 - y2)*a32*(1 - a32)*t21*a21*(1 - a21)*x1",
            "the paths are multiplied",
        ),
        ("((a31 - y1)*t11 + (a32 - y2)*t21)*a21*(1 - a21)*x1", "the slopes of the outputs are missing"),
    ),
    accepted=(
        (
            "(a31-y1)a31(1-a31)t11 a21(1-a21)x1 + (a32-y2)a32(1-a32)t21 a21(1-a21)x1",
            "two products, no multiplication signs",
        ),
        (
            "-x1*(a21 - a21^2)*((y1 - a31)*(a31 - a31^2)*t11 + (y2 - a32)*(a32 - a32^2)*t21)",
            "the minus outside, with powers",
        ),
        (
            "x1*a21*(1-a21)*t11*(a31-y1)*(a31-a31**2) - x1*a21*(a21-1)*t21*(a32-y2)*a32*(1-a32)",
            "a sign turned twice in the second path",
        ),
    ),
)
