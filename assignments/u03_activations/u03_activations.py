# gradmark: u03_activations 0.1.0
"""Activations and their derivatives

Without a bend between its layers a network of any depth is one linear map. The *activation* is that bend.

It takes the pre-activation $z$ of a unit (the weighted sum plus bias) and returns what the unit passes on.
This unit builds the activations that the slides list, and beside each of them its derivative, because
training needs the derivative more often than the value. Along the way three habits form: write a function so
that it never overflows, differentiate by hand and let a number confirm it, and look closely at corners.

Conventions, for every element-wise function here:

- $z$ is a number or an array of any shape, whole numbers included. The result has the same shape, in float64.
- `f_grad(z)` is $f'(z)$, the derivative with respect to the pre-activation $z$, not to the activation.
- Arguments stay as they are: compute with new arrays.
- $|z|$ may be as large as 1000. The result is finite and right there, and NumPy does not warn about overflow,
  division by zero or invalid values on the way.
- At a corner the derivative does not exist. There anything between the two one-sided slopes is right.
- A typed formula is a text such as `"2*x"`; `sigma(z)`, `tanh`, `exp`, `log`, `sqrt`, `^` and `2x` are all read.

Check your work: `pytest` or `gradmark check` in this folder.
"""


import math
import numpy as np


# %% [markdown]
# ## The logistic sigmoid
#
# The sigmoid squashes the whole line into $(0, 1)$, so that its value can be read as a probability:
#
# $$\sigma(z) = \frac{1}{1 + e^{-z}}$$
#
# It is symmetric about the point $(0, \tfrac12)$: $\sigma(-z) = 1 - \sigma(z)$.
#
# Typed as it stands, the formula asks for $e^{1000}$ when $z = -1000$. That number does not fit into a float64
# (the largest is about $e^{709.78}$), so NumPy warns and carries on with infinity. The value survives, since
# $1/\infty = 0$, but a formula that relies on infinity gives `nan` in its next use. Multiply numerator and
# denominator by $e^{z}$ and the large exponential is gone: that form suits negative $z$, the first one positive.


# sigmoid: 3 points, about 15 minutes (S0-23, S2-07, S4-05)
def sigmoid(z: np.ndarray) -> np.ndarray:
    r"""Logistic sigmoid, element by element.

    $$\sigma(z) = \frac{1}{1 + e^{-z}}$$

    Args:
        z: pre-activations, a number or an array of any shape; |z| up to 1000, without an overflow warning.

    Returns:
        Values in [0, 1], float64, same shape as `z`.

    Example:
        >>> sigmoid(np.array([-2.0, 0.0, 2.0]))
        array([0.11920292, 0.5       , 0.88079708])
    """
    # YOUR CODE HERE
    raise NotImplementedError("sigmoid")


# %% [markdown]
# ## Its derivative, by hand
#
# Write $\sigma(z) = (1 + e^{-z})^{-1}$ and use the chain rule: the outer function is a power, the inner one
# $1 + e^{-z}$. The slides do it in four lines, all of them right. The last one has a surprise: the derivative can be
# expressed by the value alone. So whoever stored $s = \sigma(z)$ on the way forward needs no exponential at all on
# the way back.


# sigmoid_steps: 2 points, about 15 minutes (S3-24)
#
# Derive the derivative of the sigmoid line by line: a list of at least three texts in `z`, each of them equal to
# $\sigma'(z)$ (so each is equal to the one before). Start right after applying the chain rule to
# $(1 + e^{-z})^{-1}$ and end with a line in which `z` occurs only inside `sigma(z)`, with no other function.
#
# The form, on the derivative of $(z + 1)^2$: `["2*(z + 1)^1*1", "2*(z + 1)", "2*z + 2"]`.
sigmoid_steps = None
# YOUR CODE HERE


# d_sigmoid: 1 point, about 5 minutes (S2-07, S3-24)
#
# The derivative $\sigma'(z)$ as a formula in `s`, where $s = \sigma(z)$ is the value that is known already.
# `s` is the only symbol.
d_sigmoid = None
# YOUR CODE HERE


