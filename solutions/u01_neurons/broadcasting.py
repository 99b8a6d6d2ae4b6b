"""Broadcasting: when two shapes go together."""

from __future__ import annotations

import itertools

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Property, Raises, Shape
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.layer_recipes import all_shape_pairs

# %% [markdown]
# ### Fix the slide: when two shapes go together
#
# Adding `b` of shape `(K,)` to a matrix of shape `(N, K)` works, because NumPy repeats `b` for every row: it
# *broadcasts*. The transcript shows the rule "A + B will only work if A is cleanly divisible by B (or vice versa)". Try
# it: `(4,)` and `(2,)` are divisible, and so are `(4, 3)` and `(2, 3)`, and `(6, 4)` and `(3, 2)`. NumPy refuses all
# three with a ValueError.
#
# The real rule looks at lengths from the *end*. Write the shapes under each other, flush right:
#
# ```
#   (5, 1, 4)
#      (3, 1)
# = (5, 3, 4)
# ```
#
# In each column the two lengths must be equal, or one of them must be 1 (or missing): then the other one counts.
# Anything else does not go together.


@exercise(
    points=3,
    minutes=15,
    difficulty=3,
    core=False,
    source="S3-08 (E27)",
    hints=(
        "Make both shapes equally long first. On which side do the missing ones go?",
        "Fill the shorter shape with ones on the left, then decide pair by pair: equal, or one of them is 1, or an error.",
        "For each pair: if a is b or b is 1, take a; if a is 1, take b; else raise ValueError with both shapes in the text.",
    ),
    checks=[
        Shape(
            label="a tuple, as long as the longer shape",
            at=(call("broadcast_shape", (3, 4), (4,)), call("broadcast_shape", (), (2, 1, 5))),
        ),
        Golden(label="a bias for every row", at=(call("broadcast_shape", (32, 10), (10,)),)),
        Golden(
            label="ones and missing lengths",
            weight=2,
            at=(
                call("broadcast_shape", (5, 1, 4), (3, 1)),
                call("broadcast_shape", (3, 1), (5, 1, 4)),
                call("broadcast_shape", (1, 6), (7, 1)),
                call("broadcast_shape", (2, 3), ()),
            ),
        ),
        Raises(
            label="the slide's divisible shapes are refused",
            exception="ValueError",
            weight=2,
            at=(
                call("broadcast_shape", (4,), (2,)),
                call("broadcast_shape", (4, 3), (2, 3)),
                call("broadcast_shape", (6, 4), (3, 2)),
            ),
        ),
        Property(
            label="the order of the two does not matter",
            rule="equal",
            at=(call("broadcast_shape", (2, 1, 3), (4, 1)), call("broadcast_shape", (4, 1), (2, 1, 3))),
        ),
    ],
    hidden=[
        Golden(label="small shapes of every kind: right, or refused", weight=5, at=(all_shape_pairs(),)),
    ],
)
def broadcast_shape(a: tuple, b: tuple) -> tuple:
    """Shape of the sum of two arrays with the shapes `a` and `b`, without making any array.

    Args:
        a: a shape, a tuple of lengths, each at least 1; () is a single number.
        b: another one.

    Returns:
        The shape of the sum, a tuple.

    Raises:
        ValueError: the shapes do not go together.

    Example:
        >>> broadcast_shape((8, 1, 6), (7, 1))
        (8, 7, 6)
    """
    lengths = []
    for one, other in itertools.zip_longest(reversed(a), reversed(b), fillvalue=1):
        if one != other and 1 not in (one, other):
            clash = f"the shapes {a} and {b} do not go together: {one} meets {other}"
            raise ValueError(clash)
        lengths.append(other if one == 1 else one)
    return tuple(reversed(lengths))


@wrong(broadcast_shape, "the slide: divisible is enough")
def _(a, b):
    n = max(len(a), len(b))
    a, b = (1,) * (n - len(a)) + tuple(a), (1,) * (n - len(b)) + tuple(b)
    for one, other in zip(a, b, strict=True):
        if max(one, other) % min(one, other):
            raise ValueError(a, b)
    return tuple(max(pair) for pair in zip(a, b, strict=True))


