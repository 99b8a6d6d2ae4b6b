"""The same chain on paper: typed formulas."""

from __future__ import annotations

from autograder.checks import Derivation, Symbolic
from autograder.exercise.declare import answer

# %% [markdown]
# ## The derivation on paper
#
# Another deck derives the same chain with letters. It writes $\varphi$ for the prediction, and treats it as one
# letter until it is needed that $\varphi = \sigma(z)$ and $z = w_1 x_1 + \dots + b$:
#
# $$\mathcal L = -\bigl(y \ln \varphi + (1 - y) \ln(1 - \varphi)\bigr)$$
#
# Your answers are formulas in a text, for example `"phi*(1 + y)"`. `ln`, `log`, `^`, `**` and `2phi` are understood.

dL_dphi = answer(
    "dL_dphi",
    "(phi - y)/(phi*(1 - phi))",
    prompt=r"""
    $d\mathcal L/d\varphi$ in the letters `phi` and `y`, in any form. Treat `phi` as a plain variable here.
    """,
    points=1,
    minutes=5,
    difficulty=2,
    core=False,
    source="S3-23",
    hints=(
        "Differentiate the two terms one after the other; y is a constant.",
        "ln(phi) gives 1/phi; ln(1 - phi) gives 1/(1 - phi) times the inner derivative.",
        "The inner derivative is -1, so the two fractions have opposite signs: minus y over phi, and plus the other.",
    ),
    checks=[
        Symbolic(
            label="is the derivative of L with respect to phi",
            name="dL_dphi",
            of="-(y*log(phi) + (1 - y)*log(1 - phi))",
            wrt="phi",
            symbols=("phi", "y"),
            domains={"phi": (0.05, 0.95), "y": (0, 1)},
        )
    ],
    wrong=(
        ("-y/phi - (1 - y)/(1 - phi)", "the inner derivative of 1 - phi is forgotten"),
        ("y/phi - (1 - y)/(1 - phi)", "the minus in front of L is lost"),
        ("-1/phi", "only the case y = 1"),
        ("phi - y", "this is already the derivative with respect to z"),
        ("(phi - y)/(phi*(1 - y))", "the slide's wrong denominator"),
        ("-y/phi + (1 - y)/(1 - phi", "a bracket is missing"),
    ),
    accepted=(
        ("-y/phi + (1 - y)/(1 - phi)", "two fractions"),
        ("(y - phi)/(phi^2 - phi)", "both signs turned, and a power"),
        ("(1-y)*(1-phi)**(-1) - y*phi**(-1)", "with powers"),
    ),
)

dL_dphi_steps = answer(
    "dL_dphi_steps",
    [
        "-y/phi + (1 - y)/(1 - phi)",
        "(phi*(1 - y) - y*(1 - phi))/(phi*(1 - phi))",
        "(phi - phi*y - y + phi*y)/(phi*(1 - phi))",
        "(phi - y)/(phi*(1 - phi))",
    ],
    prompt=r"""
    The same as a derivation: a list of at least three texts in `phi` and `y`. The first line is your derivative as
    it comes out, each further line is a rewriting of the one before, on the way to one fraction. Every line is
    checked, and the first that is not equal to the one before is named.

    The form is `dL_dphi_steps = ["...", "...", "..."]`.
    """,
    points=2,
    minutes=8,
    difficulty=2,
    core=False,
    source="S3-23",
    needs=("dL_dphi",),
    hints=(
        "Start with the two fractions that differentiating gives.",
        "Bring them to one denominator: the first is extended by (1 - phi), the second by phi.",
        "Multiply out above the line; two products of phi and y cancel.",
    ),
    checks=[
        Derivation(
            label="every line is the derivative of L",
            name="dL_dphi_steps",
            of="-(y*log(phi) + (1 - y)*log(1 - phi))",
            wrt="phi",
            symbols=("phi", "y"),
            domains={"phi": (0.05, 0.95), "y": (0, 1)},
            at_least=3,
        )
    ],
    wrong=(
        (["-y/phi + (1 - y)/(1 - phi)", "(phi - y)/(phi*(1 - phi))"], "two lines only"),
        (
            [
                "-y/phi - (1 - y)/(1 - phi)",
                "(-y*(1 - phi) - phi*(1 - y))/(phi*(1 - phi))",
                "(phi - y)/(phi*(1 - phi))",
            ],
            "the first line lacks the inner derivative",
        ),
        (
            [
                "-y/phi + (1 - y)/(1 - phi)",
                "(phi*(1 - y) + y*(1 - phi))/(phi*(1 - phi))",
                "(phi - y)/(phi*(1 - phi))",
            ],
            "a sign slips in the middle",
        ),
        (
            [
                "-y/phi + (1 - y)/(1 - phi)",
                "(phi*(1 - y) - y*(1 - phi))/(phi*(1 - phi))",
                "(phi - y)/(phi*(1 - y))",
            ],
            "the slide's denominator in the last line",
        ),
        (
            ["-y/phi + (1 - y)/(1 - phi)", "(phi*(1 - y) - y*(1 - phi))/(phi*(1 - phi))", "phi - y"],
            "the denominator is lost at the end",
        ),
        ("(phi - y)/(phi*(1 - phi))", "one text, not a list"),
    ),
    accepted=(
        (
            [
                "-y/phi + (1 - y)/(1 - phi)",
                "(phi*(1 - y) - y*(1 - phi))/(phi*(1 - phi))",
                "(phi - y)/(phi*(1 - phi))",
            ],
            "three lines",
        ),
        (
            ["-(y/phi - (1-y)/(1-phi))", "-(y(1-phi) - phi(1-y))/(phi(1-phi))", "-(y - phi)/(phi(1-phi))"],
            "the minus outside, no multiplication signs",
        ),
        (
            ("(1-y)/(1-phi) - y/phi", "((1-y)*phi - y*(1-phi))/((1-phi)*phi)", "(phi-y)/(phi-phi^2)"),
            "a tuple, with a square",
        ),
    ),
)

