"""Three runs that went wrong: what happened?"""

from __future__ import annotations

import numpy as np

from autograder.exercise.declare import answer, given
from autograder.exercise.layer_recipes import answered

# %% [markdown]
# ## Three broken runs
#
# Three students ask for help. Each brings the data, the settings and the losses of a run; `broken_runs()` below has them all.
# Whole batches, plain gradient steps, the mean cross-entropy: the code is right, something else is not. Each run has one
# main cause, out of these four. A cause is easily guessed, so bring a number that shows it, its *witness*:
#
# | cause | witness |
# |---|---|
# | "learning rate" | the largest of the rates 32, 16, 8, 4, 2, 1, 0.5, ... at which the loss falls in each of the first 10 steps, everything else as it was |
# | "inputs" | the loss after 30 steps of the same run, once the inputs are standardized (all rows are the training part) |
# | "start" | the loss that the run comes closer and closer to, however long it goes on |
# | "labels" | the share of rows whose label must be wrong |
#
# You have what it takes: `fit_softmax` makes the runs A and B again, `batch_gradients` shows what moves in C.


@given
def broken_runs() -> dict:
    """Return the three runs: "X", "y", "sizes", "lr", "start" and "losses" (before training, after each step)."""
    irises = [
        [1.11, 0.66], [0.26, 0.86], [-1.31, -1.83], [-0.59, 0.03], [0.75, 0.24], [-0.83, 0.24],
        [-1.43, -0.79], [0.5, 0.66], [-0.46, -0.79], [-0.1, -1.42], [2.2, 1.9], [-0.1, 0.24],
    ]  # fmt: skip
    wines = [
        [14.23, 2.43, 1065.0], [14.06, 2.28, 780.0], [13.56, 2.31, 795.0], [14.2, 2.45, 1450.0],
        [13.76, 2.7, 1235.0], [12.33, 2.28, 680.0], [12.0, 2.0, 278.0], [12.08, 1.7, 710.0],
        [11.45, 2.42, 625.0], [12.93, 2.7, 600.0], [12.36, 2.38, 520.0], [14.13, 2.74, 560.0],
    ]  # fmt: skip
    growers = np.array([0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2])
    scaled_wines = [
        [1.18, 0.23, 0.93], [1.0, -0.3, 0.02], [0.48, -0.2, 0.06], [1.15, 0.3, 2.16],
        [0.69, 1.17, 1.47], [-0.79, -0.3, -0.3], [-1.13, -1.28, -1.59], [-1.04, -2.34, -0.21],
        [-1.69, 0.19, -0.48], [-0.17, 1.17, -0.56], [-0.75, 0.05, -0.81], [1.07, 1.31, -0.69],
    ]  # fmt: skip
    return {
        "A": {
            "X": np.array(irises),
            "y": np.array([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]),
            "sizes": [2, 2],
            "lr": 16.0,
            "start": "zeros",
            "losses": [0.693, 0.774, 3.959, 5.72, 3.078, 5.932, 2.769, 5.507, 3.133, 5.095],
        },
        "B": {
            "X": np.array(wines),
            "y": growers,
            "sizes": [3, 3],
            "lr": 0.1,
            "start": "zeros",
            "losses": [1.0986, 9082.2, 13395.6, 16394.3, 25766.1, 19747.4, 5795.6, 27059.6, 10478.4, 22264.3],
        },
        "C": {
            "X": np.array(scaled_wines),
            "y": growers,
            "sizes": [3, 8, 3],
            "lr": 1.0,
            "start": "zeros",
            "losses": [1.0986, 1.087, 1.0819, 1.0796, 1.0785, 1.078, 1.0778, 1.0777, 1.0776, 1.0776],
        },
    }


