"""The slide's long lines, and the numbers that refute them."""

from __future__ import annotations

from autograder.checks import Answered, Quiz
from autograder.exercise.declare import answer
from autograder.plain import to_tree

# %% [markdown]
# ## Fix the slide: the long lines
#
# For the weight $\theta_{11}^{(1)}$ the transcript shows a sum of three products. Each bracket is one link:
#
# $$\begin{aligned}
# &\left(\tfrac{\partial J}{\partial a_1^{(3)}}\right)\left(\tfrac{\partial a_1^{(3)}}{\partial z_1^{(3)}}\right)
# \left(\tfrac{\partial z_1^{(3)}}{\partial z_1^{(2)}}\right)\left(\tfrac{\partial z_1^{(2)}}{\partial z_1^{(2)}}\right)
# \left(\tfrac{\partial z_1^{(2)}}{\partial \theta_{11}^{(1)}}\right) \\
# +\,&\left(\tfrac{\partial J}{\partial a_2^{(3)}}\right)\left(\tfrac{\partial z_2^{(3)}}{\partial z_1^{(2)}}\right)
# \left(\tfrac{\partial z_1^{(2)}}{\partial z_1^{(2)}}\right)
# \left(\tfrac{\partial z_1^{(2)}}{\partial \theta_{11}^{(1)}}\right) \\
# +\,&\left(\tfrac{\partial J}{\partial a_2^{(3)}}\right)\left(\tfrac{\partial z_2^{(3)}}{\partial z_1^{(2)}}\right)
# \left(\tfrac{\partial z_1^{(2)}}{\partial \theta_{11}^{(1)}}\right)
# \end{aligned}$$
#
# A slope of something with respect to itself is 1, and $\partial z_k^{(3)}/\partial z_1^{(2)}$ holds the step through
# $a_1^{(2)}$: it is $\theta_{k1}^{(2)}\, a_1^{(2)}(1 - a_1^{(2)})$. So the lines can be evaluated as they are printed.

slide_three_terms = answer(
    "slide_three_terms",
    (2, 0.0230310829, 0.00155109156),
    prompt=r"""
    How many paths lead from $\theta_{11}^{(1)}$ to $J$ in the 2-2-2 network? What do the three printed products add up
    to in the worked example, taken literally? And what is the right $\partial J/\partial\theta_{11}^{(1)}$? Four digits
    or more each: a tuple like `slide_three_terms = (1, 0.5, 0.5)`.
    """,
    points=2,
    minutes=12,
    difficulty=3,
    source="S1-26 (E16)",
    needs=("grad_theta1",),
    hints=(
        "The right number stands in your grad_theta1. For the printed one take the products one after the other.",
        (
            "The first product is complete. The other two are equal, and a link is missing in both: which bracket of "
            "the first product has no counterpart?"
        ),
        (
            "Second and third: (a3_2 - y_2) times theta_21 of the second layer times a2_1 (1 - a2_1) times x_1, with no "
            "slope of the output's sigmoid."
        ),
    ),
    checks=[
        Answered(label="is a tuple of three numbers", name="slide_three_terms", like=to_tree((1, 0.5, 0.5))),
    ],
    hidden=[
        Quiz(
            label="paths, the printed sum, the right slope",
            name="slide_three_terms",
            expected=to_tree((2, 0.023031082915513184, 0.001551091559765)),
            weight=3,
        )
    ],
    wrong=(
        ((3, 0.0230310829, 0.00155109156), "as many paths as terms"),
        ((2, 0.0110005565, 0.00155109156), "the second product once"),
        ((2, 0.00413215298, 0.00155109156), "with the missing link put in, the path twice"),
        ((2, 0.0230310829, -0.00102996986), "the first path alone"),
        ((2, 0.00155109156, 0.0230310829), "the other way round"),
        ((2, 0.0230310829, 0.00465327468), "the weight next to it"),
    ),
    accepted=(
        ([2, 0.02303, 0.001551], "a list, four digits"),
        ((2.0, 0.0230311, 0.0015511), "fewer digits"),
        ((2, 0.02303108291551, 0.001551091559765), "many digits"),
    ),
)

