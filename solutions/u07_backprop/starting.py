"""Where to start: random numbers of the right size."""

from __future__ import annotations

import itertools
import math

import numpy as np

from autograder.calls import call, drive
from autograder.checks import Golden, Shape
from autograder.checks.golden import golden
from autograder.exercise.backprop_recipes import start_facts
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.plain import Seed

# %% [markdown]
# ## Where to start
#
# The slide starts from random weights and gives no reason (S4-12). The reason is symmetry. Give all hidden units of a
# layer the same weights and they compute the same; they get the same derivative; after the step downhill they are the same
# again, for ever. A layer of a hundred such units is one unit, paid for a hundred times. Random numbers make
# the units different from the first step on.
#
# How large should they be? A rectifier layer with $D$ inputs adds up $D$ random terms and then loses about half of the
# result's mean square to the cut at 0. With weights of variance $2/D$ the two effects cancel, and a signal crosses many
# layers without fading or exploding. $D$ is called the *fan-in*. The rule is He's (He, Zhang, Ren and Sun, 2015):
#
# $$w \sim \mathcal N\!\left(0, \tfrac{2}{\text{fan-in}}\right), \qquad \text{standard deviation } \sqrt{2/\text{fan-in}}, \qquad b = 0$$
#
# A function that draws random numbers gets the generator as an argument. Then a run can be repeated, and two runs can
# be made different, without the function knowing about either.


@exercise(
    points=3,
    minutes=15,
    difficulty=2,
    source="S4-12",
    hints=(
        "Layer l connects sizes[l - 1] inputs with sizes[l] units. Which of the two numbers is the fan-in?",
        "rng.normal(mean, standard deviation, shape) draws a matrix; the standard deviation is the square root of 2 over the fan-in. np.zeros makes the biases.",
        "Loop over the pairs of neighbouring sizes with a counter from 1; fill the dict under f'W{l}' and f'b{l}'.",
    ),
    checks=[
        Shape(
            label="W1, b1, W2, b2, ... of the right shapes, float64",
            at=(call("init_params", [4, 3], Seed(11)), call("init_params", [3, 5, 4, 2], Seed(12))),
        ),
        golden(
            drive("start_facts", "init_params", [300, 400, 150, 200], Seed(13)),
            start_facts(300, 400, 150),
            label="normal, with standard deviation sqrt(2 / fan-in)",
            weight=3,
            rtol=0.0,
            atol=0.03,
        ),
        golden(
            drive("start_biases", "init_params", [3, 4, 2], Seed(14)),
            [np.zeros(4), np.zeros(2)],
            label="all biases are 0",
        ),
        golden(
            drive("start_repeats", "init_params", [3, 4, 2], 15),
            {
                "the same seed again": "the same numbers",
                "another seed": "other numbers",
                "the same generator, going on": "other numbers",
            },
            label="uses the generator that it is given, and nothing else",
        ),
    ],
    hidden=[
        golden(
            drive("start_copies", "init_params", [6, 5, 5, 5, 3], Seed(16)),
            0,
            label="no weight stands there twice: the units differ",
        ),
        golden(
            drive("start_facts", "init_params", [40, 1000, 70, 500], Seed(17)),
            start_facts(40, 1000, 70),
            label="right for other sizes too",
            weight=3,
            rtol=0.0,
            atol=0.03,
        ),
        golden(
            drive("start_scale", "init_params", [7, 5], 18),
            1.0,
            label="the scale to the last digit",
        ),
        Golden(
            label="one layer, one unit, ten layers",
            at=(
                drive("start_shapes", "init_params", [5, 2], Seed(19)),
                drive("start_shapes", "init_params", [1, 1, 1], Seed(20)),
                drive("start_shapes", "init_params", [2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 4], Seed(21)),
            ),
        ),
    ],
)
def init_params(sizes: list[int], rng: np.random.Generator) -> dict[str, np.ndarray]:
    r"""Start of a network with rectifiers: He's weights, zero biases.

    Args:
        sizes: number of inputs, then the number of units of each layer, e.g. [784, 16, 16, 10]; at least two numbers.
        rng: the generator to draw from, as `np.random.default_rng(7)` makes one. Draw from it in any order.

    Returns:
        Dict with the keys "W1", "b1", "W2", "b2", ...: W of layer l has shape (sizes[l - 1], sizes[l]) and holds
        independent normal numbers with mean 0 and standard deviation sqrt(2 / fan-in), b of layer l has shape
        (sizes[l],) and holds zeros. All float64.

    Example:
        >>> params = init_params([4, 3, 2], np.random.default_rng(7))
        >>> {name: array.shape for name, array in params.items()}
        {'W1': (4, 3), 'b1': (3,), 'W2': (3, 2), 'b2': (2,)}
    """
    made = {}
    for number, (inputs, units) in enumerate(itertools.pairwise(sizes), start=1):
        made[f"W{number}"] = rng.standard_normal((inputs, units)) * math.sqrt(2.0 / inputs)
        made[f"b{number}"] = np.zeros(units)
    return made


