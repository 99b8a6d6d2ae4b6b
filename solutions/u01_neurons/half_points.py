"""What the weight and the bias do to a sigmoid."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Golden
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.formula_recipes import formula
from autograder.exercise.layer_recipes import arrays_in

# %% [markdown]
# ## What a bias does
#
# One slide draws $\sigma(w_0 x + w_1 \cdot 1.0)$ for several weights. With $w_1 = 0$ the curve goes through one half at
# 0, and $w_0$ makes it flat or steep: at $x = 5$ it is 0.924 for $w_0 = 0.5$, 0.9933 for 1, 0.99995 for 2. With
# $w_1 = -5$ and $w_0 = 1$ the whole curve moves to the right, with $w_1 = 5$ to the left. So the weight decides how
# sharply the neuron decides, and both together decide *where*.


@exercise(
    points=1,
    minutes=4,
    difficulty=1,
    core=False,
    source="S1-08",
    hints=(
        "The sigmoid is one half at exactly one argument.",
        "Set w0 x + w1 to 0 and solve for x.",
        "Divide the bias by the weight, with a minus sign.",
    ),
    **arrays_in(
        form="one number",
        shape=(call("half_point", 1.0, -5.0), call("half_point", 2, 3)),
        known=(
            golden(call("half_point", 1.0, -5.0), 5.0, label="the slide's curve on the right"),
            golden(call("half_point", 1.0, 5.0), -5.0, label="the slide's curve on the left"),
            golden(call("half_point", -2.0, 3.0), 1.5, label="a falling one"),
        ),
        then=call("half_point", 0.5, 0.25),
        label="other weights",
        hidden=(
            call("half_point", 0.37, 1.91),
            call("half_point", -4.3, -0.7),
            call("half_point", 2, 3),
            call("half_point", 2.5, 0.0),
            call("half_point", 0.001, 3.7),
        ),
        extra_hidden=(formula("half_point", {"w0": 1.5, "w1": -0.4}),),
    ),
)
def half_point(w0: float, w1: float) -> float:
    r"""Where the sigmoid neuron $\sigma(w_0 x + w_1)$ is exactly one half.

    Args:
        w0: weight, not 0; whole numbers may come in.
        w1: bias.

    Returns:
        The input x, one number.
    """
    return w1 / -w0


@wrong(half_point, "without the minus sign")
def _(w0, w1):
    return w1 / w0


@wrong(half_point, "upside down")
def _(w0, w1):
    return -w0 / w1 if w1 else 0.0


@wrong(half_point, "as if the weight were 1")
def _(w0, w1):
    return -w1


@wrong(half_point, "a product")
def _(w0, w1):
    return -w1 * w0


@wrong(half_point, "the whole number below")
def _(w0, w1):
    return -w1 // w0


@wrong(half_point, "where the sum is one half")
def _(w0, w1):
    return (0.5 - w1) / w0


@wrong(half_point, "the distance from 0")
def _(w0, w1):
    return abs(w1 / w0)


@wrong(half_point, "the value there")
def _(w0, w1):
    return 1 / (1 + np.exp(-(w0 * (-w1 / w0) + w1)))


@accepted(half_point, "the minus sign in front")
def _(w0, w1):
    return -w1 / w0


@accepted(half_point, "the root of a polynomial")
def _(w0, w1):
    return float(np.roots([w0, w1])[0])


@accepted(half_point, "a linear system of one equation")
def _(w0, w1):
    return np.linalg.solve(np.array([[float(w0)]]), np.array([-float(w1)]))[0]


@accepted(half_point, "NumPy's division")
def _(w0, w1):
    return np.divide(np.negative(w1), w0)


# %% [markdown]
# Now the other way round. You want a neuron that says one half at a given place, and is as steep there as you like. The
# slope of $\sigma(w_0 x + w_1)$ at its half point is $w_0/4$, since $\sigma' = \sigma(1 - \sigma)$ is a quarter there.


@exercise(
    points=2,
    minutes=6,
    difficulty=2,
    core=False,
    source="S1-08",
    needs=("half_point",),
    hints=(
        "Two wishes, two numbers: the slope gives one of them, the place then gives the other.",
        "The slope at the half point is w0/4, and the half point is where w0 x0 + w1 = 0.",
        "The weight is four slopes; the bias is minus the weight times x0.",
    ),
    **arrays_in(
        form="a pair of numbers",
        shape=(call("shift_and_scale", 5.0, 0.25), call("shift_and_scale", -1, 2)),
        names=("w0", "w1"),
        known=(
            golden(
                call("shift_and_scale", 5.0, 0.25),
                (1.0, -5.0),
                label="the slide's curve on the right",
                names=("w0", "w1"),
            ),
            Golden(
                label="a flat one, a falling one",
                weight=2,
                names=("w0", "w1"),
                at=(call("shift_and_scale", 1.5, 0.125), call("shift_and_scale", 2.5, -0.75)),
            ),
        ),
        then=call("shift_and_scale", 0.5, 0.5),
        label="other places and slopes",
        hidden=(
            call("shift_and_scale", -3.7, 0.41),
            call("shift_and_scale", -1, 2),
            call("shift_and_scale", 0.0, 1.3),
            call("shift_and_scale", -0.23, -7.7),
        ),
        extra_hidden=(
            formula("shift_and_scale", {"x0": 1.5, "slope": 0.4}, parts={"[0]": "w0", "[1]": "w1"}),
        ),
    ),
)
def shift_and_scale(x0: float, slope: float) -> tuple[float, float]:
    r"""Weight and bias of the sigmoid neuron $\sigma(w_0 x + w_1)$ with a given half point and slope.

    Args:
        x0: where the neuron is one half.
        slope: derivative of its output with respect to x there, not 0.

    Returns:
        The pair (w0, w1).

    Example:
        >>> w0, w1 = shift_and_scale(0.5, 1.0)
        >>> print(w0, w1)
        4.0 -2.0
    """
    w0 = 4.0 * slope
    return w0, -x0 * w0


@wrong(shift_and_scale, "the slope as the weight")
def _(x0, slope):
    return slope, -slope * x0


@wrong(shift_and_scale, "a quarter of the slope")
def _(x0, slope):
    return slope / 4, -slope / 4 * x0


@wrong(shift_and_scale, "moves the wrong way")
def _(x0, slope):
    return 4 * slope, 4 * slope * x0


@wrong(shift_and_scale, "the bias forgets the weight")
def _(x0, slope):
    return 4 * slope, -x0


@wrong(shift_and_scale, "the bias takes the slope, not the weight")
def _(x0, slope):
    return 4 * slope, -slope * x0


@wrong(shift_and_scale, "the pair the other way round")
def _(x0, slope):
    return -4 * slope * x0, 4 * slope


@wrong(shift_and_scale, "never falls")
def _(x0, slope):
    return abs(4 * slope), -abs(4 * slope) * x0


@wrong(shift_and_scale, "a list")
def _(x0, slope):
    return [4.0 * slope, -4.0 * slope * x0]


@wrong(shift_and_scale, "the place divided by the weight")
def _(x0, slope):
    return 4 * slope, -x0 / (4 * slope)


@accepted(shift_and_scale, "divided by the slope of the sigmoid at 0")
def _(x0, slope):
    quarter = 0.5 * (1 - 0.5)
    w0 = slope / quarter
    return w0, -(w0 * x0)


@accepted(shift_and_scale, "a linear system of two equations")
def _(x0, slope):
    w0, w1 = np.linalg.solve(np.array([[0.25, 0.0], [float(x0), 1.0]]), np.array([float(slope), 0.0]))
    return w0, w1


@accepted(shift_and_scale, "in one line")
def _(x0, slope):
    return 4 * slope, -4 * x0 * slope


@accepted(shift_and_scale, "a row of numbers, taken apart")
def _(x0, slope):
    pair = np.array([1.0, -x0]) * slope * 4
    return pair[0], pair[1]
