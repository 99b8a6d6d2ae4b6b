"""The chain rule on paper."""

from __future__ import annotations

from autograder.checks import Symbolic
from autograder.exercise.declare import answer

# %% [markdown]
# ## The chain rule
#
# If one wheel turns three times as fast as the next and that one four times as fast as the last, the first turns
# twelve times as fast as the last. Rates of nested functions multiply:
#
# $$\bigl(g(u(x))\bigr)' = g'(u(x)) \cdot u'(x)$$
#
# A network is nothing but nested functions, and backpropagation is this rule used many times. The factor at the end,
# the *inner derivative*, is the one that gets forgotten. Three formulas that you will meet again: a power of a line,
# the bell curve, and the softplus, whose derivative is an old friend of neural networks.

d_chain = answer(
    "d_chain",
    "12*(3*x + 1)**3",
    prompt=r"""
    The derivative of $(3x + 1)^4$ with respect to $x$.
    """,
    points=1,
    minutes=3,
    difficulty=1,
    source="S0-06, S0-07",
    hints=(
        "The outer function is a fourth power, the inner one a line.",
        "Four times the third power of the inside, times the slope of the line.",
        "Two numbers come together in front: the old exponent and the slope 3.",
    ),
    checks=[
        Symbolic(
            label="is the derivative of the fourth power of a line",
            name="d_chain",
            of="(3*x + 1)**4",
            wrt="x",
            symbols=("x",),
            domains={"x": (-2, 2)},
        )
    ],
    wrong=(
        ("4*(3*x + 1)**3", "the inner derivative is forgotten"),
        ("12*x*(3*x + 1)**3", "the inside times its derivative"),
        ("12*(3*x + 1)**4", "the exponent stays"),
        ("4*3**3", "differentiates both at once"),
        ("3*(3*x + 1)**3", "the outer factor is lost"),
        ("(3*x + 1)**5/15", "the antiderivative"),
    ),
    accepted=(
        ("4(3x + 1)^3 * 3", "as the rule gives it"),
        ("324*x^3 + 324*x^2 + 108*x + 12", "multiplied out"),
        ("12*(1 + 3*x)*(9*x**2 + 6*x + 1)", "partly multiplied out"),
    ),
)

d_exp_chain = answer(
    "d_exp_chain",
    "-x*exp(-x**2/2)",
    prompt=r"""
    The derivative of $e^{-x^2/2}$ with respect to $x$.
    """,
    points=1,
    minutes=3,
    difficulty=2,
    core=False,
    source="S0-06, S0-22",
    needs=("d_chain", "limit_exp"),
    hints=(
        "The outer function is e to something; what is the something's derivative?",
        "e to the same exponent again, times the derivative of the exponent.",
        "The exponent's 2 from the power rule cancels with the half; its sign stays.",
    ),
    checks=[
        Symbolic(
            label="is the derivative of the bell",
            name="d_exp_chain",
            of="exp(-x**2/2)",
            wrt="x",
            symbols=("x",),
            domains={"x": (-3, 3)},
            traps={"the exponent must stay as it is": "exp(-x)"},
        )
    ],
    wrong=(
        ("exp(-x**2/2)", "the inner derivative is forgotten"),
        ("x*exp(-x**2/2)", "the sign of the inner derivative"),
        ("-x**2/2*exp(-x**2/2 - 1)", "the power rule"),
        ("exp(-x)", "differentiates the exponent only"),
        ("-x/2*exp(-x**2/2)", "a half that has cancelled"),
        ("-2*x*exp(-x**2/2)", "the half forgotten"),
    ),
    accepted=(
        ("-x e^{-x^2/2}", "as on paper"),
        ("-x/exp(x**2/2)", "a fraction"),
        ("-x/sqrt(exp(x^2))", "a root"),
    ),
)

d_log_chain = answer(
    "d_log_chain",
    "exp(x)/(1 + exp(x))",
    prompt=r"""
    The derivative of $\ln(1 + e^x)$ with respect to $x$, in any form.
    """,
    points=1,
    minutes=3,
    difficulty=2,
    core=False,
    source="S0-06",
    needs=("d_chain", "limit_exp"),
    hints=(
        "The outer function is the logarithm; its derivative is one over its argument.",
        "One over the inside, times the derivative of the inside.",
        "The 1 has no derivative, e to the x has itself. A fraction of the two is all there is.",
    ),
    checks=[
        Symbolic(
            label="is the derivative of ln(1 + e^x)",
            name="d_log_chain",
            of="log(1 + exp(x))",
            wrt="x",
            symbols=("x",),
            domains={"x": (-6, 6)},
        )
    ],
    wrong=(
        ("1/(1 + exp(x))", "the inner derivative is forgotten"),
        ("exp(x)*log(1 + exp(x))", "the logarithm stays"),
        ("1 + exp(x)", "upside down, and no inner derivative"),
        ("(1 + exp(x))/exp(x)", "upside down"),
        ("1/x", "a logarithm of x alone"),
        ("exp(x)/(1 + exp(x))**2", "one derivative too far"),
    ),
    accepted=(
        ("1/(1 + exp(-x))", "the sigmoid"),
        ("sigma(x)", "the sigmoid by name"),
        ("(1 + tanh(x/2))/2", "by the hyperbolic tangent"),
    ),
)
