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
that the differences show.

Check your work: `pytest` or `gradmark check` in this folder.
"""


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
# 1. `vector = start` and `-=` write into the caller's array;
# 2. the history holds the same array 31 times, so all its entries show the end;
# 3. `abs(...) <= tolerance` has no truth value for an array of two;
# 4. every step evaluates the gradient twice, which for a network is the whole cost;
# 5. a start of whole numbers cannot take a fractional step.
#
# And when the rate is too high, it returns `inf` or `nan` as if that were a result.


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
# ## Momentum
#
# A ball that rolls downhill keeps some of its speed. Where successive gradients agree, the moves add up, in the end
# to $1/(1 - \beta)$ times the plain move; where they alternate in sign, they cancel.
#
# The rate stands outside of the velocity here, as in PyTorch: $u$ is a sum of gradients, in the gradient's units. The
# deck (and Keras) put the rate inside, $u \leftarrow \beta u + \text{lr}\cdot g$, $\theta \leftarrow \theta - u$.
# With a rate that never changes both walk the same path. They part when the rate drops: then the deck's ball keeps its
# old speed for a while. Both are accepted here; the check says which one it saw.


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
# ## RMSprop
#
# One rate for all coordinates suits none when one slope is 1000 times another. RMSprop divides each coordinate's
# gradient by its own recent size, the root of an average of squares. What is left is mostly the sign.
#
# The $\epsilon$ keeps a tiny gradient from being divided by zero. It stands outside of the root here (as in PyTorch;
# Keras puts it inside): with $\epsilon = 10^{-8}$ hardly anybody sees the difference, so most checks use a large one.


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
# ## Adam
#
# A slide calls Adam "Adadelta / RMSProp with Momentum". One thing is missing in that sentence, and it is the one most
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