run_a = answer(
    "run_a",
    ("learning rate", 2.0),
    prompt=r"""
    **Run A.** A softmax layer on twelve irises of two kinds, two measurements each, standardized. Rate 16. The losses:

    0.693, 0.774, 3.959, 5.720, 3.078, 5.932, 2.769, 5.507, 3.133, 5.095

    Answer with the pair of cause and witness, such as `run_a = ("labels", 0.25)`.
    """,
    points=2,
    minutes=8,
    difficulty=3,
    core=False,
    source="S3-38, S4-11",
    needs=("fit_softmax",),
    hints=(
        "It starts at ln 2 and goes up: look for what makes a single step worse than none.",
        "The columns have mean 0 and deviation 1, and half of the labels are 0. What is left to turn?",
        "Call fit_softmax on the run's rows with 10 steps and smaller and smaller rates; np.diff of the losses tells you whether each step goes down.",
    ),
    **answered(
        "run_a",
        ("learning rate", 2.0),
        ("labels", 0.25),
        form="is a pair of one of the four causes and a number",
        label="the cause, and the number that shows it",
        words=("learning rate", "inputs", "start", "labels"),
    ),
    wrong=(
        (("learning rate", 4), "the last rate that still rises a little"),
        (("learning rate", 1), "a rate smaller than it need be"),
        (("learning rate", 8), "half of what it was"),
        (("inputs", 2.0), "the inputs have deviation 1 already"),
        (("start", 0.693), "the start is the best loss of the run"),
        (("learning rate", 16), "the run's own rate"),
    ),
    accepted=(
        (("learning rate", 2), "a whole number"),
        (["Learning rate", 2.0], "a list, and a capital letter"),
        (("learning rate", 2.0005), "off by less than a thousandth"),
    ),
)

run_b = answer(
    "run_b",
    ("inputs", 0.4393954104),
    prompt=r"""
    **Run B.** A softmax layer on twelve wines of three growers: alcohol, ash and proline. Rate 0.1. The losses:

    1.0986, 9082.2, 13395.6, 16394.3, 25766.1, 19747.4, 5795.6, 27059.6, 10478.4, 22264.3

    Answer with the pair of cause and witness (to three decimals), such as `run_b = ("labels", 0.25)`.
    """,
    points=2,
    minutes=8,
    difficulty=3,
    core=False,
    source="S2-24, S3-38",
    needs=("fit_softmax", "standardize"),
    hints=(
        "The loss is in the thousands after a single step of rate 0.1: the scores must be.",
        "Print X. Which column makes the scores, and would the rate be too high without it?",
        "Standardize the twelve rows (your function takes them as both parts), run fit_softmax again with rate 0.1 and 30 steps, and read the last loss.",
    ),
    **answered(
        "run_b",
        ("inputs", 0.4393954104),
        ("labels", 0.25),
        form="is a pair of one of the four causes and a number",
        label="the cause, and the number that shows it",
        words=("learning rate", "inputs", "start", "labels"),
        rtol=2e-3,
    ),
    wrong=(
        (("learning rate", 1e-5), "a tiny rate would not explode, and not learn ash either"),
        (("inputs", 0.4463), "after 29 steps"),
        (("inputs", 1.0986), "the first loss"),
        (("inputs", 0.4272), "scaled with the sample deviation"),
        (("start", 1.0776), "another run's cause"),
        (("labels", 0.25), "the example of the form"),
    ),
    accepted=(
        (("inputs", 0.439), "three decimals"),
        (["Inputs", 0.4394], "a list, and a capital letter"),
        (("inputs", 0.43939541), "eight digits"),
    ),
)

run_c = answer(
    "run_c",
    ("start", 1.0775563271),
    prompt=r"""
    **Run C.** A hidden layer of 8 ReLUs on the same twelve wines, standardized. Rate 1. All parameters start at 0. The losses:

    1.0986, 1.087, 1.0819, 1.0796, 1.0785, 1.078, 1.0778, 1.0777, 1.0776, 1.0776

    Answer with the pair of cause and witness (to five decimals), such as `run_c = ("labels", 0.25)`.
    """,
    points=2,
    minutes=8,
    difficulty=3,
    core=False,
    source="S4-11, S4-13",
    needs=("batch_gradients",),
    hints=(
        "It falls for a few steps and then stays. Which parameters have a slope that is not 0?",
        "Only the last biases move, so every wine gets the same scores. What are the best chances that do not depend on the wine?",
        "The shares of the three growers, 5, 4 and 3 of 12; the loss is then the mean of -ln of the share of each wine's own grower.",
    ),
    **answered(
        "run_c",
        ("start", 1.0775563271),
        ("labels", 0.25),
        form="is a pair of one of the four causes and a number",
        label="the cause, and the number that shows it",
        words=("learning rate", "inputs", "start", "labels"),
        rtol=2e-5,
    ),
    wrong=(
        (("start", 1.0986), "ln 3 is where it starts"),
        (("start", 0.0), "as if it would go on falling"),
        (("start", 1.0776), "read off the list, to four decimals"),
        (("learning rate", 1.0), "no rate helps where the slopes are 0"),
        (("inputs", 1.0776), "they are standardized"),
        (("start", 1.55459), "the logarithm to base 2"),
    ),
    accepted=(
        (("start", 1.07756), "five decimals"),
        (["START", 1.0775563], "a list, and capital letters"),
        (("start", 1.077556327066801), "all digits"),
    ),
)