# %% [markdown]
# ## Its derivative, in code
#
# The largest slope of the sigmoid is $\tfrac14$, at 0. Ten layers of sigmoids multiply ten factors of at most
# $\tfrac14$: if the weights do not make up for it, at most $10^{-6}$ of the gradient arrives at the first layer.


# sigmoid_grad: 3 points, about 12 minutes (S0-23, S2-07, S3-24)
def sigmoid_grad(z: np.ndarray) -> np.ndarray:
    r"""Derivative of the sigmoid with respect to the pre-activation, element by element.

    Args:
        z: pre-activations, a number or an array of any shape; |z| up to 1000, without an overflow warning.

    Returns:
        $\sigma'(z)$, float64, same shape as `z`.

    Example:
        >>> sigmoid_grad(np.array([0.0, 2.0]))
        array([0.25      , 0.10499359])
    """
    # YOUR CODE HERE
    raise NotImplementedError("sigmoid_grad")


# %% [markdown]
# ## The hyperbolic tangent
#
# $$\tanh z = \frac{e^{z} - e^{-z}}{e^{z} + e^{-z}}$$
#
# It has the sigmoid's S shape but runs from $-1$ to $1$ and passes through the origin: a unit with small inputs
# gives small outputs of both signs, which keeps the next layer's inputs centred. Typed as it stands, the fraction is
# $\infty/\infty$ from $|z| \approx 710$ on, and NumPy gives `nan`. Its own `np.tanh` knows better and may be used.


# tanh: 1 point, about 5 minutes, extra (S0-24, S1-29, S2-08)
def tanh(z: np.ndarray) -> np.ndarray:
    r"""Hyperbolic tangent, element by element.

    $$\tanh z = \frac{e^{z} - e^{-z}}{e^{z} + e^{-z}}$$

    Args:
        z: pre-activations, a number or an array of any shape; |z| up to 1000, without an overflow warning.

    Returns:
        Values in [-1, 1], float64, same shape as `z`.

    Example:
        >>> tanh(np.array([-1.0, 0.0, 1.0]))
        array([-0.76159416,  0.        ,  0.76159416])
    """
    # YOUR CODE HERE
    raise NotImplementedError("tanh")


# %% [markdown]
# ## A sigmoid in disguise
#
# Multiply numerator and denominator of the fraction by $e^{-z}$ and compare with $\sigma(2z)$: the two differ by a
# stretch and a shift only. A network of tanh units can therefore do exactly what a network of sigmoid units can.


# tanh_from_sigmoid: 2 points, about 8 minutes, extra (S0-24)
def tanh_from_sigmoid(z: np.ndarray) -> np.ndarray:
    r"""Hyperbolic tangent, computed with your own `sigmoid`.

    Find numbers a, b and c with $\tanh z = a\,\sigma(b z) + c$.

    Args:
        z: pre-activations, a number or an array of any shape.

    Returns:
        $\tanh z$, float64, same shape as `z`.

    Example:
        >>> tanh_from_sigmoid(np.array([1.0, 2.0]))
        array([0.76159416, 0.96402758])
    """
    # YOUR CODE HERE
    raise NotImplementedError("tanh_from_sigmoid")


# %% [markdown]
# ## The derivative of tanh
#
# The quotient rule on $\tanh z = \sinh z / \cosh z$, with $\sinh' = \cosh$ and $\cosh' = \sinh$, again ends in a formula
# of the value alone. At 0 the slope is 1, four times the sigmoid's: gradients fade more slowly, but they do fade.


# d_tanh: 1 point, about 5 minutes, extra (S2-08)
#
# The derivative of $\tanh z$ with respect to $z$ as a formula in `t`, where $t = \tanh z$. `t` is the only symbol.
d_tanh = None
# YOUR CODE HERE


