# gradmark: u04_losses 0.1.0
r"""Losses and their gradients

A loss is one number that says how wrong a batch of predictions is. Training does nothing but make it smaller.

Which number? For prices and temperatures the slides square the errors or take their absolute values; for classes
they take minus the logarithm of the probability that the truth was given. Each choice says what kind of mistake
hurts, and it says so through its derivative, because the derivative is all that training ever sees. So each
loss here comes with its gradient. In the second half the same losses are computed from the *scores* that a network
puts out, and there a habit pays that you can use everywhere: rewrite a formula so that $e^{1000}$ never happens.

The decks do not agree on the factor in front of a sum ($1/n$, $1/2m$, or none), two of their sums are off, and
three of their sentences about losses are not true. You meet each of them with the number that refutes it.

Conventions:

- A batch comes first: predictions `yhat` and targets `y` have one shape, `(N,)` or `(N, K)`, one example in each row.
  Probabilities are called `p` (one for each example) and `P` (a row for each example), scores `z` and `Z`.
- A loss is one number: the mean over the batch, unless its text says otherwise.
- `f_grad` is the derivative of the number that `f` returns with respect to its first argument, in that argument's
  shape. The mean's factor belongs to it.
- Whole numbers may come in; the result is float64. Arguments stay as they are.
- Probabilities stay within $[10^{-6}, 1 - 10^{-6}]$. Scores may be as large as 1000 in size: the result is finite and
  right there, and NumPy does not warn about overflow, division by zero or invalid values on the way.
- $\ln$ is the natural logarithm.

Check your work: `pytest` or `gradmark check` in this folder.
"""


import math
import numpy as np


# %% [markdown]
# ## The error of one prediction
#
# A network says $\hat y = 0.01$ and the truth is $y = 1$. The error is $0.99$, its square $0.9801$. At
# $\hat y = 0.001$ the error is $0.999$ and the square $0.998001$. Squaring does two things: it forgets on which side
# the prediction was, and it makes large errors count more and small ones less. Before there is any mean there is one
# squared error for each prediction.


