"""A slide with one wrong symbol, and the number that shows it."""

from __future__ import annotations

from autograder.checks import Answered, Quiz, Symbolic
from autograder.exercise.declare import answer
from autograder.plain import to_tree

# %% [markdown]
# ### Fix the slide: one wrong symbol
#
# On the way to $d\mathcal L/dz$ the transcript has the line
#
# $$\frac{d\mathcal L}{dz} = \frac{\varphi - y}{\varphi(1 - y)} \cdot \varphi'$$
#
# with the sigmoid's derivative written out for $\varphi'$, and then the result. The result is right; this line is
# not. A witness finds such a slip faster than reading: put numbers in and compare.

slide_denominator = answer(
    "slide_denominator",
    "phi*(1 - phi)",
    prompt=r"""
    The transcript shows the denominator $\varphi(1 - y)$ in $d\mathcal L/d\varphi$. Type the right denominator below
    the numerator $\varphi - y$, in the letters `phi` and `y`, like `slide_denominator = "phi*(1 - y)"` (the slide's).
    """,
    points=1,
    minutes=4,
    difficulty=2,
    source="S3-25 (E31)",
    hints=(
        "Bring -y/phi and (1 - y)/(1 - phi) to one fraction.",
        "The common denominator is the product of the two denominators.",
        "Neither of the two denominators holds the label, so the product does not either.",
    ),
    checks=[
        Symbolic(
            label="below phi - y it gives the derivative of the loss",
            name="slide_denominator",
            of="logistic_loss",
            wrt="phi",
            template="(phi - y)/answer",
            symbols=("phi", "y"),
            domains={"phi": (0.05, 0.95), "y": (-1, 2)},
        )
    ],
    wrong=(
        ("phi*(1 - y)", "the slide's"),
        ("y*(1 - phi)", "the other letter exchanged"),
        ("y*(1 - y)", "both letters exchanged"),
        ("phi*(phi - 1)", "the sign is turned, the numerator is not"),
        ("1 - phi", "one factor is lost"),
        ("phi", "only the first denominator"),
    ),
    accepted=(
        ("phi - phi**2", "multiplied out"),
        ("(1 - phi)phi", "the other order"),
        ("phi(1-phi)", "tight"),
    ),
)

denominator_witness = answer(
    "denominator_witness",
    (0.16, 0.8),
    prompt=r"""
    Show that the printed line is wrong, with $\varphi = 0.8$ and $y = 0$. Answer with a tuple of two numbers: (what
    the line as printed gives, what the right $d\mathcal L/dz$ gives), like `denominator_witness = (0.5, 0.5)`.
    """,
    points=1,
    minutes=3,
    difficulty=1,
    core=False,
    source="S3-25 (E31)",
    needs=("slide_denominator", "phi_prime", "dL_dz"),
    hints=(
        "Put the two numbers into the printed line, and into your own dL_dz; no algebra is needed.",
        "As printed: (phi - y)/(phi(1 - y)) times phi(1 - phi).",
        "With y = 0 the printed fraction is 1, so that only phi(1 - phi) is left.",
    ),
    checks=[
        Answered(label="is a tuple of two numbers", name="denominator_witness", like=to_tree((0.5, 0.5)))
    ],
    hidden=[
        Quiz(
            label="shows that the line is wrong",
            name="denominator_witness",
            expected=to_tree((0.16, 0.8)),
            weight=3,
        )
    ],
    wrong=(
        ((0.8, 0.16), "the other way round"),
        ((0.8, 0.8), "the line that was meant, not the one that is printed"),
        ((0.2, 0.8), "1 - phi only"),
        ((1.0, 0.8), "the fraction without the last factor"),
        ((0.16, -0.2), "with y = 1"),
    ),
    accepted=(
        ([0.16, 0.8], "a list"),
        ((0.16000000000000003, 0.8), "with rounding"),
        ((0.8 * (1 - 0.8), 0.8 - 0), "worked out on the spot"),
    ),
)

# %% [markdown]
# For $y = 1$ the printed line does worse: it divides by zero. Every good wine would break the training.
