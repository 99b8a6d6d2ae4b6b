"""One function, one formula, one quiz answer: each kind of exercise once."""

from __future__ import annotations

import numpy as np

from autograder.checks import Answered, Quiz, Symbolic
from autograder.exercise.declare import accepted, answer, exercise, wrong
from autograder.exercise.recipes import elementwise
from autograder.plain import to_tree

# %% [markdown]
# ## A function
#
# Below stands a *stub*: the name, the arguments, and a text that says what the function must do. Replace the line
# with `raise NotImplementedError` by your own code. Keep the name and the arguments: the grader calls them.
#
# Run the check before you write anything. It says "not started". Then try an answer that is wrong on purpose, say
# `return z`, and read what a failing check looks like: the call, what came back, and what should have.


@exercise(
    points=0,
    minutes=2,
    difficulty=1,
    source="S0-03",
    hints=(
        "Nothing is hidden here: NumPy arrays can be added to themselves and multiplied by numbers.",
        "Turn the argument into an array of floats first, so that whole numbers come back as floats.",
        "Use np.asarray with dtype float on the argument and return two times that.",
    ),
    **elementwise("double", [-1.5, 0.0, 2.25], seed=11, extreme=()),
)
def double(z: np.ndarray) -> np.ndarray:
    """Twice the argument, element by element.

    Args:
        z: a number or an array of any shape; whole numbers may come in.

    Returns:
        Two times `z` in float64, in the same shape; `z` itself stays as it is.

    Example:
        >>> double(np.array([1, -3]))
        array([ 2., -6.])
    """
    return 2.0 * np.asarray(z, dtype=float)


@wrong(double, "gives the argument back")
def _(z):
    return z


@wrong(double, "squares")
def _(z):
    return np.asarray(z, dtype=float) ** 2


@wrong(double, "prints and returns nothing")
def _(z):
    print(2.0 * np.asarray(z, dtype=float))


@wrong(double, "works in place")
def _(z):
    if isinstance(z, np.ndarray) and z.dtype == float:
        z *= 2
        return z
    return 2.0 * np.asarray(z, dtype=float)


@wrong(double, "keeps whole numbers whole")
def _(z):
    return 2 * np.asarray(z)


@wrong(double, "one number for a whole array")
def _(z):
    return 2.0 * float(np.sum(z))


@wrong(double, "adds 2")
def _(z):
    return np.asarray(z, dtype=float) + 2.0


@wrong(double, "halves")
def _(z):
    return np.asarray(z, dtype=float) / 2.0


@accepted(double, "adds it to itself")
def _(z):
    z = np.asarray(z, dtype=float)
    return z + z


@accepted(double, "a loop over all entries")
def _(z):
    out = np.zeros(np.shape(z))
    for index in np.ndindex(out.shape):
        out[index] = 2 * np.asarray(z)[index]
    return out


@accepted(double, "np.multiply with a dtype")
def _(z):
    return np.multiply(z, 2, dtype=float)


@accepted(double, "divides by a half")
def _(z):
    return np.asarray(z, dtype=float) / 0.5


# %% [markdown]
# ## A formula
#
# Some answers are formulas, typed as a text in ordinary notation: `"3*x + 1"`, `"x^2"` and `"x**2"`, `"5x"`,
# `"exp(-x)"`, `"sigma(z)"`. The text above the exercise says which letters it may hold. Any way of writing the
# right formula is right; asking the computer for it (`"diff(x**2, x)"`) is not.

first_formula = answer(
    "first_formula",
    "2*x",
    prompt="""
    Type the derivative of $x^2$ with respect to $x$, as a text in the letter `x`.

    The form is `first_formula = "x + 1"` (this one is wrong, of course).
    """,
    points=0,
    source="S0-06",
    hints=(
        "The power comes down as a factor, and the power drops by one.",
        "The derivative of x to the n is n times x to the n - 1.",
        "With n = 2 there is a factor of two, and x is left to the first power.",
    ),
    checks=[
        Symbolic(
            label="is the derivative of x squared",
            name="first_formula",
            of="x**2",
            wrt="x",
            symbols=("x",),
            domains={"x": (-3, 3)},
        )
    ],
    wrong=(
        ("x**2", "the function, not its derivative"),
        ("2", "the second derivative"),
        ("x", "the factor is lost"),
        ("x**3/3", "the integral"),
        ("2*y", "a letter that is not in the formula"),
    ),
    accepted=(("x + x", "a sum"), ("2x", "no multiplication sign"), ("2*x**1", "with the power written out")),
)

# %% [markdown]
# ## A quiz answer
#
# Quiz answers are values as well: a number, a text, a tuple. Here the check at home only tells you whether the
# *form* is right; whether the answer is right you learn from the grader.

shape_of_z = answer(
    "shape_of_z",
    (5, 2),
    prompt="""
    `X` holds 5 examples with 3 numbers each, `W` has shape `(3, 2)` and `b` has shape `(2,)`. What is the shape of
    `Z = X @ W + b`? Answer with a tuple of two numbers, like `shape_of_z = (1, 1)`.
    """,
    points=0,
    source="S3-03",
    hints=(
        "Batch first: one row for each example.",
        "In a matrix product the inner lengths meet and vanish, the outer ones stay.",
        "As many rows as X has, as many columns as W has.",
    ),
    checks=[Answered(label="is a tuple of two numbers", name="shape_of_z", like=to_tree((1, 1)))],
    hidden=[Quiz(label="is the shape of Z", name="shape_of_z", expected=to_tree((5, 2)), weight=2)],
    wrong=(
        ((2, 5), "transposed"),
        ((5, 3), "the shape of X"),
        ((3, 2), "the shape of W"),
        ((5,), "one dimension is lost"),
        ("5, 2", "a text"),
    ),
    accepted=(([5, 2], "a list"), ((5.0, 2.0), "floats"), ((2 + 3, 2), "worked out on the spot")),
)
