"""Five nodes: backwards."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import FiniteDifference, Golden, Purity, Shape
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.exercise.spec import Follows

# %% [markdown]
# Backwards, slopes flow from $J$ to $a$, $b$, $c$. Each node takes the slope of the node that it went into, times the
# slope of the one operation between the two: $\partial J/\partial u = \partial J/\partial z \cdot \partial z/\partial u$.
# A **sum** hands the slope on as it is. A **product** hands it on times *the other factor*.


@exercise(
    follows=Follows("graph_forward", ("a", "b", "c"), "last_of_three"),
    points=2,
    minutes=10,
    difficulty=2,
    source="S3-20, S3-21",
    hints=(
        "Start at the end: how much does J rise when z rises by a little? Then go one operation back.",
        "A sum has the slope 1 for both of its parts; the product ab has the slope b for a, and a for b.",
        "z: the factor in front of the bracket. u and c: the same as z. a and b: that of u, times the other factor.",
    ),
    checks=[
        Shape(label='a dict with the keys "a", "b", "c", "u", "z"', at=(call("graph_grads", 5.0, 4.0, 2.0),)),
        golden(
            call("graph_grads", 5.0, 4.0, 2.0),
            {"a": 12.0, "b": 15.0, "c": 3.0, "u": 3.0, "z": 3.0},
            label="a = 5, b = 4, c = 2: the slide's dJ/da = 12",
        ),
        FiniteDifference(
            label="are the derivatives with respect to a, b, c",
            weight=2,
            at=(call("graph_grads", -1.5, 0.75, 2.25),),
            of="small_graph",
            wrt=("a", "b", "c"),
            keyed=True,
        ),
    ],
    hidden=[
        Golden(
            label="other numbers",
            weight=3,
            at=(
                call("graph_grads", 0.3, -1.7, 1e-3),
                call("graph_grads", 0, 7, -2),
                call("graph_grads", np.float64(1.0), np.array(-0.5), 0.0),
                call("graph_grads", 2, 3, 11),
            ),
        ),
        Purity(
            label="gives a new dict each time",
            first=call("graph_grads", 5.0, 4.0, 2.0),
            between=call("graph_grads", 1.0, 2.0, 3.0),
        ),
        formula(
            "graph_grads",
            {"a": 5.0, "b": 4.0, "c": 2.0},
            parts={f"['{key}']": f"dJ/d{key}" for key in ("a", "b", "c", "u", "z")},
        ),
    ],
)
def graph_grads(a: float, b: float, c: float) -> dict[str, float]:
    r"""Slope of $J = 3(ab + c)$ with respect to every node below it, backwards.

    Args:
        a: first factor, a number.
        b: second factor, a number.
        c: what is added, a number. All three may be whole numbers.

    Returns:
        A dict with the keys "a", "b", "c", "u", "z": the derivative of $J$ with respect to each of these nodes, where
        u = ab and z = u + c.

    Example:
        >>> grads = graph_grads(0.0, 0.0, 1.0)
        >>> print(grads["a"], grads["b"])
        0.0 0.0
    """
    dz = 3.0
    du = dc = dz
    return {"a": float(b) * du, "b": float(a) * du, "c": dc, "u": du, "z": dz}


@wrong(graph_grads, "its own factor in place of the other one")
def _(a, b, c):
    return {"a": 3 * a, "b": 3 * b, "c": 3, "u": 3, "z": 3}


@wrong(graph_grads, "the factor 3 does not reach a and b")
def _(a, b, c):
    return {"a": b, "b": a, "c": 3, "u": 3, "z": 3}


@wrong(graph_grads, "the local slopes only, nothing multiplied")
def _(a, b, c):
    return {"a": b, "b": a, "c": 1, "u": 1, "z": 3}


@wrong(graph_grads, "the slope of c is c")
def _(a, b, c):
    return {"a": 3 * b, "b": 3 * a, "c": 3 * c, "u": 3, "z": 3}


@wrong(graph_grads, "the values in place of the slopes")
def _(a, b, c):
    return {"a": a, "b": b, "c": c, "u": a * b, "z": a * b + c}


@wrong(graph_grads, "the slide's numbers for every input")
def _(a, b, c):
    return {"a": 12.0, "b": 15.0, "c": 3.0, "u": 3.0, "z": 3.0}


@wrong(graph_grads, "the slide's key s")
def _(a, b, c):
    return {"a": 3 * b, "b": 3 * a, "c": 3, "s": 3, "z": 3}


@wrong(graph_grads, "the sum is taken for a product")
def _(a, b, c):
    return {"a": 3 * b * c, "b": 3 * a * c, "c": 3 * a * b, "u": 3 * c, "z": 3}


@wrong(graph_grads, "a forward difference of a large step")
def _(a, b, c):
    h = 0.5
    rise = 3 * (a + h) * (b + h) - 3 * a * b
    return {"a": rise / h - 3 * a, "b": rise / h - 3 * b, "c": 3, "u": 3, "z": 3}


@accepted(graph_grads, "each on its own")
def _(a, b, c):
    return {"a": 3 * b, "b": 3 * a, "c": 3, "u": 3, "z": 3}


@accepted(graph_grads, "node by node, with local slopes")
def _(a, b, c):
    grads = {"z": 3.0}
    for node, parent, slope in (("u", "z", 1.0), ("c", "z", 1.0), ("a", "u", b), ("b", "u", a)):
        grads[node] = grads[parent] * slope
    return grads


@accepted(graph_grads, "central differences, exact here but for rounding")
def _(a, b, c):
    def J(a, b, c):
        return 3.0 * (a * b + c)

    return {
        "a": (J(a + 1.0, b, c) - J(a - 1.0, b, c)) / 2,
        "b": (J(a, b + 1.0, c) - J(a, b - 1.0, c)) / 2,
        "c": (J(a, b, c + 1.0) - J(a, b, c - 1.0)) / 2,
        "u": 3.0,
        "z": 3.0,
    }


@accepted(graph_grads, "a graph as matrices")
def _(a, b, c):
    order = ["a", "b", "c", "u", "z"]
    slopes = np.zeros((5, 5))
    slopes[0, 3], slopes[1, 3], slopes[2, 4], slopes[3, 4] = b, a, 1, 1
    total = np.linalg.solve(np.eye(5) - slopes, np.array([0, 0, 0, 0, 3.0]))
    return dict(zip(order, total, strict=True))
