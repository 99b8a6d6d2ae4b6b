"""What gradient descent is said to do, tried out."""

from __future__ import annotations

from autograder.checks import Answered, Quiz
from autograder.exercise.declare import answer, essay
from autograder.plain import to_tree

# %% [markdown]
# ## What the deck says, and what happens
#
# Now you have enough to test what is said about all this. Each question asks for a claim *and* for numbers that show
# it; get them from your own functions, in a new cell.

saddle_witness = answer(
    "saddle_witness",
    ("saddle", 0.0, 76),
    prompt=r"""
    "Always converges at least to a local minimum", says the deck (E35). Take $f(x, y) = x^2 - y^2$, whose gradient is
    $(2x, -2y)$, the rate 0.1, and the start $(1, s)$. There is one $s$ for which gradient descent converges. What kind of
    point does it end in ("minimum", "maximum" or "saddle"), and for which $s$? And from $s = 10^{-6}$, after how many
    steps is $|y|$ greater than 1 for the first time? Answer with a tuple, like `saddle_witness = ("minimum", 0.5, 10)`.
    """,
    points=2,
    minutes=8,
    difficulty=2,
    source="S3-37, S3-35 (E35)",
    needs=("gradient_descent",),
    hints=(
        "Run your gradient_descent from (1, 0.1), (1, 0.001) and so on, and look at the path.",
        "One step multiplies y by a number greater than 1: only one y stays where it is. At (0, 0) f grows along x and falls along y.",
        "y is multiplied by 1.2 in each step; count the rows of the path until it exceeds 1, which takes n_iter of more than 50.",
    ),
    checks=[
        Answered(
            label="is a tuple of a word and two numbers",
            name="saddle_witness",
            like=to_tree(("minimum", 0.5, 10)),
        )
    ],
    hidden=[
        Quiz(
            label="names the point, the start and the number of steps",
            name="saddle_witness",
            expected=to_tree(("saddle", 0.0, 76)),
            also=(to_tree(("saddle point", 0.0, 76)),),
            weight=3,
        )
    ],
    wrong=(
        (("minimum", 0.0, 76), "as the deck says"),
        (("saddle", 1.0, 76), "the start of the other coordinate"),
        (("saddle", 0.0, 75), "one step too early"),
        (("saddle", 0.0, 77), "counts the start"),
        (("maximum", 0.0, 76), "looks along y only"),
        (("saddle", 0.0, 50), "the default of n_iter"),
    ),
    accepted=(
        (("Saddle", 0, 76), "a capital, whole numbers"),
        (["saddle", 0.0, 76.0], "a list"),
        (("saddle point", -0.0, 76), "two words"),
    ),
)

epoch_costs = answer(
    "epoch_costs",
    ("equal", 1, 1200, 38),
    prompt=r"""
    "Computationally quite burdensome", says one slide of stochastic gradient descent; "a single iteration is quick",
    says the next (E36). Count, for 1200 examples. Which way computes more gradients of single examples in one epoch:
    "batch" (all examples in each step), "stochastic" (one in each step), or are they "equal"? How many such gradients
    does one stochastic step take, how many stochastic steps are in an epoch, and how many steps with mini-batches of 32?
    Answer like `epoch_costs = ("batch", 10, 20, 30)`.
    """,
    points=1,
    minutes=5,
    difficulty=1,
    core=False,
    source="S3-35 (E36)",
    needs=("minibatches",),
    hints=(
        "An epoch goes through the examples once, whatever the size of the batches.",
        "A step with a batch of B takes B gradients of single examples.",
        "Your minibatches(1200, 32, rng) has as many batches as there are steps; the last one is short.",
    ),
    checks=[
        Answered(
            label="is a tuple of a word and three numbers",
            name="epoch_costs",
            like=to_tree(("batch", 10, 20, 30)),
        )
    ],
    hidden=[
        Quiz(label="counts rightly", name="epoch_costs", expected=to_tree(("equal", 1, 1200, 38)), weight=3)
    ],
    wrong=(
        (("stochastic", 1, 1200, 38), "believes the first slide"),
        (("batch", 1, 1200, 38), "believes the second"),
        (("equal", 1, 1200, 37), "the short batch is lost"),
        (("equal", 1200, 1, 38), "the two exchanged"),
        (("equal", 1, 1200, 37.5), "half a batch"),
    ),
    accepted=(
        (("Equal", 1, 1200, 38), "a capital"),
        (["equal", 1, 1200, 38], "a list"),
        (("equal", 1.0, 1200.0, 38.0), "floats"),
    ),
)

