# gradmark: u08_optimizers 0.1.0
r"""Optimizers

Gradient descent and its descendants.

All of training is one sentence: take the gradient, and move the parameters against it. The methods here differ only
in how far they move, and in what they remember of earlier gradients. Momentum remembers a direction, RMSprop a size
for each coordinate, Adam both.

You repair a published gradient descent first: five defects in nine lines, none of which shows in the example that
came with it. Then you write the steps one by one, each from its equations.

**How a step is called.** `step(theta, grad, state, **hyperparameters)` returns the new pair `(theta, state)`.

- `theta` and `grad` are float64 arrays of one shape, any shape; everything happens element by element.
- `state` is a dict with what the method remembers; the text says which keys. Before the first step it is `{}`, and
  you return a *new* dict each time. The grader also starts from a state of earlier steps, with these keys.
- `theta`, `grad` and `state` of the caller stay as they are: no `theta -= ...`, no `state["u"] *= ...`.
- `t` in the formulas is the number of the step that is being made, 1 for the first. `state["t"]` counts the steps
  that *have been* made: from `{"t": 3, ...}` the next step uses $t = 4$.

Published forms of the same method differ: libraries disagree on where $\epsilon$ stands, on whether the rate is
inside the velocity, on what is averaged. The equations in the text are binding here, and the checks are chosen so
that the differences show. If you wrote another published form, you are told its name; the deck's own momentum is
accepted. The exercises marked *extra* (most of Adam's relatives among them) can be left out.

Check your work: `pytest` or `gradmark check` in this folder.
"""


import math
import numpy as np


# %% [markdown]
# ## Fix the slide: simple_gd
#
# A deck shows this program:
#
# ```python
# def simple_gd(gradient, start, learn_rate, n_iter=50, tolerance=1e-06):
#     vector = start
#     vector_lst = [start]
#     for _ in range(n_iter):
#         vector -= learn_rate * gradient(vector)
#         vector_lst.append(vector)
#         if abs(learn_rate * gradient(vector)) <= tolerance:
#             break
#     return vector, vector_lst
# ```
#
# With a Python number as `start` it works: for $f(x) = x^2$, start 10 and rate 0.2 it makes 30 steps and ends at
# $10 \cdot 0.6^{30} \approx 2.2 \cdot 10^{-6}$. With arrays it falls apart:
#
# 1. `vector = start` and `-=` write into the caller's array (E47);
# 2. the history holds the same array 31 times, so all its entries show the end (E47);
# 3. `abs(...) <= tolerance` has no truth value for an array of two (E48);
# 4. every step evaluates the gradient twice, 60 times for 30 steps, which for a network is the whole cost (E49);
# 5. a start of whole numbers cannot take a fractional step (E49).
#
# And when the rate is too high, it returns `inf` or `nan` as if that were a result. The first defect hides all
# others: Python numbers cannot be changed in place, so the one example that was tried is the one that works.


# gradient_descent: 4 points, about 20 minutes (S4-16 (E47, E48, E49), S4-13, S4-14)
def gradient_descent(
    grad, start, lr: float, n_iter: int = 50, tol: float = 1e-6
) -> tuple[np.ndarray, np.ndarray]:
    r"""Gradient descent with a fixed rate, and the path it took.

    At each iterate the gradient is evaluated once. If $\lVert \text{lr}\cdot\text{gradient} \rVert_2 \le$ `tol` (over
    all entries), stop without making that step; otherwise make it. Stop after `n_iter` steps at the latest.

    Args:
        grad: function that returns the gradient at a point, in the point's shape.
        start: the first iterate, a number or an array of any shape; whole numbers may come in.
        lr: learning rate.
        n_iter: largest number of steps, may be 0.
        tol: a move whose norm is at most this is not made.

    Returns:
        The pair (x, path): the last iterate, and a float64 array of shape (k + 1, *shape of start) with the start and
        the iterates after each of the k steps. `start` itself stays as it is.

    Raises:
        ValueError: when an iterate is not finite (the descent diverges).

    Example:
        >>> gradient_descent(lambda x: 2 * x, np.array([4, -8]), 0.25, n_iter=2)
        (array([ 1., -2.]), array([[ 4., -8.],
               [ 2., -4.],
               [ 1., -2.]]))
    """
    # YOUR CODE HERE
    raise NotImplementedError("gradient_descent")


# %% [markdown]
# ## Stochastic gradient descent
#
# The step is the plain one; "stochastic" only says that the gradient comes from a few examples and not from all. It
# keeps no memory, so it needs no state.


# sgd_step: 1 point, about 3 minutes (S0-29, S0-21, S3-29)
def sgd_step(theta: np.ndarray, grad: np.ndarray, lr: float) -> np.ndarray:
    """One step against the gradient.

    Args:
        theta: parameters, any shape.
        grad: gradient of the loss with respect to `theta`, same shape.
        lr: learning rate.

    Returns:
        The new parameters, a new array of the same shape.

    Example:
        >>> sgd_step(np.array([1.0, -2.0]), np.array([0.5, 4.0]), lr=0.5)
        array([ 0.75, -4.  ])
    """
    # YOUR CODE HERE
    raise NotImplementedError("sgd_step")


