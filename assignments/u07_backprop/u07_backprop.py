# gradmark: u07_backprop 0.1.0
r"""Backpropagation in matrices

A network of a thousand weights has a thousand derivatives, and one walk backwards finds them all.

The way forward is a chain of simple steps: an affine map, an activation, an affine map, an activation, ..., a loss.
The way back visits the same steps in reverse. Each of them answers one question only: *given the derivative of the
loss with respect to my output, what is it with respect to my inputs?* You write that answer for every step, check
each one against numbers, and put them together to train a network of any depth. Nothing else stands behind the word
backpropagation: the error signal (the slides' $\delta$) propagates from the output to the input (S0-34).

Conventions:

- Batch first: `X` has shape `(N, D)`, one example a row; `W` has shape `(D, K)`, `b` has shape `(K,)`.
- `dZ` is short for $\partial L / \partial Z$, the derivative of the loss, a number, with respect to the array `Z`. It
  always has the shape of `Z`. That alone tells you where many a transpose belongs.
- A forward pass returns `(output, cache)`. The cache is yours: put into it whatever your backward pass needs, in any
  form. The backward pass gets it back as it was. It may be used twice, and other forward passes may happen between.
- Losses are means over the batch. The division by `N` happens once, where the loss is; every step further back only
  sums.
- Parameters of a network are a dict with the keys `"W1"`, `"b1"`, `"W2"`, `"b2"`, ...; gradients have the same keys.
- Arguments stay as they are: no function changes them. Everything is float64.

Check your work: `pytest` or `gradmark check` in this folder.
"""


import itertools
import math
import numpy as np


# %% [markdown]
# ## The affine layer
#
# Every layer begins with the same step, the weighted sums of all units for all examples (S1-14):
#
# $$Z = XW + b, \qquad z_{nk} = \sum_d x_{nd}\,w_{dk} + b_k$$
#
# with the shapes `(N, D)`, `(D, K)`, `(K,)` and `(N, K)`. The vector `b` is added to every row: NumPy *broadcasts* it
# (S3-09). Remember that when the way back comes: what was copied to `N` rows has `N` influences on the loss.
#
# From here on a forward pass has a second duty. It keeps what the backward pass will need. Which of `X`, `W` and `b`
# that is, you find out in the next exercise; for now, keep all three.


# affine_forward: 2 points, about 8 minutes (S1-14, S3-09)
def affine_forward(X: np.ndarray, W: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, object]:
    r"""Weighted sums of all units for all examples: $Z = XW + b$.

    Args:
        X: inputs, shape (N, D).
        W: weights, shape (D, K).
        b: biases, shape (K,).

    Returns:
        The pair (Z, cache): Z has shape (N, K); the cache is anything that your `affine_backward` wants to have.

    Example:
        >>> Z, cache = affine_forward(np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]]), np.array([0.5]))
        >>> Z
        array([[11.5]])
    """
    # YOUR CODE HERE
    raise NotImplementedError("affine_forward")


# %% [markdown]
# ## The affine layer, backwards
#
# Somebody further along the chain hands you $dZ$. What are $dX$, $dW$ and $db$? Do not guess. Take one entry of
# $W$, say $w_{dk}$, and ask which entries of $Z$ it touches: those of unit $k$, one for each example, each with the
# factor $x_{nd}$. The chain rule adds the contributions of all of them. Do the same for one entry of $X$ (which units
# does it feed?) and for one bias (which examples does it reach?). Then write each sum as a matrix product. Every result
# has the shape of the thing it belongs to, and for matrices of different sizes only one product fits.
#
# The slide adds the bias and goes on (S3-09); the way back through this addition is where most first attempts are wrong.
# The bias was broadcast to all rows, so what comes back from the rows is *added up*.
#
# A number confirms it: with $L = \sum_{nk} dZ_{nk}\,z_{nk}$ the three results are exactly the derivatives of $L$. Move one
# entry of $W$ by $10^{-5}$ both ways, divide the difference of $L$ by $2\cdot10^{-5}$, compare. The grader does that for
# every entry.


# affine_backward: 4 points, about 25 minutes (S0-34, S3-09)
def affine_backward(dZ: np.ndarray, cache: object) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    r"""Backward pass of the affine layer $Z = XW + b$.

    Args:
        dZ: derivative of the loss with respect to Z, shape (N, K).
        cache: the second result of *your* `affine_forward`, for the same layer.

    Returns:
        The tuple (dX, dW, db) of the derivatives of the loss with respect to X, W and b, with their shapes.
        Nothing is averaged: dZ already holds what belongs to each example.

    Example:
        One example, two inputs, one unit.

        >>> Z, cache = affine_forward(np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]]), np.array([0.5]))
        >>> affine_backward(np.array([[10.0]]), cache)
        (array([[30., 40.]]), array([[10.],
               [20.]]), array([10.]))
    """
    # YOUR CODE HERE
    raise NotImplementedError("affine_backward")


