# gradmark: u09_training 0.1.0
r"""Training on real data

Everything comes together: real data, a network of your own, and a loop that trains it.

Four data sets, all small and all real: 1797 handwritten digits ($8 \times 8$ pixels, ten classes), 178 wines (13
measurements, three growers), 150 irises, 569 breast tumours. You scale them, fit a softmax layer, then build the loop
that every framework hides behind one call: gradients of a batch, an update, an epoch, a history. At the end your
network reads digits that it has never seen, and gets about 19 out of 20 right.

Nobody can say which numbers your run must give: they depend on the random start and on the order of the batches. So
the checks ask what *every* right run does. Some repeat your training step by step from your own start; some ask for an
accuracy on a test part that your code never gets to see.

**Your own earlier units.** You wrote some of these parts before. When `u07_backprop.py` and `u08_optimizers.py` lie
beside this file, `from u07_backprop import mlp_forward` works, here and while grading: the grader takes *your* earlier
submission. Nothing here needs it: you can also write each part anew.

- `X (N, D)` holds one example in a row, `y (N,)` their classes $0, \dots, K-1$ as integers.
- `params` is a dict: `"W1" (D, H)`, `"b1" (H,)`, `"W2" (H, K)`, `"b2" (K,)`, and so on, for any number of layers. Between
  the layers sits ReLU; the last layer gives *scores* (logits), without an activation.
- The loss is the mean cross-entropy of the softmax of the scores, in natural logarithms.
- Functions never change their arguments. The grader hands you arrays; only NumPy and the standard library are there.

Check your work: `pytest` or `gradmark check` in this folder.
"""


import math
import numpy as np


# %% [markdown]
# ## The data
#
# `load_data("digits")` gives four arrays: inputs and labels to train with, inputs and labels to test with. A fifth of
# the examples is the test part. Touch it once, at the end: whatever you choose while looking at it (a rate, a number of
# epochs, a scale) has been fitted to it too, and its accuracy says nothing about new data any more. The sets are those
# of scikit-learn (`sklearn.datasets.load_digits` and its neighbours), kept inside this package.


