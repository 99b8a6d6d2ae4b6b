"""Partial derivatives on paper."""

from __future__ import annotations

from autograder.checks import Symbolic
from autograder.exercise.declare import answer

# %% [markdown]
# ## Many variables
#
# The digit network of the last deck has a loss that depends on 13,002 numbers. How fast does it change? That depends on
# which of them you move. So there are as many derivatives as variables, one for each while all others are held still:
# the *partial* derivatives. Together they are the *gradient*,
#
# $$\nabla f(x, y, z) = \langle f_x,\ f_y,\ f_z \rangle$$
#
# Take $f(x, y, z) = x^2 y + yz$. To differentiate with respect to one letter, read the others as numbers. Your program
# in the next section will differentiate the same function, so you can check both against each other: at $(1, 2, 3)$ two
# of the three are 4.

_OF = "x**2*y + y*z"
_LETTERS = ("x", "y", "z")
_DOMAINS = {"x": (-3.0, 3.0), "y": (-3.0, 3.0), "z": (-3.0, 3.0)}


def _partial(letter: str) -> list[Symbolic]:
    check = Symbolic(
        label=f"is the partial derivative with respect to {letter}",
        name=f"d_f{letter}",
        of=_OF,
        wrt=letter,
        symbols=_LETTERS,
        domains=_DOMAINS,
    )
    return [check]


d_fx = answer(
    "d_fx",
    "2*x*y",
    prompt=r"""
    $f_x$, the partial derivative of $f = x^2 y + yz$ with respect to $x$, in the letters `x`, `y` and `z`.
    """,
    points=1,
    minutes=2,
    difficulty=1,
    core=False,
    source="S4-15",
    needs=("d_power",),
    hints=(
        "y and z are numbers now; which term does x occur in?",
        "The second term is a constant. The first is a number times a square.",
        "The square's derivative, with the number y still beside it.",
    ),
    checks=_partial("x"),
    wrong=(
        ("2*x", "the constant factor is lost"),
        ("2*x*y + y", "z's term is differentiated too"),
        ("2*x*y + y*z", "the constant term stays"),
        ("x**2", "with respect to y, first term"),
        ("x**2*y", "nothing is differentiated"),
        ("2*x*y + z", "with respect to two letters"),
    ),
    accepted=(("2x y", "as on paper"), ("y*x + x*y", "a sum"), ("2*y*x", "another order")),
)

d_fy = answer(
    "d_fy",
    "x**2 + z",
    prompt=r"""
    $f_y$ of the same function.
    """,
    points=1,
    minutes=2,
    difficulty=1,
    core=False,
    source="S4-15",
    needs=("d_fx",),
    hints=(
        "Now x and z are numbers. y occurs in both terms.",
        "Each term is a number times y; the derivative of each is that number.",
        "Put the two numbers, one of them a square, into a sum.",
    ),
    checks=_partial("y"),
    wrong=(
        ("x**2", "the second term is lost"),
        ("z", "the first term is lost"),
        ("2*x + z", "differentiates x too"),
        ("x**2*z", "a product in place of the sum"),
        ("x**2 + 1", "z is differentiated too"),
        ("x**2*y + z", "one term stays"),
    ),
    accepted=(("z + x^2", "another order"), ("x*x + z", "a product"), ("(x^2*y + y*z)/y", "divided by y")),
)

d_fz = answer(
    "d_fz",
    "y",
    prompt=r"""
    $f_z$ of the same function.
    """,
    points=1,
    minutes=2,
    difficulty=1,
    core=False,
    source="S4-15",
    needs=("d_fy",),
    hints=(
        "Which term does z occur in?",
        "That term is a number times z.",
        "The number is what stands beside z.",
    ),
    checks=_partial("z"),
    wrong=(
        ("z", "with respect to y, second term"),
        ("y*z", "nothing is differentiated"),
        ("x**2*y + y", "the constant term stays"),
        ("1", "the factor is lost"),
        ("x**2 + y", "half of another partial derivative"),
    ),
    accepted=(("1*y", "a factor 1"), ("2y - y", "a difference"), ("y + 0", "the constant's derivative too")),
)