@wrong(init_params, "everything starts at 0")
def _(sizes, rng):
    params = {}
    for layer in range(1, len(sizes)):
        params[f"W{layer}"] = np.zeros((sizes[layer - 1], sizes[layer]))
        params[f"b{layer}"] = np.zeros(sizes[layer])
    return params


@wrong(init_params, "the fan-out under the root")
def _(sizes, rng):
    params = {}
    for layer in range(1, len(sizes)):
        params[f"W{layer}"] = rng.normal(0, np.sqrt(2 / sizes[layer]), (sizes[layer - 1], sizes[layer]))
        params[f"b{layer}"] = np.zeros(sizes[layer])
    return params


@wrong(init_params, "1 in place of 2: the rule for tanh")
def _(sizes, rng):
    params = {}
    for layer in range(1, len(sizes)):
        params[f"W{layer}"] = rng.normal(0, np.sqrt(1 / sizes[layer - 1]), (sizes[layer - 1], sizes[layer]))
        params[f"b{layer}"] = np.zeros(sizes[layer])
    return params


@wrong(init_params, "the variance where the standard deviation belongs")
def _(sizes, rng):
    params = {}
    for layer in range(1, len(sizes)):
        params[f"W{layer}"] = rng.normal(0, 2 / sizes[layer - 1], (sizes[layer - 1], sizes[layer]))
        params[f"b{layer}"] = np.zeros(sizes[layer])
    return params


@wrong(init_params, "uniform numbers with that standard deviation")
def _(sizes, rng):
    params = {}
    for layer in range(1, len(sizes)):
        bound = np.sqrt(6 / sizes[layer - 1])
        params[f"W{layer}"] = rng.uniform(-bound, bound, (sizes[layer - 1], sizes[layer]))
        params[f"b{layer}"] = np.zeros(sizes[layer])
    return params


@wrong(init_params, "the global generator")
def _(sizes, rng):
    params = {}
    for layer in range(1, len(sizes)):
        params[f"W{layer}"] = np.random.randn(sizes[layer - 1], sizes[layer]) * np.sqrt(2 / sizes[layer - 1])  # noqa: NPY002
        params[f"b{layer}"] = np.zeros(sizes[layer])
    return params


@wrong(init_params, "a seed of its own")
def _(sizes, rng):
    rng = np.random.default_rng(42)
    params = {}
    for layer in range(1, len(sizes)):
        params[f"W{layer}"] = rng.standard_normal((sizes[layer - 1], sizes[layer])) * np.sqrt(
            2 / sizes[layer - 1]
        )
        params[f"b{layer}"] = np.zeros(sizes[layer])
    return params