# squared_error: 1 point, about 4 minutes, extra (S2-12)
def squared_error(yhat: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Squared error of each prediction: no sum, no mean.

    Args:
        yhat: predictions, a number or an array of any shape; whole numbers may come in.
        y: targets, a number or an array of the same shape.

    Returns:
        Squared errors in float64, same shape as `yhat`.

    Example:
        >>> squared_error(np.array([2.0, 0.5]), np.array([3.0, 0.0]))
        array([1.  , 0.25])
    """
    # YOUR CODE HERE
    raise NotImplementedError("squared_error")


# %% [markdown]
# ## Its derivative
#
# Training asks how the squared error changes when the *prediction* changes; the target is fixed. The derivative
# brings the sign back that the square had forgotten: it is negative where the prediction is too low.


# squared_error_grad: 1 point, about 4 minutes, extra (S2-12, S1-17)
def squared_error_grad(yhat: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Derivative of each squared error with respect to its own prediction.

    Args:
        yhat: predictions, a number or an array of any shape; whole numbers may come in.
        y: targets, a number or an array of the same shape.

    Returns:
        Slopes in float64, same shape as `yhat`.

    Example:
        >>> squared_error_grad(np.array([2.0, 0.5]), np.array([3.0, 0.0]))
        array([-2.,  1.])
    """
    # YOUR CODE HERE
    raise NotImplementedError("squared_error_grad")


# %% [markdown]
# ## One number for a batch
#
# $$\mathrm{MSE} = \frac1n \sum_{i=1}^{n} (y_i - \hat y_i)^2$$
#
# Here $n$ counts *all* entries: the predictions of a network with $K$ outputs form a matrix of $n = N \cdot K$ numbers.
# A mean, not a sum, so that the loss of ten examples and the loss of ten thousand can be compared and one learning
# rate serves both.


# mse: 2 points, about 6 minutes (S1-17, S3-18)
def mse(yhat: np.ndarray, y: np.ndarray) -> float:
    r"""Mean squared error over all entries.

    Args:
        yhat: predictions, shape (N,) or (N, K); whole numbers may come in.
        y: targets, same shape.

    Returns:
        One number: the mean of the squared errors of all N or N times K entries.

    Example:
        >>> print(mse(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 0.0], [3.0, 2.0]])))
        2.0
    """
    # YOUR CODE HERE
    raise NotImplementedError("mse")


# %% [markdown]
# ## Its gradient
#
# One number depends on $n$ predictions, so the gradient has $n$ entries, in the shape of `yhat`. In the sum only one
# term holds $\hat y_i$; its derivative keeps the factor $1/n$. Leave that factor out and nothing crashes: training
# just takes steps that are $n$ times too long.


# mse_grad: 3 points, about 10 minutes (S1-17)
def mse_grad(yhat: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Gradient of the mean squared error with respect to the predictions.

    Args:
        yhat: predictions, shape (N,) or (N, K); whole numbers may come in.
        y: targets, same shape.

    Returns:
        Array in the shape of `yhat`, float64: how much the loss rises for each prediction.

    Example:
        >>> mse_grad(np.array([1.0, 5.0]), np.array([2.0, 3.0]))
        array([-1.,  2.])
    """
    # YOUR CODE HERE
    raise NotImplementedError("mse_grad")


# %% [markdown]
# ## The same loss with another factor
#
# One deck divides by $2m$, with $m$ the number of *examples*, and adds up the outputs $k$ of each:
#
# $$J = \frac1{2m} \sum_{e=1}^{m} \sum_{k} \bigl(\hat y^{(e)}_k - y^{(e)}_k\bigr)^2$$
#
# Nothing about the best weights changes with a factor, but the gradient does, and with it the right learning rate. The
# half is there for one reason only: you see it when you differentiate. For a batch of 5 examples with 3 outputs,
# by which factor do the two gradients differ?


# half_mse: 2 points, about 6 minutes, extra (S1-25)
def half_mse(yhat: np.ndarray, y: np.ndarray) -> float:
    r"""Half of the squared error, summed over the outputs, mean over the examples.

    Args:
        yhat: predictions, shape (N, K), or (N,) for one output; whole numbers may come in.
        y: targets, same shape.

    Returns:
        One number: the sum of all squared errors over 2N.

    Example:
        >>> print(half_mse(np.array([[1.0, 2.0, 3.0]]), np.array([[0.0, 2.0, 1.0]])))
        2.5
    """
    # YOUR CODE HERE
    raise NotImplementedError("half_mse")


# %% [markdown]
# ## Its gradient
#
# The 2 that the square sends down finally meets the half. What is left divides by the number of examples, and by
# nothing else: a network with more outputs gets a larger loss.


# half_mse_grad: 2 points, about 6 minutes, extra (S1-25)
def half_mse_grad(yhat: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Gradient of `half_mse` with respect to the predictions.

    Args:
        yhat: predictions, shape (N, K), or (N,) for one output; whole numbers may come in.
        y: targets, same shape.

    Returns:
        Array in the shape of `yhat`, float64.

    Example:
        >>> half_mse_grad(np.array([[1.0, 2.0, 3.0]]), np.array([[0.0, 2.0, 1.0]]))
        array([[1., 0., 2.]])
    """
    # YOUR CODE HERE
    raise NotImplementedError("half_mse_grad")


# %% [markdown]
# ## Three factors for one difference


# gradient_factors: 1 point, about 3 minutes, extra (S1-17, S1-25)
#
# All three gradients are a factor times $\hat y - y$. For a batch of 5 examples with 3 outputs each, answer with a
# tuple of the three factors: (of `squared_error_grad`, of `mse_grad`, of `half_mse_grad`), like
# `gradient_factors = (0.5, 0.25, 0.125)`.
gradient_factors = None
# YOUR CODE HERE


# %% [markdown]
# ## The mean absolute error
#
# $$\mathrm{MAE} = \frac1n \sum_{i=1}^{n} |y_i - \hat y_i|$$
#
# Without the square an error of 10 counts ten times as much as an error of 1, not a hundred times. One wild
# measurement among many no longer decides the fit.


# mae: 1 point, about 4 minutes, extra (S1-18, S3-17)
def mae(yhat: np.ndarray, y: np.ndarray) -> float:
    r"""Mean absolute error over all entries.

    Args:
        yhat: predictions, shape (N,) or (N, K); whole numbers may come in.
        y: targets, same shape.

    Returns:
        One number.

    Example:
        >>> print(mae(np.array([1.0, 2.0]), np.array([2.0, -1.0])))
        2.0
    """
    # YOUR CODE HERE
    raise NotImplementedError("mae")


# %% [markdown]
# ## Its gradient
#
# The slide says that errors are penalised "homogenously, in magnitude and direction". For the gradient that is exact:
# each entry is $+\frac1n$ or $-\frac1n$, however large the error is. Far away that is safe; close to the target it
# never slows down. Where prediction and target agree the absolute value has its corner, and the derivative there is
# set to 0: nothing is to be changed.


# mae_grad: 2 points, about 6 minutes, extra (S1-18, S3-17)
def mae_grad(yhat: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Gradient of the mean absolute error with respect to the predictions, 0 where both agree.

    Args:
        yhat: predictions, shape (N,) or (N, K); whole numbers may come in.
        y: targets, same shape.

    Returns:
        Array in the shape of `yhat`, float64.

    Example:
        >>> mae_grad(np.array([1.0, 5.0]), np.array([2.0, 3.0]))
        array([-0.5,  0.5])
    """
    # YOUR CODE HERE
    raise NotImplementedError("mae_grad")


# %% [markdown]
# ## Exponentially more?
#
# The transcript says of the squared error: "larger errors penalized exponentially more". That is a claim about a
# ratio: make an error $k$ times as large, by which factor does its loss grow?
#
# $$r(k) = \frac{\mathrm{loss}(k \cdot e)}{\mathrm{loss}(e)}$$
#
# Write it for any loss of one error, then put the candidates in: `lambda e: e**2`, `abs`, `np.exp`.


# penalty_ratio: 1 point, about 4 minutes, extra (S3-18 (E30))
def penalty_ratio(loss, error: float, k: float) -> float:
    r"""By which factor the loss grows when the error is `k` times as large.

    Args:
        loss: a function of one error, a number in and a number out; it is not 0 at `error`.
        error: an error, positive or negative.
        k: how many times as large the other error is.

    Returns:
        One number: the loss of the larger error over the loss of `error`.

    Example:
        >>> print(penalty_ratio(lambda e: e**4, 0.5, 2.0))
        16.0
    """
    # YOUR CODE HERE
    raise NotImplementedError("penalty_ratio")


# %% [markdown]
# ### Fix the slide: how does the squared error grow?


# penalty_growth: 1 point, about 3 minutes, extra (S3-18 (E30))
#
# The transcript says that the squared error penalises larger errors "exponentially more". Answer with a tuple of
# three: (how the squared error really grows: one of `"linearly"`, `"quadratically"`, `"exponentially"`; its ratio
# when an error of 3 becomes an error of 12; the ratio of the absolute error in the same case), like
# `penalty_growth = ("exponentially", 1.5, 1.5)`.
penalty_growth = None
# YOUR CODE HERE


# %% [markdown]
# ### Fix the slide: one term too many
#
# The transcript shows the cost of a network as
#
# $$\frac{\sum_{i=0}^{n} (x_{p,i} - x_{a,i})^2}{n}$$
#
# with $x_p$ the predicted and $x_a$ the actual values. Count the terms: from 0 to $n$ there are $n + 1$ of them, and $n$
# is what they are divided by. Four errors of 1 would cost $4/3$, and with $n = 3$ values there is no $x_{p,3}$ at all.
# Write the cost that was meant.


# slide_cost: 1 point, about 5 minutes, extra (S4-10 (E46))
def slide_cost(x_pred: np.ndarray, x_actual: np.ndarray) -> float:
    r"""Cost of n predictions: the slide's formula with the index repaired.

    Args:
        x_pred: predicted values, shape (n,); whole numbers may come in.
        x_actual: actual values, shape (n,).

    Returns:
        One number. When each of the n errors is 1 or -1 the cost is 1, for every n.

    Example:
        >>> print(slide_cost(np.array([3.0, 1.0]), np.array([1.0, 1.0])))
        2.0
    """
    # YOUR CODE HERE
    raise NotImplementedError("slide_cost")


# %% [markdown]
# ### Fix the slide: adding up batches
#
# A data set that is too large comes in mini-batches, each with its own mean loss. The transcript shows: "The sum of the
# batch cost functions gives the overall cost of the entire dataset". Try it on ten examples with the losses
# $0^2, 1^2, \dots, 9^2$ in batches of 4, 4 and 2: the mean over all ten is $28.5$. The three batch means are $3.5$,
# $31.5$ and $72.5$; their sum is $107.5$. Their plain mean is $35.83$, which is not right either: the last batch is
# smaller.


# combine_batch_means: 2 points, about 6 minutes, extra (S1-23, S1-17 (E14))
def combine_batch_means(means: np.ndarray, sizes: np.ndarray) -> float:
    r"""Mean loss of a whole data set from the mean losses of its batches.

    Args:
        means: mean loss of each batch, shape (B,).
        sizes: number of examples in each batch, shape (B,), whole numbers of at least 1.

    Returns:
        One number: the mean over all examples, as if there had been a single batch.

    Example:
        >>> print(combine_batch_means(np.array([1.0, 4.0]), np.array([2, 1])))
        2.0
    """
    # YOUR CODE HERE
    raise NotImplementedError("combine_batch_means")


# %% [markdown]
# ## Sure, and wrong
#
# Back to the two predictions $0.01$ and $0.001$ for a truth of 1. The second is ten times worse: it gives the truth
# one chance in a thousand. The squared error hardly notices ($0.980$ and $0.998$), and it can never exceed 1. Minus the
# logarithm does notice, and it has no upper end.
#
# | predicted | truth | squared error | $-\ln \hat y$ |
# |---|---|---|---|
# | .01 | 1 | .980 | 4.6 |
# | .001 | 1 | .998 | 6.9 |


# negative_log: 1 point, about 4 minutes, extra (S2-13)
def negative_log(p: np.ndarray) -> np.ndarray:
    r"""Minus the natural logarithm of each probability.

    Args:
        p: probabilities that the truth was given, a number or an array of any shape.

    Returns:
        Losses in float64, same shape as `p`; none is negative.

    Example:
        >>> negative_log(np.array([0.5, 0.1]))
        array([0.69314718, 2.30258509])
    """
    # YOUR CODE HERE
    raise NotImplementedError("negative_log")


# %% [markdown]
# ### Fix the slide: one wrong entry
#
# The first of the two tables is right. When the deck shows it a second time, with the new column, one entry has
# changed. The transcript shows: .01, error .99, squared .980, 4.6; and .001, error .99, squared .998, 6.9.


# slide_error_entry: 1 point, about 3 minutes, extra (S2-13 (E25))
#
# Which entry of the second row ($\hat y = .001$, $y = 1$) is wrong? Answer with a tuple of three: (the column:
# `"error"`, `"squared error"` or `"negative log"`; its right value; the negative log of that row, with six
# decimals), like `slide_error_entry = ("squared error", 0.5, 1.123456)`.
slide_error_entry = None
# YOUR CODE HERE


# %% [markdown]
# ### Fix the slide: does it grow exponentially?
#
# Another slide says of this loss that its "value grows exponentially larger as the predicted probability moves away
# from the true label". It grows without bound, but how fast? Look at $p = .1, .01, .001$, each one ten times worse than
# the one before; and at the score $z$ behind the probability $p = \sigma(z)$, for a truth of 1 and $z = -10, -20, -30$,
# where $-\ln \sigma(z) = \ln(1 + e^{-z})$.


# log_loss_growth: 2 points, about 6 minutes, extra (S3-15 (E29))
#
# Answer with a tuple of four: (how the loss grows from $p = .1$ to $.01$ to $.001$: `"by equal steps"` or
# `"by equal factors"`, the latter would be exponential growth; that step or factor, with at least five digits; how
# the loss grows from $z = -10$ to $-20$ to $-30$, the same two choices; that step or factor, rounded to four
# digits), like `log_loss_growth = ("by equal factors", 1.23456, "by equal factors", 1.234)`.
log_loss_growth = None
# YOUR CODE HERE


# %% [markdown]
# ## Binary cross-entropy
#
# A sigmoid unit gives each example a probability $p_i$ of belonging to class 1. If it does ($y_i = 1$), the truth was
# given the chance $p_i$; if it does not ($y_i = 0$), the chance $1 - p_i$. Minus the logarithm of that chance, averaged:
#
# $$\mathrm{BCE} = -\frac1N \sum_{i=1}^{N} \bigl[\, y_i \ln p_i + (1 - y_i) \ln (1 - p_i) \,\bigr]$$
#
# As $y_i$ is 0 or 1, it switches one of the two terms off. The slide calls the formula $H_p(q)$; the cross-entropy of
# labels $q$ under a prediction $p$ is usually written $H(q, p)$ (E41).


# bce: 3 points, about 12 minutes (S2-14, S3-15)
def bce(p: np.ndarray, y: np.ndarray) -> float:
    r"""Mean binary cross-entropy over all entries.

    Args:
        p: probabilities of class 1, shape (N,) or (N, K), within [1e-6, 1 - 1e-6].
        y: labels 0 or 1 (integers), same shape.

    Returns:
        One number.

    Example:
        >>> print(round(bce(np.array([0.5, 0.25]), np.array([1, 0])), 6))
        0.490415
    """
    # YOUR CODE HERE
    raise NotImplementedError("bce")


# %% [markdown]
# ### Fix the slide: a pair of brackets
#
# The transcript shows $-\frac1N \sum_{i=1}^N y_i \log(p(y_i)) + (1 - y_i) \log(1 - p(y_i))$, without the square
# brackets above. A reader who takes it at its word has two choices. The minus and the mean reach the first product
# only, and the second is a mean of its own with a plus sign (A); or the sum ends before the plus, and the second product
# is summed without $\frac1N$ (B).


# slide_brackets: 1 point, about 5 minutes, extra (S3-15 (E28))
#
# Take $y = [1, 0, 1, 0]$ and $p = [.9, .2, .6, .4]$. Answer with a tuple of three numbers, at least five digits
# each: (the right loss; reading A, $-\frac1N \sum y_i \ln p_i + \frac1N \sum (1 - y_i) \ln(1 - p_i)$; reading B,
# $-\frac1N \sum y_i \ln p_i + \sum (1 - y_i) \ln (1 - p_i)$), like `slide_brackets = (0.12345, 0.12345, 0.12345)`.
# Two of them cannot be losses: look at their sign.
slide_brackets = None
# YOUR CODE HERE


# %% [markdown]
# ## Its gradient
#
# The slope of a logarithm is one over its argument: the further the probability is from the truth, the steeper. Bring
# the two terms of each example to a common denominator, and do not forget the mean. For $p$ close to the wrong end
# the slope is enormous; with a sigmoid behind $p$ that will cancel, as you see a few exercises further on.


# bce_grad: 2 points, about 8 minutes, extra (S2-14, S3-15)
def bce_grad(p: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Gradient of the mean binary cross-entropy with respect to the probabilities.

    Args:
        p: probabilities of class 1, shape (N,) or (N, K), within [1e-6, 1 - 1e-6].
        y: labels 0 or 1 (integers), same shape.

    Returns:
        Array in the shape of `p`, float64.

    Example:
        >>> bce_grad(np.array([0.5, 0.75]), np.array([1, 0]))
        array([-1.,  2.])
    """
    # YOUR CODE HERE
    raise NotImplementedError("bce_grad")


# %% [markdown]
# ## Several classes
#
# With $K$ classes a row of $P$ holds the probabilities of one example, and a row of $Y$ its truth, *one-hot*: a 1 in the
# column of the right class and 0 elsewhere. Nothing new happens: minus the logarithm of the chance that the truth was
# given, averaged over the examples (rows, not entries).
#
# $$\mathrm{CE} = -\frac1N \sum_{n=1}^{N} \sum_{k=1}^{K} Y_{nk} \ln P_{nk}$$
#
# The slide writes the inner sum, for one example. A number to remember: a network that knows nothing gives each class
# $1/K$, and its loss is $\ln K$. On one deck cross-entropy stands in a list under "regression"; that is the layout of
# the slide, not its meaning: squared and absolute errors are for regression, cross-entropies for classes (E21).


# cross_entropy: 3 points, about 10 minutes (S3-16, S1-19)
def cross_entropy(P: np.ndarray, Y: np.ndarray) -> float:
    r"""Mean cross-entropy of a batch, from probabilities.

    Args:
        P: probabilities, shape (N, K), each row sums to 1, entries within [1e-6, 1 - 1e-6].
        Y: one-hot labels (integers), shape (N, K).

    Returns:
        One number: the mean over the N examples.

    Example:
        >>> print(round(cross_entropy(np.array([[0.5, 0.5], [0.2, 0.8]]), np.array([[1, 0], [0, 1]])), 6))
        0.458145
    """
    # YOUR CODE HERE
    raise NotImplementedError("cross_entropy")


# %% [markdown]
# ## Its gradient
#
# Each entry of $P$ is a variable of its own here; that the rows sum to 1 is softmax's business, and its derivative's.


# cross_entropy_grad: 2 points, about 6 minutes, extra (S3-16)
def cross_entropy_grad(P: np.ndarray, Y: np.ndarray) -> np.ndarray:
    r"""Gradient of the mean cross-entropy with respect to the probabilities.

    Args:
        P: probabilities, shape (N, K), entries within [1e-6, 1 - 1e-6].
        Y: one-hot labels (integers), shape (N, K).

    Returns:
        Array of shape (N, K), float64.

    Example:
        >>> print(cross_entropy_grad(np.array([[0.5, 0.5], [0.2, 0.8]]), np.array([[1, 0], [0, 1]])))
        [[-1.     0.   ]
         [ 0.    -0.625]]
    """
    # YOUR CODE HERE
    raise NotImplementedError("cross_entropy_grad")


# %% [markdown]
# ## From scores, without overflow
#
# A network puts out scores, not probabilities; softmax turns a row of them into probabilities, and the loss takes the
# logarithm. Done one after the other, two honest steps fail: $e^{1000}$ is infinite, and a probability that underflows
# to 0 has no logarithm, although the loss is an ordinary number. Done together they are harmless:
#
# $$-\ln \frac{e^{z_k}}{\sum_j e^{z_j}} = \ln \sum_j e^{z_j} \; - \; z_k$$
#
# All that is left is the logarithm of a sum of exponentials. For any number $m$,
# $\ln \sum_j e^{z_j} = m + \ln \sum_j e^{z_j - m}$. Choose $m$ so that no exponent is positive and at least one is 0.


# log_sum_exp: 3 points, about 15 minutes (S3-16, S2-14)
def log_sum_exp(Z: np.ndarray) -> np.ndarray:
    r"""Logarithm of the sum of the exponentials of each row.

    Args:
        Z: scores, shape (N, K); |z| up to 1000, without an overflow warning; whole numbers may come in.

    Returns:
        Array of shape (N,), float64.

    Example:
        >>> log_sum_exp(np.array([[0.0, 0.0], [1000.0, -1000.0]]))
        array([6.93147181e-01, 1.00000000e+03])
    """
    # YOUR CODE HERE
    raise NotImplementedError("log_sum_exp")


# %% [markdown]
# ## The logarithm of softmax
#
# The logarithms of all probabilities of a row: each score minus the row's $\ln \sum_j e^{z_j}$. Never
# `np.log(softmax(Z))`: for the scores $1000$ and $-1000$ it takes the logarithm of 0, where the right answer is $-2000$.


# log_softmax: 2 points, about 6 minutes, extra (S3-16)
def log_softmax(Z: np.ndarray) -> np.ndarray:
    r"""Logarithm of the softmax of each row.

    Args:
        Z: scores, shape (N, K); |z| up to 1000, without a warning; whole numbers may come in.

    Returns:
        Logarithms of the probabilities, shape (N, K), float64; none is positive.

    Example:
        >>> print(log_softmax(np.array([[1000.0, -1000.0]])))
        [[    0. -2000.]]
    """
    # YOUR CODE HERE
    raise NotImplementedError("log_softmax")


# %% [markdown]
# ## The loss of a classifier
#
# Now the labels are class numbers, $y_n \in \{0, \dots, K - 1\}$, and each picks one score out of its row:
#
# $$L = \frac1N \sum_{n=1}^{N} \Bigl( \ln \sum_j e^{z_{nj}} - z_{n, y_n} \Bigr)$$
#
# The bracket is 0 when the true class towers above the others, and it is about the *gap* in scores when another class
# does: a classifier that is wrong by 1000 pays 1000, not infinity.


# softmax_cross_entropy: 3 points, about 12 minutes (S3-16)
def softmax_cross_entropy(Z: np.ndarray, y: np.ndarray) -> float:
    r"""Mean cross-entropy of softmax, from the scores.

    Args:
        Z: scores, shape (N, K); |z| up to 1000, without a warning; whole numbers may come in.
        y: class of each row, shape (N,), integers in [0, K).

    Returns:
        One number: the mean over the N examples.

    Example:
        >>> print(softmax_cross_entropy(np.array([[1000.0, 0.0], [0.0, 500.0]]), np.array([1, 1])))
        500.0
    """
    # YOUR CODE HERE
    raise NotImplementedError("softmax_cross_entropy")


# %% [markdown]
# ## The slope of the loss with respect to a score
#
# Take one example with three classes. Its softmax probabilities are $s_1, s_2, s_3$, its labels $t_1, t_2, t_3$ (one of
# them 1, the others 0), and its loss $-\sum_i t_i \ln s_i$. The first score $z_1$ sits in *every* $s_i$, in the sum
# below the line. Write the loss as $\ln\bigl(e^{z_1} + e^{z_2} + e^{z_3}\bigr) - t_1 z_1 - t_2 z_2 - t_3 z_3$ (why is
# that the same?) and the derivative takes one line.


# d_ce_score: 1 point, about 5 minutes, extra (S3-16)
#
# The derivative of that loss with respect to $z_1$, in the letters `s1` (the probability of class 1) and `t1` (its
# label).
d_ce_score = None
# YOUR CODE HERE


# %% [markdown]
# ## The gradient of the batch
#
# What you found for the first score holds for each of them, with its own letters, and the mean over the examples comes on
# top. Two tests for your result: every row sums to 0 (why must it?), and an example that is classified rightly and with
# certainty adds nothing, while one that is wrong never adds more than 1 in one place, however far the scores are apart.


# softmax_cross_entropy_grad: 4 points, about 15 minutes (S3-16)
def softmax_cross_entropy_grad(Z: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Gradient of `softmax_cross_entropy` with respect to the scores.

    Args:
        Z: scores, shape (N, K); |z| up to 1000, without a warning; whole numbers may come in.
        y: class of each row, shape (N,), integers in [0, K).

    Returns:
        Array of shape (N, K), float64; every row sums to 0.

    Example:
        >>> softmax_cross_entropy_grad(np.array([[0.0, 0.0], [1000.0, 0.0]]), np.array([0, 1]))
        array([[-0.25,  0.25],
               [ 0.5 , -0.5 ]])
    """
    # YOUR CODE HERE
    raise NotImplementedError("softmax_cross_entropy_grad")


# %% [markdown]
# ## One score for each example
#
# With two classes a single score is enough: $p = \sigma(z)$. For $z = -40$ the probability is $4 \cdot 10^{-18}$, and
# $1 - p$ is exactly 1 in floating point; for $z = 40$ it is $p$ that is exactly 1, and $\ln(1 - p)$ is
# $\ln 0$. The loss itself is harmless at both ends:
#
# $$-\ln \sigma(z) = \ln(1 + e^{-z}), \qquad -\ln(1 - \sigma(z)) = \ln(1 + e^{z})$$
#
# Both become one line with $\ln(1 + e^{z}) = \max(z, 0) + \ln(1 + e^{-|z|})$, and the difference between
# the two cases is just $z$.


# bce_with_logits: 4 points, about 15 minutes (S3-15, S2-14)
def bce_with_logits(z: np.ndarray, y: np.ndarray) -> float:
    r"""Mean binary cross-entropy over all entries, from the scores.

    Args:
        z: scores (pre-activations of a sigmoid), shape (N,) or (N, K); |z| up to 1000, without a warning;
            whole numbers may come in.
        y: labels 0 or 1 (integers), same shape.

    Returns:
        One number, equal to the binary cross-entropy of the sigmoid of `z` wherever that can be computed.

    Example:
        >>> print(bce_with_logits(np.array([1000.0, 1000.0]), np.array([1, 0])))
        500.0
    """
    # YOUR CODE HERE
    raise NotImplementedError("bce_with_logits")


# %% [markdown]
# ## Its gradient
#
# The same cancellation as with softmax, and the reason why a sigmoid and this loss belong together: the enormous slope
# of the logarithm and the tiny slope of the saturated sigmoid multiply to something of ordinary size. Even at
# $z = -1000$ with a truth of 1 the slope is not lost.


# bce_with_logits_grad: 2 points, about 8 minutes, extra (S3-15, S2-14)
def bce_with_logits_grad(z: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Gradient of `bce_with_logits` with respect to the scores.

    Args:
        z: scores, shape (N,) or (N, K); |z| up to 1000, without a warning; whole numbers may come in.
        y: labels 0 or 1 (integers), same shape.

    Returns:
        Array in the shape of `z`, float64.

    Example:
        >>> bce_with_logits_grad(np.array([0.0, 1000.0]), np.array([1, 0]))
        array([-0.25,  0.5 ])
    """
    # YOUR CODE HERE
    raise NotImplementedError("bce_with_logits_grad")


# %% [markdown]
# ## Labels that do not exclude each other
#
# A picture may show a dog *and* a beach. Softmax would make them compete, since its probabilities sum to 1. So each
# class gets a sigmoid of its own: a yes-or-no question for each entry of the score matrix, with the truth in a matrix $T$ of
# zeros and ones that may have any number of ones in a row.
#
# $$L = \frac1N \sum_{n=1}^{N} \sum_{k=1}^{K}
# -\bigl[\, T_{nk} \ln \sigma(Z_{nk}) + (1 - T_{nk}) \ln (1 - \sigma(Z_{nk})) \,\bigr]$$
#
# The losses of the classes are added, those of the examples averaged.


# multilabel_loss: 2 points, about 8 minutes, extra (S3-13)
def multilabel_loss(Z: np.ndarray, T: np.ndarray) -> float:
    r"""Cross-entropy of one sigmoid for each class: sum over the classes, mean over the rows.

    Args:
        Z: scores, shape (N, K); |z| up to 1000, without a warning; whole numbers may come in.
        T: labels 0 or 1 (integers), shape (N, K); any number of ones in a row.

    Returns:
        One number.

    Example:
        >>> print(multilabel_loss(np.array([[1000.0, 500.0, -1000.0]]), np.array([[1, 0, 0]])))
        500.0
    """
    # YOUR CODE HERE
    raise NotImplementedError("multilabel_loss")


# %% [markdown]
# ## Its gradient
#
# The columns do not touch each other: a slope depends on its own score and label only, whatever the rest of the row says.


# multilabel_loss_grad: 1 point, about 5 minutes, extra (S3-13)
def multilabel_loss_grad(Z: np.ndarray, T: np.ndarray) -> np.ndarray:
    r"""Gradient of `multilabel_loss` with respect to the scores.

    Args:
        Z: scores, shape (N, K); |z| up to 1000, without a warning; whole numbers may come in.
        T: labels 0 or 1 (integers), shape (N, K).

    Returns:
        Array of shape (N, K), float64.

    Example:
        >>> multilabel_loss_grad(np.array([[0.0, 1000.0, 0.0]]), np.array([[1, 0, 0]]))
        array([[-0.5,  1. ,  0.5]])
    """
    # YOUR CODE HERE
    raise NotImplementedError("multilabel_loss_grad")


# %% [markdown]
# ## Which one?
#
# You now have a loss for numbers (squared or absolute), for one class out of two, for one out of many, and for labels
# that do not exclude each other, all of them with gradients that survive any score.


# why_not_squares: 2 points, about 12 minutes, marked by a person (S2-12, S2-13, S3-15)
#
# A classmate trains a sigmoid unit with the squared error $(\sigma(z) - y)^2$ in place of the cross-entropy. One
# example has $y = 1$ and, by bad luck, $z = -10$. In at most eight sentences: how large is the slope of each of the
# two losses with respect to $z$ there (give both numbers), what does that mean for training, and what would happen
# to the comparison at $z = 0$?
#
# What the points are for:
#
# - 1 point: both slopes at z = -10, as numbers with the right sign and size.
# - 1 point: names the factor that makes the difference, what it means for training, and compares the two at z = 0.