# %% [markdown]
# The next line of the transcript is for $\theta_{12}^{(1)}$, the weight from input **2**. Its first product ends in
# $\partial z_1^{(2)}/\partial\theta_{11}^{(2)}$, a weight of the layer *after* $z_1^{(2)}$, and its second one in
# $\partial z_1^{(2)}/\partial\theta_{11}^{(1)}$, the weight from input 1.

slide_last_links = answer(
    "slide_last_links",
    (0.0, 0.1, 0.3),
    prompt=r"""
    In the worked example, what is the last link of the first printed product, $\partial z_1^{(2)}/\partial
    \theta_{11}^{(2)}$? The last link of the second, $\partial z_1^{(2)}/\partial\theta_{11}^{(1)}$? And what must both
    be for $\theta_{12}^{(1)}$? A tuple of three numbers, like `slide_last_links = (1.0, 1.0, 1.0)`.
    """,
    points=1,
    minutes=5,
    difficulty=2,
    core=False,
    source="S1-26 (E17)",
    hints=(
        "Write z_1 of layer 2 as a sum of two products. Which letters stand in it?",
        "A quantity that does not occur in a formula has the slope 0 in it; a weight has the slope of its input.",
        "z_1 = t11 x_1 + t12 x_2 with weights of the first layer only.",
    ),
    checks=[
        Answered(label="is a tuple of three numbers", name="slide_last_links", like=to_tree((1.0, 1.0, 1.0))),
    ],
    hidden=[
        Quiz(
            label="the two printed links and the right one",
            name="slide_last_links",
            expected=to_tree((0.0, 0.1, 0.3)),
            weight=3,
        )
    ],
    wrong=(
        ((0.0, 0.1, 0.1), "input 1 for a weight from input 2"),
        ((1.0, 0.1, 0.3), "a slope of 1 for a weight that does not occur"),
        ((0.51749286, 0.1, 0.3), "the slope of z in layer 3"),
        ((0.0, 0.1, 0.2), "the weight in place of its input"),
        ((0.0, 0.3, 0.1), "the inputs exchanged"),
    ),
    accepted=(
        ([0, 0.1, 0.3], "a list"),
        ((0, 0.1, 0.3), "a whole number"),
        ((0.0, 0.1, 0.1 * 3), "worked out on the spot"),
    ),
)

# %% [markdown]
# Then the transcript prints the line for $\theta_{21}^{(1)}$ three times, one of them cut off.

slide_missing_weight = answer(
    "slide_missing_weight",
    ("theta22", 0.00511891488),
    prompt=r"""
    Which weight of the first layer has no line of its own, and what is the derivative of $J$ with respect to it in
    the worked example? A tuple of a name out of `"theta11"`, `"theta12"`, `"theta21"`, `"theta22"` and a number with
    four digits or more, like `slide_missing_weight = ("theta11", 0.5)`.
    """,
    points=1,
    minutes=3,
    difficulty=1,
    core=False,
    source="S1-26 (E18)",
    needs=("grad_theta1",),
    hints=(
        "Two units with two inputs each: four weights. Cross off those that have a line.",
        "The lines so far were for the weights 11, 12 and 21, in this order.",
        "Your grad_theta1 has its derivative in the last row, last column.",
    ),
    checks=[
        Answered(
            label="is a tuple of a name and a number",
            name="slide_missing_weight",
            like=to_tree(("theta11", 0.5)),
            words=("theta11", "theta12", "theta21", "theta22"),
        ),
    ],
    hidden=[
        Quiz(
            label="is the weight and its slope",
            name="slide_missing_weight",
            expected=to_tree(("theta22", 0.005118914881049)),
            weight=3,
        )
    ],
    wrong=(
        (("theta21", 0.00511891488), "the weight that stands there three times"),
        (("theta22", 0.00170630496), "the slope of its neighbour in the row"),
        (("theta22", 0.00465327468), "the slope of its neighbour in the column"),
        (("theta22", 0.0793622502), "the weight of the second layer"),
        (("theta12", 0.00465327468), "the weight whose line is wrong"),
    ),
    accepted=(
        (["theta22", 0.005119], "a list, four digits"),
        (("Theta22", 0.00511891), "a capital"),
        (("theta22", 0.005118914881049), "many digits"),
    ),
)