# %% [markdown]
# ## How large may the rate be?
#
# On a parabola $f(x) = \tfrac{\lambda}{2}x^2$ one step multiplies $x$ by a fixed number:
#
# $$x - \text{lr}\cdot\lambda x = (1 - \text{lr}\cdot\lambda)\,x$$
#
# Everything follows from that factor. Between 0 and 1 the point walks down one side; at 0 it arrives at once; between
# 0 and $-1$ it jumps from side to side and still arrives; at $-1$ and below it never does. With $f(x) = x^2$ the
# curvature is $\lambda = 2$: from 10 with rate 1.1, fifty steps lead to 91004.4.
#
# A network's loss has many directions with many curvatures and only one rate. The steepest direction says how large
# the rate may be, the flattest how long it takes. Most of this unit is about that conflict.


# gd_regime: 2 points, about 8 minutes (S1-22, S3-37)
def gd_regime(curvature: float, lr: float) -> str:
    r"""Tell how gradient descent behaves on $f(x) = \tfrac{\lambda}{2}x^2$.

    Args:
        curvature: $\lambda$, positive.
        lr: learning rate, positive.

    Returns:
        "one step" when the rate is within $10^{-9}$, relatively, of the one that arrives at once; else "monotone" when
        the iterates come closer from one side, "oscillating" when they come closer from both sides in turn, "diverges"
        when they do not come closer (also when the distance stays the same).

    Example:
        >>> gd_regime(4.0, 0.3)
        'oscillating'
    """
    # YOUR CODE HERE
    raise NotImplementedError("gd_regime")


# %% [markdown]
# ## Mini-batches
#
# Between all examples at once and one at a time lies the usual way (S3-35, S1-23): shuffle the examples in each epoch,
# cut them into batches of a few dozen, and make one step for each batch. Three things go wrong in practice. The last
# batch is short and gets lost; the examples are not shuffled, so that a file sorted by class gives batches of one
# class; or they are drawn with replacement, so that an epoch misses about a third of them.
#
# The random numbers come from a generator that you are given. `rng.permutation`, `rng.shuffle`, random keys that you
# sort: every fair way is right.


# minibatches: 2 points, about 10 minutes (S1-23, S3-35)
def minibatches(n: int, size: int, rng: np.random.Generator) -> list[np.ndarray]:
    """Shuffle the indices 0, 1, ..., n - 1 and cut them into batches.

    Args:
        n: number of examples, at least 1.
        size: examples in a batch, at least 1; may be larger than `n`.
        rng: NumPy's random generator; take your random numbers from it.

    Returns:
        A list of arrays of whole numbers. All have `size` entries but the last, which may be shorter (never empty).
        Together they hold every index once, in an order that is random and different in each call.

    Example:
        >>> batches = minibatches(7, 3, np.random.default_rng(0))
        >>> [len(batch) for batch in batches]
        [3, 3, 1]
        >>> sorted(int(i) for batch in batches for i in batch)
        [0, 1, 2, 3, 4, 5, 6]
    """
    # YOUR CODE HERE
    raise NotImplementedError("minibatches")


# %% [markdown]
# ## Right on average
#
# Why may one example stand for all of them? Because the gradient of the mean is the mean of the gradients. Draw an
# example with equal chances, and the gradient that you get is, on average, exactly the full one: it is *unbiased*
# (S4-17). Draw the examples with unequal chances, and that is lost.


# mean_gradient_is_unbiased: 2 points, about 8 minutes, extra (S4-17)
def mean_gradient_is_unbiased(grads: np.ndarray, chances: np.ndarray | None = None) -> float:
    r"""The bias of a gradient that is taken from one example, drawn at random.

    Example $i$ with the gradient $g_i$ is drawn with the chance $p_i$. The bias is how far the average over all draws,
    $\sum_i p_i g_i$, is from the full gradient, the mean $\frac1N \sum_i g_i$.

    Args:
        grads: gradients of the single examples, one in each row, shape (N, D).
        chances: chance of each example to be drawn, shape (N,), they sum to 1; equal chances when None.

    Returns:
        The largest absolute difference over the D coordinates, a number: 0 (up to rounding) for equal chances.

    Example:
        >>> grads = np.array([[2.0, 0.0], [4.0, 1.0]])
        >>> float(mean_gradient_is_unbiased(grads)), float(mean_gradient_is_unbiased(grads, np.array([1.0, 0.0])))
        (0.0, 1.0)
    """
    # YOUR CODE HERE
    raise NotImplementedError("mean_gradient_is_unbiased")


# %% [markdown]
# ## How noisy?
#
# Right on average is not right each time. The mean over a batch of $B$ examples, drawn independently, has a variance of
# $\sigma^2/B$: four times the batch, half the noise (S3-36). The deck adds that small batches overfit less, because of
# this noise. That is an observation, not a theorem; the formula below is.


