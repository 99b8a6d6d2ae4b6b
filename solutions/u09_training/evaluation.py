"""Loss and accuracy of a network on given rows."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call, traced
from autograder.checks import Formula, Golden, Purity, Shape
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.recipes import draw
from autograder.exercise.training_recipes import classes, network_of
from autograder.plain import Laid

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


@exercise(
    points=2,
    minutes=10,
    difficulty=2,
    core=True,
    source="S4-11, S3-40",
    needs=("batch_gradients",),
    hints=(
        "One forward pass gives the scores of all rows; both numbers come from them.",
        "The loss of a row is the logarithm of the sum of exponentials of its scores minus the score of its class; shift each row by its largest score first. The answer is the class with the largest score.",
        "Run X through the layers with ReLU between them, subtract each row's maximum, average log(sum(exp)) minus the right entry, average argmax == y, return both as floats.",
    ),
    checks=[
        Shape(
            label="a pair of numbers",
            names=("loss", "accuracy"),
            at=(call("evaluate", draw(2271, 5, 2), classes(2272, 5, 3), network_of(2273, 2, 4, 3)),),
        ),
        golden(
            call(
                "evaluate",
                np.array([[1.0], [-1.0]]),
                np.array([0, 0]),
                {"W1": np.array([[1.0, 0.0]]), "b1": np.zeros(2)},
            ),
            ((math.log1p(math.exp(-1)) + math.log1p(math.e)) / 2, 0.5),
            label="two rows, one layer",
            names=("loss", "accuracy"),
        ),
        Golden(
            label="five rows, one hidden layer",
            weight=2,
            names=("loss", "accuracy"),
            at=(call("evaluate", draw(2271, 5, 2), classes(2272, 5, 3), network_of(2273, 2, 4, 3)),),
        ),
        Purity(
            label="leaves its arguments alone and remembers nothing",
            first=call("evaluate", draw(2271, 5, 2), classes(2272, 5, 3), network_of(2273, 2, 4, 3)),
            between=call("evaluate", draw(2274, 4, 3), classes(2275, 4, 2), network_of(2276, 3, 2)),
        ),
    ],
    hidden=[
        Golden(
            label="any depth, size and layout",
            weight=4,
            names=("loss", "accuracy"),
            at=(
                call("evaluate", draw(2277, 8, 3), classes(2278, 8, 4), network_of(2279, 3, 6, 5, 4)),
                call("evaluate", draw(2280, 6, 3), classes(2281, 6, 2), network_of(2282, 3, 5, 4, 3, 2)),
                call("evaluate", draw(2283, 1, 2), np.array([1]), network_of(2284, 2, 3)),
                call("evaluate", draw(2285, 4, 4), classes(2286, 4, 4), network_of(2287, 4, 4, 4)),
                call(
                    "evaluate",
                    np.array([[1, -2], [3, 0], [2, 2]]),
                    np.array([2, 0, 1]),
                    network_of(2288, 2, 4, 3),
                ),
                call(
                    "evaluate",
                    Laid(draw(2289, 7, 2), "F"),
                    Laid(classes(2290, 7, 3), "readonly"),
                    network_of(2291, 2, 5, 3),
                ),
            ),
        ),
        Golden(
            label="scores in the hundreds do not overflow",
            names=("loss", "accuracy"),
            at=(call("evaluate", 300 * draw(2292, 5, 2), classes(2293, 5, 3), network_of(2294, 2, 4, 3)),),
        ),
        Formula(
            label="the formula of one layer",
            call=traced(
                {"2.W1": "W", "2.b1": "b"},
                call(
                    "evaluate",
                    np.array([[1.0]]),
                    np.array([1]),
                    {"W1": np.array([[0.4, -0.3]]), "b1": np.array([0.2, -0.1])},
                ),
            ),
            names={"W[0,0]": "w0", "W[0,1]": "w1", "b[0]": "b0", "b[1]": "b1"},
            parts={"[0]": "the loss", "[1]": "the accuracy"},
        ),
    ],
)
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
    flow, depth = X, len(params) // 2
    for layer in range(1, depth + 1):
        Z = flow @ params[f"W{layer}"] + params[f"b{layer}"]
        flow = np.maximum(Z, 0.0)
    answers = np.argmax(Z, axis=1)
    Z = Z - np.max(Z, axis=1, keepdims=True)
    surprise = np.log(np.sum(np.exp(Z), axis=1)) - Z[np.arange(len(y)), y]
    return float(np.mean(surprise)), float(np.mean(answers == y))


@accepted(evaluate, "example by example, in plain Python")
def _(X, y, params):
    depth, losses, hits = len(params) // 2, [], 0
    for row, label in zip(X, y, strict=False):
        signal = [float(value) for value in row]
        for k in range(1, depth + 1):
            W, b = params[f"W{k}"], params[f"b{k}"]
            scores = [sum(s * w for s, w in zip(signal, W[:, j], strict=False)) + b[j] for j in range(len(b))]
            signal = [max(score, 0.0) for score in scores]
        top = max(scores)
        losses.append(math.log(sum(math.exp(score - top) for score in scores)) + top - scores[label])
        hits += scores.index(top) == label
    return float(sum(losses) / len(losses)), hits / len(losses)


@wrong(evaluate, "the sum of the losses")
def _(X, y, params):
    A = X
    for k in range(1, len(params) // 2 + 1):
        Z = A @ params[f"W{k}"] + params[f"b{k}"]
        A = np.maximum(Z, 0)
    loss = np.logaddexp.reduce(Z, axis=1) - Z[np.arange(len(y)), y]
    return float(loss.sum()), float(np.mean(Z.argmax(axis=1) == y))


@wrong(evaluate, "a ReLU on the scores")
def _(X, y, params):
    Z = X
    for k in range(1, len(params) // 2 + 1):
        Z = np.maximum(Z @ params[f"W{k}"] + params[f"b{k}"], 0)
    loss = np.logaddexp.reduce(Z, axis=1) - Z[np.arange(len(y)), y]
    return float(loss.mean()), float(np.mean(Z.argmax(axis=1) == y))


@wrong(evaluate, "no ReLU at all")
def _(X, y, params):
    Z = X
    for k in range(1, len(params) // 2 + 1):
        Z = Z @ params[f"W{k}"] + params[f"b{k}"]
    loss = np.logaddexp.reduce(Z, axis=1) - Z[np.arange(len(y)), y]
    return float(loss.mean()), float(np.mean(Z.argmax(axis=1) == y))


@wrong(evaluate, "forgets the biases")
def _(X, y, params):
    A = X
    for k in range(1, len(params) // 2 + 1):
        Z = A @ params[f"W{k}"]
        A = np.maximum(Z, 0)
    loss = np.logaddexp.reduce(Z, axis=1) - Z[np.arange(len(y)), y]
    return float(loss.mean()), float(np.mean(Z.argmax(axis=1) == y))


@wrong(evaluate, "the mean over rows and classes")
def _(X, y, params):
    A = X
    for k in range(1, len(params) // 2 + 1):
        Z = A @ params[f"W{k}"] + params[f"b{k}"]
        A = np.maximum(Z, 0)
    loss = np.logaddexp.reduce(Z, axis=1) - Z[np.arange(len(y)), y]
    return float(loss.sum() / Z.size), float(np.mean(Z.argmax(axis=1) == y))


@wrong(evaluate, "logarithms to base 2")
def _(X, y, params):
    A = X
    for k in range(1, len(params) // 2 + 1):
        Z = A @ params[f"W{k}"] + params[f"b{k}"]
        A = np.maximum(Z, 0)
    loss = np.logaddexp.reduce(Z, axis=1) - Z[np.arange(len(y)), y]
    return float(loss.mean() / np.log(2)), float(np.mean(Z.argmax(axis=1) == y))


@wrong(evaluate, "overflows for large scores")
def _(X, y, params):
    A = X
    for k in range(1, len(params) // 2 + 1):
        Z = A @ params[f"W{k}"] + params[f"b{k}"]
        A = np.maximum(Z, 0)
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    return float(-np.mean(np.log(P[np.arange(len(y)), y]))), float(np.mean(P.argmax(axis=1) == y))


@wrong(evaluate, "the accuracy along the wrong axis")
def _(X, y, params):
    A = X
    for k in range(1, len(params) // 2 + 1):
        Z = A @ params[f"W{k}"] + params[f"b{k}"]
        A = np.maximum(Z, 0)
    loss = np.logaddexp.reduce(Z, axis=1) - Z[np.arange(len(y)), y]
    best = Z.argmax(axis=0)
    n = min(len(best), len(y))
    return float(loss.mean()), float(np.mean(best[:n] == y[:n]))


@wrong(evaluate, "accuracy first")
def _(X, y, params):
    A = X
    for k in range(1, len(params) // 2 + 1):
        Z = A @ params[f"W{k}"] + params[f"b{k}"]
        A = np.maximum(Z, 0)
    loss = np.logaddexp.reduce(Z, axis=1) - Z[np.arange(len(y)), y]
    return float(np.mean(Z.argmax(axis=1) == y)), float(loss.mean())


@accepted(evaluate, "with logaddexp")
def _(X, y, params):
    A, L = X, len(params) // 2
    for k in range(1, L):
        A = (A @ params[f"W{k}"] + params[f"b{k}"]).clip(0)
    Z = A @ params[f"W{L}"] + params[f"b{L}"]
    losses = np.logaddexp.reduce(Z, axis=1) - np.take_along_axis(Z, y.astype(int)[:, None], axis=1)[:, 0]
    return losses.mean(), (Z.argmax(axis=1) == y).mean()


@accepted(evaluate, "row by row in plain Python")
def _(X, y, params):
    loss, right, L = 0.0, 0, len(params) // 2
    for row, label in zip(X, y, strict=True):
        a = [float(v) for v in row]
        for k in range(1, L + 1):
            W, b = params[f"W{k}"], params[f"b{k}"]
            a = [sum(a[i] * W[i, j] for i in range(len(a))) + b[j] for j in range(len(b))]
            if k < L:
                a = [max(v, 0.0) for v in a]
        top = max(a)
        loss += math.log(sum(math.exp(v - top) for v in a)) + top - a[label]
        right += a.index(top) == label
    return loss / len(y), right / len(y)


@accepted(evaluate, "one-hot rows and the logarithm of softmax")
def _(X, y, params):
    A = np.asarray(X, dtype=float)
    depth = max(int(name[1:]) for name in params)
    for k in range(1, depth + 1):
        A = np.einsum("nd,dk->nk", A, params[f"W{k}"]) + params[f"b{k}"]
        if k != depth:
            A = np.where(A < 0, 0.0, A)
    Y = np.eye(A.shape[1])[y]
    S = A - A.max(axis=1)[:, None]
    log_P = S - np.log(np.exp(S).sum(axis=1))[:, None]
    return -(Y * log_P).sum() / len(Y), float(np.count_nonzero(S.argmax(axis=1) == y)) / len(y)
