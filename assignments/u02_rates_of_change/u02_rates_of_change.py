# gradmark: u02_rates_of_change 0.1.0
r"""Rates of change

How fast does the loss change when a weight moves? Training a network is asking that again and again.

A derivative is a **rate**: one quantity divided by another, kilometres per hour, loss per unit of weight. An
integral is an **accumulation**: a rate times an amount, added up, kilometres per hour times hours. This unit makes
both into programs. You start with a slope through two points, let the points come together, find out what float64
allows, and end with `numerical_gradient` and `gradient_error`: the two functions with which people check every
backward pass they write, and with which you will check yours.

$$f'(x) = \lim_{h \to 0} \frac{f(x + h) - f(x)}{h}, \qquad \int_a^b f(x)\,dx = \lim_{n \to \infty} \sum_{i=1}^{n} f(x_i)\,\Delta x$$

Formulas on paper come along: the rules of differentiation, a few limits, areas and volumes. Some numbers on the
slides are wrong here, too, and one figure cannot be drawn at all; you will find out which.

Names: `f` is a function that you are handed and may call, `h` or `dx` a step, `grad` a gradient. Results are
float64, and no function changes its arguments. Typed formulas are texts such as `"2*x + 1"`; `^`, `2x` and `sqrt`
are understood. Between two letters write `*` or a space: `xy` would be one name.

Check your work: `pytest` or `gradmark check` in this folder.
"""


import math
import numpy as np


# %% [markdown]
# ## Rate or accumulation?
#
# Speed in km/h, pay in dollars per hour, data in Mbit per second: whenever something is measured as one thing *per*
# another, it is a rate, and a rate is a derivative, with the unit of the quotient: $[dy/dx] = [y]/[x]$ (S0-04).
#
# An integral goes the other way. It multiplies the rate with a small amount, adds up, and so has the unit of the
# *product*: speed in km/h, integrated over hours, is a distance in km,
#
# $$\int \underbrace{v}_{\text{km/h}}\ \underbrace{dt}_{\text{h}} \quad\text{is in km.}$$
#
# Areas and volumes are accumulations too: a width, collected along a length.


# rate_or_accumulation: 2 points, about 6 minutes, extra (S0-04, S0-12 (E04))
#
# Is each of these eight a `"rate"` or an `"accumulation"`, and what is its unit?
#
# 1. how fast a car is going
# 2. how far it went in an afternoon, from its speed in km/h at each moment
# 3. what a job pays, in USD, for each hour
# 4. what it paid in a year, from the pay at each moment
# 5. how fast an internet connection is
# 6. how much water is in a cup, from the flow of the tap (in l/min) at each moment
# 7. the energy that a kettle used, from its power (in kW) at each moment
# 8. how much a loss (a plain number) changes when a weight (in kg, say) changes
#
# Take the units from this list, letter by letter: `km`, `h`, `km/h`, `km*h`, `USD`, `USD/h`, `USD*h`, `Mbit`,
# `Mbit/s`, `s/Mbit`, `l`, `l/min`, `l*min`, `kW`, `kWh`, `kW/h`, `kg`, `1/kg`.
#
# The form is `rate_or_accumulation = (("rate", "h"), ("rate", "h"), ...)`, eight pairs in this order.
rate_or_accumulation = None
# YOUR CODE HERE


# %% [markdown]
# ## Fix the slide: a speed that is an integral
#
# A slide on integrals counts two of them with the areas: "How fast is your car going? (distance / time)" and "How much
# are you paid per hour/year?", and ends with "anytime a non-discrete measurement is represented as (thing1 / thing2)".
# The slide on derivatives before it has the same two examples and the same words. They can't both be right, and the
# units tell which one is.


# speed_claim: 1 point, about 4 minutes, extra (S0-12 (E04))
#
# A car goes 90 km/h for 20 minutes and then 60 km/h for 45 minutes. What is the speed itself, a `"rate"` or an
# `"accumulation"`? And what is the integral of the speed over these 65 minutes: its value, with time in hours, and
# its unit?
#
# The form is `speed_claim = ("accumulation", 12.5, "h/km")`, with the right word, number and unit.
speed_claim = None
# YOUR CODE HERE


# %% [markdown]
# ## The slope through two points
#
# Everything begins with a triangle: go from one point to another, and divide how far you went up by how far you went
# to the right,
#
# $$m = \frac{y_2 - y_1}{x_2 - x_1}$$
#
# A train is at kilometre 30 at two o'clock and at kilometre 210 at half past three: $180/1.5 = 120$ km/h. Which of the
# two points comes first does not matter, since both differences turn their sign. What does matter is that there is a
# difference: two points above each other have no slope, and a function that quietly returns `inf` there hands its
# trouble to whoever comes next.


