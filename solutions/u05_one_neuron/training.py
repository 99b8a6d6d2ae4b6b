"""A hundred steps downhill."""

from __future__ import annotations

import math

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Purity, Shape
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.formula_recipes import formula_of_steps
from solutions.u05_one_neuron.chain import dJ_dz
from solutions.u05_one_neuron.forward_pass import forward
from solutions.u05_one_neuron.loss import logistic_loss
from solutions.u05_one_neuron.update import gd_update

# %% [markdown]
# ## A hundred steps
#
# Training is a loop: forward, loss, derivatives, update, and again. Both derivatives belong to the *old* parameters:
# work them out before you change either. Keep the loss before the first step and after every step; a loss that
# falls is the first thing to look at in any training.


@exercise(
    points=3,
    minutes=12,
    difficulty=2,
    source="S2-21, S2-22, S3-27",
    needs=("forward", "logistic_loss", "dJ_dz", "gd_update"),
    hints=(
        "One loop over the steps; inside it the functions that you have written, in the order of the chain.",
        "For `steps` updates there are `steps + 1` losses: one before each update and one at the end.",
        "Start the list with the loss of the given w and b; in each turn compute yhat, error, both changes, then the new loss.",
    ),
    checks=[
        Shape(
            label="two numbers and an array of steps + 1 losses",
            at=(
                call("train_neuron", 0.12, 1, 15.0, -0.4, 0.1, 3),
                call("train_neuron", 0.12, 1, 15.0, -0.4, 0.1, 0),
            ),
        ),
        golden(
            call("train_neuron", 0.12, 1, 15.0, -0.4, 0.1, 1),
            (15.002373793337297, -0.3802183888558582, np.array([0.2204174099184508, 0.21647975875241593])),
            label="one step from the slide's start",
            names=("w", "b", "losses"),
        ),
        Golden(
            label="a hundred steps",
            weight=2,
            at=(call("train_neuron", 0.12, 1, 15.0, -0.4, 0.1, 100),),
            names=("w", "b", "losses"),
        ),
        Purity(
            label="remembers nothing",
            first=call("train_neuron", 1.75, 0, 0.5, 0.25, 0.6, 5),
            between=call("train_neuron", -2.5, 1, 0.3, -0.2, 0.4, 2),
        ),
    ],
    hidden=[
        Golden(
            label="other wines, rates and starts",
            weight=4,
            names=("w", "b", "losses"),
            at=(
                call("train_neuron", 1.75, 0, 0.5, 0.25, 0.6, 7),
                call("train_neuron", -2.5, 1, 0.3, -0.2, 0.4, 12),
                call("train_neuron", 2, 0, 1, -1, 0.5, 4),
                call("train_neuron", 0.8, 0, -1.5, 0.6, 0.9, 0),
            ),
        ),
        formula_of_steps("train_neuron", {"x": 0.7, "y": 1, "w": 0.4, "b": -0.3, "lr": 0.2}),
    ],
)
def train_neuron(
    x: float, y: int, w: float, b: float, lr: float, steps: int
) -> tuple[float, float, np.ndarray]:
    """Train one sigmoid neuron on one example by gradient descent on the logistic loss.

    Args:
        x: input, a number.
        y: label, 0 or 1.
        w: weight at the start, a number.
        b: bias at the start, a number.
        lr: learning rate.
        steps: number of updates, may be 0.

    Returns:
        The triple (w, b, losses): the parameters after the last update, and an array of shape (steps + 1,) with the
        loss before the first update and after each one. Both parameters are updated at the same time.

    Example:
        >>> w, b, losses = train_neuron(0.0, 1, 3.0, 0.0, 2.0, 1)
        >>> print(w, b)
        3.0 1.0
        >>> losses
        array([0.69314718, 0.31326169])
    """
    losses = []
    for _ in range(steps + 1):
        _, yhat = forward(x, w, b)
        losses.append(logistic_loss(yhat, y))
        if len(losses) <= steps:
            slope = dJ_dz(yhat, y)
            w, b = gd_update(w, b, slope * x, slope, lr)
    return w, b, np.array(losses)


@wrong(train_neuron, "moves uphill")
def _(x, y, w, b, lr, steps):
    losses = [-math.log(abs(1 - y - 1 / (1 + math.exp(-(w * x + b)))))]
    for _ in range(steps):
        error = 1 / (1 + math.exp(-(w * x + b))) - y
        w, b = w + lr * error * x, b + lr * error
        losses.append(-math.log(abs(1 - y - 1 / (1 + math.exp(-(w * x + b))))))
    return w, b, np.array(losses)


@wrong(train_neuron, "one after the other: the bias sees the new weight")
def _(x, y, w, b, lr, steps):
    losses = [-math.log(abs(1 - y - 1 / (1 + math.exp(-(w * x + b)))))]
    for _ in range(steps):
        w = w - lr * (1 / (1 + math.exp(-(w * x + b))) - y) * x
        b = b - lr * (1 / (1 + math.exp(-(w * x + b))) - y)
        losses.append(-math.log(abs(1 - y - 1 / (1 + math.exp(-(w * x + b))))))
    return w, b, np.array(losses)


