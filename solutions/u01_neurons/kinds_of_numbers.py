"""What the numbers are: ranks of data, constants and parameters."""

from __future__ import annotations

from autograder.exercise.declare import answer
from autograder.exercise.layer_recipes import answered

# %% [markdown]
# ## What the numbers are
#
# The *rank* of a tensor is its number of axes: a number has none, a vector one, a matrix two. "What would be stored in a
# rank-3 tensor?", asks a slide. A recording of several sensors is (time, sensor), so a batch of recordings has three
# axes: (batch, time, sensor). A grey image is (height, width), and colour adds an axis of three.

ranks_of_data = answer(
    "ranks_of_data",
    (2, 3, 3, 4),
    prompt="""
    Give the rank of the tensor that holds (1) one grey image, (2) one colour image, (3) a batch of recordings of six
    sensors, (4) a batch of colour images. Answer with a tuple of four numbers, like `ranks_of_data = (0, 0, 0, 0)`.
    """,
    points=1,
    minutes=3,
    core=False,
    source="S3-03",
    hints=(
        "Write the axes of each in words; the rank is their number.",
        "Colour is an axis, time is an axis, the batch is an axis.",
        "A batch has one axis more than what it is a batch of.",
    ),
    **answered(
        "ranks_of_data",
        (2, 3, 3, 4),
        (0, 0, 0, 0),
        form="is a tuple of four numbers",
        label="are the ranks of the four",
    ),
    wrong=(
        ((2, 2, 3, 4), "colour has no axis"),
        ((2, 3, 2, 3), "without the batch"),
        ((2, 3, 6, 4), "the sensors are the length of an axis"),
        ((3, 4, 3, 4), "a batch of everything"),
        ((2, 3, 3, 5), "one axis too many"),
    ),
    accepted=(
        ([2, 3, 3, 4], "a list"),
        ((2.0, 3.0, 3.0, 4.0), "floats"),
        ((2, 2 + 1, 3, 3 + 1), "worked out"),
    ),
)

# %% [markdown]
# A watch warns of high blood pressure. The note about it says: 60-second segments of a pulse sensor's signal, "about
# every two hours", looked at over windows of 30 days. Before any network is drawn, you can say how much comes in.

segments_in_window = answer(
    "segments_in_window",
    360,
    prompt="""
    How many segments does one window of 30 days hold, with one segment every two hours, day and night? Answer with a
    number, like `segments_in_window = 0`.
    """,
    points=1,
    minutes=2,
    core=False,
    source="S3-01",
    hints=(
        "How many segments does one day have?",
        "A day has 24 hours; there is one segment for every two of them.",
        "Twelve a day, for thirty days.",
    ),
    **answered(
        "segments_in_window",
        360,
        0,
        form="is a number",
        label="is the number of segments in 30 days",
        rtol=1e-9,
    ),
    wrong=(
        (720, "one for every hour"),
        (1440, "two for every hour"),
        (21600, "the seconds of the segments"),
        (12, "one day"),
        (180, "the day without the night"),
    ),
    accepted=((360.0, "a float"), (30 * 24 // 2, "worked out"), (30 * 12, "by days")),
)

# %% [markdown]
# Training changes some of the numbers in $y = \varphi(\mathbf x \cdot \mathbf w + b)$ and leaves others alone. Data is
# given, and what is computed from it follows; what the training may turn is called trainable.

trainable_numbers = answer(
    "trainable_numbers",
    ("constant", "trainable", "trainable", 6),
    prompt=r"""
    In one neuron with five inputs: are the inputs $\mathbf x$ of an example, the weights $\mathbf w$ and the bias $b$
    `constant` or `trainable` while it learns, and how many trainable numbers does it have? Answer with a tuple of
    three words and a number, like `trainable_numbers = ("constant", "constant", "constant", 0)`.
    """,
    points=1,
    minutes=2,
    core=False,
    source="S3-06",
    hints=(
        "Learning changes the neuron, never the data.",
        "The parameters are the weights and the bias.",
        "One weight for each input, and one more number.",
    ),
    **answered(
        "trainable_numbers",
        ("constant", "trainable", "trainable", 6),
        ("constant", "constant", "constant", 0),
        form="is a tuple of three words and a number",
        label="what is trainable, and how many numbers",
        words=("constant", "trainable"),
    ),
    wrong=(
        (("constant", "trainable", "constant", 5), "the bias is trained too"),
        (("trainable", "constant", "constant", 5), "the data does not change"),
        (("trainable", "trainable", "trainable", 11), "everything"),
        (("constant", "trainable", "trainable", 5), "the bias is not counted"),
        (("constant", "trainable", "trainable", 10), "a bias for each input"),
    ),
    accepted=(
        (["constant", "trainable", "trainable", 6], "a list"),
        (("Constant", "Trainable", "Trainable", 6), "capitals"),
        (("constant", "trainable", "trainable", 6.0), "a float"),
    ),
)