# slope: 2 points, about 6 minutes (S0-05)
def slope(p: np.ndarray, q: np.ndarray) -> float:
    r"""Slope of the line through two points, $m = (y_2 - y_1)/(x_2 - x_1)$.

    Args:
        p: the point $(x_1, y_1)$, shape (2,), perhaps of whole numbers.
        q: the point $(x_2, y_2)$, shape (2,).

    Returns:
        The slope, one number.

    Raises:
        ValueError: the two points have exactly the same x.

    Example:
        >>> print(slope(np.array([0.0, 1.0]), np.array([2.0, 4.0])))
        1.5
    """
    # YOUR CODE HERE
    raise NotImplementedError("slope")


# %% [markdown]
# ## The points come together
#
# Put the second point at $x + h$ and let $h$ shrink: the line through two points becomes the tangent, its slope the
# derivative,
#
# $$f'(x) = \lim_{h \to 0} \frac{f(x + h) - f(x)}{h}$$
#
# A program has no limit, but it has small numbers. Leave the limit out and call $h$ a *step*: that is the forward
# difference. For $f(x) = x^2$ one can see what the missing limit costs,
#
# $$\frac{(x + h)^2 - x^2}{h} = 2x + h,$$
#
# exactly $h$ too much, whatever $x$ is. An error that goes with $h$ itself is called *first order*: ten times smaller
# steps, ten times better.
#
# Write it for a function that works on arrays, so that one call differentiates at many points. Nothing about it needs
# a loop: `f(x + h)` is right for a number and for an array of any shape.


# forward_difference: 3 points, about 12 minutes (S0-06, S0-07, S0-08, S0-09)
def forward_difference(f, x: np.ndarray, h: float = 1e-8) -> np.ndarray:
    r"""Forward difference $\bigl(f(x + h) - f(x)\bigr)/h$, entry by entry.

    Args:
        f: a function of one variable; what it accepts as a number or an array, it answers in the same shape.
        x: where, a number or an array of any shape that f accepts; whole numbers may come in.
        h: the step, exactly the distance between the two points.

    Returns:
        The quotient in float64, same shape as `x`.

    Example:
        >>> forward_difference(lambda x: x**2, np.array([1.0, -3.0]), h=0.5)
        array([ 2.5, -5.5])
    """
    # YOUR CODE HERE
    raise NotImplementedError("forward_difference")


# %% [markdown]
# ## Limits on paper
#
# What is left of a difference quotient when the step is gone? First cancel the $h$ in the denominator, then set it to
# 0; the other way round there is only $0/0$. For $x^2$ you have seen the quotient, $2x + h$.
#
# Your answers are formulas in a text, without `h`. Do the limit yourself: `limit(...)` and `diff(...)` are refused.


# limit_square: 1 point, about 2 minutes, extra (S0-06)
#
# The limit of $\dfrac{f(x + h) - f(x)}{h}$ for $h \to 0$ and $f(x) = x^2$, in the letter `x`.
limit_square = None
# YOUR CODE HERE


# limit_exp: 1 point, about 3 minutes, extra (S0-06)
#
# The limit of the same quotient for $f(x) = e^x$, in the letter `x`. You may use that $(e^h - 1)/h \to 1$.
limit_exp = None
# YOUR CODE HERE


# limit_reciprocal: 1 point, about 4 minutes, extra (S0-06)
#
# The limit of the same quotient for $f(x) = 1/x$, in the letter `x`.
limit_reciprocal = None
# YOUR CODE HERE


# %% [markdown]
# ## The other way to write it
#
# A slide gives a second definition: take a second point $x$, and let it come to $a$,
#
# $$f'(a) = \lim_{x \to a} \frac{f(x) - f(a)}{x - a}$$
#
# With $x = a + h$ it is the same thing. For powers it is even easier, since $x - a$ is a factor of $x^3 - a^3$.


# limit_cube: 1 point, about 3 minutes, extra (S0-07)
#
# The limit of $\dfrac{x^3 - a^3}{x - a}$ for $x \to a$, in the letter `a`.
limit_cube = None
# YOUR CODE HERE


# %% [markdown]
# ## Rules instead of limits
#
# Nobody takes limits twice. Three rules carry over from the quotient to all sums, products and fractions:
#
# $$(x^n)' = n\,x^{n-1}, \qquad (uv)' = u'v + uv', \qquad \Bigl(\frac{u}{v}\Bigr)' = \frac{u'v - uv'}{v^2}$$
#
# A wrong answer here is told with its likely cause: the machine knows the usual slips too.


