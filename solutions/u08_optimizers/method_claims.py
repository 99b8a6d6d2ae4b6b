"""What is said of the methods, with numbers."""

from __future__ import annotations

from autograder.checks import Answered, Quiz
from autograder.exercise.declare import answer
from autograder.plain import to_tree

# %% [markdown]
# ## What the deck says of the methods
#
# "Keras Supports 8 Optimizers", says the slide, and lists: SGD, Momentum, Ftrl (2010), Adagrad and Adadelta (2012),
# RMSprop (~2012), Adam (2015), with Adamax and Nadam as extensions of Adam. You have written them all.

optimizer_list = answer(
    "optimizer_list",
    ("Momentum", 9, 2011),
    prompt=r"""
    Read the slide's list again (E33, E34). Which of its names is no optimizer of its own in Keras but an argument of
    another one? How many names does the list have, under a heading that says 8? And in which year was Adagrad
    published (the text above its exercise says it)? Answer like `optimizer_list = ("SGD", 8, 2012)`.
    """,
    points=1,
    minutes=4,
    difficulty=1,
    core=False,
    source="S3-29 (E33, E34)",
    hints=(
        "In Keras one writes SGD(momentum=0.9).",
        "Count the names, the two extensions of Adam included.",
        "Adagrad's paper is older than Adadelta's, whose year the slide gives to both.",
    ),
    checks=[
        Answered(
            label="is a tuple of a name and two numbers",
            name="optimizer_list",
            like=to_tree(("SGD", 8, 2012)),
            words=("SGD", "Momentum", "Ftrl", "Adagrad", "Adadelta", "RMSprop", "Adam", "Adamax", "Nadam"),
        )
    ],
    hidden=[
        Quiz(
            label="name, number and year",
            name="optimizer_list",
            expected=to_tree(("Momentum", 9, 2011)),
            rtol=1e-6,
            weight=3,
        )
    ],
    wrong=(
        (("SGD", 9, 2011), "the one that takes the argument"),
        (("Momentum", 8, 2011), "believes the heading"),
        (("Momentum", 9, 2012), "believes the year"),
        (("Nadam", 9, 2011), "an extension, but one of its own"),
        (("Momentum", 7, 2011), "Momentum and the extensions not counted"),
    ),
    accepted=(
        (("momentum", 9, 2011), "small letters"),
        (["Momentum", 9, 2011], "a list"),
        (("Momentum", 9.0, 2011.0), "floats"),
    ),
)

state_buffers = answer(
    "state_buffers",
    (0, 1, 1, 1, 2, 2, 2, 2, 2),
    prompt=r"""
    A model with a billion parameters: how much memory does the optimizer's state take beside it? Count the arrays of the
    parameters' shape that each method keeps (the step count is no array), in the order SGD, momentum, Adagrad, RMSprop,
    Adadelta, Adam, Adamax, Nadam, FTRL. Answer with a tuple of nine numbers, like
    `state_buffers = (3, 3, 3, 3, 3, 3, 3, 3, 3)`.
    """,
    points=1,
    minutes=4,
    difficulty=1,
    core=False,
    source="S3-29, S3-34",
    needs=("sgd_step", "momentum_step", "rmsprop_step", "adam_step"),
    hints=(
        "Look at the keys of the states that your steps return.",
        "One key, one array; t is a number.",
        "SGD has no state. Methods with one average or one velocity keep one array, the others two.",
    ),
    checks=[
        Answered(
            label="is a tuple of nine numbers",
            name="state_buffers",
            like=to_tree((3, 3, 3, 3, 3, 3, 3, 3, 3)),
        )
    ],
    hidden=[
        Quiz(
            label="counts the arrays",
            name="state_buffers",
            expected=to_tree((0, 1, 1, 1, 2, 2, 2, 2, 2)),
            weight=3,
        )
    ],
    wrong=(
        ((0, 1, 1, 1, 2, 3, 3, 3, 2), "t counted as an array"),
        ((1, 1, 1, 1, 2, 2, 2, 2, 2), "a state for SGD"),
        ((0, 1, 1, 1, 1, 2, 2, 2, 2), "Adadelta with one average, like RMSprop"),
        ((0, 1, 1, 1, 2, 2, 2, 2, 1), "FTRL with one sum"),
        ((1, 2, 2, 2, 3, 3, 3, 3, 3), "the parameters counted too"),
    ),
    accepted=(
        ([0, 1, 1, 1, 2, 2, 2, 2, 2], "a list"),
        ((0.0, 1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 2.0, 2.0), "floats"),
        ((0, 1, 1, 1, 2, 2, 2, 2, int("2")), "worked out on the spot"),
    ),
)