def load_data(name: str, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return (X_train, y_train, X_test, y_test) of "digits", "wine", "iris" or "breast_cancer", as measured.

    For your own experiments: the grader hands your functions their arrays.
    """
    from autograder.datasets import split

    return split(name, seed)


# %% [markdown]
# ## One size for all
#
# A wine's alcohol lies near 13, its proline near 750. In the gradient of a layer every input is a factor, so proline's
# weights get slopes 60 times as large as alcohol's, and a rate that is small enough for the one is hopeless for the
# other. The remedy is cheap: subtract each column's mean, divide by its standard deviation. One rule comes with it: the
# test part is scaled with the *training part's* numbers. Its own mean is something that you would not know about a
# single new wine, and a scale taken from all data lets the test part leak into training.


# standardize: 2 points, about 10 minutes (S2-24, S4-11)
def standardize(train: np.ndarray, test: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    r"""Scale every column to mean 0 and standard deviation 1, as seen in the training part.

    $$x_{ij} \leftarrow \frac{x_{ij} - \mu_j}{s_j}$$

    $\mu_j$ and $s_j$ are the mean and the standard deviation of column $j$ of `train`, the latter with $1/N$ inside the
    root (NumPy's default). Both parts are scaled with the same numbers. A column whose training entries are all equal is
    divided by 1.

    Args:
        train: shape (N, D), floats or whole numbers.
        test: shape (M, D), likewise.

    Returns:
        The pair (train, test) of new float64 arrays in the shapes of the old ones.

    Example:
        >>> standardize(np.array([[1.0], [3.0]]), np.array([[5.0]]))
        (array([[-1.],
               [ 1.]]), array([[3.]]))
    """
    # YOUR CODE HERE
    raise NotImplementedError("standardize")


# %% [markdown]
# ## Classes as vectors
#
# Class 2 of 4 is the row $(0, 0, 1, 0)$: all the certainty on one place. With labels in this form the slope of the loss
# with respect to the scores is a difference of two matrices, $(P - Y)/N$.


# one_hot: 1 point, about 4 minutes, extra (S4-11)
def one_hot(y: np.ndarray, K: int) -> np.ndarray:
    """Labels as rows with a single 1.

    Args:
        y: classes 0, ..., K - 1, integers, shape (N,). A class need not occur.
        K: number of classes.

    Returns:
        Array of shape (N, K), float64: 1 in the column of the row's class, 0 elsewhere.

    Example:
        >>> one_hot(np.array([1, 0]), 3)
        array([[0., 1., 0.],
               [1., 0., 0.]])
    """
    # YOUR CODE HERE
    raise NotImplementedError("one_hot")


# %% [markdown]
# ## The smallest classifier
#
# One layer from 64 pixels to ten scores, softmax on top: "a linear classifier", says a deck's agenda, and needs a
# framework for it. You need ten lines. It is the logistic regression of unit 5 with more than two classes, and like there
# the loss is convex: from any start, also from zero, small steps lead to the same minimum. (A deck draws "the minimum
# point of a two-dimensional function": what is drawn is a function of *one* variable, in two dimensions (E51). Yours
# has 650 variables here, the deck's own network has 13002. Nobody draws those, and no formula solves for their
# minimum (S4-13): one descends.)
#
# The slope of the mean loss with respect to the scores is $(P - Y)/N$, softmax minus one-hot; a layer does the rest.


# fit_softmax: 3 points, about 30 minutes (S3-40, S2-24, S4-13 (E51))
def fit_softmax(
    X: np.ndarray, y: np.ndarray, K: int, lr: float, steps: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Softmax regression by gradient descent on the mean cross-entropy of all rows.

    Args:
        X: inputs, shape (N, D).
        y: classes 0, ..., K - 1, integers, shape (N,).
        K: number of classes; some may not occur.
        lr: learning rate.
        steps: number of updates, may be 0.

    Returns:
        The triple (W, b, losses): weights (D, K), biases (K,), and an array of shape (steps + 1,) with the mean
        loss before the first update and after each one. Weights and biases start at 0 and are updated at the same
        time. Scores in the hundreds must not overflow.

    Example:
        >>> W, b, losses = fit_softmax(np.array([[1.0], [-1.0]]), np.array([0, 1]), 2, 1.0, 1)
        >>> W
        array([[ 0.5, -0.5]])
        >>> losses
        array([0.69314718, 0.31326169])
    """
    # YOUR CODE HERE
    raise NotImplementedError("fit_softmax")


# %% [markdown]
# ## How often is it right?
#
# The loss is what training can follow downhill; nobody outside wants to know it. What people ask is how often the
# network is right. Its answer is the class with the largest score: softmax keeps the order of the scores, so it need not
# be computed for that.


# accuracy: 1 point, about 5 minutes, extra (S3-40, S2-24)
def accuracy(Z: np.ndarray, y: np.ndarray) -> float:
    """Share of rows whose largest score belongs to the right class; of equal maxima the first one counts.

    Args:
        Z: scores (logits), shape (N, K).
        y: right classes, integers, shape (N,).

    Returns:
        A number from 0 to 1.

    Example:
        >>> accuracy(np.array([[2.0, 1.0], [0.0, 3.0]]), np.array([0, 0]))
        0.5
    """
    # YOUR CODE HERE
    raise NotImplementedError("accuracy")


# %% [markdown]
# ## Which mistakes?
#
# Two tests for a tumour are both right 95 times in 100. One of them misses five malignant tumours, the other sends five
# healthy patients to a second test. A single number hides the difference; a table of true classes against answers shows
# it. The sum of its diagonal over the sum of everything is the accuracy again.


# confusion_matrix: 1 point, about 8 minutes, extra (S3-40)
def confusion_matrix(y: np.ndarray, yhat: np.ndarray, K: int) -> np.ndarray:
    """Count how often each class got each answer.

    Args:
        y: true classes, integers from 0 to K - 1, shape (N,).
        yhat: answers, likewise, shape (N,).
        K: number of classes; some may not occur.

    Returns:
        Array of shape (K, K): entry [i, j] is the number of examples of class i with the answer j.

    Example:
        >>> confusion_matrix(np.array([0, 1, 1]), np.array([0, 1, 0]), 2)
        array([[1, 0],
               [1, 1]])
    """
    # YOUR CODE HERE
    raise NotImplementedError("confusion_matrix")


# %% [markdown]
# ## The loop, part by part: gradients of a batch
#
# Four steps, says a deck: data, a start, a cost, a descent. The descent is where the work is, and it comes in
# parts: the slopes for a few rows, an update, an epoch, a history. You write each of them on its own, so that the whole
# thing is short in the end.
#
# First the slopes. This is backpropagation in matrices as in unit 7; if your `mlp_forward` and `mlp_backward` lie beside
# this file, three lines do it.


# batch_gradients: 4 points, about 25 minutes (S3-38, S4-11)
def batch_gradients(X: np.ndarray, y: np.ndarray, params: dict) -> dict:
    """Slopes of the mean cross-entropy of a batch with respect to every parameter of a ReLU network.

    Args:
        X: inputs of the batch, shape (N, D).
        y: classes, integers, shape (N,).
        params: "W1" (D, H), "b1" (H,), and so on, for one layer or more. ReLU follows every layer but the last,
            whose outputs are the scores.

    Returns:
        A new dict with the same keys: the derivative of the mean loss with respect to each array, in its shape.
        Scores in the hundreds must not overflow.

    Example:
        >>> params = {"W1": np.zeros((1, 2)), "b1": np.zeros(2)}
        >>> batch_gradients(np.array([[3.0]]), np.array([0]), params)
        {'W1': array([[-1.5,  1.5]]), 'b1': array([-0.5,  0.5])}
    """
    # YOUR CODE HERE
    raise NotImplementedError("batch_gradients")


# %% [markdown]
# ## An update for all parameters
#
# The optimizers of unit 8 move one array. A network has several, and each has a memory of its own: the velocity of
# `W1` has the shape of `W1`. If your `u08_optimizers` lies beside this file, its steps do the work here, one call for
# each name in the dict.


# update_params: 3 points, about 20 minutes (S3-38, S4-11, S3-29)
def update_params(params: dict, grads: dict, state: dict, optimizer: str, lr: float) -> tuple[dict, dict]:
    r"""One step of an optimizer for every array of a network.

    With $g$ the slope of an array $\theta$, and $t$ the number of the step, 1 for the first:

    - `"sgd"`: $\theta \leftarrow \theta - \text{lr}\, g$
    - `"momentum"`: $u \leftarrow 0.9\, u + g$, then $\theta \leftarrow \theta - \text{lr}\, u$
    - `"adam"`: $m \leftarrow 0.9\, m + 0.1\, g$ and $v \leftarrow 0.999\, v + 0.001\, g^2$, then
      $\theta \leftarrow \theta - \text{lr}\, \hat m / (\sqrt{\hat v} + 10^{-8})$ with $\hat m = m/(1 - 0.9^t)$,
      $\hat v = v/(1 - 0.999^t)$

    Args:
        params: arrays by name.
        grads: the slope of each array, with the same names and shapes.
        state: what the steps before have left, `{}` before the first one. What is in it is up to you.
        optimizer: "sgd", "momentum" or "adam"; anything else raises ValueError.
        lr: learning rate.

    Returns:
        The pair (params, state) of two new dicts. Nothing that came in is changed, state neither.

    Example:
        >>> params, state = update_params({"b1": np.array([1.0])}, {"b1": np.array([4.0])}, {}, "sgd", 0.125)
        >>> params
        {'b1': array([0.5])}
    """
    # YOUR CODE HERE
    raise NotImplementedError("update_params")


# %% [markdown]
# ## One epoch
#
# A deck lists the procedure in six lines (S3-38): take a batch, look at it, compare, measure the loss, compute the slopes,
# move a little, and on to the next batch; one pass over all rows is an *epoch*. Here the step is handed to you as a function, and so
# is the order of the rows. What is left is bookkeeping, and most broken training loops are broken exactly there: rows that
# are never seen, inputs that are shuffled while their labels are not, a memory that is dropped between two batches.
#
# (The checks use a small step that tells batches and their order apart: `from autograder.objectives import halving_step` at
# your desk, should you want to repeat a call.)


# run_epoch: 3 points, about 15 minutes (S3-38, S3-36)
def run_epoch(
    step, X: np.ndarray, y: np.ndarray, params: dict, state: dict, order: np.ndarray, batch_size: int
) -> tuple[dict, dict]:
    """Go once through the rows in the given order, one step for each batch.

    Args:
        step: a function; `step(params, state, X_batch, y_batch)` returns the pair (params, state) after the step and
            leaves what it gets unchanged.
        X: inputs, shape (N, D).
        y: classes, shape (N,).
        params: parameters before the first step.
        state: what the optimizer remembers, before the first step.
        order: row numbers, integers. The first `batch_size` of them are the first batch, and so on; the last batch may
            be smaller. Rows that `order` does not name are not used.
        batch_size: rows in a batch, at least 1; may be more than there are.

    Returns:
        The pair (params, state) after the last step.

    Example:
        >>> def count(params, state, X_batch, y_batch):
        ...     return params, {"sizes": state.get("sizes", []) + [len(X_batch)]}
        >>> run_epoch(count, np.zeros((5, 2)), np.zeros(5), {}, {}, np.arange(5), 2)
        ({}, {'sizes': [2, 2, 1]})
    """
    # YOUR CODE HERE
    raise NotImplementedError("run_epoch")


# %% [markdown]
# ## In words
#
# One deck has training in four steps, another has six for the loop alone. Here are the parts of both, shuffled.


# order_of_steps: 1 point, about 4 minutes, extra (S3-38, S4-11)
#
# Put the parts of a training run into order, as a text of six letters:
#
# - **A**: the slopes of the batch's loss with respect to every parameter
# - **B**: draw a new order of the rows
# - **C**: draw a random start
# - **D**: the scores of the batch
# - **E**: move every parameter a little against its slope
# - **F**: the loss of the batch, from the scores and the labels
#
# One of the six happens once in a run, one once in an epoch, four once for each batch. Then say how often E happens when
# you train on the 1438 digits of the training part in batches of 32 for 15 epochs, the last, smaller batch included.
# Answer with a pair such as `order_of_steps = ("ABCDEF", 100)`.
order_of_steps = None
# YOUR CODE HERE


# %% [markdown]
# ## What a larger batch buys
#
# The slope of a batch is a guess at the slope of all rows. It is right on average; how far off a single one is depends
# on the size. For rows drawn with replacement the variance of the mean of $B$ slopes is $\sigma^2/B$ (S3-36), with $\sigma^2$ the
# variance of the rows' own slopes. The deck adds that noise keeps a network from learning its rows by heart: that is an
# observation about some runs, not a theorem. What a batch costs, on the other hand, is certain: $B$ rows of work.


# batch_noise: 1 point, about 4 minutes, extra (S3-36)
#
# Five rows have these slopes with respect to one weight: $1, -3, 4, 0, 8$. A batch is drawn from them with replacement.
# With batches of 16 in place of 4, how large is the *standard deviation* of the batch's mean slope, compared with before:
# "the same", "half", "a quarter" or "a sixteenth"? As a witness, give the *variance* of the mean slope of a
# batch of 4. Answer with a pair such as `batch_noise = ("the same", 1.25)`.
batch_noise = None
# YOUR CODE HERE


# %% [markdown]
# ## Where do we stand?
#
# The loss of the last batch is a noisy number: it belongs to 32 rows, and it was measured before the step that these
# rows caused. To see whether training works, measure loss and accuracy on *all* rows, with the parameters as they are now.
#
# What should the very first loss be? A network that knows nothing and says so gives each of $K$ classes the chance $1/K$:
# the loss is $\ln K$, 2.30 for ten digits. That is worth a look, but not a law: it holds for small scores. With the usual
# start (He's, below) the scores already have a variance of about 2, the network is sure of random things, and the
# first loss is typically 20 to 50 percent above $\ln K$. Far more than that, 30 say, means scores in the dozens: inputs that are not
# scaled, or weights that are too large.


# evaluate: 2 points, about 10 minutes (S4-11, S3-40)
def evaluate(X: np.ndarray, y: np.ndarray, params: dict) -> tuple[float, float]:
    """Mean cross-entropy and accuracy of a ReLU network.

    Args:
        X: inputs, shape (N, D).
        y: right classes, integers, shape (N,).
        params: "W1" (D, H), "b1" (H,), and so on; ReLU follows every layer but the last, whose outputs are the scores.

    Returns:
        The pair (loss, accuracy): the mean over the rows of the cross-entropy of the softmax, and the share of rows
        whose largest score is that of the right class (of equal ones the first counts). Scores in the hundreds must
        not overflow.

    Example:
        >>> evaluate(np.array([[1.0], [2.0]]), np.array([1, 0]), {"W1": np.zeros((1, 4)), "b1": np.zeros(4)})
        (1.3862943611198906, 0.5)
    """
    # YOUR CODE HERE
    raise NotImplementedError("evaluate")


# %% [markdown]
# ## A history
#
# A run that is not recorded did not happen. The record begins *before* the first step: without that entry nobody sees
# what the first epoch did, and the first epoch does the most. So there is one entry more than there are epochs.


# record_history: 2 points, about 10 minutes, extra (S3-38, S4-11)
def record_history(
    step, measure, X: np.ndarray, y: np.ndarray, params: dict, orders: list, batch_size: int
) -> tuple[dict, dict]:
    """Train for one epoch after the other, and record how it goes.

    Args:
        step: a function; `step(params, state, X_batch, y_batch)` returns the pair (params, state) after the step.
        measure: a function; `measure(X, y, params)` returns the pair (loss, accuracy).
        X: inputs, shape (N, D).
        y: classes, shape (N,).
        params: parameters before the first epoch.
        orders: the order of the rows in each epoch, a list of integer arrays; it may be empty.
        batch_size: rows in a batch.

    Returns:
        The pair (params, history): the parameters after the last epoch, and a dict of two lists, "loss" and "accuracy",
        measured on all rows before the first epoch and after each one: len(orders) + 1 entries. The state is `{}` before
        the first step and goes on from epoch to epoch.
    """
    # YOUR CODE HERE
    raise NotImplementedError("record_history")


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


# train_mlp: 4 points, about 40 minutes (S3-38, S4-11, S2-24, S3-40)
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
    # YOUR CODE HERE
    raise NotImplementedError("train_mlp")


# %% [markdown]
# ## Using it
#
# Training is over; from now on the network only answers. No softmax is needed for that, no loss, no labels.


# predict: 1 point, about 5 minutes (S3-40, S4-11)
def predict(X: np.ndarray, params: dict) -> np.ndarray:
    """Most likely class of each row.

    Args:
        X: inputs, shape (N, D).
        params: "W1" (D, H), "b1" (H,), and so on; ReLU follows every layer but the last, whose outputs are the scores.

    Returns:
        Array of shape (N,), whole numbers: the class with the largest score, the first one of equals.

    Example:
        >>> predict(np.array([[1.0], [-2.0]]), {"W1": np.array([[1.0, -1.0]]), "b1": np.zeros(2)})
        array([0, 1])
    """
    # YOUR CODE HERE
    raise NotImplementedError("predict")


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


# run_a: 2 points, about 8 minutes, extra (S3-38, S4-11)
#
# **Run A.** A softmax layer on twelve irises of two kinds, two measurements each, standardized. Rate 16. The losses:
#
# 0.693, 0.774, 3.959, 5.720, 3.078, 5.932, 2.769, 5.507, 3.133, 5.095
#
# Answer with the pair of cause and witness, such as `run_a = ("labels", 0.25)`.
run_a = None
# YOUR CODE HERE


# run_b: 2 points, about 8 minutes, extra (S2-24, S3-38)
#
# **Run B.** A softmax layer on twelve wines of three growers: alcohol, ash and proline. Rate 0.1. The losses:
#
# 1.0986, 9082.2, 13395.6, 16394.3, 25766.1, 19747.4, 5795.6, 27059.6, 10478.4, 22264.3
#
# Answer with the pair of cause and witness (to three decimals), such as `run_b = ("labels", 0.25)`.
run_b = None
# YOUR CODE HERE


# run_c: 2 points, about 8 minutes, extra (S4-11, S4-13)
#
# **Run C.** A hidden layer of 8 ReLUs on the same twelve wines, standardized. Rate 1. All parameters start at 0. The losses:
#
# 1.0986, 1.087, 1.0819, 1.0796, 1.0785, 1.078, 1.0778, 1.0777, 1.0776, 1.0776
#
# Answer with the pair of cause and witness (to five decimals), such as `run_c = ("labels", 0.25)`.
run_c = None
# YOUR CODE HERE


# %% [markdown]
# ## What it is worth
#
# Train as long as you like, compare settings as much as you like: on the training part. Then open the test part, once.


# fifty_settings: 2 points, about 12 minutes, marked by a person (S4-11, S2-24)
#
# A classmate trains with fifty different settings, looks at the accuracy of each on the test part (35 wines), keeps the
# best one, and reports its 100 %. In at most eight sentences: why is that number too good, what would be an honest way to
# choose among fifty settings, and how far apart can the accuracies of two settings that are equally good be on 35
# wines? Give a number for the last one, with a reason.
#
# What the points are for:
#
# - 1 point: what choosing by the test part does to its number, and an honest way to choose.
# - 1 point: a number for how far accuracies on 35 wines differ by chance alone, with a reason for it.