@wrong(train_neuron, "the first loss is missing")
def _(x, y, w, b, lr, steps):
    losses = []
    for _ in range(steps):
        error = 1 / (1 + math.exp(-(w * x + b))) - y
        w, b = w - lr * error * x, b - lr * error
        losses.append(-math.log(abs(1 - y - 1 / (1 + math.exp(-(w * x + b))))))
    return w, b, np.array(losses)


@wrong(train_neuron, "the last loss repeats the one before")
def _(x, y, w, b, lr, steps):
    losses = []
    for _ in range(steps):
        yhat = 1 / (1 + math.exp(-(w * x + b)))
        losses.append(-math.log(abs(1 - y - yhat)))
        w, b = w - lr * (yhat - y) * x, b - lr * (yhat - y)
    losses.append(
        -math.log(abs(1 - y - yhat)) if steps else -math.log(abs(1 - y - 1 / (1 + math.exp(-(w * x + b)))))
    )
    return w, b, np.array(losses)


@wrong(train_neuron, "the prediction is computed once, before the loop")
def _(x, y, w, b, lr, steps):
    yhat = 1 / (1 + math.exp(-(w * x + b)))
    losses = [-math.log(abs(1 - y - yhat))]
    for _ in range(steps):
        w, b = w - lr * (yhat - y) * x, b - lr * (yhat - y)
        losses.append(-math.log(abs(1 - y - 1 / (1 + math.exp(-(w * x + b))))))
    return w, b, np.array(losses)


@wrong(train_neuron, "the slide's 1.6: the branches of the loss are swapped")
def _(x, y, w, b, lr, steps):
    losses = [-math.log(abs(y - 1 / (1 + math.exp(-(w * x + b)))))]
    for _ in range(steps):
        error = 1 / (1 + math.exp(-(w * x + b))) - y
        w, b = w - lr * error * x, b - lr * error
        losses.append(-math.log(abs(y - 1 / (1 + math.exp(-(w * x + b))))))
    return w, b, np.array(losses)


@wrong(train_neuron, "the bias does not learn")
def _(x, y, w, b, lr, steps):
    losses = [-math.log(abs(1 - y - 1 / (1 + math.exp(-(w * x + b)))))]
    for _ in range(steps):
        w = w - lr * (1 / (1 + math.exp(-(w * x + b))) - y) * x
        losses.append(-math.log(abs(1 - y - 1 / (1 + math.exp(-(w * x + b))))))
    return w, b, np.array(losses)


@wrong(train_neuron, "the sigmoid's derivative once too often")
def _(x, y, w, b, lr, steps):
    losses = [-math.log(abs(1 - y - 1 / (1 + math.exp(-(w * x + b)))))]
    for _ in range(steps):
        yhat = 1 / (1 + math.exp(-(w * x + b)))
        slope = (yhat - y) * yhat * (1 - yhat)
        w, b = w - lr * slope * x, b - lr * slope
        losses.append(-math.log(abs(1 - y - 1 / (1 + math.exp(-(w * x + b))))))
    return w, b, np.array(losses)


@accepted(train_neuron, "in plain math")
def _(x, y, w, b, lr, steps):
    losses = np.empty(steps + 1)
    for step in range(steps + 1):
        yhat = 1 / (1 + math.exp(-(w * x + b)))
        losses[step] = -math.log(yhat) if y == 1 else -math.log(1 - yhat)
        if step < steps:
            error = yhat - y
            w -= lr * error * x
            b -= lr * error
    return w, b, losses


@accepted(train_neuron, "the loss from the logit")
def _(x, y, w, b, lr, steps):
    parameters = np.array([w, b], dtype=float)
    inputs = np.array([x, 1.0])
    history = []
    for _ in range(steps):
        z = parameters @ inputs
        history.append(np.logaddexp(0.0, z) - y * z)
        parameters = parameters - lr * (1 / (1 + np.exp(-z)) - y) * inputs
    z = parameters @ inputs
    history.append(np.logaddexp(0.0, z) - y * z)
    return parameters[0], parameters[1], np.array(history)


@accepted(train_neuron, "with the earlier functions, recursively")
def _(x, y, w, b, lr, steps):
    yhat = forward(x, w, b)[1]
    here = np.atleast_1d(logistic_loss(yhat, y))
    if steps == 0:
        return w, b, here
    error = dJ_dz(yhat, y)
    w, b = gd_update(w, b, error * x, error, lr)
    w, b, later = train_neuron(x, y, w, b, lr, steps - 1)
    return w, b, np.concatenate([here, later])


@accepted(train_neuron, "a while loop that counts down")
def _(x, y, w, b, lr, steps):
    def predicted(w, b):
        return math.exp(w * x + b) / (1 + math.exp(w * x + b))

    history, left = [float(logistic_loss(predicted(w, b), y))], steps
    while left > 0:
        missed = y - predicted(w, b)
        w, b, left = w + lr * missed * x, b + lr * missed, left - 1
        history.append(float(logistic_loss(predicted(w, b), y)))
    return w, b, np.asarray(history)