# d_power: 1 point, about 2 minutes, extra (S0-06, S0-07)
#
# The derivative of $x^n$ with respect to $x$, for $x > 0$ and a constant `n`, in the letters `x` and `n`.
d_power = None
# YOUR CODE HERE


# d_product: 1 point, about 2 minutes, extra (S0-06)
#
# The derivative of $x\,e^x$ with respect to $x$.
d_product = None
# YOUR CODE HERE


# d_quotient: 1 point, about 4 minutes, extra (S0-06)
#
# The derivative of $\dfrac{x}{1 + x^2}$ with respect to $x$.
d_quotient = None
# YOUR CODE HERE


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


# d_chain: 1 point, about 3 minutes (S0-06, S0-07)
#
# The derivative of $(3x + 1)^4$ with respect to $x$.
d_chain = None
# YOUR CODE HERE


# d_exp_chain: 1 point, about 3 minutes, extra (S0-06, S0-22)
#
# The derivative of $e^{-x^2/2}$ with respect to $x$.
d_exp_chain = None
# YOUR CODE HERE


# d_log_chain: 1 point, about 3 minutes, extra (S0-06)
#
# The derivative of $\ln(1 + e^x)$ with respect to $x$, in any form.
d_log_chain = None
# YOUR CODE HERE


# %% [markdown]
# ## Both sides
#
# Look at both neighbours at the same distance:
#
# $$f'(x) \approx \frac{f(x + h) - f(x - h)}{2h}$$
#
# For $x^2$ this is exactly $2x$: what the right point has too much, the left one has too little. For $x^3$ it is
# $3x^2 + h^2$. An error that goes with $h^2$ is *second order*: ten times smaller steps, a hundred times better, at
# the price of the same two evaluations.
#
# A slide shows only one formula and says "this is the only finite-difference approximation we will use". There are at
# least two, and the difference between them is about a factor of 300 in accuracy, as you will measure.


# central_difference: 3 points, about 10 minutes (S0-08, S0-09 (E03))
def central_difference(f, x: np.ndarray, h: float = 1e-5) -> np.ndarray:
    r"""Central difference $\bigl(f(x + h) - f(x - h)\bigr)/(2h)$, entry by entry.

    Args:
        f: a function of one variable; what it accepts as a number or an array, it answers in the same shape.
        x: where, a number or an array of any shape that f accepts; whole numbers may come in.
        h: the distance from `x` to each of the two points.

    Returns:
        The quotient in float64, same shape as `x`.

    Example:
        >>> central_difference(lambda x: x**3, np.array([1.0, -3.0]), h=0.5)
        array([ 3.25, 27.25])
    """
    # YOUR CODE HERE
    raise NotImplementedError("central_difference")


# %% [markdown]
# ## Samples
#
# Measurements do not come as a function that you may call anywhere; they come as a row of numbers, one every
# $\Delta x$. The slide's formula is meant for them:
#
# $$\frac{df_{1.5}}{dx} \approx \frac{f_2 - f_1}{\Delta x}, \qquad \text{"second-order accurate"}$$
#
# Mind the index: the slope through samples 1 and 2 belongs to the place *between* them. A position each second,
# $0, 3, 8, 15$, gives the speeds $3, 5, 7$ at the seconds $0.5, 1.5, 2.5$.


# midpoint_slopes: 2 points, about 6 minutes, extra (S0-08)
def midpoint_slopes(samples: np.ndarray, dx: float) -> np.ndarray:
    r"""Slopes between neighbouring samples, $(f_{k+1} - f_k)/\Delta x$: the derivative at the midpoints.

    Args:
        samples: the values $f_1, \dots, f_n$ at equal distances, shape (n,), n at least 1; whole numbers may come in.
        dx: the distance $\Delta x$ between neighbours.

    Returns:
        Float64 array of shape (n - 1,); one sample alone has no slope, an array without entries.

    Example:
        >>> midpoint_slopes(np.array([1.0, 2.0, 5.0]), 0.5)
        array([2., 6.])
    """
    # YOUR CODE HERE
    raise NotImplementedError("midpoint_slopes")


# %% [markdown]
# ## Second-order accurate: where?
#
# Is the slide's remark right? It is, as labelled: at the midpoint. Read the same number as the derivative at $x_1$,
# and it is the forward difference, first order. This can be measured. Take $f(x) = e^x$, $x_1 = 1$, once with
# $\Delta x = 0.1$ and once with $0.05$, and look at how many times smaller the error gets when the distance is halved:
# about 2 for first order, about 4 for second (E03).


