"""Five nodes: forwards."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Shape
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.formula_recipes import formula

# %% [markdown]
# ## Five nodes
#
# A deck draws the formula $J = 3(ab + c)$ as a graph. It names what comes out of every operation:
#
# $$u = ab, \qquad z = u + c, \qquad J = 3z$$
#
# Forwards, values flow from $a$, $b$, $c$ to $J$.


@exercise(
    points=1,
    minutes=4,
    difficulty=1,
    core=False,
    source="S3-21",
    hints=(
        "One line for each operation, in the order of the drawing.",
        "u needs a and b, z needs u and c, J needs z.",
        "Give the product, the sum and three times the sum names of their own, and return the three names.",
    ),
    checks=[
        Shape(
            label="a tuple of three numbers",
            at=(call("graph_forward", 5.0, 4.0, 2.0),),
            names=("u", "z", "J"),
        ),
        golden(
            call("graph_forward", 5.0, 4.0, 2.0),
            (20.0, 22.0, 66.0),
            label="a = 5, b = 4, c = 2",
            names=("u", "z", "J"),
        ),
    ],
    hidden=[
        Golden(
            label="other numbers",
            weight=2,
            names=("u", "z", "J"),
            at=(
                call("graph_forward", -1.5, 0.25, 3.125),
                call("graph_forward", 0, 7, -2),
                call("graph_forward", np.float64(0.3), np.array(-1.7), 1e-3),
            ),
        ),
        formula("graph_forward", {"a": 5.0, "b": 4.0, "c": 2.0}, parts={"[0]": "u", "[1]": "z", "[2]": "J"}),
    ],
)
def graph_forward(a: float, b: float, c: float) -> tuple[float, float, float]:
    r"""Values of the nodes of $J = 3(ab + c)$, forwards.

    Args:
        a: first factor, a number.
        b: second factor, a number.
        c: what is added, a number. All three may be whole numbers.

    Returns:
        The triple (u, z, J) with u = ab, z = u + c, J = 3z.

    Example:
        >>> graph_forward(2.0, 3.0, 1.0)
        (6.0, 7.0, 21.0)
    """
    u = float(a) * float(b)
    z = float(c) + u
    return u, z, 3.0 * z


@wrong(graph_forward, "the factor goes to the product only")
def _(a, b, c):
    u = a * b
    z = u + c
    return u, z, 3 * u + c


@wrong(graph_forward, "a sum in place of the product")
def _(a, b, c):
    u = a + b
    z = u + c
    return u, z, 3 * z


@wrong(graph_forward, "a product in place of the sum")
def _(a, b, c):
    u = a * b
    z = u * c
    return u, z, 3 * z


@wrong(graph_forward, "c is left out")
def _(a, b, c):
    u = a * b
    return u, u, 3 * u


@wrong(graph_forward, "J alone")
def _(a, b, c):
    return 3 * (a * b + c)


@wrong(graph_forward, "J first")
def _(a, b, c):
    u = a * b
    z = u + c
    return 3 * z, z, u


@wrong(graph_forward, "brackets in the wrong place: a(b + c)")
def _(a, b, c):
    u = a * b
    z = a * (b + c)
    return u, z, 3 * z


@wrong(graph_forward, "whole numbers only")
def _(a, b, c):
    u = int(a) * int(b)
    z = u + int(c)
    return u, z, 3 * z


@accepted(graph_forward, "plain products")
def _(a, b, c):
    u = a * b
    z = u + c
    J = 3 * z
    return u, z, J


@accepted(graph_forward, "one line")
def _(a, b, c):
    return a * b, a * b + c, 3 * a * b + 3 * c


@accepted(graph_forward, "NumPy numbers")
def _(a, b, c):
    nodes = np.array([a * b, a * b + c, 0.0])
    nodes[2] = nodes[1] * 3
    return tuple(nodes)


@accepted(graph_forward, "with a function for each node")
def _(a, b, c):
    def u():
        return a * b

    def z():
        return u() + c

    return u(), z(), z() + z() + z()
