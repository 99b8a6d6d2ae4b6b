"""Looking back: a question, and what the network sees."""

from __future__ import annotations

from autograder.exercise.declare import essay, picture
from solutions.u09_training.scaling import load_data, standardize
from solutions.u09_training.softmax_regression import fit_softmax
from solutions.u09_training.training import train_mlp

# %% [markdown]
# ## What it is worth
#
# Train as long as you like, compare settings as much as you like: on the training part. Then open the test part, once.

fifty_settings = essay(
    "fifty_settings",
    prompt="""
    A classmate trains with fifty different settings, looks at the accuracy of each on the test part (35 wines), keeps the
    best one, and reports its 100 %. In at most eight sentences: why is that number too good, what would be an honest way to
    choose among fifty settings, and how far apart can the accuracies of two settings that are equally good be on 35
    wines? Give a number for the last one, with a reason.
    """,
    points=2,
    source="S4-11, S2-24",
    rubric=(
        "1 point: what choosing by the test part does to its number, and an honest way to choose.",
        "1 point: a number for how far accuracies on 35 wines differ by chance alone, with a reason for it.",
    ),
    sample="""
    The test part was used to choose: among fifty settings that are all about as good, the best one on these 35 wines is the one
    with the most luck on these 35 wines. New wines will not repeat the luck. To choose, cut a third part off the training
    part (or cross-validate inside it), pick the setting that is best there, and look at the test part once, with that one
    setting. One wine is 2.9 %. If a setting is right with probability 0.95, the share of right answers on 35 wines has a
    standard deviation of sqrt(0.95 * 0.05 / 35), about 3.7 %, so two equally good ones easily differ by 5 %, and the best of
    fifty is likely to show 100 %.
    """,
    minutes=12,
)


@picture
def picture_of_weights() -> None:
    """## What you built

    Ten images: the weights of your `fit_softmax` for each digit. Ink on an orange pixel speaks for the other digits, ink on
    a purple one for this digit; look for the hole in the zero. Below, three runs of your `train_mlp` on the same digits, with the three
    optimizers.
    """
    from autograder import plots

    def digits():
        X_train, y_train, X_test, _ = load_data("digits", seed=1)
        return standardize(X_train, X_test)[0], y_train

    def weights_of_digits():
        return fit_softmax(*digits(), 10, 0.5, 60)[0].T.reshape(10, 8, 8)

    def losses_with(optimizer, lr):
        settings = {"optimizer": optimizer, "lr": lr, "epochs": 10, "batch_size": 32, "seed": 1}
        return train_mlp(*digits(), [64, 32, 10], **settings)[1]["loss"]

    plots.images(weights_of_digits, titles=[str(digit) for digit in range(10)])
    plots.histories(
        {
            "sgd, rate 0.1": lambda: losses_with("sgd", 0.1),
            "momentum, rate 0.02": lambda: losses_with("momentum", 0.02),
            "adam, rate 0.003": lambda: losses_with("adam", 0.003),
        }
    )