# gradient_variance: 1 point, about 5 minutes, extra (S3-36)
def gradient_variance(grads: np.ndarray, size: int) -> np.ndarray:
    r"""Variance of a mini-batch gradient, $\sigma^2/B$.

    The batch's examples are drawn independently, each with equal chances (with replacement). $\sigma^2$ is the
    *population* variance of the single gradients: the mean squared distance from their mean.

    Args:
        grads: gradients of the single examples, shape (N, D).
        size: examples in a batch, $B$.

    Returns:
        Variance of each coordinate of the batch's mean gradient, shape (D,).

    Example:
        >>> gradient_variance(np.array([[1.0, 0.0], [3.0, 8.0]]), 2)
        array([0.5, 8. ])
    """
    # YOUR CODE HERE
    raise NotImplementedError("gradient_variance")


# %% [markdown]
# ## Where the noise leaves you
#
# "Always converges at least to a local minimum" is what the deck says of both (E35). Stochastic gradient descent with a
# fixed rate does not converge at all: it ends in a cloud around the minimum, and jumps about in it for ever. On
# $f(x) = \tfrac12 x^2$ each step is
#
# $$x \leftarrow x - \text{lr}\,(x + \text{noise}) = (1 - \text{lr})\,x - \text{lr}\cdot\text{noise}$$
#
# with noise of mean 0 and variance $\sigma^2$, independent in each step. In the cloud the variance $V$ of $x$ is the
# same before and after a step, so $V = (1 - \text{lr})^2 V + \text{lr}^2\sigma^2$. Solve that for $V$. Two hundred
# thousand steps with lr = 0.1 and $\sigma = 1$ give a standard deviation of 0.2293.


# noise_radius: 1 point, about 6 minutes, extra (S3-37, S3-36 (E35))
#
# Type the standard deviation of $x$ in that cloud, in the letters `lr` and `sigma`, like `noise_radius =
# "lr*sigma"` (which is the size of one jump, and smaller).
noise_radius = None
# YOUR CODE HERE


# %% [markdown]
# ## Momentum
#
# A ball that rolls downhill keeps some of its speed. Where successive gradients agree, the moves add up, in the end
# to $1/(1 - \beta)$ times the plain move; where they alternate in sign, they cancel.
#
# The deck says it in words: the update is the gradient times the rate, plus a fraction of the update before
# (S3-30). That puts the rate inside, $u \leftarrow \beta u + \text{lr}\cdot g$, $\theta \leftarrow \theta - u$, as
# Keras does. Here it stands outside, as in PyTorch: $u$ is a sum of gradients, in the gradient's units. With a rate
# that never changes both walk the same path. They part when the rate drops: then the deck's ball keeps its old speed
# for a while. Both are accepted here; the check says which one it saw.
#
# A third form is not the same: an average, $u \leftarrow \beta u + (1 - \beta) g$, moves ten times less at
# $\beta = 0.9$. If your loss barely falls after you copied a rate from somewhere, look there first.


# momentum_step: 2 points, about 8 minutes (S3-30)
def momentum_step(
    theta: np.ndarray, grad: np.ndarray, state: dict, lr: float, beta: float = 0.9
) -> tuple[np.ndarray, dict]:
    r"""One step of gradient descent with momentum.

    $$u \leftarrow \beta u + g, \qquad \theta \leftarrow \theta - \text{lr}\cdot u$$

    Args:
        theta: parameters, any shape.
        grad: gradient $g$, same shape.
        state: `{}` before the first step (then $u = 0$), later the dict that the step before returned.
        lr: learning rate; it may differ from step to step.
        beta: share of the velocity that is kept.

    Returns:
        The pair (theta, state), state a new dict with the one key "u".

    Example:
        >>> momentum_step(np.array([1.0]), np.array([2.0]), {"u": np.array([4.0])}, lr=0.25, beta=0.5)
        (array([0.]), {'u': array([4.])})
    """
    # YOUR CODE HERE
    raise NotImplementedError("momentum_step")


# %% [markdown]
# ## Nesterov's momentum
#
# A ball with momentum will move by $\text{lr}\cdot\beta u$ whatever the gradient says. So why not take the gradient
# where it is going to be? That is Nesterov's idea. In this form, PyTorch's, the look ahead is worked into the step:
# after the velocity is updated, the move is made with one share of $\beta$ more,
# $g + \beta u$ in place of $u$. The gradient is taken at $\theta$ as usual, and nothing else in the program changes.
#
# Other programs store the point ahead and ask for the gradient there (Sutskever's form). As a step that gets its
# gradient from outside, that is plain momentum: the check says so by name. The rate inside of the velocity is accepted
# here too, as for momentum.


# nesterov_step: 2 points, about 8 minutes, extra (S3-30, S3-29)
def nesterov_step(
    theta: np.ndarray, grad: np.ndarray, state: dict, lr: float, beta: float = 0.9
) -> tuple[np.ndarray, dict]:
    r"""One step of gradient descent with Nesterov's momentum.

    $$u \leftarrow \beta u + g, \qquad \theta \leftarrow \theta - \text{lr}\cdot(g + \beta u)$$

    Args:
        theta: parameters, any shape.
        grad: gradient $g$ at `theta`, same shape.
        state: `{}` before the first step (then $u = 0$), later the dict that the step before returned.
        lr: learning rate; it may differ from step to step.
        beta: share of the velocity that is kept.

    Returns:
        The pair (theta, state), state a new dict with the one key "u".

    Example:
        >>> nesterov_step(np.array([1.0]), np.array([2.0]), {"u": np.array([4.0])}, lr=0.25, beta=0.5)
        (array([0.]), {'u': array([4.])})
    """
    # YOUR CODE HERE
    raise NotImplementedError("nesterov_step")


