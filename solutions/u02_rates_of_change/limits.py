"""Limits on paper."""

from __future__ import annotations

from autograder.checks import Symbolic
from autograder.exercise.declare import answer

# %% [markdown]
# ## Limits on paper
#
# What is left of a difference quotient when the step is gone? First cancel the $h$ in the denominator, then set it to
# 0; the other way round there is only $0/0$. For $x^2$ you have seen the quotient, $2x + h$.
#
# Your answers are formulas in a text, without `h`. Do the limit yourself: `limit(...)` and `diff(...)` are refused.

limit_square = answer(
    "limit_square",
    "2*x",
    prompt=r"""
    The limit of $\dfrac{f(x + h) - f(x)}{h}$ for $h \to 0$ and $f(x) = x^2$, in the letter `x`.
    """,
    points=1,
    minutes=2,
    difficulty=1,
    core=False,
    source="S0-06",
    hints=(
        "Multiply out the square of x + h; one term cancels.",
        "Every term that is left has a factor h: cancel it.",
        "Of 2x + h, let h go to 0.",
    ),
    checks=[
        Symbolic(
            label="is the limit of the quotient of x squared",
            name="limit_square",
            of="x**2",
            wrt="x",
            symbols=("x",),
            domains={"x": (-3, 3)},
            traps={"h was set to 0 before it was cancelled": "0", "this is f itself": "x**2"},
        )
    ],
    wrong=(
        ("x**2", "the function itself"),
        ("x", "the factor 2 is lost"),
        ("0", "h set to 0 too early"),
        ("2*x + h", "the quotient before the limit"),
        ("2*x*h", "h is not cancelled"),
        ("diff(x**2, x)", "lets somebody else do it"),
    ),
    accepted=(("2x", "no multiplication sign"), ("x + x", "a sum"), ("x*2^1", "a power")),
)

limit_exp = answer(
    "limit_exp",
    "exp(x)",
    prompt=r"""
    The limit of the same quotient for $f(x) = e^x$, in the letter `x`. You may use that $(e^h - 1)/h \to 1$.
    """,
    points=1,
    minutes=3,
    difficulty=2,
    core=False,
    source="S0-06",
    hints=(
        "A sum in the exponent is a product of powers.",
        "Take the factor that has no h in it in front of the quotient.",
        "What is left of the quotient is the one in the prompt, whose limit is 1.",
    ),
    checks=[
        Symbolic(
            label="is the limit of the quotient of e to the x",
            name="limit_exp",
            of="exp(x)",
            wrt="x",
            symbols=("x",),
            domains={"x": (-3, 3)},
            traps={"the power rule: but here the exponent varies, not the base": "x*exp(x - 1)"},
        )
    ],
    wrong=(
        ("x*exp(x - 1)", "the power rule"),
        ("1", "the factor in front is lost"),
        ("exp(x)*exp(h)", "before the limit"),
        ("exp(x) - 1", "a 1 left over"),
        ("x*exp(x)", "a factor x"),
        ("exp(x", "a bracket is missing"),
    ),
    accepted=(("e^x", "as on paper"), ("np.exp(x)", "as in NumPy"), ("1/exp(-x)", "a fraction")),
)

limit_reciprocal = answer(
    "limit_reciprocal",
    "-1/x**2",
    prompt=r"""
    The limit of the same quotient for $f(x) = 1/x$, in the letter `x`.
    """,
    points=1,
    minutes=4,
    difficulty=2,
    core=False,
    source="S0-06",
    hints=(
        "Bring the two fractions of the numerator to one denominator.",
        "The numerator is then x minus (x + h): the x cancel, and what is left cancels with the h below, but not its sign.",
        "One over the product of x and x + h is left, with a minus; let h go to 0.",
    ),
    checks=[
        Symbolic(
            label="is the limit of the quotient of 1/x",
            name="limit_reciprocal",
            of="1/x",
            wrt="x",
            symbols=("x",),
            domains={"x": (0.2, 3)},
            traps={"the derivative of the logarithm is 1/x, not the other way round": "log(x)"},
        )
    ],
    wrong=(
        ("1/x**2", "the sign is lost"),
        ("-1/x", "only one factor x"),
        ("log(x)", "the antiderivative"),
        ("-1/(x*(x + h))", "before the limit"),
        ("1/(2*x)", "the derivative of the denominator below the line"),
        ("-x**2", "upside down"),
    ),
    accepted=(
        ("-x^(-2)", "a power"),
        ("-(1/x)^2", "a square of a fraction"),
        (r"-\frac{1}{x^2}", "in LaTeX"),
    ),
)

# %% [markdown]
# ## The other way to write it
#
# A slide gives a second definition: take a second point $x$, and let it come to $a$,
#
# $$f'(a) = \lim_{x \to a} \frac{f(x) - f(a)}{x - a}$$
#
# With $x = a + h$ it is the same thing. For powers it is even easier, since $x - a$ is a factor of $x^3 - a^3$.

limit_cube = answer(
    "limit_cube",
    "3*a**2",
    prompt=r"""
    The limit of $\dfrac{x^3 - a^3}{x - a}$ for $x \to a$, in the letter `a`.
    """,
    points=1,
    minutes=3,
    difficulty=2,
    core=False,
    source="S0-07",
    hints=(
        "Divide the polynomial above by the one below: it goes without remainder.",
        "The quotient has three terms: x squared, a squared, and the mixed product.",
        "Set x to a in all three terms: they are equal then.",
    ),
    checks=[
        Symbolic(
            label="is the limit of the quotient of x cubed",
            name="limit_cube",
            of="a**3",
            wrt="a",
            symbols=("a",),
            domains={"a": (-3, 3)},
            traps={"the mixed term is lost": "2*a**2"},
        )
    ],
    wrong=(
        ("2*a**2", "the mixed term is lost"),
        ("a**2", "one of three terms"),
        ("3*x**2", "in x, where a is asked"),
        ("a**3", "the function itself"),
        ("3*a", "the power rule without a power"),
        ("x**2 + a*x + a**2", "before the limit"),
    ),
    accepted=(
        ("3a^2", "no multiplication sign"),
        ("a**2 + a*a + a**2", "the three terms"),
        ("3*a*a", "a product"),
    ),
)