# %% [markdown]
# ### The two links that are left
#
# The loss depends on $z$ through $\varphi = \sigma(z)$, and $z = w_1 x_1 + b$ depends on the weight. Each link is short,
# and in their product nearly everything cancels: that is why this loss and this activation go together.

phi_prime = answer(
    "phi_prime",
    "phi*(1 - phi)",
    prompt=r"""
    The derivative of $\varphi(z) = 1/(1 + e^{-z})$ with respect to $z$, in the letter `phi` only.
    """,
    points=1,
    minutes=4,
    difficulty=1,
    core=False,
    source="S3-24",
    hints=(
        "Differentiate (1 + exp(-z)) to the power -1; there are two inner derivatives of sign -1.",
        "You get exp(-z)/(1 + exp(-z))^2: write it as a product of two fractions.",
        "One fraction is phi itself, the other is what phi lacks to 1.",
    ),
    checks=[
        Symbolic(
            label="is the derivative of the sigmoid",
            name="phi_prime",
            of="sigma(z)",
            wrt="z",
            symbols=("phi",),
            where={"phi": "sigma(z)"},
            domains={"z": (-6, 6)},
        )
    ],
    wrong=(
        ("phi*(1 + phi)", "a sign"),
        ("1 - phi", "one factor is lost"),
        ("1 - phi**2", "the derivative of tanh"),
        ("phi", "the derivative of exp"),
        ("-phi*(1 - phi)", "one of the two minus signs is lost"),
        ("exp(-z)/(1 + exp(-z))**2", "in z, where phi is asked"),
    ),
    accepted=(
        ("phi - phi^2", "multiplied out"),
        ("(1 - phi)phi", "no multiplication sign"),
        ("1/4 - (phi - 1/2)**2", "completed square"),
    ),
)

dL_dz = answer(
    "dL_dz",
    "phi - y",
    prompt=r"""
    $d\mathcal L/dz$ for $\varphi = \sigma(z)$, in the letters `phi` and `y`, in any form that is right.
    """,
    points=1,
    minutes=4,
    difficulty=2,
    core=False,
    source="S3-25",
    needs=("dL_dphi", "phi_prime"),
    hints=(
        "Chain rule: the two derivatives that you have, multiplied.",
        "The product phi(1 - phi) stands below in one and above in the other.",
        "Cancel it; only the numerator of the first is left.",
    ),
    checks=[
        Symbolic(
            label="is the derivative of L with respect to z",
            name="dL_dz",
            of="-(y*log(sigma(z)) + (1 - y)*log(1 - sigma(z)))",
            wrt="z",
            symbols=("phi", "y"),
            where={"phi": "sigma(z)"},
            domains={"z": (-4, 4), "y": (0, 1)},
        )
    ],
    wrong=(
        ("y - phi", "the sign is turned"),
        ("(phi - y)/(phi*(1 - y))*phi*(1 - phi)", "the slide's middle line, taken literally"),
        ("(phi - y)/(phi*(1 - phi))", "the sigmoid's derivative is missing"),
        ("(phi - y)*phi*(1 - phi)", "the derivative of half the squared error"),
        ("phi - 1", "only the case y = 1"),
        ("phi*(1 - phi)", "only the last link"),
    ),
    accepted=(
        ("-(y - phi)", "minus outside"),
        ("(phi - y)/(phi*(1 - phi))*phi*(1 - phi)", "not yet cancelled"),
        ("phi*(1 - y) - y*(1 - phi)", "case by case"),
    ),
)

dL_dw1 = answer(
    "dL_dw1",
    "(phi - y)*x1",
    prompt=r"""
    $d\mathcal L/dw_1$ for $\varphi = \sigma(w_1 x_1 + b)$, in the letters `phi`, `y` and `x1`.
    """,
    points=1,
    minutes=3,
    difficulty=1,
    core=False,
    source="S3-26",
    needs=("dL_dz",),
    hints=(
        "One more link: how does z move with w1?",
        "The derivative of w1*x1 + b with respect to w1 is x1.",
        "Multiply the derivative with respect to z by x1.",
    ),
    checks=[
        Symbolic(
            label="is the derivative of L with respect to w1",
            name="dL_dw1",
            of="-(y*log(sigma(w1*x1 + b)) + (1 - y)*log(1 - sigma(w1*x1 + b)))",
            wrt="w1",
            symbols=("phi", "y", "x1"),
            where={"phi": "sigma(w1*x1 + b)"},
            domains={"w1": (-2, 2), "x1": (-1.5, 1.5), "b": (-1, 1), "y": (0, 1)},
        )
    ],
    wrong=(
        ("phi - y", "the last link is missing"),
        ("(y - phi)*x1", "the sign is turned"),
        ("(phi - y)*phi*(1 - phi)*x1", "the sigmoid's derivative once too often"),
        ("(phi - y)*w1", "the weight in place of the input"),
        ("phi - y*x1", "brackets are missing"),
        ("(phi - y)/(phi*(1 - phi))*x1", "the middle link is missing"),
    ),
    accepted=(
        ("x1*phi - x1*y", "multiplied out"),
        ("x1(phi - y)", "no multiplication sign"),
        ("-x_1*(y - phi)", "with an underscore and both signs turned"),
    ),
)