# midpoint_claim: 2 points, about 6 minutes, extra (S0-08 (E03))
#
# For $e^x$ and $x_1 = 1$, call $E(\Delta x)$ the distance between $(f_2 - f_1)/\Delta x$ and the true derivative.
# Give the order and the measured ratio $E(0.1)/E(0.05)$, to at least three digits, first for the derivative at the
# midpoint $x_1 + \Delta x/2$ (which moves along with $\Delta x$), then for the derivative at $x_1$.
#
# The form is `midpoint_claim = ("third", 8.12, "fourth", 16.3)`, with the right words and numbers.
midpoint_claim = None
# YOUR CODE HERE


# %% [markdown]
# ## How small is small enough?
#
# On paper the step goes to 0. In float64 it must not: $f(x + h)$ and $f(x)$ are both rounded in their 16th digit, and
# when they are almost equal, that rounding is most of what their difference shows; divided by a small $h$ it grows.
# So there are two errors: the one of the formula, which goes with $h$ or $h^2$, and the one of rounding, which goes
# with $1/h$. Somewhere between lies the best step.
#
# One point proves nothing here, since rounding is luck: for the central difference at $x = 1$ alone, two steps a hundred
# times apart do equally well. Average over many points, and the answer is stable.


# best_step: 3 points, about 15 minutes (S0-09)
def best_step(scheme: str) -> float:
    r"""Find the step with which a difference quotient is most accurate, by experiment.

    Differentiate $e^x$ at 41 equally spaced points from $-2$ to $2$ (both included) with each step $10^{-1}, 10^{-2},
    \dots, 10^{-12}$, and take the step whose mean absolute error over the 41 points is smallest.

    Args:
        scheme: "forward" for forward_difference, "central" for central_difference.

    Returns:
        The best step itself (a power of ten, not its exponent), one number.

    Raises:
        ValueError: `scheme` is neither of the two.

    The visible check can only look at the form: the two numbers are yours to find.
    """
    # YOUR CODE HERE
    raise NotImplementedError("best_step")


# %% [markdown]
# ## The bell curve
#
# The first weights of a network are drawn at random, most often from the normal distribution. Its density is the bell
# of the exercise `d_exp_chain`, moved to the mean $\mu$, stretched by the standard deviation $\sigma$, and scaled so
# that the area below it is 1:
#
# $$\varphi(x) = \frac{1}{\sigma\sqrt{2\pi}}\; e^{-\frac{(x - \mu)^2}{2\sigma^2}}$$
#
# The standard one, with $\mu = 0$ and $\sigma = 1$, is $0.3989$ at its top.


# normal_pdf: 2 points, about 7 minutes, extra (S0-22)
def normal_pdf(x: np.ndarray, mu: float = 0.0, sigma: float = 1.0) -> np.ndarray:
    r"""Density of the normal distribution at each entry of x, by the formula above.

    Args:
        x: a number or an array of any shape; whole numbers may come in.
        mu: the mean.
        sigma: the standard deviation, greater than 0.

    Returns:
        Density in float64, same shape as `x`.

    Example:
        >>> normal_pdf(np.array([5.0, 7.0]), mu=5.0, sigma=2.0)
        array([0.19947114, 0.12098536])
    """
    # YOUR CODE HERE
    raise NotImplementedError("normal_pdf")


# %% [markdown]
# ## Its slope
#
# The density rises up to the mean and falls after it. The chain rule says how fast; the inner derivative has the sign.
# You now have two ways to check such a result yourself: `central_difference(normal_pdf, x)`, and your formula
# `d_exp_chain`.


# normal_pdf_grad: 2 points, about 7 minutes, extra (S0-22)
def normal_pdf_grad(x: np.ndarray, mu: float = 0.0, sigma: float = 1.0) -> np.ndarray:
    r"""Derivative of the normal density with respect to x, $\varphi'(x)$, entry by entry.

    Args:
        x: a number or an array of any shape; whole numbers may come in.
        mu: the mean.
        sigma: the standard deviation, greater than 0.

    Returns:
        Derivative in float64, same shape as `x`.

    Example:
        >>> abs(normal_pdf_grad(np.array([7.0]), mu=7.0, sigma=2.0))  # level at the top
        array([0.])
    """
    # YOUR CODE HERE
    raise NotImplementedError("normal_pdf_grad")


