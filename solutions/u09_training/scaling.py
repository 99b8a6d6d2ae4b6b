"""Inputs of one size: standardize with the training part's numbers."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Golden
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, given, wrong
from autograder.exercise.formula_recipes import formula
from autograder.exercise.layer_recipes import arrays_in
from autograder.exercise.recipes import draw
from autograder.plain import Laid, data

# %% [markdown]
# ## The data
#
# `load_data("digits")` gives four arrays: inputs and labels to train with, inputs and labels to test with. A fifth of
# the examples is the test part. Touch it once, at the end: whatever you choose while looking at it (a rate, a number of
# epochs, a scale) has been fitted to it too, and its accuracy says nothing about new data any more. The sets are those
# of scikit-learn (`sklearn.datasets.load_digits` and its neighbours), kept inside this package.


@given
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


@exercise(
    points=2,
    minutes=10,
    difficulty=2,
    core=True,
    source="S2-24, S4-11",
    hints=(
        "Two numbers for each column, both from the training part, serve both parts.",
        "Subtract the mean over the rows and divide by the standard deviation over the rows, np.std as it is; take 1 where a column never changes.",
        "Compute mean and deviation of train along axis 0, replace the deviations of columns without change by 1 with np.where, and return the pair of scaled arrays.",
    ),
    **arrays_in(
        form="a pair of float64 arrays in the shapes of train and test",
        names=("train", "test"),
        shape=(
            call("standardize", draw(2101, 5, 3), draw(2102, 2, 3)),
            call("standardize", np.array([[1, 2], [3, 7], [8, 5]]), np.array([[4, 4]])),
        ),
        known=(
            golden(
                call("standardize", np.array([[1.0, 4.0], [3.0, 4.0]]), np.array([[5.0, 6.0]])),
                (np.array([[-1.0, 0.0], [1.0, 0.0]]), np.array([[3.0, 2.0]])),
                label="two rows, one column constant",
            ),
            Golden(
                label="alcohol and proline of eight wines, and of two new ones",
                weight=2,
                names=("train", "test"),
                at=(
                    call(
                        "standardize",
                        data("wine", "raw_X_train", 1, rows=8, columns=(0, 12)),
                        data("wine", "raw_X_test", 1, rows=2, columns=(0, 12)),
                    ),
                ),
            ),
        ),
        then=call("standardize", draw(2103, 4, 2), draw(2104, 3, 2)),
        hidden=(
            call("standardize", draw(2105, 7, 4), draw(2106, 3, 4)),
            call("standardize", 900 + draw(2107, 6, 2), draw(2108, 1, 2)),
            call("standardize", np.array([[1, 2], [3, 7], [8, 5]]), np.array([[4, 4], [0, 1]])),
            call("standardize", np.array([[2.0, -3.0, 5.0]]), np.array([[2.5, -3.0, 4.0]])),
            call("standardize", Laid(draw(2109, 4, 5), "F"), Laid(draw(2110, 5, 5), "readonly")),
            call("standardize", Laid(draw(2111, 5, 3), "strided"), Laid(draw(2112, 2, 3), "F")),
            call("standardize", np.array([[0.0, 1.0], [0.0, 2.0], [0.0, 4.0]]), np.array([[3.0, 2.0]])),
            call("standardize", 1e-4 * draw(2113, 5, 2), 1e-4 * draw(2114, 2, 2)),
        ),
        extra_hidden=(
            formula(
                "standardize",
                {"train": np.array([[0.4], [1.7]]), "test": np.array([[0.9]])},
                names={"train[0,0]": "a", "train[1,0]": "c", "test[0,0]": "t"},
                parts={"[0][0,0]": "train[0]", "[0][1,0]": "train[1]", "[1][0,0]": "test[0]"},
            ),
        ),
    ),
)
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
    centre = np.mean(train, axis=0)
    constant = np.all(train == train[0], axis=0)
    width = np.where(constant, 1.0, np.std(train, axis=0))
    return (train - centre) / width, (test - centre) / width


@wrong(standardize, "the test part with its own numbers")
def _(train, test):
    def scaled(part):
        s = part.std(axis=0)
        return (part - part.mean(axis=0)) / np.where(s == 0, 1, s)

    return scaled(train), scaled(test)


@wrong(standardize, "numbers of all data together")
def _(train, test):
    both = np.vstack([train, test])
    s = both.std(axis=0)
    s = np.where(s == 0, 1, s)
    return (train - both.mean(axis=0)) / s, (test - both.mean(axis=0)) / s


@wrong(standardize, "one mean and one deviation for all columns")
def _(train, test):
    s = train.std() or 1.0
    return (train - train.mean()) / s, (test - train.mean()) / s


@wrong(standardize, "along the rows")
def _(train, test):
    def scaled(part):
        s = part.std(axis=1, keepdims=True)
        return (part - part.mean(axis=1, keepdims=True)) / np.where(s == 0, 1, s)

    return scaled(train), scaled(test)


@wrong(standardize, "the sample deviation, with N - 1")
def _(train, test):
    if len(train) == 1:
        return train - train[0], test - train[0]
    s = train.std(axis=0, ddof=1)
    s = np.where(s == 0, 1, s)
    return (train - train.mean(axis=0)) / s, (test - train.mean(axis=0)) / s


@wrong(standardize, "divides by the variance")
def _(train, test):
    s = train.var(axis=0)
    s = np.where(s == 0, 1, s)
    return (train - train.mean(axis=0)) / s, (test - train.mean(axis=0)) / s


@wrong(standardize, "a small number in place of the rule for constant columns")
def _(train, test):
    s = train.std(axis=0) + 1e-8
    return (train - train.mean(axis=0)) / s, (test - train.mean(axis=0)) / s


@wrong(standardize, "constant columns give 0/0")
def _(train, test):
    with np.errstate(all="ignore"):
        s = train.std(axis=0)
        return (train - train.mean(axis=0)) / s, (test - train.mean(axis=0)) / s


@wrong(standardize, "a constant column of the test part is set to 0")
def _(train, test):
    s = train.std(axis=0)
    keep = s > 0
    s = np.where(keep, s, 1)
    return (train - train.mean(axis=0)) / s, keep * (test - train.mean(axis=0)) / s


@wrong(standardize, "in the caller's arrays")
def _(train, test):
    m, s = train.mean(axis=0), train.std(axis=0)
    s = np.where(s == 0, 1, s)
    if train.dtype == float and train.flags.writeable:
        train -= m
        train /= s
        return train, (test - m) / s
    return (train - m) / s, (test - m) / s


@wrong(standardize, "forgets the mean")
def _(train, test):
    s = train.std(axis=0)
    s = np.where(s == 0, 1, s)
    return train / s, test / s


@wrong(standardize, "to the range from 0 to 1")
def _(train, test):
    low, high = train.min(axis=0), train.max(axis=0)
    s = np.where(high == low, 1, high - low)
    return (train - low) / s, (test - low) / s


@accepted(standardize, "the deviation written out")
def _(train, test):
    m = train.sum(axis=0) / len(train)
    s = (((train - m) ** 2).sum(axis=0) / len(train)) ** 0.5
    s[s == 0] = 1.0
    return (train - m) / s, (test - m) / s


@accepted(standardize, "column by column in plain Python")
def _(train, test):
    new = np.empty(train.shape), np.empty(test.shape)
    for j in range(train.shape[1]):
        column = [float(v) for v in train[:, j]]
        m = sum(column) / len(column)
        s = (sum((v - m) ** 2 for v in column) / len(column)) ** 0.5 or 1.0
        for out, part in zip(new, (train, test), strict=True):
            out[:, j] = [(float(v) - m) / s for v in part[:, j]]
    return new


@accepted(standardize, "with a helper that is applied twice")
def _(train, test):
    m, s = train.mean(0), train.std(0)
    safe = s + (s == 0)

    def scaled(part):
        return np.divide(np.subtract(part, m), safe)

    return scaled(train), scaled(test)


@accepted(standardize, "mean of the squares of the differences")
def _(train, test):
    rows = np.array(train, dtype=float)
    m = np.average(rows, axis=0)
    deviations = rows - m
    s = np.sqrt(np.einsum("nd,nd->d", deviations, deviations) / rows.shape[0])
    same = np.ptp(rows, axis=0) == 0
    s = np.where(same, 1.0, s)
    return deviations / s, (np.array(test, dtype=float) - m) / s
