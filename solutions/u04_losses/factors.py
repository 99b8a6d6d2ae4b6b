"""By which factor the gradients of three squared losses differ."""

from __future__ import annotations

from autograder.checks import Answered, Quiz
from autograder.exercise.declare import answer
from autograder.plain import to_tree

# %% [markdown]
# ## Three factors for one difference

gradient_factors = answer(
    "gradient_factors",
    (2.0, 2 / 15, 0.2),
    prompt=r"""
    All three gradients are a factor times $\hat y - y$. For a batch of 5 examples with 3 outputs each, answer with a
    tuple of the three factors: (of `squared_error_grad`, of `mse_grad`, of `half_mse_grad`), like
    `gradient_factors = (0.5, 0.25, 0.125)`.
    """,
    points=1,
    minutes=3,
    difficulty=1,
    core=False,
    source="S1-17, S1-25",
    needs=("squared_error_grad", "mse_grad", "half_mse_grad"),
    hints=(
        "Call your three functions with predictions of 1 and targets of 0, in the shape (5, 3).",
        "The 2 of the square is in all of them; which divide it, and by what?",
        "The mean divides by all entries; the half takes the 2 away, and its mean is over the examples.",
    ),
    checks=[
        Answered(
            label="is a tuple of three numbers", name="gradient_factors", like=to_tree((0.5, 0.25, 0.125))
        )
    ],
    hidden=[
        Quiz(
            label="are the three factors",
            name="gradient_factors",
            weight=3,
            expected=to_tree((2.0, 2 / 15, 0.2)),
        )
    ],
    wrong=(
        ((2.0, 0.4, 0.2), "the mean over the rows only"),
        ((2.0, 2 / 15, 1 / 15), "both divided by all entries"),
        ((1.0, 1 / 15, 0.1), "the 2 forgotten"),
        ((2.0, 2 / 15, 1 / 3), "the outputs counted as examples"),
        ((2.0, 2 / 15, 0.4), "the half forgotten"),
        ((2.0, 0.2, 2 / 15), "the last two swapped"),
    ),
    accepted=(
        ([2, 0.13333, 0.2], "a list, rounded"),
        ((2, 2 / 15, 1 / 5), "as fractions"),
        ((2.0, 0.1333, 0.2), "four digits"),
    ),
)