# tanh_grad: 2 points, about 8 minutes (S2-08)
def tanh_grad(z: np.ndarray) -> np.ndarray:
    r"""Derivative of the hyperbolic tangent with respect to the pre-activation, element by element.

    Args:
        z: pre-activations (not activations), a number or an array of any shape; |z| up to 1000, without an
            overflow warning.

    Returns:
        $\tanh'(z)$, float64, same shape as `z`.

    Example:
        >>> tanh_grad(np.array([0.0, 1.0, 2.0]))
        array([1.        , 0.41997434, 0.07065082])
    """
    # YOUR CODE HERE
    raise NotImplementedError("tanh_grad")


# %% [markdown]
# ## The rectifier
#
# $$\mathrm{relu}(z) = \max(0, z)$$
#
# No exponential, no saturation for positive $z$, and a derivative that is 0 or 1: gradients pass through an active
# unit undiminished. The price is a unit that is off for every example: its gradient is 0, and it stays off.


# relu: 2 points, about 5 minutes, extra (S0-25, S1-29, S2-09)
def relu(z: np.ndarray) -> np.ndarray:
    r"""Rectified linear unit, element by element: $\max(0, z)$.

    Args:
        z: pre-activations, a number or an array of any shape, whole numbers included.

    Returns:
        Values that are not negative, float64, same shape as `z`.

    Example:
        >>> relu(np.array([-2.0, 0.0, 3.0]))
        array([0., 0., 3.])
    """
    # YOUR CODE HERE
    raise NotImplementedError("relu")


# %% [markdown]
# ## The slope at a corner
#
# Left of 0 the slope is 0, right of it 1. At 0 there is no derivative: every line through the corner with a slope
# between 0 and 1 stays below the curve, and each of these slopes is called a *sub-gradient*. Training works with any
# of them. Most libraries take 0, SymPy says $\tfrac12$; here anything in $[0, 1]$ is right.


# relu_grad: 2 points, about 8 minutes (S0-25, S2-09)
def relu_grad(z: np.ndarray) -> np.ndarray:
    r"""Derivative of the rectifier with respect to the pre-activation, element by element.

    Args:
        z: pre-activations, a number or an array of any shape, whole numbers included.

    Returns:
        The slope at each entry, float64, same shape as `z`. At 0 any number from 0 to 1 is right.

    Example:
        >>> relu_grad(np.array([-2.0, 3.0]))
        array([0., 1.])
    """
    # YOUR CODE HERE
    raise NotImplementedError("relu_grad")


# %% [markdown]
# ## The leaky rectifier
#
# A unit that is off cannot learn, so let a little through: the slope on the negative side is a small number $\alpha$.
#
# $$\mathrm{leaky}(z) = \begin{cases} z & z > 0 \\ \alpha z & z \le 0 \end{cases}$$
#
# The slide writes $\max(0.1\,x, x)$. With $\alpha = 0$ it is the rectifier, with $\alpha = 1$ a straight line.


# leaky_relu: 2 points, about 6 minutes, extra (S0-26)
def leaky_relu(z: np.ndarray, alpha: float = 0.1) -> np.ndarray:
    r"""Leaky rectifier, element by element: z where z > 0, alpha*z elsewhere.

    Args:
        z: pre-activations, a number or an array of any shape, whole numbers included.
        alpha: slope on the negative side, from 0 to 1.

    Returns:
        Array of float64, same shape as `z`.

    Example:
        >>> leaky_relu(np.array([-2.0, -1.0, 3.0]))
        array([-0.2, -0.1,  3. ])
    """
    # YOUR CODE HERE
    raise NotImplementedError("leaky_relu")


# leaky_relu_grad: 2 points, about 6 minutes, extra (S0-26)
def leaky_relu_grad(z: np.ndarray, alpha: float = 0.1) -> np.ndarray:
    r"""Derivative of the leaky rectifier with respect to the pre-activation, element by element.

    Args:
        z: pre-activations, a number or an array of any shape, whole numbers included.
        alpha: slope on the negative side, from 0 to 1.

    Returns:
        The slope at each entry, float64, same shape as `z`. At 0 any number from alpha to 1 is right.

    Example:
        >>> leaky_relu_grad(np.array([-2.0, 3.0]), alpha=0.2)
        array([0.2, 1. ])
    """
    # YOUR CODE HERE
    raise NotImplementedError("leaky_relu_grad")