# %% [markdown]
# ## What the deck says, and what happens
#
# Now you have enough to test what is said about all this. Each question asks for a claim *and* for numbers that show
# it; get them from your own functions, in a new cell.


# saddle_witness: 2 points, about 8 minutes (S3-37, S3-35 (E35))
#
# "Always converges at least to a local minimum", says the deck (E35). Take $f(x, y) = x^2 - y^2$, whose gradient is
# $(2x, -2y)$, the rate 0.1, and the start $(1, s)$. There is one $s$ for which gradient descent converges. What kind of
# point does it end in ("minimum", "maximum" or "saddle"), and for which $s$? And from $s = 10^{-6}$, after how many
# steps is $|y|$ greater than 1 for the first time? Answer with a tuple, like `saddle_witness = ("minimum", 0.5, 10)`.
saddle_witness = None
# YOUR CODE HERE


# epoch_costs: 1 point, about 5 minutes, extra (S3-35 (E36))
#
# "Computationally quite burdensome", says one slide of stochastic gradient descent; "a single iteration is quick",
# says the next (E36). Count, for 1200 examples. Which way computes more gradients of single examples in one epoch:
# "batch" (all examples in each step), "stochastic" (one in each step), or are they "equal"? How many such gradients
# does one stochastic step take, how many stochastic steps are in an epoch, and how many steps with mini-batches of 32?
# Answer like `epoch_costs = ("batch", 10, 20, 30)`.
epoch_costs = None
# YOUR CODE HERE


# past_a_minimum: 2 points, about 10 minutes, extra (S3-30, S3-37 (E37))
#
# One slide says that stochastic gradient descent moves past saddles and troughs, another that it gets stuck in local
# minima, and that momentum helps (E37). Try momentum on $f(x) = \tfrac{x^4}{4} - \tfrac{x^3}{3} - x^2$, with
# $f'(x) = x(x + 1)(x - 2)$: a shallow minimum at $-1$, the deep one at 2. Make 400 steps with the rate 0.05, plain
# ($\beta = 0$) and with $\beta = 0.9$. Does momentum end in the deeper minimum "always", "sometimes" or "never"?
# Witnesses: where do you end from $-2$, plain and with momentum, and from 3, plain and with momentum? Answer like
# `past_a_minimum = ("always", 0.0, 0.0, 0.0, 0.0)`.
past_a_minimum = None
# YOUR CODE HERE


# why_noise: 2 points, about 10 minutes, marked by a person (S3-35, S3-37 (E36, E37))
#
# Two slides of the deck contradict each other: stochastic gradient descent "moves past" troughs and saddles, and it
# "gets stuck in local minima". Say in three to six sentences when each of them is right, and what your own numbers
# above (the start at a saddle, the noise, the two starts with momentum) say about it.
#
# What the points are for:
#
# - 1 point: any disturbance leaves a saddle, since the distance grows by a factor in each step; only a start exactly on the line stays
# - 1 point: a minimum that is deep or wide beside the noise or the speed holds the iterates; neither noise nor momentum guarantees the lower one, with a witness


# %% [markdown]
# ## Adagrad
#
# One rate for all coordinates suits none when one slope is 1000 times another, or when a word of the vocabulary turns
# up once in a million examples. Adagrad (Duchi, Hazan and Singer 2011; the deck's year, 2012, is that of Adadelta: E34)
# gives each coordinate a rate of its own: it divides by the root of the sum of all squared gradients so far. A rare
# feature has a small sum and takes large steps (S3-32).
#
# The sum only grows, so the steps only shrink. With a gradient that stays the same they are lr, then
# $\text{lr}/\sqrt 2$, $\text{lr}/\sqrt 3$, ...
#
# The $\epsilon$ keeps a tiny gradient from being divided by zero. It stands outside of the root here, as in PyTorch;
# Keras and optax put it inside, and let the sum begin at 0.1. With $\epsilon = 10^{-8}$ hardly anybody sees where it
# stands, so most checks use a large one.


# adagrad_step: 2 points, about 8 minutes, extra (S0-32, S3-32, S3-29)
def adagrad_step(
    theta: np.ndarray, grad: np.ndarray, state: dict, lr: float, eps: float = 1e-8
) -> tuple[np.ndarray, dict]:
    r"""One step of Adagrad (Duchi, Hazan and Singer 2011).

    $$s \leftarrow s + g^2, \qquad \theta \leftarrow \theta - \text{lr}\cdot\frac{g}{\sqrt s + \epsilon}$$

    Args:
        theta: parameters, any shape.
        grad: gradient $g$, same shape.
        state: `{}` before the first step (then $s = 0$), later the dict that the step before returned.
        lr: learning rate.
        eps: added outside of the root.

    Returns:
        The pair (theta, state), state a new dict with the one key "s".

    Example:
        >>> adagrad_step(np.array([1.0]), np.array([4.0]), {"s": np.array([9.0])}, lr=0.75, eps=1.0)
        (array([0.5]), {'s': array([25.])})
    """
    # YOUR CODE HERE
    raise NotImplementedError("adagrad_step")


