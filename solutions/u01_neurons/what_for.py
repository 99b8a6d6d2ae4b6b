"""What networks are for, in numbers."""

from __future__ import annotations

from autograder.exercise.declare import answer
from autograder.exercise.layer_recipes import answered

# %% [markdown]
# ## Before the first neuron
#
# Artificial intelligence is the widest word: anything that imitates intelligent behaviour. Machine learning is the
# part of it that finds its rules in data, for tasks whose answer is easy to give and hard to explain. Deep learning
# is the part of machine learning that stacks layers of artificial neurons. Three sets, one inside the other.

field_counts = answer(
    "field_counts",
    (3, 5),
    prompt="""
    A catalogue lists 12 programs of artificial intelligence. 9 of them learn from data; 4 of those are deep networks.
    How many of the 12 are no machine learning, and how many are machine learning but not deep learning? Answer with a
    tuple of two numbers in this order, like `field_counts = (0, 0)`.
    """,
    points=1,
    minutes=2,
    core=False,
    source="S1-01",
    hints=(
        "Draw the three sets inside each other and write the numbers in.",
        "Each number counts a ring: the larger set without the one inside it.",
        "Subtract the learners from all programs, and the deep ones from the learners.",
    ),
    **answered(
        "field_counts",
        (3, 5),
        (0, 0),
        form="is a tuple of two numbers",
        label="are the sizes of the two rings",
    ),
    wrong=(
        ((5, 3), "the other way round"),
        ((3, 9), "all learners, with the deep ones"),
        ((8, 5), "all that is not deep"),
        ((3, 4), "the deep ones"),
        ((12, 5), "all programs"),
    ),
    accepted=(([3, 5], "a list"), ((3.0, 5.0), "floats"), ((12 - 9, 9 - 4), "worked out on the spot")),
)

# %% [markdown]
# A network never sees "a house" or "a photo": it sees an input of numbers and is asked for an output of numbers. What
# kind of output decides its last layer: one number on any scale (*regression*), one yes or no (*binary*), or one of
# several classes (*multi-class*, with one output for each class).

output_kinds = answer(
    "output_kinds",
    ("regression", "binary", "multi-class", 1000),
    prompt="""
    From a table of uses: (1) the features of a home, to its price; (2) an advertisement and a user, to "will it be
    clicked?"; (3) a photo, to one of 1000 objects. Answer with a tuple of four: the kind of each output, out of
    `regression`, `binary` and `multi-class`, and the number of output neurons that the third network needs, like
    `output_kinds = ("binary", "binary", "binary", 1)`.
    """,
    points=1,
    minutes=3,
    core=False,
    source="S2-01",
    hints=(
        "Ask of each output: how many different values can it take?",
        "A price is any number; clicked or not are two values; objects are named from a fixed list.",
        "With one output for each class, the last layer has as many neurons as there are objects on the list.",
    ),
    **answered(
        "output_kinds",
        ("regression", "binary", "multi-class", 1000),
        ("binary", "binary", "binary", 1),
        form="is a tuple of three words and a number",
        label="the kind of each output, and the width of the last layer",
        words=("regression", "binary", "multi-class"),
    ),
    wrong=(
        (("regression", "binary", "multi-class", 1), "one neuron for 1000 objects"),
        (("binary", "regression", "multi-class", 1000), "price and click exchanged"),
        (("regression", "binary", "regression", 1000), "an object's number is no quantity"),
        (("regression", "multi-class", "multi-class", 1000), "two classes are binary here"),
        (("regression", "binary", "multi-class", 3), "the three networks counted"),
    ),
    accepted=(
        (["regression", "binary", "multi-class", 1000], "a list"),
        (("Regression", "Binary", "Multi-Class", 1000), "capitals"),
        (("regression", "binary", "multi-class", 1e3), "a float"),
    ),
)

# %% [markdown]
# What the data says decides how a model can learn: *supervised* when each example comes with its label,
# *unsupervised* when none does, *semi-supervised* when a fraction does. One slide files recommendation under
# "unsupervised" (E22); in practice a recommender mostly learns from what people clicked or bought, and that is a label.

label_kinds = answer(
    "label_kinds",
    ("unsupervised", "supervised", "semi-supervised", 0.03),
    prompt="""
    Three data sets: (1) 5000 customers by what they bought, to be put into groups that nobody has named; (2) 178 wines,
    each with its grower; (3) 10000 X-ray images, of which a doctor has diagnosed 300. Answer with a tuple of four:
    the kind of learning for each, out of `supervised`, `unsupervised` and `semi-supervised`, and the fraction of
    labelled images in the third, like `label_kinds = ("supervised", "supervised", "supervised", 0.5)`.
    """,
    points=1,
    minutes=3,
    core=False,
    source="S1-09 (E22)",
    hints=(
        "Ask of each data set: how many of its examples come with the answer?",
        "None, all, or a part of them.",
        "For the number, divide the diagnosed images by all images.",
    ),
    **answered(
        "label_kinds",
        ("unsupervised", "supervised", "semi-supervised", 0.03),
        ("supervised", "supervised", "supervised", 0.5),
        form="is a tuple of three words and a number",
        label="the kind of learning for each, and the fraction",
        words=("supervised", "unsupervised", "semi-supervised"),
    ),
    wrong=(
        (("supervised", "unsupervised", "semi-supervised", 0.03), "the first two exchanged"),
        (("unsupervised", "supervised", "supervised", 0.03), "300 labels are not all"),
        (("unsupervised", "supervised", "semi-supervised", 3), "in per cent"),
        (("unsupervised", "supervised", "semi-supervised", 0.97), "the part without a label"),
        (("unsupervised", "semi-supervised", "semi-supervised", 0.03), "all wines have a label"),
    ),
    accepted=(
        (("unsupervised", "supervised", "semi-supervised", 300 / 10000), "worked out on the spot"),
        (["unsupervised", "supervised", "semi-supervised", 0.03], "a list"),
        (("Unsupervised", "Supervised", "Semi-supervised", 0.03), "capitals"),
    ),
)