# %% [markdown]
# ## Any broadcast at all
#
# The bias was one case of a rule. NumPy stretches an array in two ways before it adds or multiplies: it puts new axes in
# front, and it repeats along axes of length 1. Either way one number serves in many places. On the way back the
# derivative of that number is the sum over all the places where it served, and the result has the shape that the
# array had before. Every automatic differentiation library contains this function.


# unbroadcast: 3 points, about 15 minutes, extra (S3-09, S0-34)
def unbroadcast(grad: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    r"""Turn the derivative of a stretched array into the derivative of the array before it was stretched.

    Args:
        grad: derivative with respect to the array as it was stretched by broadcasting, any shape.
        shape: the shape before; a tuple that broadcasts to grad.shape. It may be grad.shape itself, or ().

    Returns:
        Array of shape `shape` (one number for ()), float64.

    Example:
        >>> unbroadcast(np.ones((4, 3)), (4, 1))
        array([[3.],
               [3.],
               [3.],
               [3.]])
    """
    # YOUR CODE HERE
    raise NotImplementedError("unbroadcast")


# %% [markdown]
# ## Through an activation
#
# An activation works entry by entry: $a_{nk} = f(z_{nk})$, and no other entry is concerned. The chain rule has one term,
#
# $$\frac{\partial L}{\partial z_{nk}} = \frac{\partial L}{\partial a_{nk}}\; f'(z_{nk}),$$
#
# so the way back is a product entry by entry, never a matrix product. Three activations, three ways to know $f'$: the
# rectifier looks at the sign of $Z$; sigmoid and tanh can do without $Z$, since their derivative is a function of the
# activation $A$ that the forward pass has computed anyway.


# relu_backward: 2 points, about 8 minutes (S0-34, S1-14)
def relu_backward(dA: np.ndarray, Z: np.ndarray) -> np.ndarray:
    r"""Backward pass of the rectifier $A = \max(0, Z)$.

    Args:
        dA: derivative of the loss with respect to A, float64, any shape.
        Z: the input of the rectifier, same shape (whole numbers may come in).

    Returns:
        dZ, the derivative of the loss with respect to Z: float64, same shape. Where Z is exactly 0, dA times any
        number from 0 to 1 is right.

    Example:
        >>> relu_backward(np.array([10.0, 20.0]), np.array([3.0, -3.0]))
        array([10.,  0.])
    """
    # YOUR CODE HERE
    raise NotImplementedError("relu_backward")


# %% [markdown]
# ## Slopes from the activation alone
#
# For sigmoid and tanh the forward pass has done the work: with $a = \sigma(z)$ or $a = \tanh(z)$ at hand, the slope at
# $z$ needs no exponential any more. You derived both in the unit on activations; here they become backward passes.


# sigmoid_backward: 1 point, about 5 minutes, extra (S0-34)
def sigmoid_backward(dA: np.ndarray, A: np.ndarray) -> np.ndarray:
    r"""Backward pass of the sigmoid $A = \sigma(Z)$, computed from the activation A alone.

    Args:
        dA: derivative of the loss with respect to A, any shape.
        A: the output of the sigmoid, same shape, every entry from 0 to 1.

    Returns:
        dZ, the derivative of the loss with respect to Z: float64, same shape.

    Example:
        >>> sigmoid_backward(np.array([8.0]), np.array([0.5]))
        array([2.])
    """
    # YOUR CODE HERE
    raise NotImplementedError("sigmoid_backward")


# tanh_backward: 1 point, about 5 minutes, extra (S0-34)
def tanh_backward(dA: np.ndarray, A: np.ndarray) -> np.ndarray:
    r"""Backward pass of the hyperbolic tangent $A = \tanh(Z)$, computed from the activation A alone.

    Args:
        dA: derivative of the loss with respect to A, any shape.
        A: the output of tanh, same shape, every entry from -1 to 1.

    Returns:
        dZ, the derivative of the loss with respect to Z: float64, same shape.

    Example:
        >>> tanh_backward(np.array([8.0]), np.array([0.5]))
        array([6.])
    """
    # YOUR CODE HERE
    raise NotImplementedError("tanh_backward")


# %% [markdown]
# ## Where the way back begins
#
# The last layer hands out *logits* $Z$, one row for each example. Softmax makes them probabilities $P$, and the loss is
# the mean over the examples of $-\ln p_{n,y_n}$, the surprise at the true class. Taken one at a time the two steps back
# are unpleasant: the Jacobian of softmax is a matrix for each example, and $1/p$ explodes when $p$ is small. Taken
# together nearly everything cancels. Work it out on paper for one example before you code: write
# $-\ln p_y = \ln\sum_j e^{z_j} - z_y$ and differentiate with respect to $z_k$, once for $k = y$ and once for $k \ne y$.
#
# This is the only place where the division by $N$ happens. All later steps back just pass it on.


# softmax_ce_backward: 3 points, about 20 minutes (S0-34)
def softmax_ce_backward(Z: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Derivative of the mean softmax cross-entropy with respect to the logits.

    $$L = \frac1N \sum_n -\ln p_{n, y_n}, \qquad p_{nk} = \frac{e^{z_{nk}}}{\sum_j e^{z_{nj}}}$$

    Args:
        Z: logits, shape (N, K), up to 1000 in size: nothing may overflow on the way.
        y: true classes, shape (N,), integers from 0 to K - 1.

    Returns:
        dZ, shape (N, K), float64.

    Example:
        >>> softmax_ce_backward(np.zeros((1, 2)), np.array([0]))
        array([[-0.5,  0.5]])
    """
    # YOUR CODE HERE
    raise NotImplementedError("softmax_ce_backward")


# %% [markdown]
# ## Where to start
#
# The slide starts from random weights and gives no reason (S4-12). The reason is symmetry. Give all hidden units of a
# layer the same weights and they compute the same; they get the same derivative; after the step downhill they are the same
# again, for ever. A layer of a hundred such units is one unit, paid for a hundred times. Random numbers make
# the units different from the first step on.
#
# How large should they be? A rectifier layer with $D$ inputs adds up $D$ random terms and then loses about half of the
# result's mean square to the cut at 0. With weights of variance $2/D$ the two effects cancel, and a signal crosses many
# layers without fading or exploding. $D$ is called the *fan-in*. The rule is He's (He, Zhang, Ren and Sun, 2015):
#
# $$w \sim \mathcal N\!\left(0, \tfrac{2}{\text{fan-in}}\right), \qquad \text{standard deviation } \sqrt{2/\text{fan-in}}, \qquad b = 0$$
#
# A function that draws random numbers gets the generator as an argument. Then a run can be repeated, and two runs can
# be made different, without the function knowing about either.


# init_params: 3 points, about 15 minutes (S4-12)
def init_params(sizes: list[int], rng: np.random.Generator) -> dict[str, np.ndarray]:
    r"""Start of a network with rectifiers: He's weights, zero biases.

    Args:
        sizes: number of inputs, then the number of units of each layer, e.g. [784, 16, 16, 10]; at least two numbers.
        rng: the generator to draw from, as `np.random.default_rng(7)` makes one. Draw from it in any order.

    Returns:
        Dict with the keys "W1", "b1", "W2", "b2", ...: W of layer l has shape (sizes[l - 1], sizes[l]) and holds
        independent normal numbers with mean 0 and standard deviation sqrt(2 / fan-in), b of layer l has shape
        (sizes[l],) and holds zeros. All float64.

    Example:
        >>> params = init_params([4, 3, 2], np.random.default_rng(7))
        >>> {name: array.shape for name, array in params.items()}
        {'W1': (4, 3), 'b1': (3,), 'W2': (3, 2), 'b2': (2,)}
    """
    # YOUR CODE HERE
    raise NotImplementedError("init_params")


# %% [markdown]
# ## A start at zero
#
# Why not start at zero, then? Watch what happens. A network with two inputs, three hidden rectifiers and three classes
# has the parameters `W1`, `b1`, `W2`, `b2`. All of them start at 0. It sees four examples, with the inputs
# $(1, 0), (0, 1), (-1, 0), (0, -1)$ and the labels $0, 0, 1, 2$, and takes plain steps downhill on the mean softmax
# cross-entropy until nothing changes any more.
#
# You can answer the question below on paper, with the steps back that you have written: which factors in the chain are
# 0, and stay 0? Or come back to it when your `mlp_forward` and `mlp_backward` work, and try.
#
# Equal weights other than zero are hardly better. Start all weights of this network at 0.5: the output units come apart,
# since each has a class of its own, but the three hidden units are the same number for number after a thousand
# steps. That is what "breaking the symmetry" means (S4-12).


# zero_start: 2 points, about 10 minutes (S4-12)
#
# The network above starts with all parameters at 0. Which one of `W1`, `b1`, `W2`, `b2` is the only one that ever
# changes? And to which loss does training come down in the end (four significant digits)? Answer with a pair like
# `zero_start = ("W1", 0.25)`. Remember that logits that are the same for every example can still differ from class to
# class.
zero_start = None
# YOUR CODE HERE


# %% [markdown]
# ## A network of any depth
#
# Forward propagation repeats two steps, as the slide says (S1-14): affine map, activation, affine map, activation, ...,
# affine map. The hidden layers use the rectifier. The last layer has no activation: it hands out the logits, and
# softmax is part of the loss.
#
# $$A_0 = X, \qquad Z_l = A_{l-1} W_l + b_l, \qquad A_l = \max(0, Z_l) \ \text{ for } l < L, \qquad \text{result } Z_L$$
#
# The backward pass will walk through the same layers from the last to the first and will want to know, at each of them,
# what came in and where the rectifier was open. Put that into the cache while you have it. A list with one entry for each
# layer is a natural form; any other will do.


# mlp_forward: 3 points, about 20 minutes (S1-14)
def mlp_forward(X: np.ndarray, params: dict[str, np.ndarray]) -> tuple[np.ndarray, object]:
    r"""Forward pass of a network of L >= 1 affine layers with a rectifier between any two of them.

    Args:
        X: inputs, shape (N, D).
        params: dict with W1, b1, ..., WL, bL and nothing else; the layers fit together, W1 has D rows.

    Returns:
        The pair (Z, cache): Z holds the logits, shape (N, K), without an activation; the cache is anything that your
        `mlp_backward` wants to have.

    Example:
        Two inputs, one hidden unit, two logits.

        >>> params = {"W1": np.array([[1.0], [-1.0]]), "b1": np.array([0.5]), "W2": np.array([[2.0, -2.0]]), "b2": np.array([0.0, 1.0])}
        >>> Z, cache = mlp_forward(np.array([[3.0, 1.0], [1.0, 3.0]]), params)
        >>> Z
        array([[ 5., -4.],
               [ 0.,  1.]])
    """
    # YOUR CODE HERE
    raise NotImplementedError("mlp_forward")


# %% [markdown]
# ## One number to go down
#
# The loss of the network is the mean softmax cross-entropy of its logits. Often a price on large weights is added, so
# that the network prefers small ones where both fit the data:
#
# $$J = \frac1N\sum_n -\ln p_{n,y_n} + \frac{\lambda}{2} \sum_l \sum_{d,k} \bigl(W_l\bigr)_{dk}^2$$
#
# $\lambda$ is called `l2` here. The factor ½ is there for the sake of the derivative. Biases cost nothing: they shift
# units, they do not make the network steep. With this function you can check any gradient of the network yourself: move
# one entry of one parameter a little both ways and look at $J$.


# mlp_loss: 2 points, about 12 minutes, extra (S1-14, S0-34)
def mlp_loss(X: np.ndarray, y: np.ndarray, params: dict[str, np.ndarray], l2: float = 0.0) -> float:
    r"""Mean softmax cross-entropy of the network plus l2/2 times the sum of all squared weights.

    Args:
        X: inputs, shape (N, D).
        y: true classes, shape (N,), integers from 0 to K - 1.
        params: dict with W1, b1, ..., WL, bL; the network of `mlp_forward`. Its logits are moderate here.
        l2: price of a squared weight; biases are free.

    Returns:
        The loss, one number.

    Example:
        >>> params = {"W1": np.zeros((3, 2)), "b1": np.zeros(2)}
        >>> print(round(mlp_loss(np.ones((5, 3)), np.array([0, 1, 1, 0, 1]), params), 6))
        0.693147
    """
    # YOUR CODE HERE
    raise NotImplementedError("mlp_loss")


# %% [markdown]
# ## Backpropagation
#
# Now put the steps together. The derivative with respect to the logits starts the walk. At each layer, from the last to
# the first, the affine step back gives the derivatives of that layer's `W` and `b`, and hands the derivative of its
# input on to the layer before, through that layer's rectifier. The slides call what is handed on $\delta$ (S0-34). Each
# step is one that you have written; what is new is the order, and the price on the weights: its derivative is added to
# each `dW`, and to nothing else.
#
# The checks follow the chain: one for the last layer, then one for each layer before it, every entry against a numerical
# derivative of the loss. When they fail from some layer on, look at the step between that layer and the one after it.


# mlp_backward: 4 points, about 35 minutes (S0-34, S1-14)
def mlp_backward(
    Z: np.ndarray, y: np.ndarray, params: dict[str, np.ndarray], cache: object, l2: float = 0.0
) -> dict[str, np.ndarray]:
    r"""Gradient of the network's loss with respect to every parameter.

    The loss is the mean softmax cross-entropy of the logits plus l2/2 times the sum of all squared weights (biases are
    free).

    Args:
        Z: the logits that *your* `mlp_forward(X, params)` returned, shape (N, K), moderate in size.
        y: true classes, shape (N,), integers from 0 to K - 1.
        params: dict with W1, b1, ..., WL, bL, the one that the forward pass got.
        cache: the second result of that forward pass.
        l2: price of a squared weight.

    Returns:
        Dict with the keys of `params`; each entry has the shape of the parameter, float64.

    Example:
        One layer, one example; the logits are equal, so the probabilities are 1/2 and 1/2.

        >>> params = {"W1": np.zeros((1, 2)), "b1": np.zeros(2)}
        >>> Z, cache = mlp_forward(np.array([[4.0]]), params)
        >>> mlp_backward(Z, np.array([0]), params, cache)["W1"]
        array([[-2.,  2.]])
    """
    # YOUR CODE HERE
    raise NotImplementedError("mlp_backward")


# %% [markdown]
# ## Finding the wrong link
#
# A gradient check says *that* something is wrong. *Where* is a question of method. Every array that is carried back is
# the derivative of the loss with respect to an array of the forward pass, not only those of the parameters. So each of them
# can be checked in the same way: cut the forward pass open there, move one entry of that array a little both ways, run the
# rest, and compare. Follow the chain from the loss backwards; the first array that disagrees has the fault in the
# one step before it.


# find_the_link: 2 points, about 10 minutes, marked by a person (S0-34)
#
# A friend's network has four layers. The gradients of `W4` and `b4` agree with numerical ones to nine digits; those of
# `W3`, `b3` and of everything before them do not. In which step of the backward pass do you look, and which steps need
# no second look? Describe one experiment with finite differences that would confirm your suspicion by looking at an
# *intermediate* array rather than at a parameter, and say at which inputs a right gradient of this network may still
# disagree with a numerical one.
#
# What the points are for:
#
# - 1 point: names the steps in which the fault can lie, and says for each other step what clears it.
# - 1 point: describes an experiment on an intermediate array that can be carried out as written, and the inputs at which even a right gradient disagrees.


# %% [markdown]
# ## Other parts, the same walk
#
# Exchange the parts, and the walk stays the same. A network for regression: one hidden layer with tanh, a linear output,
# half the squared error summed over the outputs and averaged over the examples,
#
# $$J = \frac{1}{2N}\sum_{n,k} \bigl(\hat y_{nk} - y_{nk}\bigr)^2, \qquad \hat Y = \tanh(X W_1 + b_1)\,W_2 + b_2.$$
#
# No cache this time, and no price on the weights: one function goes forward and back.


# two_layer_grads: 3 points, about 20 minutes, extra (S0-34, S1-14)
def two_layer_grads(
    X: np.ndarray, Y: np.ndarray, W1: np.ndarray, b1: np.ndarray, W2: np.ndarray, b2: np.ndarray
) -> dict[str, np.ndarray]:
    r"""Gradient of half the mean squared error of a network with one tanh layer and a linear output.

    Args:
        X: inputs, shape (N, D).
        Y: what the network should return, shape (N, K).
        W1: weights of the hidden layer, shape (D, H).
        b1: its biases, shape (H,).
        W2: weights of the output, shape (H, K).
        b2: its biases, shape (K,).

    Returns:
        Dict with the keys "W1", "b1", "W2", "b2": the derivatives of J, each in the shape of its parameter. J sums over the
        outputs and divides by 2N, N being the number of rows.

    Example:
        The hidden unit is at 0, so only the last bias has a derivative: the error 3 - 1.

        >>> grads = two_layer_grads(np.array([[2.0]]), np.array([[1.0]]), np.zeros((1, 1)), np.zeros(1), np.zeros((1, 1)), np.array([3.0]))
        >>> grads["b2"], grads["W2"]
        (array([2.]), array([[0.]]))
    """
    # YOUR CODE HERE
    raise NotImplementedError("two_layer_grads")
