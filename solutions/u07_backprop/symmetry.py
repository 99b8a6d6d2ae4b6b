"""A start that never gets going."""

from __future__ import annotations

from autograder.checks import Answered, Quiz
from autograder.exercise.declare import answer
from autograder.plain import to_tree

# %% [markdown]
# ## A start at zero
#
# Why not start at zero, then? Watch what happens. A network with two inputs, three hidden rectifiers and three classes
# has the parameters `W1`, `b1`, `W2`, `b2`. All of them start at 0. It sees four examples, with the inputs
# $(1, 0), (0, 1), (-1, 0), (0, -1)$ and the labels $0, 0, 1, 2$, and takes plain steps downhill on the mean softmax
# cross-entropy until nothing changes any more.
#
# You can answer the question below on paper, with the steps back that you have written: which factors in the chain are
# 0, and stay 0? Or come back to it when your `mlp_forward` and `mlp_backward` work, and try.
#
# Equal weights other than zero are hardly better. Start all weights of this network at 0.5: the output units come apart,
# since each has a class of its own, but the three hidden units are the same number for number after a thousand
# steps. That is what "breaking the symmetry" means (S4-12).

zero_start = answer(
    "zero_start",
    ("b2", 1.0397207708399179),
    prompt="""
    The network above starts with all parameters at 0. Which one of `W1`, `b1`, `W2`, `b2` is the only one that ever
    changes? And to which loss does training come down in the end (four significant digits)? Answer with a pair like
    `zero_start = ("W1", 0.25)`. Remember that logits that are the same for every example can still differ from class to
    class.
    """,
    points=2,
    minutes=10,
    difficulty=3,
    source="S4-12",
    hints=(
        "The hidden activations are all 0. Which products in the backward pass contain them, and which contain W2?",
        "Only the last biases have a derivative. So every example gets the same probabilities; which ones are the best for labels that occur 2, 1 and 1 times?",
        "The best constant probabilities are the shares of the classes. Put them into the mean of -ln p over the four examples.",
    ),
    checks=[
        Answered(
            label="is a pair: the name of a parameter, and a number",
            name="zero_start",
            like=to_tree(("W1", 0.25)),
            words=("W1", "b1", "W2", "b2"),
        )
    ],
    hidden=[
        Quiz(
            label="names what moves, with the loss where it ends",
            name="zero_start",
            expected=to_tree(("b2", 1.0397207708399179)),
            rtol=1e-3,
            weight=2,
        )
    ],
    wrong=(
        (("b2", 1.0986), "the loss at the start, ln 3: the biases do learn the shares"),
        (("W2", 1.0397), "W2 has no derivative: the hidden activations are 0"),
        (("b1", 1.0397), "b1 has no derivative: nothing comes back through W2 = 0"),
        (("W1", 1.0397), "W1 has no derivative either"),
        (("b2", 0.0), "as if the network could tell the examples apart"),
        (("b2", 1.5), "the logarithm to the base 2"),
        (("b2", 0.6931), "ln 2"),
        ("b2", "no witness"),
    ),
    accepted=(
        (("b2", 1.0397), "four decimals"),
        (["b2", 1.04], "a list, four digits rounded"),
        (("b2", 1.039720770839918), "all digits"),
    ),
)