rate_removed = answer(
    "rate_removed",
    ("Adadelta", "gradients", 2.0),
    prompt=r"""
    The slide on Adagrad says: "Technically learning rate is removed from the process, every update is a function of past
    updates" (E38). Of which method is the first half true, as its paper has it: "Adagrad", "RMSprop" or "Adadelta"? Of
    past what is Adagrad's update a function: "updates" or "gradients"? And by which factor does Adagrad's first move
    grow when the rate is doubled? Answer like `rate_removed = ("Adagrad", "updates", 1.0)`.
    """,
    points=1,
    minutes=4,
    difficulty=2,
    core=False,
    source="S3-32, S3-33 (E38)",
    needs=("sgd_step",),
    hints=(
        "Which of the three formulas would have a unit without lr?",
        "Look at what goes into the sum s of Adagrad.",
        "Make one step with lr = 0.1 and one with lr = 0.2 from the same place and divide the moves.",
    ),
    checks=[
        Answered(
            label="is a tuple of two words and a number",
            name="rate_removed",
            like=to_tree(("Adagrad", "updates", 1.0)),
            words=("Adagrad", "RMSprop", "Adadelta", "updates", "gradients"),
        )
    ],
    hidden=[
        Quiz(
            label="method, history and factor",
            name="rate_removed",
            expected=to_tree(("Adadelta", "gradients", 2.0)),
            weight=3,
        )
    ],
    wrong=(
        (("Adagrad", "updates", 1.0), "the slide's"),
        (("Adadelta", "updates", 2.0), "half of the slide's"),
        (("RMSprop", "gradients", 2.0), "the neighbour"),
        (("Adadelta", "gradients", 1.0), "no witness"),
        (("Adadelta", "gradients", 4.0), "the square"),
    ),
    accepted=(
        (("adadelta", "gradients", 2), "small letters, a whole number"),
        (["Adadelta", "gradients", 2.0], "a list"),
        (("Adadelta", "Gradients", 2.0), "a capital"),
    ),
)

# %% [markdown]
# ## What an average remembers
#
# A running average $s \leftarrow \rho\, s + (1 - \rho)\, g^2$ needs one number for each parameter and forgets slowly:
# what came in a step ago counts $\rho$ times as much as what comes in now, two steps ago $\rho^2$ times. A window would
# have to store its last values, and drop each of them all at once. The slides use the two words as if they were one.

fading_weight = answer(
    "fading_weight",
    ("moving average", 0.0038472, 2),
    prompt=r"""
    Adadelta works with "a sliding window of previous updates", says the slide (E39). In a window of any length an old
    value has the weight 0 in the end. With $\rho = 0.95$, which weight does a squared gradient have in $s$ fifty steps
    after the step that brought it in? So is $s$ a "window" or a "moving average"? And how many such things does Adadelta
    keep? Answer like `fading_weight = ("window", 0.0, 1)`; three digits are enough.
    """,
    points=1,
    minutes=5,
    difficulty=2,
    core=False,
    source="S3-33 (E39)",
    needs=("rmsprop_step",),
    hints=(
        "Follow one squared gradient: what is it multiplied by when it comes in, and in every step after?",
        "It comes in with 1 - rho, and each later step multiplies it by rho.",
        "That is 0.05 times 0.95 to the power 50. Or feed a gradient of 1 and then 50 of 0 to a step and look at s.",
    ),
    checks=[
        Answered(
            label="is a tuple of a word and two numbers",
            name="fading_weight",
            like=to_tree(("window", 0.0, 1)),
            words=("window", "moving average"),
        )
    ],
    hidden=[
        Quiz(
            label="word, weight and number",
            name="fading_weight",
            expected=to_tree(("moving average", 0.05 * 0.95**50, 2)),
            weight=3,
        )
    ],
    wrong=(
        (("window", 0.0, 1), "the slide's"),
        (("moving average", 0.076945, 2), "without the 1 - rho"),
        (("moving average", 0.00405, 2), "forty-nine steps"),
        (("moving average", 0.0038472, 1), "the average of the moves is forgotten"),
        (("window", 0.0038472, 2), "the right number, the slide's word"),
    ),
    accepted=(
        (("moving average", 0.00385, 2), "three digits"),
        (("Moving average", 0.0038472487638, 2.0), "more digits"),
        (["moving average", 0.003847, 2], "a list"),
    ),
)

missing_in_adam = answer(
    "missing_in_adam",
    ("bias correction", 3.1623),
    prompt=r"""
    "Adam = Adadelta / RMSProp with Momentum", says the slide (E40). What is missing in that sentence: "bias correction",
    "weight decay" or "learning rate"? Witness: how many times as large as Adam's is the very first move without it, for
    the defaults $\beta_1 = 0.9$, $\beta_2 = 0.999$ (and $\epsilon = 0$)? Answer like `missing_in_adam = ("weight decay",
    1.0)`; three digits are enough.
    """,
    points=1,
    minutes=5,
    difficulty=2,
    core=False,
    source="S3-29, S0-30 (E40)",
    needs=("adam_step",),
    hints=(
        "Write down m and v after the first step.",
        "Without it the move is lr times (1 - beta1) g over the root of (1 - beta2) g squared.",
        "Adam's first move is lr; the other one is lr times 0.1 over the root of 0.001.",
    ),
    checks=[
        Answered(
            label="is a tuple of words and a number",
            name="missing_in_adam",
            like=to_tree(("weight decay", 1.0)),
            words=("bias correction", "weight decay", "learning rate"),
        )
    ],
    hidden=[
        Quiz(
            label="what is missing, with its witness",
            name="missing_in_adam",
            expected=to_tree(("bias correction", 10**0.5)),
            weight=3,
        )
    ],
    wrong=(
        (("weight decay", 3.1623), "another addition to Adam"),
        (("bias correction", 0.31623), "one over the factor"),
        (("bias correction", 100.0), "the root is forgotten"),
        (("bias correction", 10.0), "the correction of m only"),
        (("learning rate", 3.1623), "Adam has one"),
    ),
    accepted=(
        (("bias correction", 3.162), "four digits"),
        (("Bias Correction", 3.1622776601683795), "capitals, all digits"),
        (["bias correction", 10**0.5], "a list"),
    ),
)