# %% [markdown]
# ## How far does the slide's formula go?
#
# $\max(\alpha z, z)$ picks the upper of two lines. Draw both for an $\alpha$ below 1 and for one above 1.


# leaky_slope: 1 point, about 4 minutes, extra (S0-26)
#
# Is $\max(\alpha z, z)$ the leaky rectifier (z where z > 0, αz elsewhere) for every $\alpha \ge 0$? Show it with
# $\alpha = 2$ at $z = -3$. The answer is a tuple of three: `"yes"` or `"no"`, the value of $\max(\alpha z, z)$
# there, and the value of the leaky rectifier there.
leaky_slope = None
# YOUR CODE HERE


# %% [markdown]
# ## Where it began: the sign
#
# The first artificial neurons answered with a decision, $-1$ or $1$ (and $0$ on the fence). Its derivative is 0
# wherever it exists, so gradient descent learns nothing from it: that is why the smooth ones took over.


# sign_activation: 1 point, about 4 minutes, extra (S2-05)
def sign_activation(z: np.ndarray) -> np.ndarray:
    r"""Sign, element by element: -1 for z < 0, 0 for z = 0, 1 for z > 0.

    Args:
        z: pre-activations, a number or an array of any shape, whole numbers included.

    Returns:
        -1.0, 0.0 or 1.0 for each entry, float64, same shape as `z`.

    Example:
        >>> sign_activation(np.array([-3.0, 0.0, 0.2]))
        array([-1.,  0.,  1.])
    """
    # YOUR CODE HERE
    raise NotImplementedError("sign_activation")


# %% [markdown]
# ## A straight piece between two floors
#
# $$\varphi(z) = \begin{cases} 1 & z \ge \tfrac12 \\ z + \tfrac12 & -\tfrac12 < z < \tfrac12 \\ 0 & z \le -\tfrac12 \end{cases}$$
#
# A sigmoid for people without an exponential: it runs from 0 to 1, passes through $\tfrac12$ at 0, has no gap at
# $\pm\tfrac12$, and two corners there. It is also called the *hard sigmoid*.


# piecewise_linear: 2 points, about 6 minutes, extra (S2-06)
def piecewise_linear(z: np.ndarray) -> np.ndarray:
    r"""Clipped line, element by element: 0 up to -1/2, z + 1/2 in between, 1 from 1/2 on.

    Args:
        z: pre-activations, a number or an array of any shape, whole numbers included.

    Returns:
        Values in [0, 1], float64, same shape as `z`.

    Example:
        >>> piecewise_linear(np.array([-1.0, 0.0, 0.25, 2.0]))
        array([0.  , 0.5 , 0.75, 1.  ])
    """
    # YOUR CODE HERE
    raise NotImplementedError("piecewise_linear")


# piecewise_linear_grad: 2 points, about 6 minutes, extra (S2-06)
def piecewise_linear_grad(z: np.ndarray) -> np.ndarray:
    r"""Derivative of the clipped line with respect to the pre-activation, element by element.

    Args:
        z: pre-activations, a number or an array of any shape, whole numbers included.

    Returns:
        The slope at each entry, float64, same shape as `z`. At the corners any number from 0 to 1 is right.

    Example:
        >>> piecewise_linear_grad(np.array([-2.0, 0.1, 0.8]))
        array([0., 1., 0.])
    """
    # YOUR CODE HERE
    raise NotImplementedError("piecewise_linear_grad")