# %% [markdown]
# ## RMSprop
#
# Adagrad's sum never forgets, so that after a steep beginning its steps stay small for ever. RMSprop puts a moving
# average in the place of the sum: each coordinate's gradient is divided by its own *recent* size. What is left is
# mostly the sign. It was never published as a paper; Hinton showed it in a lecture in 2012, and every library made its
# own: with $\epsilon$ outside of the root (PyTorch) or inside (Keras, optax), centered, with momentum on top. The
# equations below are binding here; the check knows the others by name.


# rmsprop_step: 2 points, about 8 minutes (S0-31, S3-29)
def rmsprop_step(
    theta: np.ndarray, grad: np.ndarray, state: dict, lr: float, rho: float = 0.9, eps: float = 1e-8
) -> tuple[np.ndarray, dict]:
    r"""One step of RMSprop.

    $$s \leftarrow \rho s + (1 - \rho) g^2, \qquad \theta \leftarrow \theta - \text{lr}\cdot\frac{g}{\sqrt s + \epsilon}$$

    Args:
        theta: parameters, any shape.
        grad: gradient $g$, same shape.
        state: `{}` before the first step (then $s = 0$), later the dict that the step before returned.
        lr: learning rate.
        rho: share of the old average that is kept.
        eps: added outside of the root.

    Returns:
        The pair (theta, state), state a new dict with the one key "s".

    Example:
        >>> rmsprop_step(np.array([1.0]), np.array([2.0]), {}, lr=0.5, rho=0.75, eps=1.0)
        (array([0.5]), {'s': array([1.])})
    """
    # YOUR CODE HERE
    raise NotImplementedError("rmsprop_step")


# %% [markdown]
# ## Adadelta
#
# RMSprop's move, lr times a number near 1, has the unit of lr, whatever the unit of $\theta$ is. Adadelta (Zeiler 2012)
# repairs that: it multiplies by the recent size of its own moves, so that a length comes out where a length is due. In
# the paper there is no rate at all; programs keep one, with the default 1.
#
# The deck calls it "a sliding window of previous updates" (E39). There is no window: there are two moving averages,
# one of squared gradients in the denominator, one of squared moves in the numerator, and nothing ever drops out of
# them, it only fades. For $f = x^2 + 10y^2$ from (1, 1) the first three $x$ are 0.9955278752, 0.9910086803, 0.9864644623
# (S3-33): it starts slowly, since the average of the moves starts at zero and only $\epsilon$ sets it going.


# adadelta_step: 2 points, about 12 minutes, extra (S3-33, S3-29 (E39))
def adadelta_step(
    theta: np.ndarray, grad: np.ndarray, state: dict, lr: float = 1.0, rho: float = 0.95, eps: float = 1e-6
) -> tuple[np.ndarray, dict]:
    r"""One step of Adadelta (Zeiler 2012).

    $$s \leftarrow \rho s + (1 - \rho) g^2, \qquad \Delta = \frac{\sqrt{d + \epsilon}}{\sqrt{s + \epsilon}}\,g, \qquad
    d \leftarrow \rho d + (1 - \rho)\Delta^2, \qquad \theta \leftarrow \theta - \text{lr}\cdot\Delta$$

    The lines are carried out in this order: $\Delta$ takes the new $s$ and the old $d$.

    Args:
        theta: parameters, any shape.
        grad: gradient $g$, same shape.
        state: `{}` before the first step (then $s = d = 0$), later the dict that the step before returned.
        lr: learning rate.
        rho: share of the old averages that is kept.
        eps: added inside both roots.

    Returns:
        The pair (theta, state), state a new dict with the keys "s" and "d".

    Example:
        >>> theta, state = adadelta_step(np.array([1.0]), np.array([4.0]), {}, lr=0.5, rho=0.5, eps=1.0)
        >>> print(theta.round(4), state["s"], state["d"].round(4))
        [0.3333] [8.] [0.8889]
    """
    # YOUR CODE HERE
    raise NotImplementedError("adadelta_step")


# %% [markdown]
# ## Adam
#
# A slide calls Adam "Adadelta / RMSProp with Momentum" (E40). One thing is missing in that sentence, and it is the one most
# often forgotten in code: both averages start at zero, so they are too small at first, by the factors $1 - \beta_1^t$
# and $1 - \beta_2^t$. Dividing by these corrects it. With the correction the first step is
# $-\text{lr}\cdot\operatorname{sign}(g)$, whatever the size of the gradient (as long as it is well above $\epsilon$).


