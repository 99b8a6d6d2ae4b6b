"""The loop in words: what comes after what, and how often."""

from __future__ import annotations

from autograder.exercise.declare import answer
from autograder.exercise.layer_recipes import answered

# %% [markdown]
# ## In words
#
# One deck has training in four steps, another has six for the loop alone. Here are the parts of both, shuffled.

order_of_steps = answer(
    "order_of_steps",
    ("CBDFAE", 675),
    prompt=r"""
    Put the parts of a training run into order, as a text of six letters:

    - **A**: the slopes of the batch's loss with respect to every parameter
    - **B**: draw a new order of the rows
    - **C**: draw a random start
    - **D**: the scores of the batch
    - **E**: move every parameter a little against its slope
    - **F**: the loss of the batch, from the scores and the labels

    One of the six happens once in a run, one once in an epoch, four once for each batch. Then say how often E happens when
    you train on the 1438 digits of the training part in batches of 32 for 15 epochs, the last, smaller batch included.
    Answer with a pair such as `order_of_steps = ("ABCDEF", 100)`.
    """,
    points=1,
    minutes=4,
    difficulty=1,
    core=False,
    source="S3-38, S4-11",
    needs=("run_epoch",),
    hints=(
        "Nothing can be moved before there is something to move, and no slope is known before the loss is.",
        "The start comes first, the order once an epoch; scores, loss, slopes and the move follow for each batch.",
        "How many batches of 32 fit into 1438 rows, and is there a rest? Times the epochs.",
    ),
    **answered(
        "order_of_steps",
        ("CBDFAE", 675),
        ("ABCDEF", 100),
        form="is a pair of a text and a number",
        label="the right order, and how often the parameters move",
        rtol=1e-9,
    ),
    wrong=(
        (("CBDFAE", 660), "the smaller batch is left out"),
        (("CBDFAE", 674.0625), "no whole number of batches"),
        (("CBDFAE", 45), "one epoch only"),
        (("CBDAFE", 675), "slopes before the loss"),
        (("BCDFAE", 675), "the order of the rows before the start, which is drawn once"),
        (("CBDFEA", 675), "the move before the slopes"),
        (("CBDFAE", 15), "once an epoch"),
    ),
    accepted=(
        (["CBDFAE", 675], "a list"),
        (("cbdfae", 675), "small letters"),
        (("CBDFAE", 675.0), "a float"),
    ),
)