# %% [markdown]
# ## A label that does not fit
#
# The transcript shows this clipped line with the example "Support vector machine". A support vector machine computes a
# score $f = w \cdot x + b$ too, but what it does with the score is something else, and so is what is piecewise linear
# about it: the *hinge loss* $\max(0, 1 - y f)$ for a label $y \in \{-1, 1\}$, used in training only.


# svm_slide: 2 points, about 6 minutes (S2-06, E26)
#
# A support vector machine has the score $f = -0.4$ for an example whose label is $y = 1$. The answer is a tuple of
# four: the function of the score that makes its decision, as one of the words `"sign"`, `"clip"` (the clipped line
# above), `"hinge"`, `"sigmoid"`; the decision itself for this score; the hinge loss of this example; and, to see that
# it is neither of them, the value of the clipped line at this score.
svm_slide = None
# YOUR CODE HERE


# %% [markdown]
# ## The exponential linear unit
#
# $$\mathrm{elu}(z) = \begin{cases} z & z \ge 0 \\ \alpha\,(e^{z} - 1) & z < 0 \end{cases}$$
#
# For positive $z$ it is the rectifier; on the left it sinks gently to $-\alpha$, so that the mean over a layer can be
# near 0. A trap: `np.where` chooses between two arrays that are *both* computed beforehand, the exponential of
# $z = 1000$ included. Make sure that the branch that is thrown away is harmless too.


# elu: 3 points, about 12 minutes, extra (S0-28)
def elu(z: np.ndarray, alpha: float = 1.0) -> np.ndarray:
    r"""Exponential linear unit, element by element: z where z >= 0, alpha*(e^z - 1) elsewhere.

    Args:
        z: pre-activations, a number or an array of any shape; |z| up to 1000, without an overflow warning.
        alpha: depth of the negative side, not negative.

    Returns:
        Array of float64, same shape as `z`.

    Example:
        >>> elu(np.array([-2.0, 0.0, 3.0]))
        array([-0.86466472,  0.        ,  3.        ])
    """
    # YOUR CODE HERE
    raise NotImplementedError("elu")


# %% [markdown]
# ## Its derivative
#
# Differentiate each branch on its own. On the left the slope can also be had from the value, without a new exponential.


# elu_grad: 3 points, about 10 minutes, extra (S0-28)
def elu_grad(z: np.ndarray, alpha: float = 1.0) -> np.ndarray:
    r"""Derivative of the exponential linear unit with respect to the pre-activation, element by element.

    Args:
        z: pre-activations, a number or an array of any shape; |z| up to 1000, without an overflow warning.
        alpha: depth of the negative side, not negative.

    Returns:
        The slope at each entry, float64, same shape as `z`. At 0 any number between alpha and 1 is right.

    Example:
        >>> elu_grad(np.array([-2.0, 3.0]))
        array([0.13533528, 1.        ])
    """
    # YOUR CODE HERE
    raise NotImplementedError("elu_grad")


# %% [markdown]
# ## On paper: the left branch, and how it meets the right one
#
# The two branches have the same value at 0 whatever $\alpha$ is. Whether they also have the same *slope* there depends
# on $\alpha$: where they do, the derivative is continuous and the corner is gone.


# d_elu_negative: 1 point, about 3 minutes, extra (S0-28)
#
# The derivative with respect to $z$ of the left branch $\alpha\,(e^{z} - 1)$, as a formula in `alpha` and `z`.
d_elu_negative = None
# YOUR CODE HERE


# elu_smooth_alpha: 1 point, about 4 minutes, extra (S0-28)
#
# The one value of $\alpha$ for which the derivative of the exponential linear unit is continuous everywhere: a number,
# or a formula without symbols.
elu_smooth_alpha = None
# YOUR CODE HERE


# %% [markdown]
# ## Softplus
#
# $$\mathrm{softplus}(z) = \ln(1 + e^{z})$$
#
# Far to the right it is $z$, far to the left it is $e^{z}$, and at 0 it is $\ln 2$ where the rectifier has its corner.
# You will meet it again as the loss of a sigmoid unit. Typed as it stands it is infinite from $z \approx 710$ on,
# although its value there is an ordinary number. Take the large part out of the logarithm:
# $\ln(1 + e^{z}) = z + \ln(1 + e^{-z})$.


