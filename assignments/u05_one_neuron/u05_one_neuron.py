# gradmark: u05_one_neuron 0.1.0
r"""One neuron learns

The whole of training, small enough to do by hand.

A wine has one number, its alcohol $x = 0.12$, and one label, $y = 1$ for good. A neuron guesses:

$$z = wx + b, \qquad \hat y = \sigma(z) = \frac{1}{1 + e^{-z}}, \qquad J = -\ln \hat y \ \text{ when } y = 1$$

It starts with $w = 15$, $b = -0.4$. How wrong is it, and which way should $w$ and $b$ move? You compute the forward
pass and the loss, follow the chain rule back one link at a time, take a step downhill, repeat it a hundred times,
and then do the same for many wines with many numbers each. That is logistic regression, and it is also every step
that a deep network takes, once.

Two of the slides' numbers for this wine are wrong, and one symbol in the derivation is. You meet all of them here
with the number that refutes each: a result that is off by a sign looks just as tidy as a right one.

Names: `yhat` is the prediction $\hat y$ (the derivation on paper calls it $\varphi$), `y` the label, `dJ_dw` the
derivative of the loss $J$ with respect to $w$. $\ln$ is the natural logarithm throughout.

Check your work: `pytest` or `gradmark check` in this folder.
"""


import math
import numpy as np


# %% [markdown]
# ## The smallest network that is any use
#
# The price of a house grows with its size, $w \cdot \text{size} + b$. For a very small house a straight line would
# promise a negative price, and nobody pays you for taking a house. Cut the line off at zero, and you have a neuron:
# one weight, one bias, one activation.


# relu_regression: 1 point, about 5 minutes, extra (S2-02)
def relu_regression(size: np.ndarray, w: float, b: float) -> np.ndarray:
    r"""Price of a house by one ReLU neuron, $\max(0,\ w \cdot \text{size} + b)$.

    Args:
        size: a number or an array of any shape; whole numbers may come in.
        w: weight, a number.
        b: bias, a number.

    Returns:
        Price in float64, same shape as `size`.

    Example:
        >>> relu_regression(np.array([10.0, 120.0]), 2.5, -50.0)
        array([  0., 250.])
    """
    # YOUR CODE HERE
    raise NotImplementedError("relu_regression")


# %% [markdown]
# ## The wine neuron
#
# For a yes or no the activation is the sigmoid: its value between 0 and 1 is the chance that the wine is good. With
# $x = 0.12$, $w = 15$, $b = -0.4$ the slide finds $\hat y = .80$. Keep all digits: rounding on the way is how wrong
# numbers get onto slides.


# forward: 2 points, about 5 minutes (S2-10, S2-11)
def forward(x: np.ndarray, w: float, b: float) -> tuple[np.ndarray, np.ndarray]:
    r"""Forward pass of one sigmoid neuron: $z = wx + b$ and $\hat y = \sigma(z)$.

    Args:
        x: input, a number or an array with one entry for each wine, any shape; whole numbers may come in.
        w: weight, a number.
        b: bias, a number.

    Returns:
        The pair (z, yhat), both float64 in the shape of `x`. `z` stays between -50 and 50 here, so the
        textbook sigmoid is good enough.

    Example:
        >>> z, yhat = forward(0.0, 3.0, 0.0)
        >>> print(z, yhat)
        0.0 0.5
    """
    # YOUR CODE HERE
    raise NotImplementedError("forward")


# %% [markdown]
# ## How wrong is it?
#
# The prediction is .80 and the wine is good, so the error is $1 - \hat y \approx 0.198$. The logistic loss looks at
# the same thing through a logarithm, so that being sure of the wrong thing costs a lot:
#
# $$J = \begin{cases} -\ln \hat y & \text{if } y = 1 \\ -\ln(1 - \hat y) & \text{if } y = 0 \end{cases}$$
#
# The slides print $J = 1.6$ for this wine, eleven times. Compute it before you believe it.


