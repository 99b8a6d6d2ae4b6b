"""The whole of training: a start, epochs, a history."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Floor, Purity, Recorded, Replay, Shape, Start
from autograder.exercise.declare import exercise
from autograder.exercise.recipes import draw
from autograder.exercise.training_recipes import first_rows, runs_on, series
from autograder.plain import Laid
from solutions.u09_training.evaluation import evaluate
from solutions.u09_training.gradients_of_a_batch import batch_gradients
from solutions.u09_training.one_epoch import run_epoch
from solutions.u09_training.updates import update_params

# %% [markdown]
# ## The whole thing
#
# Now put it together: a random start, a fresh order of the rows in each epoch, the steps, the history. About fifteen
# lines on top of what you have.
#
# Your numbers will not be your neighbour's, and that is fine. The checks ask what every right run has in common:
#
# - Trained for 0, 1, 2, ... epochs on a handful of rows with the same seed, your function shows its parameters after
#   each epoch. From one to the next there must be *some* order of the rows that explains the change exactly. So a
#   gradient that is a sum, a bias that never moves, a row that is never seen, labels of other rows: all of that shows.
# - The history must be that of the parameters which you return, on all rows.
# - Twenty rows can be learned by heart: an accuracy of 1. A network that cannot do that has a mistake in it, not too
#   little data. It is the best five-second test that there is.
# - And on the test parts, with settings that the grader chooses, the median of three runs must reach 93 % of the digits and of
#   the wines, 90 % of the irises, 91 % of the tumours. Each run takes a few tenths of a second, two seconds are the limit.


@exercise(
    points=4,
    minutes=40,
    difficulty=4,
    core=True,
    source="S3-38, S4-11, S2-24, S3-40",
    needs=("batch_gradients", "update_params", "run_epoch", "evaluate"),
    hints=(
        "One generator from the seed serves both the start and the orders. Build the parameters, measure, then epoch by epoch: order, pass, measure.",
        "np.random.default_rng(seed); rng.normal times sqrt(2/fan_in) for each W, zeros for each b; rng.permutation(N) for each epoch. A small inner function joins batch_gradients and update_params to the step that run_epoch wants.",
        "Make params in a loop over neighbouring sizes; state = {}; record evaluate(X, y, params); for each epoch call run_epoch with a new permutation, keep params and state, record again; return params and the dict of the two lists.",
    ),
    checks=[
        Shape(
            label="parameters with the right keys and shapes, histories with epochs + 1 entries",
            names=("params", "history"),
            at=(*series(2401, (2, 4, 2), 5, 2, lr=0.1, batch_size=2),),
        ),
        Start(
            label="starts at random: normal weights with variance 2/fan_in, biases 0, from the seed",
            at=tuple(
                call(
                    "train_mlp",
                    draw(2402, 2, 200),
                    np.array([0, 1]),
                    [200, 120, 90, 2],
                    lr=0.1,
                    epochs=0,
                    batch_size=2,
                    seed=seed,
                )
                for seed in (1, 2)
            ),
        ),
        Replay(
            label="each epoch is one pass over all rows in some new order (sgd)",
            weight=3,
            at=series(2401, (2, 4, 2), 5, 5, lr=0.1, batch_size=2),
        ),
        Recorded(
            label="the history is that of the parameters, on all rows",
            weight=2,
            at=series(2401, (2, 4, 2), 5, 5, lr=0.1, batch_size=2),
        ),
        Floor(
            label="learns twenty wines by heart",
            weight=2,
            least=1.0,
            seen=True,
            at=(first_rows("wine", 20, lr=0.1, epochs=100, batch_size=5, seed=3),),
        ),
        Floor(label="93 % of new wines (momentum)", least=0.93, at=runs_on("wine", (1, 4, 6))),
        Purity(
            label="leaves X, y and sizes alone; the same seed gives the same run",
            first=first_rows("iris", 12, optimizer="adam", lr=0.1, epochs=3, batch_size=5, seed=8),
            between=first_rows("wine", 9, optimizer="momentum", lr=0.1, epochs=2, batch_size=4, seed=9),
        ),
    ],
    hidden=[
        Replay(
            label="momentum, and a memory that lasts from epoch to epoch",
            weight=2,
            at=series(2411, (2, 4, 2), 4, 4, optimizer="momentum", lr=0.05, batch_size=2),
        ),
        Replay(
            label="Adam, and a memory that lasts from epoch to epoch",
            weight=2,
            at=series(2412, (2, 4, 2), 4, 4, optimizer="adam", lr=0.05, batch_size=3),
        ),
        Replay(
            label="a new order in each epoch, one row at a time, without a hidden layer",
            at=series(2413, (2, 3), 4, 6, optimizer="sgd", lr=0.2, batch_size=1),
        ),
        Replay(
            label="two hidden layers, all rows in one batch",
            at=series(2414, (2, 9, 6, 3), 5, 2, lr=0.1, batch_size=8),
        ),
        Replay(
            label="whole numbers in another memory layout, a last batch of one row",
            at=series(
                2415,
                (3, 4, 2),
                4,
                3,
                inputs=Laid(np.array([[1, -2, 3], [2, 0, -1], [-1, 1, 2], [3, 2, -2]]), "F"),
                lr=0.05,
                batch_size=3,
            ),
        ),
        Recorded(
            label="the history with Adam, and with arrays that cannot be changed",
            weight=2,
            at=series(
                2416,
                (4, 5, 3),
                7,
                3,
                inputs=Laid(draw(2417, 7, 4), "readonly"),
                optimizer="adam",
                lr=0.1,
                batch_size=3,
            ),
        ),
        Floor(label="93 % of new digits", weight=2, least=0.93, at=runs_on("digits", (1, 4, 5))),
        Floor(label="90 % of new irises (Adam)", least=0.9, at=runs_on("iris", (1, 2, 3))),
        Floor(label="91 % of new tumours", least=0.91, at=runs_on("breast_cancer", (1, 5, 6))),
        Purity(
            label="plain steps leave X and y alone; the same seed gives the same run",
            first=first_rows("breast_cancer", 15, lr=0.1, epochs=2, batch_size=4, seed=5),
            between=first_rows("breast_cancer", 12, lr=0.1, epochs=1, batch_size=4, seed=6),
        ),
    ],
)
def train_mlp(
    X: np.ndarray,
    y: np.ndarray,
    sizes: list[int],
    *,
    optimizer: str = "sgd",
    lr: float,
    epochs: int,
    batch_size: int,
    seed: int,
) -> tuple[dict, dict]:
    r"""Train a ReLU network on minibatches.

    - **Start**: weights normal with mean 0 and standard deviation $\sqrt{2/\text{fan\_in}}$ (fan_in: the number of
      inputs of the layer), biases 0.
    - **Epoch**: the rows in a new random order, cut into batches of `batch_size` (the last one may be smaller); for each
      batch one step of the optimizer along the slopes of the batch's mean cross-entropy. What the optimizer remembers goes on
      from epoch to epoch.
    - **Randomness** comes from the seed alone, in any way you like: the same arguments give the same result; the start
      depends on `sizes` and `seed` only, and a run of more epochs begins like one of fewer.

    Args:
        X: inputs, shape (N, D), ready to use: nothing is scaled here.
        y: classes, integers, shape (N,).
        sizes: units of each layer, inputs first: [D, H, K], or [D, K], or more.
        optimizer: "sgd", "momentum" or "adam", with the equations of `update_params`.
        lr: learning rate.
        epochs: passes over the data, may be 0.
        batch_size: rows in a batch; may be more than there are.
        seed: a whole number.

    Returns:
        The pair (params, history): "W1" (D, H), "b1" (H,), "W2" (H, K), "b2" (K,), and so on; and a dict of two lists,
        "loss" and "accuracy", measured on all rows of X before the first step and after each epoch: epochs + 1 entries.
    """
    rng = np.random.default_rng(seed)
    params: dict = {}
    for layer in range(1, len(sizes)):
        fan_in, units = sizes[layer - 1], sizes[layer]
        params[f"W{layer}"] = np.sqrt(2.0 / fan_in) * rng.normal(size=(fan_in, units))
        params[f"b{layer}"] = np.zeros(units)

    def descend(params: dict, state: dict, X_batch: np.ndarray, y_batch: np.ndarray) -> tuple[dict, dict]:
        return update_params(params, batch_gradients(X_batch, y_batch, params), state, optimizer, lr)

    state: dict = {}
    measured = [evaluate(X, y, params)]
    for _ in range(epochs):
        order = rng.permutation(len(y))
        params, state = run_epoch(descend, X, y, params, state, order, batch_size)
        measured.append(evaluate(X, y, params))
    return params, {"loss": [pair[0] for pair in measured], "accuracy": [pair[1] for pair in measured]}