# %% [markdown]
# ## Counting squares
#
# The slide draws a curve on squared paper and says: "Area = 6 squares. Just count them!" That is not a joke, that is
# the definition. Cut the interval into $n$ strips of width $\Delta x$, take each strip for a rectangle, add them up
# (S0-11):
#
# $$\int_a^b f(x)\,dx = \lim_{n \to \infty} \sum f(x_i)\,\Delta x$$
#
# How high is a rectangle? As high as the curve at the strip's *left* end, at its *right* end, or in its *middle*; and a
# *trapezoid* goes straight from one end of the curve to the other, which is the mean of left and right. For $x^2$ from
# 0 to 1, where the integral is $1/3$:
#
# | strips | left | midpoint | trapezoid |
# |---|---|---|---|
# | 10 | 0.285 | 0.3325 | 0.335 |
# | 100 | 0.32835 | 0.333325 | 0.33335 |
#
# Ten times as many strips make the first error ten times smaller and the other two a hundred times: first and second
# order again. In the middle is better than at the end, just as for slopes. And the midpoint rule, which looks cruder
# than the trapezoids, has half their error.


# riemann: 3 points, about 15 minutes (S0-11, S0-13)
def riemann(f, a: float, b: float, n: int, rule: str) -> float:
    r"""Approximate $\int_a^b f(x)\,dx$ by $n$ strips of equal width.

    Args:
        f: a function of one variable that works on numbers and, entry by entry, on arrays.
        a: where to begin.
        b: where to end; $b < a$ is allowed and turns the sign, as for integrals.
        n: number of strips, at least 1.
        rule: "left", "right", "midpoint" or "trapezoid".

    Returns:
        The sum, one number.

    Raises:
        ValueError: `rule` is none of the four.

    Example:
        >>> print(riemann(lambda x: 2 * x, 0.0, 4.0, 2, "left"))
        8.0
    """
    # YOUR CODE HERE
    raise NotImplementedError("riemann")


# %% [markdown]
# ## Two operations that undo each other
#
# Let the area under a curve grow from $a$ to $x$ and call it $F(x)$. How fast does it grow? A little step $h$ to the
# right adds a strip as wide as $h$ and as high as $f(x)$, so per step it is $f(x)$ itself:
#
# $$\frac{d}{dx} \int_a^x f(t)\,dt = f(x)$$
#
# This is the fundamental theorem of calculus, and you have both halves of it as programs. Put one into the other. That
# is how the distance covered and the speedometer fit together, and why the slide could mistake one for the other.


# antiderivative_slope: 2 points, about 8 minutes, extra (S0-14)
def antiderivative_slope(f, a: float, x: float, n: int = 1000, h: float = 1e-3) -> float:
    r"""Slope at x of the area $F(x) = \int_a^x f(t)\,dt$, both worked out numerically.

    $F$ is the midpoint sum with `n` strips from `a` to its argument (`n` strips each time, however far that is); its
    slope is the central difference with step `h`.

    Args:
        f: a function of one variable that works on numbers and, entry by entry, on arrays.
        a: where the area begins.
        x: where its slope is asked for; may be left of `a`.
        n: number of strips.
        h: step of the central difference.

    Returns:
        The slope, one number, close to $f(x)$.

    Example:
        >>> print(antiderivative_slope(lambda t: 2 * t, 1.0, 3.0, n=4, h=0.5))
        6.0
    """
    # YOUR CODE HERE
    raise NotImplementedError("antiderivative_slope")


# %% [markdown]
# ## Areas and volumes
#
# The slides bring a reference sheet of areas and volumes, as integrals that somebody has already done. They are also
# derivatives that one can see. Let a cube grow by a thin layer: on three of its faces (the other three stay at the
# axes) the layer adds three times $a^2$, and indeed $dV/da = 3a^2$, half the surface. Let a can grow in radius, and it
# gains its mantle: $dV/dr = 2\pi r h$.
#
# Take $\pi$ from `math` (or NumPy), not 3.14 from memory: the sheet computes with 3.14, and gives a can of radius 5
# and height 10 an area of 471 and a volume of 785. They are 471.24 and 785.40.


# cube: 1 point, about 3 minutes, extra (S0-15)
def cube(a: float) -> tuple[float, float]:
    r"""Surface area and volume of a cube with edge a.

    Args:
        a: length of an edge.

    Returns:
        The pair (area, volume).

    Example:
        >>> print(cube(2.0))
        (24.0, 8.0)
    """
    # YOUR CODE HERE
    raise NotImplementedError("cube")


# cylinder: 1 point, about 4 minutes, extra (S0-20)
def cylinder(r: float, h: float) -> tuple[float, float]:
    r"""Surface area (with both ends) and volume of a cylinder.

    Args:
        r: radius.
        h: height.

    Returns:
        The pair (area, volume).

    Example:
        >>> area, volume = cylinder(1.0, 1.0)
        >>> print(round(area, 4), round(volume, 4))
        12.5664 3.1416
    """
    # YOUR CODE HERE
    raise NotImplementedError("cylinder")