# logistic_loss: 2 points, about 8 minutes (S2-14, S2-15 (E23))
def logistic_loss(yhat: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Logistic loss of each prediction (no sum, no mean): the two-case formula above.

    Args:
        yhat: predictions strictly between 0 and 1, a number or an array of any shape.
        y: labels 0 or 1 (integers), a number or an array of the same shape.

    Returns:
        Loss in float64, same shape as `yhat`.

    Example:
        >>> logistic_loss(np.array([0.5, 0.5]), np.array([0, 1]))
        array([0.69314718, 0.69314718])
    """
    # YOUR CODE HERE
    raise NotImplementedError("logistic_loss")


# %% [markdown]
# ### Fix the slide: where does 1.6 come from?
#
# The transcript shows $J = 1.6$ for $\hat y = .80$ and $y = 1$. It is not a random number.


# slide_loss_label: 1 point, about 4 minutes, extra (S2-15 (E23))
#
# For the wine neuron ($\hat y = 0.80218\ldots$, $y = 1$) the slide says $J = 1.6$. Answer with a tuple of three
# numbers: (the label $y$ that the slide's 1.6 belongs to, the right $J$ for $y = 1$, the value that the slide
# rounded to 1.6). Give at least four digits, like `slide_loss_label = (1, 0.1234, 0.1234)`.
slide_loss_label = None
# YOUR CODE HERE


# %% [markdown]
# ## One link at a time
#
# The loss depends on the weight through a chain: $w \to z \to \hat y \to J$. Each link has its own small
# derivative, and the derivative of the whole is their product:
#
# $$\frac{dJ}{dw} = \frac{dJ}{d\hat y}\cdot\frac{d\hat y}{dz}\cdot\frac{dz}{dw}$$
#
# For the wine ($x = 0.12$, $\hat y = 0.8022$, $y = 1$) the slide has $-1.25$, $-.2$, $-.024$ and $-.2$ for the four
# derivatives below. They are right, and rounded. Its formula $-1/\hat y$ for the first is for good wines only; yours
# must know bad ones as well.
#
# All four functions take numbers, or arrays with one entry for each wine: then they return one derivative for each
# wine. Nothing is summed yet.


# dJ_dyhat: 2 points, about 8 minutes, extra (S2-16, S3-23)
def dJ_dyhat(yhat: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Derivative of the logistic loss with respect to the prediction, $dJ/d\hat y$, for both labels.

    Args:
        yhat: predictions strictly between 0 and 1, a number or an array of any shape.
        y: labels 0 or 1 (integers), a number or an array of the same shape.

    Returns:
        One derivative for each prediction, float64, same shape.

    Example:
        >>> dJ_dyhat(0.5, 1)
        -2.0
    """
    # YOUR CODE HERE
    raise NotImplementedError("dJ_dyhat")


# %% [markdown]
# Multiply by the sigmoid's own derivative, written with $\hat y$, and almost everything cancels: what is left is the
# simplest formula of this whole subject. Write it in that form, and nothing can divide by zero any more.


# dJ_dz: 1 point, about 5 minutes (S2-17, S3-25)
def dJ_dz(yhat: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Derivative of the loss with respect to the pre-activation, $dJ/dz = dJ/d\hat y \cdot d\hat y/dz$.

    Args:
        yhat: predictions $\sigma(z)$ strictly between 0 and 1, a number or an array of any shape.
        y: labels 0 or 1 (integers), a number or an array of the same shape.

    Returns:
        One derivative for each prediction, float64, same shape.

    Example:
        >>> print(dJ_dz(0.5, 1))
        -0.5
    """
    # YOUR CODE HERE
    raise NotImplementedError("dJ_dz")


# %% [markdown]
# The last link is $z = wx + b$: moving $w$ a little moves $z$ by $x$ times as much, moving $b$ moves $z$ just as much.


# dJ_dw: 1 point, about 4 minutes, extra (S2-18, S3-26)
def dJ_dw(x: np.ndarray, yhat: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Derivative of the loss with respect to the weight, $dJ/dw = dJ/dz \cdot dz/dw$, for each wine.

    Args:
        x: inputs, a number or an array of any shape.
        yhat: predictions strictly between 0 and 1, same shape.
        y: labels 0 or 1 (integers), same shape.

    Returns:
        One derivative for each wine, float64, same shape.

    Example:
        >>> print(dJ_dw(2.0, 0.5, 1))
        -1.0
    """
    # YOUR CODE HERE
    raise NotImplementedError("dJ_dw")


# dJ_db: 1 point, about 3 minutes, extra (S2-19)
def dJ_db(yhat: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Derivative of the loss with respect to the bias, $dJ/db = dJ/dz \cdot dz/db$, for each wine.

    Args:
        yhat: predictions strictly between 0 and 1, a number or an array of any shape.
        y: labels 0 or 1 (integers), a number or an array of the same shape.

    Returns:
        One derivative for each wine, float64, same shape.

    Example:
        >>> print(dJ_db(0.25, 0))
        0.25
    """
    # YOUR CODE HERE
    raise NotImplementedError("dJ_db")


# %% [markdown]
# ## The derivation on paper
#
# Another deck derives the same chain with letters. It writes $\varphi$ for the prediction, and treats it as one
# letter until it is needed that $\varphi = \sigma(z)$ and $z = w_1 x_1 + \dots + b$:
#
# $$\mathcal L = -\bigl(y \ln \varphi + (1 - y) \ln(1 - \varphi)\bigr)$$
#
# Your answers are formulas in a text, for example `"phi*(1 + y)"`. `ln`, `log`, `^`, `**` and `2phi` are understood.


# dL_dphi: 1 point, about 5 minutes, extra (S3-23)
#
# $d\mathcal L/d\varphi$ in the letters `phi` and `y`, in any form. Treat `phi` as a plain variable here.
dL_dphi = None
# YOUR CODE HERE


# dL_dphi_steps: 2 points, about 8 minutes, extra (S3-23)
#
# The same as a derivation: a list of at least three texts in `phi` and `y`. The first line is your derivative as
# it comes out, each further line is a rewriting of the one before, on the way to one fraction. Every line is
# checked, and the first that is not equal to the one before is named.
#
# The form is `dL_dphi_steps = ["...", "...", "..."]`.
dL_dphi_steps = None
# YOUR CODE HERE


# %% [markdown]
# ### The two links that are left
#
# The loss depends on $z$ through $\varphi = \sigma(z)$, and $z = w_1 x_1 + b$ depends on the weight. Each link is short,
# and in their product nearly everything cancels: that is why this loss and this activation go together.


# phi_prime: 1 point, about 4 minutes, extra (S3-24)
#
# The derivative of $\varphi(z) = 1/(1 + e^{-z})$ with respect to $z$, in the letter `phi` only.
phi_prime = None
# YOUR CODE HERE


# dL_dz: 1 point, about 4 minutes, extra (S3-25)
#
# $d\mathcal L/dz$ for $\varphi = \sigma(z)$, in the letters `phi` and `y`, in any form that is right.
dL_dz = None
# YOUR CODE HERE


# dL_dw1: 1 point, about 3 minutes, extra (S3-26)
#
# $d\mathcal L/dw_1$ for $\varphi = \sigma(w_1 x_1 + b)$, in the letters `phi`, `y` and `x1`.
dL_dw1 = None
# YOUR CODE HERE


# %% [markdown]
# ### Fix the slide: one wrong symbol
#
# On the way to $d\mathcal L/dz$ the transcript has the line
#
# $$\frac{d\mathcal L}{dz} = \frac{\varphi - y}{\varphi(1 - y)} \cdot \varphi'$$
#
# with the sigmoid's derivative written out for $\varphi'$, and then the result. The result is right; this line is
# not. A witness finds such a slip faster than reading: put numbers in and compare.


# slide_denominator: 1 point, about 4 minutes (S3-25 (E31))
#
# The transcript shows the denominator $\varphi(1 - y)$ in $d\mathcal L/d\varphi$. Type the right denominator below
# the numerator $\varphi - y$, in the letters `phi` and `y`, like `slide_denominator = "phi*(1 - y)"` (the slide's).
slide_denominator = None
# YOUR CODE HERE


# denominator_witness: 1 point, about 3 minutes, extra (S3-25 (E31))
#
# Show that the printed line is wrong, with $\varphi = 0.8$ and $y = 0$. Answer with a tuple of two numbers: (what
# the line as printed gives, what the right $d\mathcal L/dz$ gives), like `denominator_witness = (0.5, 0.5)`.
denominator_witness = None
# YOUR CODE HERE


# %% [markdown]
# For $y = 1$ the printed line does worse: it divides by zero. Every good wine would break the training.


# %% [markdown]
# ## The sign of an error
#
# A deck trains a tiny network to output the mean of its inputs. For the first row the target is 0.2 and the network
# says $-0.1$; the transcript shows "the difference between the output and the desired output is 0.3". The
# *distance* is. The difference, output minus target, has a sign, and the sign is all that tells training which way
# to go: a negative error says "raise the output".


# error_and_loss: 1 point, about 4 minutes, extra (S1-12 (E12))
def error_and_loss(yhat: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    r"""Error of an output (output minus target, with its sign) and the loss $\tfrac12\,\text{error}^2$.

    Args:
        yhat: outputs, a number or an array of any shape; whole numbers may come in.
        y: targets, a number or an array of the same shape.

    Returns:
        The pair (error, loss), both float64 in the shape of `yhat`, one of each for every output.

    Example:
        >>> error, loss = error_and_loss(3.0, 1.0)
        >>> print(error, loss)
        2.0 2.0
    """
    # YOUR CODE HERE
    raise NotImplementedError("error_and_loss")


# %% [markdown]
# ### All of it, for a bad wine
#
# So far the wine was good. Suppose it is a bad one, $y = 0$: the prediction stays, the error does not. Nothing new is
# needed, only everything at once, and no slide has these numbers.


# my_bad_wine: 1 point, about 5 minutes, extra (S2-15, S2-18, S2-19)
#
# Your wine has the label $y = 0$. Its numbers $x$, $w$, $b$ are those of the slides, 0.12, 15 and $-0.4$, unless
# your course gives every student other ones: `my_numbers("wine")` in the notebook, or `gradmark check` in the
# folder, says which are yours. Answer with a tuple: (the loss $J$, $dJ/dw$, $dJ/db$), as numbers with at least
# four digits, like `my_bad_wine = (1.234, 0.1234, 0.1234)`.
my_bad_wine = None
# YOUR CODE HERE


# %% [markdown]
# ## The update rule
#
# The gradient points uphill, so training goes the other way: every parameter changes by
# $\Delta\theta = -\alpha\,\partial J/\partial\theta$ with a small learning rate $\alpha$ (`lr` in code).
#
# $$w \leftarrow w - \alpha\,\frac{dJ}{dw}, \qquad b \leftarrow b - \alpha\,\frac{dJ}{db}$$
#
# For the wine, with $dJ/dw = -.024$, $dJ/db = -.2$ and $\alpha = .1$, the slide ends with $w = 14.9976$ and
# $b = -.38$. One of the two went the wrong way.


# gd_update: 2 points, about 6 minutes (S2-20, S2-21 (E24), S0-21, S1-05, S1-21, S3-27)
def gd_update(w: np.ndarray, b: float, dw: np.ndarray, db: float, lr: float) -> tuple[np.ndarray, float]:
    r"""One step of gradient descent for a neuron.

    Args:
        w: weight, a number, or an array of shape (D,) for a neuron with D inputs.
        b: bias, a number.
        dw: derivative of the loss with respect to `w`, same shape.
        db: derivative with respect to `b`, a number.
        lr: learning rate, at least 0.

    Returns:
        The pair (w, b) after the step. The caller's arrays stay as they are.

    Example:
        >>> gd_update(2.0, 1.0, 4.0, -2.0, 0.5)
        (0.0, 2.0)
    """
    # YOUR CODE HERE
    raise NotImplementedError("gd_update")


# %% [markdown]
# ### Fix the slide: which way is 14.9976?
#
# $15 - 0.1 \cdot (-0.024)$ is more than 15. A wrong sign in one parameter is hard to see in the result: the numbers
# look alike. The loss tells.


# uphill_weight: 1 point, about 5 minutes, extra (S2-21 (E24))
#
# Keep $b = -0.4$ and move only the weight of the wine neuron. Answer with a tuple: (did the slide's $w = 14.9976$
# go `"uphill"` or `"downhill"`, the loss at $w = 14.9976$, the loss at $w = 15.0024$). Give the losses with at least
# six decimals, like `uphill_weight = ("downhill", 0.123456, 0.123456)`. The loss at $w = 15$ is 0.220417.
uphill_weight = None
# YOUR CODE HERE


# %% [markdown]
# ## A hundred steps
#
# Training is a loop: forward, loss, derivatives, update, and again. Both derivatives belong to the *old* parameters:
# work them out before you change either. Keep the loss before the first step and after every step; a loss that
# falls is the first thing to look at in any training.


# train_neuron: 3 points, about 12 minutes (S2-21, S2-22, S3-27)
def train_neuron(
    x: float, y: int, w: float, b: float, lr: float, steps: int
) -> tuple[float, float, np.ndarray]:
    """Train one sigmoid neuron on one example by gradient descent on the logistic loss.

    Args:
        x: input, a number.
        y: label, 0 or 1.
        w: weight at the start, a number.
        b: bias at the start, a number.
        lr: learning rate.
        steps: number of updates, may be 0.

    Returns:
        The triple (w, b, losses): the parameters after the last update, and an array of shape (steps + 1,) with the
        loss before the first update and after each one. Both parameters are updated at the same time.

    Example:
        >>> w, b, losses = train_neuron(0.0, 1, 3.0, 0.0, 2.0, 1)
        >>> print(w, b)
        3.0 1.0
        >>> losses
        array([0.69314718, 0.31326169])
    """
    # YOUR CODE HERE
    raise NotImplementedError("train_neuron")


# %% [markdown]
# ## Many wines, many numbers each
#
# A real wine has more than one number, and nobody learns from one wine. The inputs become a matrix `X` of shape
# `(N, D)`, one wine a row; the weight becomes a vector `w` of shape `(D,)`; the loss is the *mean* over the wines:
#
# $$J = \frac1N \sum_{n=1}^{N} -\bigl(y_n \ln \hat y_n + (1 - y_n) \ln (1 - \hat y_n)\bigr), \qquad
# \hat y = \sigma(Xw + b)$$
#
# What you know about one wine stays true for each; the derivative of a mean is the mean of the derivatives. Write the
# shape beside every factor before you multiply: `(N,)` and `(N, 1)` look alike and combine to `(N, N)` without a word.


# logistic_grad: 3 points, about 12 minutes (S3-26, S2-18, S2-19)
def logistic_grad(X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float) -> tuple[np.ndarray, float]:
    r"""Gradient of the mean logistic loss $J$ with respect to the weights and the bias.

    Args:
        X: inputs, shape (N, D).
        y: labels 0 or 1 (integers), shape (N,).
        w: weights, shape (D,).
        b: bias, a number.

    Returns:
        The pair (dw, db): an array of shape (D,) and one number. The pre-activations stay moderate here.

    Example:
        >>> dw, db = logistic_grad(np.array([[1.0, 2.0], [3.0, 0.0]]), np.array([0, 1]), np.zeros(2), 0.0)
        >>> print(dw, db)
        [-0.5  0.5] 0.0
    """
    # YOUR CODE HERE
    raise NotImplementedError("logistic_grad")


# %% [markdown]
# ## Logistic regression
#
# Put the two together: start with nothing (all weights 0), and go down the gradient of the whole batch. With $w = 0$
# and $b = 0$ every prediction is one half and the loss is $\ln 2$; if your first loss is anything else, look there.
#
# The visible check has ten wines of a well-known data set: the first five of two cultivars, told apart by their
# alcohol alone (in percent, minus 13). One number is enough to get most of them right. A later unit takes all 178
# wines and all 13 numbers.


# fit_logistic: 3 points, about 12 minutes (S3-27, S2-24)
def fit_logistic(X: np.ndarray, y: np.ndarray, lr: float, steps: int) -> tuple[np.ndarray, float, np.ndarray]:
    """Logistic regression by gradient descent on the mean logistic loss of the whole batch.

    Args:
        X: inputs, shape (N, D).
        y: labels 0 or 1 (integers), shape (N,).
        lr: learning rate.
        steps: number of updates, may be 0.

    Returns:
        The triple (w, b, losses): weights of shape (D,), the bias as a number, and an array of shape (steps + 1,)
        with the mean loss before the first update and after each one. Weights and bias start at 0 and are updated at
        the same time.

    Example:
        >>> w, b, losses = fit_logistic(np.array([[1.0], [-1.0]]), np.array([1, 0]), 2.0, 1)
        >>> print(w, b)
        [1.] 0.0
        >>> losses
        array([0.69314718, 0.31326169])
    """
    # YOUR CODE HERE
    raise NotImplementedError("fit_logistic")


# %% [markdown]
# ## Is that plausible?
#
# Two numbers on the slides for this wine are wrong, and both look tidy. You refuted them by computing the right ones.
# It is worth more to see at a glance that a number cannot be right: a loss has a size that a guess implies, and a step
# has a direction.


# two_glances: 2 points, about 8 minutes, marked by a person (S2-15 (E23), S2-21 (E24))
#
# The slides print a loss of 1.6 for the prediction $\hat y = 0.80$ with $y = 1$, and $w = 14.9976$ after one step
# from $w = 15$ with $x = 0.12$. Explain for each number how you can tell, without computing the right one, that it
# cannot be right.
#
# What the points are for:
#
# - 1 point: the guess is on the right side of one half, so the loss lies below ln 2 (about 0.69); 1.6 belongs to a guess of 0.2
# - 1 point: the guess is below the label, so z has to rise, and as x is positive w has to rise too; 14.9976 went down
