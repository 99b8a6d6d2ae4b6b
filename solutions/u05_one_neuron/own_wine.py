"""A wine of one's own: the whole neuron, once, by hand."""

from __future__ import annotations

from autograder.exercise.declare import answer
from autograder.exercise.own_recipes import value_and_slopes
from autograder.personal.numbers import Numbers, between

WINE = Numbers(
    "wine",
    (
        between("x", 0.08, 0.16, digits=3, usual=0.12),
        between("w", 8.0, 20.0, digits=1, usual=15.0),
        between("b", -0.9, -0.1, digits=2, usual=-0.4),
    ),
)

# %% [markdown]
# ### All of it, for a bad wine
#
# So far the wine was good. Suppose it is a bad one, $y = 0$: the prediction stays, the error does not. Nothing new is
# needed, only everything at once, and no slide has these numbers.

my_bad_wine = answer(
    "my_bad_wine",
    (1.6204174099184505, 0.09626206662698983, 0.8021838885585817),
    prompt=r"""
    Your wine has the label $y = 0$. Its numbers $x$, $w$, $b$ are those of the slides, 0.12, 15 and $-0.4$, unless
    your course gives every student other ones: `my_numbers("wine")` in the notebook, or `gradmark check` in the
    folder, says which are yours. Answer with a tuple: (the loss $J$, $dJ/dw$, $dJ/db$), as numbers with at least
    four digits, like `my_bad_wine = (1.234, 0.1234, 0.1234)`.
    """,
    points=1,
    minutes=5,
    difficulty=2,
    core=False,
    source="S2-15, S2-18, S2-19",
    needs=("forward", "logistic_loss", "dJ_dz"),
    hints=(
        "Forward pass, loss, derivatives: you have a function for each of them, and the label is 0.",
        "The error is the prediction minus the label. One derivative is the error, the other one the error times x.",
        "Call your own forward, then logistic_loss and dJ_dz with its prediction and y = 0; multiply the last by x for w.",
    ),
    **value_and_slopes(
        "my_bad_wine",
        WINE,
        of="neuron_loss",
        wrt=("w", "b"),
        given={"y": 0},
        label="loss and both derivatives are those of the wine",
    ),
    wrong=(
        ((0.2204174, -0.0237379, -0.1978161), "the good wine's numbers"),
        ((1.6204174, -0.0237379, -0.1978161), "the error with the label 1"),
        ((1.6204174, 0.8021839, 0.0962621), "the two derivatives swapped"),
        ((1.6204174, -0.0962621, -0.8021839), "the signs turned"),
        ((1.6204174, 0.0190423, 0.1586849), "the sigmoid's derivative once too often"),
        ((0.7037383, 0.0962621, 0.8021839), "a logarithm to the base 10"),
        ((1.6, 0.1, 0.8), "too few digits"),
    ),
    accepted=(
        ((1.6204, 0.096262, 0.80218), "four or five digits"),
        ([1.6204174099184505, 0.09626206662698983, 0.8021838885585817], "a list"),
        ((1.62042, 0.09626, 0.80218), "five decimals"),
    ),
)