# adam_step: 3 points, about 15 minutes (S0-30, S3-29 (E40))
def adam_step(
    theta: np.ndarray,
    grad: np.ndarray,
    state: dict,
    lr: float = 1e-3,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[np.ndarray, dict]:
    r"""One step of Adam (Kingma and Ba 2015).

    $$m \leftarrow \beta_1 m + (1 - \beta_1) g, \qquad v \leftarrow \beta_2 v + (1 - \beta_2) g^2$$

    $$\theta \leftarrow \theta - \text{lr}\cdot\frac{\hat m}{\sqrt{\hat v} + \epsilon}, \qquad
    \hat m = \frac{m}{1 - \beta_1^t}, \quad \hat v = \frac{v}{1 - \beta_2^t}$$

    Here $t$ is the number of this step, 1 for the first.

    Args:
        theta: parameters, any shape.
        grad: gradient $g$, same shape.
        state: `{}` before the first step (then $m = v = 0$), later the dict that the step before returned.
        lr: learning rate.
        beta1: share of $m$ that is kept.
        beta2: share of $v$ that is kept.
        eps: added outside of the root.

    Returns:
        The pair (theta, state), state a new dict with the keys "m", "v" (both uncorrected) and "t" (the number of
        steps made so far, this one included).

    Example:
        >>> theta, state = adam_step(np.array([2.0]), np.array([4.0]), {}, lr=0.5, beta1=0.5, beta2=0.75, eps=0.0)
        >>> theta, state
        (array([1.5]), {'m': array([2.]), 'v': array([4.]), 't': 1})
    """
    # YOUR CODE HERE
    raise NotImplementedError("adam_step")


# %% [markdown]
# ## AdamW
#
# An L2 penalty adds $\lambda\theta$ to the gradient, and for the plain step that is the same as shrinking $\theta$ a
# little each time. With Adam it is not: the penalty goes into the averages and is divided by $\sqrt{\hat v}$, so that
# the parameters with large gradients are hardly held back at all. AdamW (Loshchilov and Hutter 2019) shrinks first and
# keeps $\lambda$ out of the averages.
#
# The test is a gradient of zero: $\theta$ must shrink by the factor $1 - \text{lr}\cdot\lambda$, exactly, in every step.
# In the paper's own pseudocode the decay is not multiplied by the rate; in all libraries it is, and here too.


# adamw_step: 2 points, about 10 minutes, extra (S0-33, S3-29)
def adamw_step(
    theta: np.ndarray,
    grad: np.ndarray,
    state: dict,
    lr: float = 1e-3,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
    weight_decay: float = 1e-2,
) -> tuple[np.ndarray, dict]:
    r"""One step of AdamW (Loshchilov and Hutter 2019, as in the libraries).

    $$\theta \leftarrow (1 - \text{lr}\cdot\lambda)\,\theta, \qquad \text{then Adam's step with the gradient } g$$

    The decay $\lambda$ never enters $m$ and $v$.

    Args:
        theta: parameters, any shape.
        grad: gradient $g$ of the loss without any penalty, same shape.
        state: `{}` before the first step, later the dict that the step before returned.
        lr: learning rate.
        beta1: share of $m$ that is kept.
        beta2: share of $v$ that is kept.
        eps: added outside of the root.
        weight_decay: $\lambda$.

    Returns:
        The pair (theta, state), state a new dict with the keys "m", "v" and "t", as in Adam.

    Example:
        >>> theta, state = adamw_step(np.array([2.0]), np.array([4.0]), {}, lr=0.5, eps=0.0, weight_decay=0.5)
        >>> theta, state["t"]
        (array([1.]), 1)
    """
    # YOUR CODE HERE
    raise NotImplementedError("adamw_step")


# %% [markdown]
# ## Adamax
#
# The deck names two extensions of Adam (S3-34). Adamax, from Adam's own paper, takes a maximum in the place of the
# average of squares: the largest slope so far, which fades by $\beta_2$ in each step. A maximum that starts at zero is
# right after the first step, so only $m$ needs a correction. Where $\epsilon$ goes is each library's own choice; here it
# is added to the maximum, as in Keras.


# adamax_step: 1 point, about 8 minutes, extra (S3-34, S3-29)
def adamax_step(
    theta: np.ndarray,
    grad: np.ndarray,
    state: dict,
    lr: float = 2e-3,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[np.ndarray, dict]:
    r"""One step of Adamax (Kingma and Ba 2015).

    $$m \leftarrow \beta_1 m + (1 - \beta_1) g, \qquad u \leftarrow \max(\beta_2 u, |g|), \qquad
    \theta \leftarrow \theta - \frac{\text{lr}}{1 - \beta_1^t}\cdot\frac{m}{u + \epsilon}$$

    Here $t$ is the number of this step, 1 for the first.

    Args:
        theta: parameters, any shape.
        grad: gradient $g$, same shape.
        state: `{}` before the first step (then $m = u = 0$), later the dict that the step before returned.
        lr: learning rate.
        beta1: share of $m$ that is kept.
        beta2: by how much the maximum fades in each step.
        eps: added to the maximum.

    Returns:
        The pair (theta, state), state a new dict with the keys "m" (uncorrected), "u" and "t" (the number of steps
        made so far, this one included).

    Example:
        >>> theta, state = adamax_step(np.array([2.0]), np.array([4.0]), {}, lr=0.5, beta1=0.5, eps=0.0)
        >>> theta, state
        (array([1.5]), {'m': array([2.]), 'u': array([4.]), 't': 1})
    """
    # YOUR CODE HERE
    raise NotImplementedError("adamax_step")


# %% [markdown]
# ## Nadam
#
# Nesterov's look ahead, worked into Adam: the move uses what $m$ will be after one more step with a gradient of zero,
# plus the part of the present gradient. Its first term belongs to step $t + 1$, so that it is corrected with $t + 1$.
# PyTorch and Keras let $\beta_1$ grow along a schedule, and two different ones; here it is constant, as in optax.


# nadam_step: 1 point, about 10 minutes, extra (S3-34, S3-29)
def nadam_step(
    theta: np.ndarray,
    grad: np.ndarray,
    state: dict,
    lr: float = 2e-3,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[np.ndarray, dict]:
    r"""One step of Nadam (Dozat 2016) with a constant $\beta_1$.

    $m$ and $v$ are updated as in Adam, then

    $$\hat m = \frac{\beta_1 m}{1 - \beta_1^{t+1}} + \frac{(1 - \beta_1)\,g}{1 - \beta_1^t}, \qquad
    \theta \leftarrow \theta - \text{lr}\cdot\frac{\hat m}{\sqrt{v/(1 - \beta_2^t)} + \epsilon}$$

    Here $t$ is the number of this step, 1 for the first, and $m$ the updated one.

    Args:
        theta: parameters, any shape.
        grad: gradient $g$, same shape.
        state: `{}` before the first step (then $m = v = 0$), later the dict that the step before returned.
        lr: learning rate.
        beta1: share of $m$ that is kept.
        beta2: share of $v$ that is kept.
        eps: added outside of the root.

    Returns:
        The pair (theta, state), state a new dict with the keys "m", "v" (both uncorrected) and "t" (the number of
        steps made so far, this one included).

    Example:
        >>> theta, state = nadam_step(np.array([2.0]), np.array([4.0]), {}, lr=0.75, beta1=0.5, beta2=0.75, eps=0.0)
        >>> theta, state
        (array([1.]), {'m': array([2.]), 'v': array([4.]), 't': 1})
    """
    # YOUR CODE HERE
    raise NotImplementedError("nadam_step")


# %% [markdown]
# ## FTRL
#
# The deck tells where it comes from (S3-31): advertising, where examples never stop coming and have millions of
# features, most of them absent. *Follow the regularized leader* (McMahan and others 2013) does not step away from
# $\theta$ at all. It keeps a sum $z$ and works the weights out afresh from it each time: a weight is *exactly* 0 unless
# $|z|$ exceeds $\lambda_1$, so that a model with a billion features fits into memory. With $\lambda_1 = \lambda_2 = \beta = 0$
# and a start at 0 it is Adagrad in disguise.
#
# Keras's version lets $n$ begin at 0.1 and counts $\lambda_2$ twice; here $n$ begins at 0.


# ftrl_step: 2 points, about 15 minutes, extra (S3-31, S3-29)
def ftrl_step(
    theta: np.ndarray,
    grad: np.ndarray,
    state: dict,
    lr: float,
    beta: float = 1.0,
    l1: float = 0.0,
    l2: float = 0.0,
) -> tuple[np.ndarray, dict]:
    r"""One step of FTRL-Proximal (McMahan and others 2013).

    $$\sigma = \frac{\sqrt{n + g^2} - \sqrt n}{\text{lr}}, \qquad z \leftarrow z + g - \sigma\theta, \qquad
    n \leftarrow n + g^2$$

    $$\theta \leftarrow 0 \ \text{ where } |z| \le \lambda_1, \text{ else } \
    -\frac{z - \operatorname{sign}(z)\,\lambda_1}{(\beta + \sqrt n)/\text{lr} + \lambda_2}$$

    The lines are carried out in this order: $\theta$ in the first line is the old one, $z$ and $n$ in the last the new
    ones.

    Args:
        theta: parameters, any shape.
        grad: gradient $g$, same shape.
        state: `{}` before the first step (then $z = n = 0$), later the dict that the step before returned.
        lr: learning rate.
        beta: keeps the first steps small.
        l1: $\lambda_1$, weights with a small $z$ are exactly 0.
        l2: $\lambda_2$, makes all weights smaller.

    Returns:
        The pair (theta, state), state a new dict with the keys "z" and "n".

    Example:
        >>> theta, state = ftrl_step(np.zeros(2), np.array([4.0, -0.5]), {}, lr=1.0, beta=0.0, l1=1.0)
        >>> print(theta + 0.0, state["z"], state["n"])
        [-0.75  0.  ] [ 4.  -0.5] [16.    0.25]
    """
    # YOUR CODE HERE
    raise NotImplementedError("ftrl_step")


# %% [markdown]
# ## Clipping
#
# One strange batch can throw the parameters far away. Clipping by norm keeps the gradient's direction and bounds its
# length: a long gradient is scaled down to `max_norm`, a short one stays as it is. The norm is taken over *all*
# entries together; clipping entry by entry would bend the direction.


# clip_by_norm: 1 point, about 6 minutes, extra (Pascanu, Mikolov and Bengio 2013; S3-36)
def clip_by_norm(grad: np.ndarray, max_norm: float) -> np.ndarray:
    r"""Scale a gradient down to a largest length.

    $$g \cdot \min\left(1, \frac{\text{max\_norm}}{\lVert g \rVert_2}\right)$$

    The norm is the root of the sum of squares of all entries, whatever the shape. A gradient of zero comes back as it
    is, and no warning is raised on the way. No small constant is added to the norm.

    Args:
        grad: gradient, any shape; whole numbers may come in.
        max_norm: largest norm of the result, positive.

    Returns:
        Array of the shape of `grad`, float64.

    Example:
        >>> clip_by_norm(np.array([3.0, 4.0]), 2.5)
        array([1.5, 2. ])
    """
    # YOUR CODE HERE
    raise NotImplementedError("clip_by_norm")


# %% [markdown]
# ## A rate that falls
#
# The cloud of noise has a radius that shrinks with the rate. So begin with a large rate, to get near, and end with a
# small one, to get close: that is what every proof of convergence for noisy gradients asks for (S3-37). A popular
# way down is half a cosine. The first few steps are special, since Adam's averages know little then: the rate rises
# from zero in a straight line, which is called warm-up.


# warmup_cosine: 1 point, about 8 minutes, extra (Loshchilov and Hutter 2017; S3-37)
def warmup_cosine(t: int, warmup: int, total: int, lr: float) -> float:
    r"""Learning rate of a step: a straight line up, half a cosine down.

    $$\text{lr}\cdot\frac{t}{\text{warmup}} \ \text{ for } t < \text{warmup}, \qquad
    \frac{\text{lr}}{2}\left(1 + \cos\left(\pi\,\frac{t - \text{warmup}}{\text{total} - \text{warmup}}\right)\right)
    \ \text{ from there on,} \qquad 0 \ \text{ from total on}$$

    Args:
        t: number of steps that have been made, 0 before the first.
        warmup: steps of the rise, may be 0, at most `total`.
        total: steps of the whole training.
        lr: the largest rate.

    Returns:
        The rate for the next step, a number.

    Example:
        >>> [round(float(warmup_cosine(t, 2, 6, 0.5)), 4) for t in range(8)]
        [0.0, 0.25, 0.5, 0.4268, 0.25, 0.0732, 0.0, 0.0]
    """
    # YOUR CODE HERE
    raise NotImplementedError("warmup_cosine")


# %% [markdown]
# ## What the deck says of the methods
#
# "Keras Supports 8 Optimizers", says the slide, and lists: SGD, Momentum, Ftrl (2010), Adagrad and Adadelta (2012),
# RMSprop (~2012), Adam (2015), with Adamax and Nadam as extensions of Adam. You have written them all.


# optimizer_list: 1 point, about 4 minutes, extra (S3-29 (E33, E34))
#
# Read the slide's list again (E33, E34). Which of its names is no optimizer of its own in Keras but an argument of
# another one? How many names does the list have, under a heading that says 8? And in which year was Adagrad
# published (the text above its exercise says it)? Answer like `optimizer_list = ("SGD", 8, 2012)`.
optimizer_list = None
# YOUR CODE HERE


# state_buffers: 1 point, about 4 minutes, extra (S3-29, S3-34)
#
# A model with a billion parameters: how much memory does the optimizer's state take beside it? Count the arrays of the
# parameters' shape that each method keeps (the step count is no array), in the order SGD, momentum, Adagrad, RMSprop,
# Adadelta, Adam, Adamax, Nadam, FTRL. Answer with a tuple of nine numbers, like
# `state_buffers = (3, 3, 3, 3, 3, 3, 3, 3, 3)`.
state_buffers = None
# YOUR CODE HERE


# rate_removed: 1 point, about 4 minutes, extra (S3-32, S3-33 (E38))
#
# The slide on Adagrad says: "Technically learning rate is removed from the process, every update is a function of past
# updates" (E38). Of which method is the first half true, as its paper has it: "Adagrad", "RMSprop" or "Adadelta"? Of
# past what is Adagrad's update a function: "updates" or "gradients"? And by which factor does Adagrad's first move
# grow when the rate is doubled? Answer like `rate_removed = ("Adagrad", "updates", 1.0)`.
rate_removed = None
# YOUR CODE HERE


# %% [markdown]
# ## What an average remembers
#
# A running average $s \leftarrow \rho\, s + (1 - \rho)\, g^2$ needs one number for each parameter and forgets slowly:
# what came in a step ago counts $\rho$ times as much as what comes in now, two steps ago $\rho^2$ times. A window would
# have to store its last values, and drop each of them all at once. The slides use the two words as if they were one.


# fading_weight: 1 point, about 5 minutes, extra (S3-33 (E39))
#
# Adadelta works with "a sliding window of previous updates", says the slide (E39). In a window of any length an old
# value has the weight 0 in the end. With $\rho = 0.95$, which weight does a squared gradient have in $s$ fifty steps
# after the step that brought it in? So is $s$ a "window" or a "moving average"? And how many such things does Adadelta
# keep? Answer like `fading_weight = ("window", 0.0, 1)`; three digits are enough.
fading_weight = None
# YOUR CODE HERE


# missing_in_adam: 1 point, about 5 minutes, extra (S3-29, S0-30 (E40))
#
# "Adam = Adadelta / RMSProp with Momentum", says the slide (E40). What is missing in that sentence: "bias correction",
# "weight decay" or "learning rate"? Witness: how many times as large as Adam's is the very first move without it, for
# the defaults $\beta_1 = 0.9$, $\beta_2 = 0.999$ (and $\epsilon = 0$)? Answer like `missing_in_adam = ("weight decay",
# 1.0)`; three digits are enough.
missing_in_adam = None
# YOUR CODE HERE