# %% [markdown]
# ## Fix the slide: one ball, two values of pi
#
# For a sphere of radius 4.5 the sheet gives, with "$\pi = 3.14$", an area of 254.5 and a volume of 381.5. Compute both
# with 3.14, and you get 254.34 and 381.51. With the true $\pi$ they are 254.469 and 381.704. So the area was computed
# with one $\pi$, the volume with another, and the volume is wrong in the fourth digit (E08).
#
# A network has thousands of such numbers, and an error in the fourth digit hides well. Write the function once, and
# let `math` supply $\pi$.
#
# The sphere also shows a derivative that one can hold in one's hand: paint it, and the paint's volume is area times
# thickness. So $dV/dr$ is the area. Try `central_difference(lambda r: sphere(r)[1], 4.5)` when you are done.


# sphere: 1 point, about 4 minutes, extra (S0-19 (E08))
def sphere(r: float) -> tuple[float, float]:
    r"""Surface area and volume of a sphere.

    Args:
        r: radius.

    Returns:
        The pair (area, volume), with $dV/dr$ = area.

    Example:
        >>> area, volume = sphere(1.0)
        >>> print(round(area, 4), round(volume, 4))
        12.5664 4.1888
    """
    # YOUR CODE HERE
    raise NotImplementedError("sphere")


# %% [markdown]
# ## A stretched circle
#
# Stretch a circle in one direction and its area is stretched with it: $\pi r^2$ becomes $\pi a b$. The sheet's ellipse
# with 6 and 4 has 75.36 there, with 3.14 again.


# ellipse_area: 1 point, about 2 minutes, extra (S0-20)
def ellipse_area(a: float, b: float) -> float:
    r"""Area of an ellipse.

    Args:
        a: one half axis (from the centre to the edge).
        b: the other half axis.

    Returns:
        The area, one number.

    Example:
        >>> print(round(ellipse_area(2.0, 0.5), 4))
        3.1416
    """
    # YOUR CODE HERE
    raise NotImplementedError("ellipse_area")


# %% [markdown]
# ## Fix the slide: a hexagon that can't be drawn
#
# The sheet's regular polygon has $n = 6$ sides of $s = 5$ cm, an *apothem* (the distance from the centre to the middle
# of a side) of $a = 15$ cm, and so an area of $\tfrac12 n s a = 225$ cm². The arithmetic is right. The figure is not: a
# regular hexagon with sides of 5 cm fits into a circle of radius 5 cm, so nothing in it is 15 cm from the centre.
# Whoever has chosen $n$ and $s$ has no apothem left to choose (E05). Cut the polygon into $n$ equal triangles from the
# centre: in half of such a triangle, the angle at the centre is $\pi/n$, and the opposite side is $s/2$.
#
# With more and more sides the polygon becomes a circle: a limit once more. The sheet also says of regular polyhedra
# that "there is no simple generic formula" for the volume. There is: cut them into pyramids from the centre, and it is a third
# of the surface times the radius of the inner sphere; the sheet's dodecahedron with faces of 200 cm² has edges of
# 10.78 cm and 9605 cm³ (E09).


# regular_polygon_area: 2 points, about 8 minutes, extra (S0-18 (E05, E09))
def regular_polygon_area(n: int, s: float) -> float:
    r"""Area of the regular polygon with n sides of length s.

    Args:
        n: number of sides, at least 3.
        s: length of each side.

    Returns:
        The area, one number.

    Example:
        >>> print(round(regular_polygon_area(4, 3.0), 6))
        9.0
    """
    # YOUR CODE HERE
    raise NotImplementedError("regular_polygon_area")


# %% [markdown]
# ## Could it be built?
#
# The sheet's prism has a base of 20 cm² and a mantle (the lateral area) of 60 cm² on the area slide, and a height of
# 5 cm on the volume slide. Each example is right by itself. Can it be one prism? The mantle of an upright prism is its
# height times the way around the base, so that way is $60/5 = 12$ cm. And of all shapes with the same way around, the
# circle is the largest: what has a perimeter $P$ encloses at most
#
# $$\frac{P^2}{4\pi},$$
#
# here 11.46 cm², not 20 (E06). The bound is the *isoperimetric inequality*. Any base below it can be built, so it
# decides the question.