# softplus: 3 points, about 12 minutes, extra (S0-25; Dugas et al. 2001)
def softplus(z: np.ndarray) -> np.ndarray:
    r"""Softplus, element by element: $\ln(1 + e^{z})$.

    Args:
        z: pre-activations, a number or an array of any shape; |z| up to 1000, without an overflow warning.

    Returns:
        Values that are not negative, float64, same shape as `z`.

    Example:
        >>> softplus(np.array([-1.0, 0.0, 1000.0]))
        array([3.13261688e-01, 6.93147181e-01, 1.00000000e+03])
    """
    # YOUR CODE HERE
    raise NotImplementedError("softplus")


# %% [markdown]
# ## Its derivative is an old friend
#
# Differentiate $\ln(1 + e^{z})$ with the chain rule, and divide numerator and denominator by $e^{z}$.


# d_softplus: 1 point, about 4 minutes, extra (Dugas et al. 2001)
#
# The derivative of $\ln(1 + e^{z})$ with respect to $z$, as a formula in `z`.
d_softplus = None
# YOUR CODE HERE


# softplus_grad: 2 points, about 6 minutes, extra (Dugas et al. 2001)
def softplus_grad(z: np.ndarray) -> np.ndarray:
    r"""Derivative of softplus with respect to the pre-activation, element by element.

    Args:
        z: pre-activations, a number or an array of any shape; |z| up to 1000, without an overflow warning.

    Returns:
        The slope at each entry, float64, same shape as `z`.

    Example:
        >>> softplus_grad(np.array([-1.0, 0.0]))
        array([0.26894142, 0.5       ])
    """
    # YOUR CODE HERE
    raise NotImplementedError("softplus_grad")


# %% [markdown]
# ## Swish
#
# $$\mathrm{swish}(z) = z\,\sigma(z)$$
#
# The sigmoid is a gate that $z$ itself opens. Unlike all the others so far, the curve falls before it rises: its lowest
# point is $-0.2785$ at $z = -1.2785$. So its derivative is negative in places, and above 1 in others.


# swish: 2 points, about 5 minutes, extra (Ramachandran, Zoph and Le 2017)
def swish(z: np.ndarray) -> np.ndarray:
    r"""Swish, element by element: $z\,\sigma(z)$.

    Args:
        z: pre-activations, a number or an array of any shape; |z| up to 1000, without an overflow warning.

    Returns:
        Array of float64, same shape as `z`.

    Example:
        >>> swish(np.array([-1.0, 0.0, 2.0]))
        array([-0.26894142,  0.        ,  1.76159416])
    """
    # YOUR CODE HERE
    raise NotImplementedError("swish")


# swish_grad: 3 points, about 10 minutes, extra (Ramachandran, Zoph and Le 2017)
def swish_grad(z: np.ndarray) -> np.ndarray:
    r"""Derivative of swish with respect to the pre-activation, element by element.

    Args:
        z: pre-activations, a number or an array of any shape; |z| up to 1000, without an overflow warning.

    Returns:
        The slope at each entry, float64, same shape as `z`.

    Example:
        >>> swish_grad(np.array([0.0, 2.0]))
        array([0.5       , 1.09078425])
    """
    # YOUR CODE HERE
    raise NotImplementedError("swish_grad")


# %% [markdown]
# ## The Gaussian error linear unit
#
# Another gate that $z$ itself opens; this time it is the normal distribution function $\Phi$:
#
# $$\mathrm{gelu}(z) = z\,\Phi(z), \qquad \Phi(z) = \tfrac12\left(1 + \mathrm{erf}\tfrac{z}{\sqrt 2}\right), \qquad
# \Phi'(z) = \varphi(z) = \frac{1}{\sqrt{2\pi}}\,e^{-z^2/2}$$
#
# Many libraries offer an approximation with $\tanh$, which is off by up to 0.0005. Here the exact one is asked for.
# NumPy has no error function, so this one is given:


def erf(x: np.ndarray) -> np.ndarray:
    """Error function, element by element: a number or an array of any shape, float64 out."""
    return np.vectorize(math.erf, otypes=[float])(x)


# gelu: 2 points, about 6 minutes, extra (Hendrycks and Gimpel 2016)
def gelu(z: np.ndarray) -> np.ndarray:
    r"""Gaussian error linear unit, element by element: $z\,\Phi(z)$, exactly.

    Args:
        z: pre-activations, a number or an array of any shape; |z| up to 1000.

    Returns:
        Array of float64, same shape as `z`.

    Example:
        >>> gelu(np.array([-1.0, 0.0, 2.0]))
        array([-0.15865525,  0.        ,  1.95449974])
    """
    # YOUR CODE HERE
    raise NotImplementedError("gelu")


# gelu_grad: 3 points, about 12 minutes, extra (Hendrycks and Gimpel 2016)
def gelu_grad(z: np.ndarray) -> np.ndarray:
    r"""Derivative of the Gaussian error linear unit with respect to the pre-activation, element by element.

    Args:
        z: pre-activations, a number or an array of any shape; |z| up to 1000, without an overflow warning.

    Returns:
        The slope at each entry, float64, same shape as `z`.

    Example:
        >>> gelu_grad(np.array([0.0, 2.0]))
        array([0.5      , 1.0852318])
    """
    # YOUR CODE HERE
    raise NotImplementedError("gelu_grad")


# %% [markdown]
# ## Maxout
#
# Why choose an activation at all? A maxout unit computes $P$ weighted sums and passes on the largest:
#
# $$y_{nk} = \max_{p}\;\Big(\sum_d x_{nd}\,w_{dkp} + b_{kp}\Big)$$
#
# The slide shows $P = 2$: $\max(w_1^\top x + b_1,\; w_2^\top x + b_2)$. With the second weights at 0 that is the
# rectifier; with $w_2 = -w_1$ and no biases it is the absolute value. More pieces approach any convex curve, at the price
# of $P$ times the weights.


