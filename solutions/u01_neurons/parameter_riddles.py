"""Two claims about parameters, and the numbers behind them."""

from __future__ import annotations

from autograder.exercise.declare import answer
from autograder.exercise.layer_recipes import answered

# %% [markdown]
# ### Fix the slide: whose parameters?
#
# The transcript shows: "All 784 neurons in our example have weights and biases. This resulted in 13,002 parameters!" The
# number is right, as you have just computed. The reason is not: the 784 are the pixels. An input computes nothing.

parameter_owners = answer(
    "parameter_owners",
    (42, 12960),
    prompt="""
    In the network `[784, 16, 16, 10]`: how many neurons have weights and a bias of their own, and how many of the 13002
    parameters are weights? Answer with a tuple of two numbers, like `parameter_owners = (784, 13002)`.
    """,
    points=1,
    minutes=3,
    core=False,
    source="S4-07 (E44)",
    needs=("count_parameters",),
    hints=(
        "Every neuron that computes something has exactly one bias.",
        "Count the units of all layers but the first.",
        "Your count_parameters knows the second number, when it is told to leave the biases out.",
    ),
    **answered(
        "parameter_owners",
        (42, 12960),
        (784, 13002),
        form="is a tuple of two numbers",
        label="the neurons with parameters, and the weights",
        rtol=1e-9,
    ),
    wrong=(
        ((784, 12960), "the slide's owners"),
        ((826, 12960), "all units, the pixels too"),
        ((32, 12960), "the hidden ones only"),
        ((42, 13002), "the biases are counted as weights"),
        ((10, 12960), "the outputs only"),
    ),
    accepted=(
        ([42, 12960], "a list"),
        ((16 + 16 + 10, 13002 - 42), "worked out"),
        ((42.0, 12960.0), "floats"),
    ),
)

# %% [markdown]
# ### A riddle: from 4 to 16
#
# A slide adds a hidden layer to a simple example and says that the network now has more parameters, "from 4 to 16". Its
# drawing is lost. Which network was it? Suppose that the one before has $n$ inputs and $k$ outputs and nothing between
# them, and the one after the same with $h$ hidden units, all of $n$, $h$, $k$ at most 8. Then only two networks fit the
# numbers: one if biases count, one if they do not. Three loops around your `count_parameters` find them.

nets_from_4_to_16 = answer(
    "nets_from_4_to_16",
    ((3, 3, 1), (2, 4, 2)),
    prompt="""
    Which n-h-k network goes from 4 to 16 parameters when its hidden layer is added, with biases, and which one without?
    Answer with a tuple of two tuples of three numbers: (with biases, without biases), like
    `nets_from_4_to_16 = ((1, 1, 1), (1, 1, 1))`.
    """,
    points=1,
    minutes=8,
    difficulty=2,
    core=False,
    source="S1-06 (E11)",
    needs=("count_parameters",),
    hints=(
        "Without the hidden layer the sizes are [n, k]: which of these have 4 parameters?",
        "Loop over n, h and k, and keep those where [n, k] has 4 parameters and [n, h, k] has 16.",
        "Do it once with bias=True and once with bias=False; one triple comes out of each.",
    ),
    **answered(
        "nets_from_4_to_16",
        ((3, 3, 1), (2, 4, 2)),
        ((1, 1, 1), (1, 1, 1)),
        form="is a tuple of two tuples of three numbers",
        label="are the two networks that fit",
        rtol=1e-9,
    ),
    wrong=(
        (((2, 4, 2), (3, 3, 1)), "the other way round"),
        (((3, 3, 1), (4, 3, 1)), "15 parameters"),
        (((3, 4, 1), (2, 4, 2)), "21 parameters"),
        (((1, 3, 3), (2, 4, 2)), "back to front"),
        (((3, 3, 1), (4, 4, 1)), "20 parameters"),
    ),
    accepted=(
        ([[3, 3, 1], [2, 4, 2]], "lists"),
        (([3, 3, 1], [2, 4, 2]), "a tuple of lists"),
        (((3.0, 3.0, 1.0), (2.0, 4.0, 2.0)), "floats"),
    ),
)
