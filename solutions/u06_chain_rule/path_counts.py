"""How many factors the chain rule has, written out and shared."""

from __future__ import annotations

from autograder.calls import call
from autograder.checks import Answered, Golden, Quiz
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, answer, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.plain import to_tree

# %% [markdown]
# ## Why anybody bothers with the order
#
# Write out the whole gradient of a network with $n$ inputs, $h$ hidden units and $k$ outputs (two sigmoid layers, no
# biases, $J$ a function of all outputs), every weight with its own line as above, and count the **factors** on the page:
#
# * a weight of the second layer has one path of **3** links: $J$ to $a^{(3)}$, to $z^{(3)}$, to the weight;
# * a weight of the first layer has one path of **5** links *for each output*.
#
# The slide counts 8 factors for 1-1-1 and 52 for 2-2-2, and leaves the rest to fear. But the same factors stand there
# again and again. Each **distinct** one needs to be worked out only once:
#
# * $\partial J/\partial a_o^{(3)}$ and $\partial a_o^{(3)}/\partial z_o^{(3)}$ for each output $o$;
# * $\partial z_o^{(3)}/\partial a_j^{(2)}$ and $\partial z_o^{(3)}/\partial\theta_{oj}^{(2)}$ for each output and hidden unit;
# * $\partial a_j^{(2)}/\partial z_j^{(2)}$ for each hidden unit;
# * $\partial z_j^{(2)}/\partial\theta_{ji}^{(1)}$ for each hidden unit and input.


@exercise(
    points=2,
    minutes=10,
    difficulty=2,
    core=False,
    source="S1-28 (E20)",
    hints=(
        "Count the weights of each layer first: h times k in the second, n times h in the first.",
        "Written out: 3 factors for a weight of the second layer; 5 for each output for one of the first.",
        "Shared: go through the four bullets; two of them count twice, for there are two kinds of factor in each.",
    ),
    checks=[
        golden(
            call("chain_rule_cost", 1, 1, 1),
            (8, 6),
            label="1-1-1: the slide's 8, and 6",
            names=("naive", "shared"),
        ),
        golden(
            call("chain_rule_cost", 2, 2, 2),
            (52, 18),
            label="2-2-2: the slide's 52, and 18",
            weight=2,
            names=("naive", "shared"),
        ),
    ],
    hidden=[
        Golden(
            label="other sizes",
            weight=3,
            names=("naive", "shared"),
            at=(
                call("chain_rule_cost", 3, 4, 2),
                call("chain_rule_cost", 64, 16, 10),
                call("chain_rule_cost", 5, 1, 7),
                call("chain_rule_cost", 2, 9, 1),
            ),
        ),
        formula("chain_rule_cost", {"n": 2, "h": 3, "k": 4}, parts={"[0]": "written out", "[1]": "shared"}),
    ],
)
def chain_rule_cost(n: int, h: int, k: int) -> tuple[int, int]:
    r"""Number of factors in the gradient of an n-h-k network: all that stand on the page, and the distinct ones.

    Args:
        n: inputs.
        h: hidden units.
        k: outputs.

    Returns:
        The pair (naive, shared) of whole numbers, counted as in the text above.

    Example:
        >>> chain_rule_cost(1, 2, 1)
        (16, 10)
    """
    weights_in, weights_out = n * h, h * k
    shared = 2 * (k + weights_out) + h + weights_in
    return 3 * weights_out + 5 * k * weights_in, shared


@wrong(chain_rule_cost, "one path for each weight of the first layer")
def _(n, h, k):
    return 3 * h * k + 5 * n * h, 2 * k + 2 * h * k + h + n * h


@wrong(chain_rule_cost, "the links of the two layers exchanged")
def _(n, h, k):
    return 5 * h * k + 3 * n * h * k, 2 * k + 2 * h * k + h + n * h


@wrong(chain_rule_cost, "a weight of the second layer has a path for each hidden unit")
def _(n, h, k):
    return 3 * h * h * k + 5 * n * h * k, 2 * k + 2 * h * k + h + n * h


@wrong(chain_rule_cost, "the factors of the outputs counted once")
def _(n, h, k):
    return 3 * h * k + 5 * n * h * k, k + 2 * h * k + h + n * h


@wrong(chain_rule_cost, "the slopes with respect to the second layer's weights left out")
def _(n, h, k):
    return 3 * h * k + 5 * n * h * k, 2 * k + h * k + h + n * h


@wrong(chain_rule_cost, "a hidden slope for each output")
def _(n, h, k):
    return 3 * h * k + 5 * n * h * k, 2 * k + 2 * h * k + h * k + n * h


@wrong(chain_rule_cost, "squares in place of products: right for 2-2-2 only")
def _(n, h, k):
    return 3 * h * h + 5 * n * h * k, 2 * k + 2 * h * h + h + n * h


@wrong(chain_rule_cost, "weights in place of factors")
def _(n, h, k):
    return n * h + h * k, n * h + h * k


@wrong(chain_rule_cost, "the answers of the slide")
def _(n, h, k):
    return (8, 6) if n == 1 else (52, 18)


@accepted(chain_rule_cost, "the formulas multiplied out")
def _(n, h, k):
    return 3 * h * k + 5 * n * h * k, 2 * k + 2 * h * k + h + n * h


@accepted(chain_rule_cost, "path by path")
def _(n, h, k):
    naive = sum(3 for _ in range(h * k)) + sum(5 for _ in range(n * h) for _ in range(k))
    shared = sum(2 + 2 * h for _ in range(k)) + sum(1 + n for _ in range(h))
    return naive, shared


@accepted(chain_rule_cost, "the distinct factors as a set of names")
def _(n, h, k):
    page = []
    for o in range(k):
        for j in range(h):
            page += [("J", o), ("a3", o), ("w2", o, j)]
            for i in range(n):
                page += [("J", o), ("a3", o), ("z3", o, j), ("a2", j), ("w1", j, i)]
    return len(page), len(set(page))


@accepted(chain_rule_cost, "factored")
def _(n, h, k):
    return h * k * (3 + 5 * n), 2 * k * (1 + h) + h * (1 + n)


# %% [markdown]
# The transcript introduces its 2-2-2 network as "2 hidden layers and 2 output layers".

slide_network_size = answer(
    "slide_network_size",
    (1, 1, 8),
    prompt=r"""
    How many hidden layers and how many output layers does the network of `forward_2_2_2` have, and how many weights in
    all? A tuple of three whole numbers, like `slide_network_size = (2, 2, 10)`.
    """,
    points=1,
    minutes=2,
    difficulty=1,
    core=False,
    source="S1-28 (E20)",
    hints=(
        "A layer is a row of units that work side by side.",
        "T1 makes one layer, T2 makes one layer, of two units each.",
        "Each of the two matrices has four entries, and there are no biases.",
    ),
    checks=[
        Answered(label="is a tuple of three numbers", name="slide_network_size", like=to_tree((2, 2, 10))),
    ],
    hidden=[
        Quiz(label="layers and weights", name="slide_network_size", expected=to_tree((1, 1, 8)), weight=3)
    ],
    wrong=(
        ((2, 2, 8), "the slide's: units taken for layers"),
        ((2, 1, 8), "the hidden units taken for layers"),
        ((1, 2, 8), "the outputs taken for layers"),
        ((1, 1, 4), "the weights of one layer"),
        ((1, 1, 12), "with biases"),
    ),
    accepted=(
        ([1, 1, 8], "a list"),
        ((1, 1, 4 + 4), "worked out on the spot"),
        ((1.0, 1.0, 8.0), "with decimal points"),
    ),
)