# maxout: 3 points, about 12 minutes, extra (S0-27)
def maxout(X: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    r"""Maxout layer: the largest of P weighted sums for every unit.

    Args:
        X: inputs, shape (N, D), one example in each row.
        W: weights, shape (D, K, P): input d, unit k, piece p.
        b: biases, shape (K, P).

    Returns:
        Array of shape (N, K), float64.

    Example:
        One input, one unit with the pieces x and -x, no biases: the absolute value.

        >>> maxout(np.array([[-3.0], [2.0]]), np.array([[[1.0, -1.0]]]), np.zeros((1, 2)))
        array([[3.],
               [2.]])
    """
    # YOUR CODE HERE
    raise NotImplementedError("maxout")


# %% [markdown]
# ## Who gets the gradient?
#
# Suppose that a loss $L$ depends on the output $Y$ of a maxout layer and that $\partial L / \partial Y$ is known. A small
# change of a piece that did not win changes nothing, so only the winner of each pair (example, unit) receives the
# gradient, with slope 1. From there on it is an ordinary linear layer. Every sum of the forward pass turns into a
# sum over the *other* axes on the way back: a weight is used by all examples, an input by all units.


# maxout_backward: 4 points, about 25 minutes, extra (S0-27)
def maxout_backward(
    dY: np.ndarray, X: np.ndarray, W: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    r"""Backward pass of the maxout layer.

    Args:
        dY: derivative of the loss with respect to the output, shape (N, K).
        X: inputs of the forward pass, shape (N, D).
        W: weights, shape (D, K, P).
        b: biases, shape (K, P).

    Returns:
        The tuple (dX, dW, db) of the derivatives of the loss, with the shapes of `X`, `W` and `b`, float64.
        Nothing is averaged: `dY` already holds what belongs to each example. Ties are not tested.

    Example:
        One input, one unit with the pieces x and -x; at x = -3 the second one wins.

        >>> dX, dW, db = maxout_backward(np.array([[2.0]]), np.array([[-3.0]]), np.array([[[1.0, -1.0]]]), np.zeros((1, 2)))
        >>> dX, dW, db
        (array([[-2.]]), array([[[ 0., -6.]]]), array([[0., 2.]]))
    """
    # YOUR CODE HERE
    raise NotImplementedError("maxout_backward")


# %% [markdown]
# ## Softmax
#
# The output layer of a classifier has one score (*logit*) for each class. Softmax turns the scores of an example into
# probabilities:
#
# $$p_{nk} = \frac{e^{z_{nk}}}{\sum_j e^{z_{nj}}}$$
#
# The slide computes the scores as $W^\top X$ for one example in a column, and leaves the bias out; here they come batch
# first, $Z = XW + b$, one example in each row. Softmax is not element-wise: each entry looks at its whole row. Only
# differences count, since a constant added to a row cancels in the fraction. That is the way around the overflow of
# $e^{1000}$: subtract the largest score *of each row* first. The largest of the whole matrix is not enough: a row far
# below it would become $0/0$.


# softmax: 3 points, about 15 minutes (S3-11)
def softmax(Z: np.ndarray) -> np.ndarray:
    r"""Softmax of each row.

    Args:
        Z: scores, shape (N, K), one example in each row; |z| up to 1000, without an overflow warning.

    Returns:
        Probabilities, shape (N, K), float64; every row sums to 1.

    Example:
        >>> softmax(np.array([[1.0, 2.0, 3.0]]))
        array([[0.09003057, 0.24472847, 0.66524096]])
    """
    # YOUR CODE HERE
    raise NotImplementedError("softmax")


# %% [markdown]
# ## A matrix of slopes
#
# Raise one score: its own probability grows, and all the others shrink, since the row still sums to 1. So softmax has
# a slope for each pair: $J_{ij} = \partial p_i / \partial z_j$. The quotient rule gives one answer for $i = j$ and
# another for $i \ne j$. Two tests for your result: the matrix is symmetric, and each of its rows sums to 0. Who keeps the
# diagonal only (there is published code that does) has an activation whose probabilities no longer sum to 1 after a step.


# softmax_jacobian: 4 points, about 20 minutes, extra (S3-12)
def softmax_jacobian(z: np.ndarray) -> np.ndarray:
    r"""Jacobian of softmax for one example: $J_{ij} = \partial p_i / \partial z_j$.

    Args:
        z: scores of one example, shape (K,); |z| up to 1000, without an overflow warning.

    Returns:
        Array of shape (K, K), float64: row i belongs to the probability, column j to the score.

    Example:
        >>> softmax_jacobian(np.array([0.0, 0.0]))
        array([[ 0.25, -0.25],
               [-0.25,  0.25]])
    """
    # YOUR CODE HERE
    raise NotImplementedError("softmax_jacobian")


# %% [markdown]
# ## One slope after the other
#
# You have a dozen derivatives now. In training they are multiplied: on its way back from the loss to an early layer a
# signal meets one weight and one slope of the activation in every layer. What a single slope does is harmless. What
# ten of them do decides whether the early layers learn at all.


# ten_slopes: 2 points, about 10 minutes, marked by a person (S1-29, S2-07, S2-09)
#
# A signal goes back through ten layers and is multiplied by the slope of the activation in each of them (leave the
# weights aside). First: what is the largest factor that ten sigmoids let through, and for which pre-activations?
# Second: why is the rectifier better off, what does it pay for that, and how does one other activation of this unit
# avoid the price?
#
# What the points are for:
#
# - 1 point: the sigmoid's slope is at most 1/4, at z = 0, so ten of them give at most about 1e-6
# - 1 point: the rectifier's slope is 1 for active units; a unit that is off for every example has slope 0 and stays off; one activation that keeps a slope there
