"""The slide's graph: a node that is not there, a weight found from its slope, one step downhill."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Answered, Golden, Quiz, Shape
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, answer, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.plain import to_tree
from solutions.u06_chain_rule.graph_slopes import graph_grads

# %% [markdown]
# ### Fix the slide: a node that is not there
#
# Going backwards the transcript lists $dJ/dz = 3$, then $dJ/ds = 3$, then $dJ/da = 12$. The graph has no $s$.

slide_node = answer(
    "slide_node",
    ("u", 15.0),
    prompt=r"""
    Which node of the graph must stand where the transcript has $s$, on the way from $z$ back to $a$? And the slide
    never shows $dJ/db$: what is it for $a = 5$, $b = 4$, $c = 2$? Answer with a tuple (name of the node, number),
    like `slide_node = ("a", 1.0)`.
    """,
    points=1,
    minutes=3,
    difficulty=1,
    core=False,
    source="S3-21 (E32)",
    needs=("graph_grads",),
    hints=(
        "Follow the drawing backwards from z: what did z come from, and which of these did a go into?",
        "The product of a and b has a name. For the number: a product hands on the other factor.",
        "Your graph_grads has the number under the key b.",
    ),
    checks=[
        Answered(label="is a tuple of a name and a number", name="slide_node", like=to_tree(("a", 1.0))),
    ],
    hidden=[
        Quiz(
            label="is the node and the missing slope",
            name="slide_node",
            expected=to_tree(("u", 15.0)),
            also=(to_tree(("c", 15.0)),),
            weight=3,
        )
    ],
    wrong=(
        (("s", 15.0), "the name that the graph does not have"),
        (("u", 12.0), "the slope of a"),
        (("u", 3.0), "the slope of u"),
        (("z", 15.0), "the node one later"),
        (("u", 5.0), "without the factor 3"),
    ),
    accepted=(
        (("c", 15.0), "c has the slope 3 too"),
        (["U", 15], "a list, a capital and a whole number"),
        ((" u ", 15.000001), "with blanks"),
    ),
)

# %% [markdown]
# The slide gives $dJ/da = 12$ and no values at all. The slope alone tells one of them.

weight_from_slope = answer(
    "weight_from_slope",
    (4.0, 0.12),
    prompt=r"""
    In $J = 3(ab + c)$ the slope is $dJ/da = 12$. Which value has $b$? And by how much does $J$ rise when $a$ rises by
    0.01? Answer with a tuple of two numbers, like `weight_from_slope = (1.0, 0.5)`.
    """,
    points=1,
    minutes=3,
    difficulty=1,
    core=False,
    source="S3-21",
    hints=(
        "Write dJ/da with letters first.",
        "Three times b is the slope; a rise is slope times step, exactly so for a straight line.",
        "Solve 3b = 12, and multiply 12 by the step.",
    ),
    checks=[
        Answered(label="is a tuple of two numbers", name="weight_from_slope", like=to_tree((1.0, 0.5))),
    ],
    hidden=[
        Quiz(
            label="is b, and the rise of J", name="weight_from_slope", expected=to_tree((4.0, 0.12)), weight=3
        )
    ],
    wrong=(
        ((12.0, 0.12), "the slope itself"),
        ((4.0, 0.04), "the factor 3 is lost in the rise"),
        ((36.0, 0.12), "multiplied where a division is due"),
        ((4.0, 12.0), "the slope in place of the rise"),
        ((4.0, 12.01), "slope plus step"),
    ),
    accepted=(
        ([4, 0.12], "a list"),
        ((12 / 3, 12 * 0.01), "worked out on the spot"),
        ((4, 0.12000000000000001), "with rounding"),
    ),
)

# %% [markdown]
# ### One step downhill
#
# Each of $a$, $b$, $c$ moves against its slope: $p \leftarrow p - \varepsilon\, \partial J/\partial p$. All three slopes
# belong to the *old* values. Do it for as long as you like: this $J$ has no lowest point, and falls for ever.


@exercise(
    points=1,
    minutes=6,
    difficulty=1,
    core=False,
    source="S3-22",
    needs=("graph_grads",),
    hints=(
        "Get all three slopes before you change anything.",
        "New value = old value minus lr times its slope, for each of the three.",
        "One call of graph_grads, then a tuple of three differences.",
    ),
    checks=[
        Shape(
            label="a tuple of three numbers",
            at=(call("graph_update", 5.0, 4.0, 2.0, 0.01),),
            names=("a", "b", "c"),
        ),
        golden(
            call("graph_update", 5.0, 4.0, 2.0, 0.01),
            (4.88, 3.85, 1.97),
            label="a = 5, b = 4, c = 2, lr = 0.01",
            names=("a", "b", "c"),
        ),
    ],
    hidden=[
        Golden(
            label="other numbers and rates",
            weight=2,
            names=("a", "b", "c"),
            at=(
                call("graph_update", -1.5, 0.25, 3.125, 0.2),
                call("graph_update", 2, 3, 1, 0.5),
                call("graph_update", 0.3, -1.7, 0.0, 1.0),
                call("graph_update", 0.4, 0.9, -0.2, 0.0),
            ),
        ),
        formula(
            "graph_update",
            {"a": 5.0, "b": 4.0, "c": 2.0, "lr": 0.01},
            parts={"[0]": "a", "[1]": "b", "[2]": "c"},
        ),
    ],
)
def graph_update(a: float, b: float, c: float, lr: float) -> tuple[float, float, float]:
    r"""One step of gradient descent on $J = 3(ab + c)$, all three at the same time.

    Args:
        a: first factor before the step.
        b: second factor before the step.
        c: what is added, before the step. All three may be whole numbers.
        lr: learning rate $\varepsilon$.

    Returns:
        The triple (a, b, c) of new values.

    Example:
        >>> graph_update(1.0, 0.0, 0.0, 0.5)
        (1.0, -1.5, -1.5)
    """
    slope = graph_grads(a, b, c)
    return a - lr * slope["a"], b - lr * slope["b"], c - lr * slope["c"]


@wrong(graph_update, "uphill")
def _(a, b, c, lr):
    return a + lr * 3 * b, b + lr * 3 * a, c + lr * 3


@wrong(graph_update, "b sees the new a")
def _(a, b, c, lr):
    a = a - lr * 3 * b
    b = b - lr * 3 * a
    return a, b, c - lr * 3


@wrong(graph_update, "c stays")
def _(a, b, c, lr):
    return a - lr * 3 * b, b - lr * 3 * a, c


@wrong(graph_update, "the slopes of a and b are exchanged")
def _(a, b, c, lr):
    return a - lr * 3 * a, b - lr * 3 * b, c - lr * 3


@wrong(graph_update, "the learning rate is ignored")
def _(a, b, c, lr):
    return a - 0.01 * 3 * b, b - 0.01 * 3 * a, c - 0.01 * 3


@wrong(graph_update, "without the factor 3")
def _(a, b, c, lr):
    return a - lr * b, b - lr * a, c - lr


@wrong(graph_update, "the step alone")
def _(a, b, c, lr):
    return -lr * 3 * b, -lr * 3 * a, -lr * 3


@wrong(graph_update, "a dict")
def _(a, b, c, lr):
    return {"a": a - lr * 3 * b, "b": b - lr * 3 * a, "c": c - lr * 3}


@accepted(graph_update, "written out")
def _(a, b, c, lr):
    return a - lr * 3 * b, b - lr * 3 * a, c - lr * 3


@accepted(graph_update, "as vectors")
def _(a, b, c, lr):
    old, slopes = np.array([a, b, c], dtype=float), np.array([3 * b, 3 * a, 3], dtype=float)
    return tuple(old - lr * slopes)


@accepted(graph_update, "one assignment for all three")
def _(a, b, c, lr):
    a, b, c = a - 3 * lr * b, b - 3 * lr * a, c - 3 * lr
    return a, b, c


@accepted(graph_update, "a loop over the names")
def _(a, b, c, lr):
    slopes = graph_grads(a, b, c)
    now = {"a": a, "b": b, "c": c}
    return tuple(now[name] - lr * slopes[name] for name in "abc")