# prism_exists: 2 points, about 8 minutes, extra (S0-16, S0-17 (E06))
def prism_exists(base_area: float, lateral_area: float, height: float) -> bool:
    r"""Tell whether an upright prism (with a base of any shape, a circle too) has these three measures.

    Args:
        base_area: area of the base.
        lateral_area: area of all sides together, without the two bases.
        height: distance of the two bases.

    Returns:
        True when some base shape makes it possible, else False. Within one per cent of the bound nothing is asked.

    Example:
        >>> print(prism_exists(1.0, 4.0, 1.0))
        True
    """
    # YOUR CODE HERE
    raise NotImplementedError("prism_exists")


# %% [markdown]
# The sheet's pyramid is no better: base 16 cm², mantle 60 cm², height 9 cm. Whatever its base is, each side triangle is
# at least as high as the pyramid, so the mantle is at least half the perimeter times 9, which is more than 63 cm² even
# for a circle (E07).


# pyramid_claim: 1 point, about 5 minutes, extra (S0-17 (E07))
#
# Can the sheet's pyramid (base 16, mantle 60, height 9) have a square base, with its top above the middle? And which
# mantle does the pyramid with that base and that height really have, to at least four digits?
#
# The form is `pyramid_claim = ("yes", 12.34)`, with "yes" or "no" and the right number.
pyramid_claim = None
# YOUR CODE HERE


# %% [markdown]
# ## Many variables
#
# The digit network of the last deck has a loss that depends on 13,002 numbers. How fast does it change? That depends on
# which of them you move. So there are as many derivatives as variables, one for each while all others are held still:
# the *partial* derivatives. Together they are the *gradient*,
#
# $$\nabla f(x, y, z) = \langle f_x,\ f_y,\ f_z \rangle$$
#
# Take $f(x, y, z) = x^2 y + yz$. To differentiate with respect to one letter, read the others as numbers. Your program
# in the next section will differentiate the same function, so you can check both against each other: at $(1, 2, 3)$ two
# of the three are 4.


# d_fx: 1 point, about 2 minutes, extra (S4-15)
#
# $f_x$, the partial derivative of $f = x^2 y + yz$ with respect to $x$, in the letters `x`, `y` and `z`.
d_fx = None
# YOUR CODE HERE


# d_fy: 1 point, about 2 minutes, extra (S4-15)
#
# $f_y$ of the same function.
d_fy = None
# YOUR CODE HERE


# d_fz: 1 point, about 2 minutes, extra (S4-15)
#
# $f_z$ of the same function.
d_fz = None
# YOUR CODE HERE


# %% [markdown]
# ## The gradient by program
#
# A program can hold all variables still but one: make a copy, move one entry to both sides, look at the difference, put
# the entry back, go on to the next:
#
# $$\frac{\partial f}{\partial x_i} \approx \frac{f(x + h e_i) - f(x - h e_i)}{2h}, \qquad e_i = (0, \dots, 0, 1, 0, \dots, 0)$$
#
# It does not matter whether the entries lie in a row or in a matrix: weights come as matrices, and so must their
# gradient. Three things go wrong easily. A program that moves the entries of the caller's own `x` leaves it moved when `f`
# raises an error. A copy of whole numbers holds whole numbers: there $1 + 10^{-5}$ is 1, and the gradient comes out as 0
# or as garbage. And an entry that is not put back spoils all that come after it.
#
# The price: two evaluations of $f$ for each entry. For 13,002 weights that is 26,004 forward passes for a single
# gradient, which is why nobody trains this way, and why backpropagation matters. For *checking* a gradient it is
# the best there is.


# numerical_gradient: 4 points, about 20 minutes (S0-10, S4-15)
def numerical_gradient(f, x: np.ndarray, h: float = 1e-5) -> np.ndarray:
    r"""Gradient of f at x by central differences, one entry after the other.

    Args:
        f: a function of an array of x's shape that returns one number; it is called with float64 entries.
        x: where, an array of any shape or a single number, perhaps of whole numbers. It is not changed, not even while
            `f` runs.
        h: distance from each entry to its two neighbours.

    Returns:
        Gradient in float64, same shape as `x`.

    Example:
        >>> numerical_gradient(lambda x: x[0] * x[1], np.array([3, 5]), h=0.5)
        array([5., 3.])
    """
    # YOUR CODE HERE
    raise NotImplementedError("numerical_gradient")