@wrong(broadcast_shape, "flush left")
def _(a, b):
    n = max(len(a), len(b))
    a, b = tuple(a) + (1,) * (n - len(a)), tuple(b) + (1,) * (n - len(b))
    for one, other in zip(a, b, strict=True):
        if one not in (1, other) and other != 1:
            raise ValueError(a, b)
    return tuple(max(pair) for pair in zip(a, b, strict=True))


@wrong(broadcast_shape, "refuses nothing")
def _(a, b):
    n = max(len(a), len(b))
    a, b = (1,) * (n - len(a)) + tuple(a), (1,) * (n - len(b)) + tuple(b)
    return tuple(max(pair) for pair in zip(a, b, strict=True))


@wrong(broadcast_shape, "only b may be repeated")
def _(a, b):
    b = (1,) * (len(a) - len(b)) + tuple(b)
    for one, other in zip(a, b, strict=True):
        if other not in (1, one):
            raise ValueError(a, b)
    return tuple(a)


@wrong(broadcast_shape, "drops the leading lengths of the longer shape")
def _(a, b):
    out = []
    for one, other in zip(reversed(a), reversed(b), strict=False):
        if one != other and 1 not in (one, other):
            raise ValueError(a, b)
        out.append(max(one, other))
    return tuple(reversed(out))


@wrong(broadcast_shape, "returns None where it must refuse")
def _(a, b):
    try:
        return np.broadcast_shapes(a, b)
    except ValueError:
        return None


@wrong(broadcast_shape, "refuses with another exception")
def _(a, b):
    try:
        return np.broadcast_shapes(a, b)
    except ValueError:
        raise TypeError(a, b) from None


@wrong(broadcast_shape, "a list")
def _(a, b):
    return list(np.broadcast_shapes(a, b))


@wrong(broadcast_shape, "equally many axes are asked for")
def _(a, b):
    if len(a) != len(b):
        raise ValueError(a, b)
    return np.broadcast_shapes(a, b)


@wrong(broadcast_shape, "back to front")
def _(a, b):
    return tuple(reversed(np.broadcast_shapes(a, b)))


@wrong(broadcast_shape, "a length of 1 wins")
def _(a, b):
    shape = np.broadcast_shapes(a, b)
    a, b = (1,) * (len(shape) - len(a)) + tuple(a), (1,) * (len(shape) - len(b)) + tuple(b)
    return tuple(min(pair) for pair in zip(a, b, strict=True))


@wrong(broadcast_shape, "never mind the first axis")
def _(a, b):
    n = max(len(a), len(b))
    a, b = (1,) * (n - len(a)) + tuple(a), (1,) * (n - len(b)) + tuple(b)
    for one, other in zip(a[1:], b[1:], strict=True):
        if one != other and 1 not in (one, other):
            raise ValueError(a, b)
    return tuple(max(pair) for pair in zip(a, b, strict=True))


@accepted(broadcast_shape, "NumPy's own")
def _(a, b):
    return np.broadcast_shapes(a, b)


@accepted(broadcast_shape, "by making two arrays")
def _(a, b):
    return (np.zeros(a) + np.zeros(b)).shape


@accepted(broadcast_shape, "filled with ones on the left")
def _(a, b):
    n = max(len(a), len(b))
    a, b = (1,) * (n - len(a)) + tuple(a), (1,) * (n - len(b)) + tuple(b)
    for one, other in zip(a, b, strict=True):
        if one not in (other, 1) and other != 1:
            raise ValueError(a, b)
    return tuple(max(pair) for pair in zip(a, b, strict=True))


@accepted(broadcast_shape, "recursively, from the end")
def _(a, b):
    if not a or not b:
        return tuple(a or b)
    *a_rest, one = a
    *b_rest, other = b
    if one in (1, other):
        last = other
    elif other == 1:
        last = one
    else:
        raise ValueError(a, b)
    return (*broadcast_shape(tuple(a_rest), tuple(b_rest)), last)


@accepted(broadcast_shape, "sets of lengths")
def _(a, b):
    columns = []
    for place in range(1, max(len(a), len(b)) + 1):
        lengths = {shape[-place] for shape in (a, b) if place <= len(shape)} - {1}
        if len(lengths) > 1:
            raise ValueError(lengths)
        columns.insert(0, lengths.pop() if lengths else 1)
    return tuple(columns)