@wrong(init_params, "all units of a layer are alike")
def _(sizes, rng):
    params = {}
    for layer in range(1, len(sizes)):
        column = rng.normal(0, np.sqrt(2 / sizes[layer - 1]), (sizes[layer - 1], 1))
        params[f"W{layer}"] = np.repeat(column, sizes[layer], axis=1)
        params[f"b{layer}"] = np.zeros(sizes[layer])
    return params


@wrong(init_params, "random biases")
def _(sizes, rng):
    params = {}
    for layer in range(1, len(sizes)):
        params[f"W{layer}"] = rng.standard_normal((sizes[layer - 1], sizes[layer])) * np.sqrt(
            2 / sizes[layer - 1]
        )
        params[f"b{layer}"] = rng.standard_normal(sizes[layer]) * np.sqrt(2 / sizes[layer - 1])
    return params


@wrong(init_params, "one unit in each row")
def _(sizes, rng):
    params = {}
    for layer in range(1, len(sizes)):
        params[f"W{layer}"] = rng.standard_normal((sizes[layer], sizes[layer - 1])) * np.sqrt(
            2 / sizes[layer - 1]
        )
        params[f"b{layer}"] = np.zeros(sizes[layer])
    return params


@wrong(init_params, "the number of inputs of the network under every root")
def _(sizes, rng):
    params = {}
    for layer in range(1, len(sizes)):
        params[f"W{layer}"] = rng.standard_normal((sizes[layer - 1], sizes[layer])) * np.sqrt(2 / sizes[0])
        params[f"b{layer}"] = np.zeros(sizes[layer])
    return params


@accepted(init_params, "rng.normal with the scale, biases first, last layer first")
def _(sizes, rng):
    biases = {f"b{layer}": np.zeros(sizes[layer]) for layer in range(1, len(sizes))}
    weights = {
        f"W{layer}": rng.normal(
            loc=0.0, scale=(2 / sizes[layer - 1]) ** 0.5, size=(sizes[layer - 1], sizes[layer])
        )
        for layer in range(len(sizes) - 1, 0, -1)
    }
    return {**biases, **weights}


@accepted(init_params, "draws the transpose")
def _(sizes, rng):
    params = {}
    for layer, (fan_in, fan_out) in enumerate(itertools.pairwise(sizes)):
        params["W" + str(layer + 1)] = (
            np.sqrt(2.0) * rng.standard_normal((fan_out, fan_in)).T / np.sqrt(fan_in)
        )
        params["b" + str(layer + 1)] = np.full(fan_out, 0.0)
    return params


@accepted(init_params, "unit by unit")
def _(sizes, rng):
    params = {}
    for layer in range(1, len(sizes)):
        columns = [
            rng.normal(0, math.sqrt(2 / sizes[layer - 1]), sizes[layer - 1]) for _ in range(sizes[layer])
        ]
        params[f"W{layer}"] = np.stack(columns, axis=1)
        params[f"b{layer}"] = np.array([0.0] * sizes[layer])
    return params


@accepted(init_params, "all numbers at once, then cut to pieces")
def _(sizes, rng):
    counts = [sizes[i] * sizes[i + 1] for i in range(len(sizes) - 1)]
    pieces = np.split(rng.standard_normal(sum(counts)), np.cumsum(counts)[:-1])
    params = {}
    for layer, piece in enumerate(pieces, start=1):
        params[f"W{layer}"] = piece.reshape(sizes[layer - 1], sizes[layer]) / np.sqrt(sizes[layer - 1] / 2)
        params[f"b{layer}"] = np.zeros(sizes[layer])
    return params


@accepted(init_params, "normal numbers made from uniform ones (Box and Muller)")
def _(sizes, rng):
    params = {}
    for layer in range(1, len(sizes)):
        shape = (sizes[layer - 1], sizes[layer])
        radius = np.sqrt(-2 * np.log(1 - rng.random(shape)))
        params[f"W{layer}"] = radius * np.cos(2 * np.pi * rng.random(shape)) * np.sqrt(2 / sizes[layer - 1])
        params[f"b{layer}"] = np.zeros(sizes[layer])
    return params