# %% [markdown]
# ## Is a gradient right?
#
# Somebody has worked out a gradient on paper and made a program of it: $a = \text{grad}(x)$. You have the numerical one, $n$.
# They never agree to the last digit, so how close is close? The distance alone says nothing: $10^{-6}$ is a lot between
# gradients of $10^{-5}$ and nothing between gradients of $1000$. Divide by their size:
#
# $$\text{error} = \frac{\lVert a - n \rVert}{\lVert a \rVert + \lVert n \rVert}$$
#
# This lies between 0 (equal) and 1 (opposite, or one of them zero). With $h = 10^{-5}$ a right gradient usually gets below
# $10^{-7}$; a forgotten factor 2 is a third, a wrong sign is 1. Keep this function: it tells you about every
# backward pass that you write in later units.
#
# No fixed limit is always fair: near a kink such as relu's at 0 even a right gradient fails, and where $f$ is a million
# and hardly moves, rounding alone can make $10^{-3}$. The grader of this course therefore estimates, entry by entry, how
# far its own numerical derivative can be trusted.


# gradient_error: 3 points, about 15 minutes (S0-10, S4-15)
def gradient_error(f, grad, x: np.ndarray, h: float = 1e-5) -> float:
    r"""Relative distance between a gradient and the numerical one, $\lVert a - n \rVert/(\lVert a \rVert + \lVert n \rVert)$.

    $a$ is `grad(x)`, $n$ the central differences of `f` at `x` with step `h`; the norms are 2-norms over all entries,
    the root of the sum of squares.

    Args:
        f: a function of an array of x's shape that returns one number.
        grad: a function that claims to be the gradient of `f`, in x's shape.
        x: where, an array of any shape or a single number, perhaps of whole numbers.
        h: step of the central differences.

    Returns:
        One number from 0 to 1; 0.0 when both gradients are zero.

    Example:
        >>> print(round(gradient_error(lambda x: 2.0 * x, lambda x: 6.0, 1.0), 6))
        0.5
    """
    # YOUR CODE HERE
    raise NotImplementedError("gradient_error")


# %% [markdown]
# ## Which way is up?
#
# A deck defines the gradient as "a vector that indicates the direction and magnitude in which the greatest possible
# increase is obtained". Take that apart. Move from $x$ a little way $t$ in a direction $u$ of length 1, and $f$ grows by
# $t\,\nabla f \cdot u = t\,\lVert \nabla f \rVert \cos \alpha$, with $\alpha$ the angle between both. That is largest for
# $\alpha = 0$: the direction of the gradient is the steepest way up, its length is how steep it is there, and the
# opposite direction is the steepest way down. Training goes there, step by step.
#
# The direction alone is the gradient divided by its length. At a flat point there is none, and a program should say so
# with zeros rather than with `nan`.


# steepest_direction: 2 points, about 6 minutes, extra (S1-20, S4-14)
def steepest_direction(grad: np.ndarray) -> np.ndarray:
    r"""Direction of steepest ascent: the vector of length 1 along the gradient.

    Args:
        grad: gradient, shape (n,), perhaps of whole numbers.

    Returns:
        Float64 array of shape (n,) with 2-norm 1; zeros, without a warning, when every entry of `grad` is 0.

    Example:
        >>> steepest_direction(np.array([0.0, 5.0]))
        array([0., 1.])
    """
    # YOUR CODE HERE
    raise NotImplementedError("steepest_direction")


# %% [markdown]
# ## Where it is flat
#
# "Everything is CALCULUS!", says the last deck, "finding maximum/minimum". At the bottom of a valley and on the top of a
# hill the slope is 0; which of the two it is, the second derivative knows: it is positive where the curve bends upwards.
#
# With one variable one can simply solve $f'(x) = 0$. With 13,002 nobody can, and one walks downhill instead, without
# knowing which of several valleys one will end in. This function has two.


# stationary_points: 2 points, about 6 minutes, extra (S4-09)
#
# All points where $f(x) = \dfrac{x^4}{4} - x^3 + x^2$ has the slope 0, in increasing order of $x$, each with its kind,
# `"min"` or `"max"`.
#
# The form is `stationary_points = [(-1.5, "max"), (7, "min")]`, a list of pairs, as many as there are.
stationary_points = None
# YOUR CODE HERE


# %% [markdown]
# ## In your own words
#
# You can now check a gradient. Say why anyone would want another way to get one.


# why_not_numerical: 2 points, about 8 minutes, marked by a person (S0-09, S0-10, S4-15)
#
# A colleague proposes to train a network of 13,002 weights with `numerical_gradient` and a step of $h = 10^{-15}$,
# "since smaller is more exact". Explain in a few sentences what is wrong with the step and what is wrong with the
# plan. What is `numerical_gradient` good for all the same?
#
# What the points are for:
#
# - 1 point: below some step rounding dominates, since almost equal float64 numbers are subtracted and the difference is divided by a small h; there is a best step, and it is not the smallest.
# - 1 point: two evaluations for each weight are some 26,000 forward passes per gradient, so this is for checking gradients at few points, not for training.
