"""Rules of differentiation: powers, products, quotients."""

from __future__ import annotations

from autograder.checks import Symbolic
from autograder.exercise.declare import answer

# %% [markdown]
# ## Rules instead of limits
#
# Nobody takes limits twice. Three rules carry over from the quotient to all sums, products and fractions:
#
# $$(x^n)' = n\,x^{n-1}, \qquad (uv)' = u'v + uv', \qquad \Bigl(\frac{u}{v}\Bigr)' = \frac{u'v - uv'}{v^2}$$
#
# A wrong answer here is told with its likely cause: the machine knows the usual slips too.

d_power = answer(
    "d_power",
    "n*x**(n - 1)",
    prompt=r"""
    The derivative of $x^n$ with respect to $x$, for $x > 0$ and a constant `n`, in the letters `x` and `n`.
    """,
    points=1,
    minutes=2,
    difficulty=1,
    core=False,
    source="S0-06, S0-07",
    hints=(
        "What do x squared and x cubed have in common?",
        "The exponent becomes a factor, and the new exponent is one less.",
        "n in front, then x to the power n minus 1, in brackets.",
    ),
    checks=[
        Symbolic(
            label="is the derivative of a power",
            name="d_power",
            of="x**n",
            wrt="x",
            symbols=("x", "n"),
            domains={"x": (0.2, 3), "n": (0.5, 4)},
        )
    ],
    wrong=(
        ("n*x**n", "the exponent stays"),
        ("x**(n - 1)", "the factor is lost"),
        ("n*x**n - 1", "brackets are missing"),
        ("x**(n + 1)/(n + 1)", "the antiderivative"),
        ("x**n*log(x)", "with respect to n"),
        ("2*x", "for one exponent only"),
    ),
    accepted=(
        ("n*x^n/x", "divided by x"),
        ("n x^{n-1}", "LaTeX braces"),
        ("x**n*n*x**(-1)", "three factors"),
    ),
)

d_product = answer(
    "d_product",
    "exp(x) + x*exp(x)",
    prompt=r"""
    The derivative of $x\,e^x$ with respect to $x$.
    """,
    points=1,
    minutes=2,
    difficulty=1,
    core=False,
    source="S0-06",
    needs=("d_power", "limit_exp"),
    hints=(
        "Two factors depend on x; each has its turn.",
        "Derivative of the first times the second, plus the first times derivative of the second.",
        "The first factor's derivative is 1; the second one is its own derivative.",
    ),
    checks=[
        Symbolic(
            label="is the derivative of x times e to the x",
            name="d_product",
            of="x*exp(x)",
            wrt="x",
            symbols=("x",),
            domains={"x": (-3, 3)},
        )
    ],
    wrong=(
        ("exp(x)", "the derivatives multiplied"),
        ("x*exp(x)", "only the second factor"),
        ("exp(x) - x*exp(x)", "a minus, from the quotient rule"),
        ("1 + exp(x)", "the derivatives added"),
        ("exp(x) + x**2*exp(x - 1)", "the power rule for e^x"),
        ("x + exp(x)", "a product that became a sum"),
    ),
    accepted=(
        ("(1 + x)*exp(x)", "one factor"),
        ("e^x (x + 1)", "as on paper"),
        ("exp(x)/1 + x/exp(-x)", "odd fractions"),
    ),
)

d_quotient = answer(
    "d_quotient",
    "(1 - x**2)/(1 + x**2)**2",
    prompt=r"""
    The derivative of $\dfrac{x}{1 + x^2}$ with respect to $x$.
    """,
    points=1,
    minutes=4,
    difficulty=2,
    core=False,
    source="S0-06",
    needs=("d_power",),
    hints=(
        "Numerator and denominator both depend on x.",
        "u is x and v is the denominator; their derivatives are 1 and 2x. Mind the order in the difference.",
        "Below the line stands the square of the old denominator; above it two terms with x squared come together.",
    ),
    checks=[
        Symbolic(
            label="is the derivative of the quotient",
            name="d_quotient",
            of="x/(1 + x**2)",
            wrt="x",
            symbols=("x",),
            domains={"x": (-3, 3)},
        )
    ],
    wrong=(
        ("(x**2 - 1)/(1 + x**2)**2", "the difference in the other order"),
        ("(1 - x**2)/(1 + x**2)", "the square below is lost"),
        ("1/(2*x)", "the quotient of the derivatives"),
        ("(1 + 3*x**2)/(1 + x**2)**2", "a plus between the two terms"),
        ("1/(1 + x**2)", "the denominator is not differentiated"),
        ("-2*x**2/(1 + x**2)**2", "the numerator is not differentiated"),
    ),
    accepted=(
        ("((1 + x^2) - x*2x)/(1 + x^2)^2", "as the rule gives it"),
        ("1/(1 + x**2) - 2*x**2/(1 + x**2)**2", "by the product rule"),
        ("(1 - x)(1 + x)/(x^4 + 2x^2 + 1)", "factored above, multiplied out below"),
    ),
)