past_a_minimum = answer(
    "past_a_minimum",
    ("sometimes", -1.0, 2.0, 2.0, -1.0),
    prompt=r"""
    One slide says that stochastic gradient descent moves past saddles and troughs, another that it gets stuck in local
    minima, and that momentum helps (E37). Try momentum on $f(x) = \tfrac{x^4}{4} - \tfrac{x^3}{3} - x^2$, with
    $f'(x) = x(x + 1)(x - 2)$: a shallow minimum at $-1$, the deep one at 2. Make 400 steps with the rate 0.05, plain
    ($\beta = 0$) and with $\beta = 0.9$. Does momentum end in the deeper minimum "always", "sometimes" or "never"?
    Witnesses: where do you end from $-2$, plain and with momentum, and from 3, plain and with momentum? Answer like
    `past_a_minimum = ("always", 0.0, 0.0, 0.0, 0.0)`.
    """,
    points=2,
    minutes=10,
    difficulty=3,
    core=False,
    source="S3-30, S3-37 (E37)",
    needs=("momentum_step",),
    hints=(
        "Write a loop of 400 steps around your momentum_step; start with an array of one number and with {}.",
        "beta=0 gives the plain step. Round the four end points; each is -1 or 2.",
        "A fast ball rolls out of a shallow trough; from 3 it comes down fast as well, and the trough it meets first is the deep one.",
    ),
    checks=[
        Answered(
            label="is a tuple of a word and four numbers",
            name="past_a_minimum",
            like=to_tree(("always", 0.0, 0.0, 0.0, 0.0)),
            words=("always", "sometimes", "never"),
        )
    ],
    hidden=[
        Quiz(
            label="says how often, with four witnesses",
            name="past_a_minimum",
            expected=to_tree(("sometimes", -1.0, 2.0, 2.0, -1.0)),
            weight=3,
        )
    ],
    wrong=(
        (("always", -1.0, 2.0, 2.0, 2.0), "as the slide has it"),
        (("sometimes", -1.0, 2.0, 2.0, 2.0), "only one side tried"),
        (("never", -1.0, -1.0, 2.0, 2.0), "the velocity is not kept"),
        (("sometimes", 2.0, -1.0, -1.0, 2.0), "plain and momentum exchanged"),
        (("sometimes", -1.0, 2.0, -1.0, 2.0), "the last two exchanged"),
    ),
    accepted=(
        (("sometimes", -1, 2, 2, -1), "whole numbers"),
        (("Sometimes", -0.99999997, 2.0000001, 2.0, -1.0000002), "as they come out"),
        (["sometimes", -1.0, 2.0, 2.0, -1.0], "a list"),
    ),
)

why_noise = essay(
    "why_noise",
    prompt=r"""
    Two slides of the deck contradict each other: stochastic gradient descent "moves past" troughs and saddles, and it
    "gets stuck in local minima". Say in three to six sentences when each of them is right, and what your own numbers
    above (the start at a saddle, the noise, the two starts with momentum) say about it.
    """,
    points=2,
    source="S3-35, S3-37 (E36, E37)",
    rubric=(
        "1 point: any disturbance leaves a saddle, since the distance grows by a factor in each step; only a start exactly on the line stays",
        "1 point: a minimum that is deep or wide beside the noise or the speed holds the iterates; neither noise nor momentum guarantees the lower one, with a witness",
    ),
    sample=r"""
    At a saddle the noise decides. On $x^2 - y^2$ the distance $|y|$ grows by the factor 1.2 in each step, so that
    $10^{-6}$ became 1 within 76 steps; only a start with $y = 0$ exactly stays on the line and ends at the saddle, and a
    noisy gradient never keeps it there. In a minimum it is the other way round: every disturbance shrinks, and the
    iterates stay in a cloud whose radius is $\sigma\sqrt{\text{lr}/(2 - \text{lr})}$. If the trough is wider than that
    cloud, they are stuck, wherever the lowest minimum may be. Momentum changes the odds, not the rule: it carried the
    start at $-2$ out of the shallow trough and the start at 3 out of the deep one.
    """,
)
