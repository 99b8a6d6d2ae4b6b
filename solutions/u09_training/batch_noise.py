"""What a larger batch buys."""

from __future__ import annotations

from autograder.exercise.declare import answer
from autograder.exercise.layer_recipes import answered

# %% [markdown]
# ## What a larger batch buys
#
# The slope of a batch is a guess at the slope of all rows. It is right on average; how far off a single one is depends
# on the size. For rows drawn with replacement the variance of the mean of $B$ slopes is $\sigma^2/B$ (S3-36), with $\sigma^2$ the
# variance of the rows' own slopes. The deck adds that noise keeps a network from learning its rows by heart: that is an
# observation about some runs, not a theorem. What a batch costs, on the other hand, is certain: $B$ rows of work.

batch_noise = answer(
    "batch_noise",
    ("half", 3.5),
    prompt=r"""
    Five rows have these slopes with respect to one weight: $1, -3, 4, 0, 8$. A batch is drawn from them with replacement.
    With batches of 16 in place of 4, how large is the *standard deviation* of the batch's mean slope, compared with before:
    "the same", "half", "a quarter" or "a sixteenth"? As a witness, give the *variance* of the mean slope of a
    batch of 4. Answer with a pair such as `batch_noise = ("the same", 1.25)`.
    """,
    points=1,
    minutes=4,
    difficulty=2,
    core=False,
    source="S3-36",
    hints=(
        "Which of the two falls like 1/B, the variance or its root?",
        "The variance of the five slopes is the mean squared distance from their mean (they are all the rows there are, so divide by 5).",
        "Divide that variance by 4 for the witness. Four times the batch is a quarter of the variance; take the root for the deviation.",
    ),
    **answered(
        "batch_noise",
        ("half", 3.5),
        ("the same", 1.25),
        form="is a pair of one of the four texts and a number",
        label="the noise, and its variance for four rows",
        words=("the same", "half", "a quarter", "a sixteenth"),
    ),
    wrong=(
        (("a quarter", 3.5), "the variance in place of its root"),
        (("half", 14.0), "the variance of a single row"),
        (("half", 4.375), "the sample variance, divided by 4 rows"),
        (("half", 1.8708), "the deviation in place of the variance"),
        (("half", 0.875), "divided by 16"),
        (("the same", 3.5), "as if batches were free of noise"),
    ),
    accepted=(
        (["half", 3.5], "a list"),
        (("Half", 14 / 4), "a fraction, and a capital letter"),
        (("half", 3.501), "rounded in its last digit"),
    ),
)
