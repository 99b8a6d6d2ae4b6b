# gradmark: u06_chain_rule 0.1.0
r"""Graphs and the chain rule by hand

Which way should every weight of a network move? The chain rule answers, and a graph keeps its books.

Draw a computation as a graph: every number a node, every operation an arrow. Going forwards you compute values.
Going backwards you multiply local slopes, and **where several paths meet you add them**:

$$\frac{\partial J}{\partial v} = \sum_{\text{nodes } w \text{ made from } v}
\frac{\partial J}{\partial w}\cdot\frac{\partial w}{\partial v}$$

That is all there is. You use it four times, each time on something larger: on a graph of five nodes, on a network of
13 parameters with a ReLU layer, on a network of two sigmoid layers where every weight of the first layer reaches the
loss by two paths, and at last in a class of your own that does it by itself for any formula. The class is what is at
the heart of PyTorch, in about a hundred lines.

The slides' long formulas for two paths are where most goes wrong: terms that stand twice, factors that are missing,
a weight that never appears. You meet each of these with the number that refutes it.

Names: `dW1` or a key `"W1"` of a dict of gradients means the derivative of the loss $J$ with respect to `W1`, in the
same shape. $\sigma(z) = 1/(1 + e^{-z})$. Inputs here are single examples, vectors of shape (2,), and sizes are
moderate: the plain formula of the sigmoid will do.

Check your work: `pytest` or `gradmark check` in this folder.
"""


from collections.abc import Callable
from typing import Self
import math
import numpy as np


# %% [markdown]
# ## Five nodes
#
# A deck draws the formula $J = 3(ab + c)$ as a graph. It names what comes out of every operation:
#
# $$u = ab, \qquad z = u + c, \qquad J = 3z$$
#
# Forwards, values flow from $a$, $b$, $c$ to $J$.


# graph_forward: 1 point, about 4 minutes, extra (S3-21)
def graph_forward(a: float, b: float, c: float) -> tuple[float, float, float]:
    r"""Values of the nodes of $J = 3(ab + c)$, forwards.

    Args:
        a: first factor, a number.
        b: second factor, a number.
        c: what is added, a number. All three may be whole numbers.

    Returns:
        The triple (u, z, J) with u = ab, z = u + c, J = 3z.

    Example:
        >>> graph_forward(2.0, 3.0, 1.0)
        (6.0, 7.0, 21.0)
    """
    # YOUR CODE HERE
    raise NotImplementedError("graph_forward")


# %% [markdown]
# Backwards, slopes flow from $J$ to $a$, $b$, $c$. Each node takes the slope of the node that it went into, times the
# slope of the one operation between the two: $\partial J/\partial u = \partial J/\partial z \cdot \partial z/\partial u$.
# A **sum** hands the slope on as it is. A **product** hands it on times *the other factor*.


# graph_grads: 2 points, about 10 minutes (S3-20, S3-21)
def graph_grads(a: float, b: float, c: float) -> dict[str, float]:
    r"""Slope of $J = 3(ab + c)$ with respect to every node below it, backwards.

    Args:
        a: first factor, a number.
        b: second factor, a number.
        c: what is added, a number. All three may be whole numbers.

    Returns:
        A dict with the keys "a", "b", "c", "u", "z": the derivative of $J$ with respect to each of these nodes, where
        u = ab and z = u + c.

    Example:
        >>> grads = graph_grads(0.0, 0.0, 1.0)
        >>> print(grads["a"], grads["b"])
        0.0 0.0
    """
    # YOUR CODE HERE
    raise NotImplementedError("graph_grads")


# %% [markdown]
# ### Fix the slide: a node that is not there
#
# Going backwards the transcript lists $dJ/dz = 3$, then $dJ/ds = 3$, then $dJ/da = 12$. The graph has no $s$.


# slide_node: 1 point, about 3 minutes, extra (S3-21 (E32))
#
# Which node of the graph must stand where the transcript has $s$, on the way from $z$ back to $a$? And the slide
# never shows $dJ/db$: what is it for $a = 5$, $b = 4$, $c = 2$? Answer with a tuple (name of the node, number),
# like `slide_node = ("a", 1.0)`.
slide_node = None
# YOUR CODE HERE


# %% [markdown]
# The slide gives $dJ/da = 12$ and no values at all. The slope alone tells one of them.


# weight_from_slope: 1 point, about 3 minutes, extra (S3-21)
#
# In $J = 3(ab + c)$ the slope is $dJ/da = 12$. Which value has $b$? And by how much does $J$ rise when $a$ rises by
# 0.01? Answer with a tuple of two numbers, like `weight_from_slope = (1.0, 0.5)`.
weight_from_slope = None
# YOUR CODE HERE


# %% [markdown]
# ### One step downhill
#
# Each of $a$, $b$, $c$ moves against its slope: $p \leftarrow p - \varepsilon\, \partial J/\partial p$. All three slopes
# belong to the *old* values. Do it for as long as you like: this $J$ has no lowest point, and falls for ever.


# graph_update: 1 point, about 6 minutes, extra (S3-22)
def graph_update(a: float, b: float, c: float, lr: float) -> tuple[float, float, float]:
    r"""One step of gradient descent on $J = 3(ab + c)$, all three at the same time.

    Args:
        a: first factor before the step.
        b: second factor before the step.
        c: what is added, before the step. All three may be whole numbers.
        lr: learning rate $\varepsilon$.

    Returns:
        The triple (a, b, c) of new values.

    Example:
        >>> graph_update(1.0, 0.0, 0.0, 0.5)
        (1.0, -1.5, -1.5)
    """
    # YOUR CODE HERE
    raise NotImplementedError("graph_update")


# %% [markdown]
# ## A network with thirteen parameters
#
# A deck trains a network to output the mean of its two inputs. It has three hidden ReLU units and a linear output:
#
# $$z = xW_1 + b_1, \qquad h = \max(0, z), \qquad \hat y = hW_2 + b_2$$
#
# The deck counts seven weights in its drawing; with three hidden units there are $2\cdot 3 + 3$, and four biases. The
# output has no ReLU, for a mean may be negative.
#
# Two ReLU units can compute the mean *exactly*, because $\max(0, m) - \max(0, -m) = m$ for every number $m$. One of the
# checks hands you these weights (and a third unit that does nothing).


# forward_2_3_1: 1 point, about 6 minutes, extra (S1-11)
def forward_2_3_1(x: np.ndarray, params: dict[str, np.ndarray]) -> float:
    r"""Output of a 2-3-1 network for one example: hidden layer with ReLU, output linear.

    Args:
        x: one example, shape (2,).
        params: the arrays "W1" of shape (2, 3), "b1" (3,), "W2" (3, 1), "b2" (1,). All of it may be whole numbers.

    Returns:
        The output $\hat y$, a single number (not an array of shape (1,)).

    Example:
        >>> ones = {"W1": np.ones((2, 3)), "b1": np.zeros(3), "W2": np.ones((3, 1)), "b2": np.ones(1)}
        >>> print(forward_2_3_1(np.array([1.0, 2.0]), ones))
        10.0
    """
    # YOUR CODE HERE
    raise NotImplementedError("forward_2_3_1")


# %% [markdown]
# ## All thirteen slopes
#
# The loss of one example is half the squared error, $J = \tfrac12 e^2$ with $e = \hat y - y$ (output minus target, with
# its sign: S1-12). The half is there so that $dJ/d\hat y = e$ and nothing else.
#
# The slides update a weight of the output layer first, then one of the hidden layer. That is the order of the chain
# rule: what the output layer worked out is used again one layer further back.
#
# * A weight $W_2[j]$ is multiplied by $h_j$: its slope is $e\, h_j$.
# * A weight $W_1[i, j]$ reaches the loss through unit $j$ alone: through $W_2[j]$, through the ReLU, and it is multiplied
#   by $x_i$. The ReLU has the slope 1 where its unit is alive and 0 where it is dead: **a dead unit learns nothing**.


# backward_2_3_1: 3 points, about 25 minutes (S1-12, S1-13, S1-05)
def backward_2_3_1(x: np.ndarray, y: float, params: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    r"""Gradient of $J = \tfrac12(\hat y - y)^2$ of the 2-3-1 ReLU network, for one example.

    Args:
        x: one example, shape (2,).
        y: its target, a number.
        params: the arrays "W1" of shape (2, 3), "b1" (3,), "W2" (3, 1), "b2" (1,). All of it may be whole numbers.

    Returns:
        A dict with the same keys: the derivative of $J$ with respect to each parameter, float64, in the shape of that
        parameter. At $z = 0$ any slope of the ReLU from 0 to 1 will do.

    Example:
        >>> ones = {"W1": np.ones((2, 3)), "b1": np.zeros(3), "W2": np.ones((3, 1)), "b2": np.ones(1)}
        >>> grads = backward_2_3_1(np.array([1.0, 2.0]), 9.5, ones)
        >>> print(grads["W1"], grads["b2"])
        [[0.5 0.5 0.5]
         [1.  1.  1. ]] [0.5]
    """
    # YOUR CODE HERE
    raise NotImplementedError("backward_2_3_1")


# %% [markdown]
# ## Two layers of sigmoids
#
# The next deck has two inputs, two hidden units and two outputs, a sigmoid in every unit and no biases. Its weights are
# written the other way round than usual in this kit: $\theta_{kj}$ leads **to** unit $k$ **from** unit $j$, so that
# row $k$ of a matrix holds all weights into unit $k$, and a layer is $Tx$ rather than $xW$:
#
# $$z^{(2)} = T_1 x, \quad a^{(2)} = \sigma(z^{(2)}), \qquad z^{(3)} = T_2 a^{(2)}, \quad a^{(3)} = \sigma(z^{(3)})$$
#
# The number in brackets counts layers; the inputs are layer 1. All of this chapter uses one worked example:
#
# $$x = (0.1, 0.3), \quad T_1 = \begin{pmatrix} 0.1 & 0.2 \\ 0.3 & 0.4 \end{pmatrix}, \quad
# T_2 = \begin{pmatrix} 0.5 & 0.6 \\ 0.7 & 0.8 \end{pmatrix}, \quad y = (1, 0)$$


# forward_2_2_2: 1 point, about 6 minutes, extra (S1-26)
def forward_2_2_2(x: np.ndarray, T1: np.ndarray, T2: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    r"""Activations of a 2-2-2 network of sigmoids without biases, for one example.

    Args:
        x: inputs, shape (2,).
        T1: weights of the hidden layer, shape (2, 2); row k leads into hidden unit k.
        T2: weights of the output layer, shape (2, 2); row k leads into output k.

    Returns:
        The pair (a2, a3): hidden activations and outputs, both float64 of shape (2,).

    Example:
        >>> forward_2_2_2(np.zeros(2), np.ones((2, 2)), np.zeros((2, 2)))
        (array([0.5, 0.5]), array([0.5, 0.5]))
    """
    # YOUR CODE HERE
    raise NotImplementedError("forward_2_2_2")


# %% [markdown]
# ### Fix the slide: which layer?
#
# The transcript writes the loss of this network as $J = \tfrac12 \sum_i (y_i - a_i^{(2)})^2$. Every line below it
# differentiates by $a^{(3)}$. (The sum must run over the outputs, and over the examples where there are several; here
# there is one.)


# slide_loss_layer: 1 point, about 4 minutes, extra (S1-26 (E15))
#
# The activations of which layer must stand in the loss of the 2-2-2 network? Answer with that layer's number, as in
# the formulas above (the inputs are layer 1), and with the value of $J$ for the worked example, to four digits or
# more: a tuple like `slide_loss_layer = (1, 0.5)`.
slide_loss_layer = None
# YOUR CODE HERE


# %% [markdown]
# ## The weights next to the output
#
# Begin with the smallest network of this kind, 1-1-1: $a^{(2)} = \sigma(\theta_1 x)$, $a^{(3)} = \sigma(\theta_2 a^{(2)})$,
# $J = \tfrac12 (y - a^{(3)})^2$. The deck's chain for the second weight has three links:
#
# $$\frac{\partial J}{\partial \theta_2} = \frac{\partial J}{\partial a^{(3)}} \cdot
# \frac{\partial a^{(3)}}{\partial z^{(3)}} \cdot \frac{\partial z^{(3)}}{\partial \theta_2}$$
#
# Answers on paper are formulas in a text, for example `"y*(1 + a2)"`. `^`, `**` and `2y` are understood; between two
# names write `*` or a space.


# dJ_dtheta2: 1 point, about 5 minutes, extra (S1-24)
#
# $\partial J/\partial\theta_2$ of the 1-1-1 network, in the letters `y` (target), `a3` (output) and `a2` (hidden
# activation), in any form that is right.
dJ_dtheta2 = None
# YOUR CODE HERE


# %% [markdown]
# In the 2-2-2 network nothing changes: $\theta_{kj}^{(2)}$ touches output $k$ alone, so there is one path and one term,
# with $J = \tfrac12\sum_k (y_k - a_k^{(3)})^2$:
#
# $$\frac{\partial J}{\partial \theta_{kj}^{(2)}} = \frac{\partial J}{\partial a_k^{(3)}} \cdot
# \frac{\partial a_k^{(3)}}{\partial z_k^{(3)}} \cdot \frac{\partial z_k^{(3)}}{\partial \theta_{kj}^{(2)}}$$
#
# The transcript prints the line for $\theta_{22}^{(2)}$ twice (E19); there are four weights and four lines.


# grad_theta2: 2 points, about 15 minutes (S1-27 (E19))
def grad_theta2(x: np.ndarray, y: np.ndarray, T1: np.ndarray, T2: np.ndarray) -> np.ndarray:
    r"""Gradient of $J = \tfrac12\sum_k (y_k - a_k^{(3)})^2$ with respect to the output layer's weights.

    The network is the one of `forward_2_2_2`: two sigmoid layers, no biases, row k of a matrix leads into unit k.

    Args:
        x: inputs, shape (2,).
        y: targets, shape (2,), numbers or labels 0 and 1.
        T1: weights of the hidden layer, shape (2, 2).
        T2: weights of the output layer, shape (2, 2).

    Returns:
        The derivatives in the shape of `T2`: entry [k, j] belongs to the weight to output k from hidden unit j.

    Example:
        >>> grad_theta2(np.zeros(2), np.array([0.5, 0.0]), np.zeros((2, 2)), np.zeros((2, 2)))
        array([[0.    , 0.    ],
               [0.0625, 0.0625]])
    """
    # YOUR CODE HERE
    raise NotImplementedError("grad_theta2")


# %% [markdown]
# ## Two paths
#
# A weight $\theta_{ji}^{(1)}$ of the first layer changes hidden unit $j$, and unit $j$ goes into **both** outputs. So
# there are two paths from the weight to the loss, five links each, and their products are *added*:
#
# $$\frac{\partial J}{\partial \theta_{ji}^{(1)}} = \sum_{k=1}^{2}
# \frac{\partial J}{\partial a_k^{(3)}} \cdot \frac{\partial a_k^{(3)}}{\partial z_k^{(3)}} \cdot
# \frac{\partial z_k^{(3)}}{\partial a_j^{(2)}} \cdot \frac{\partial a_j^{(2)}}{\partial z_j^{(2)}} \cdot
# \frac{\partial z_j^{(2)}}{\partial \theta_{ji}^{(1)}}$$
#
# The last two links do not depend on $k$: take them out of the sum, and what stays is one number for each hidden unit,
# collected from both outputs. That number is all that the layer needs from the rest of the network.


# grad_theta1: 4 points, about 25 minutes (S1-26 (E16, E17, E18))
def grad_theta1(x: np.ndarray, y: np.ndarray, T1: np.ndarray, T2: np.ndarray) -> np.ndarray:
    r"""Gradient of $J = \tfrac12\sum_k (y_k - a_k^{(3)})^2$ with respect to the hidden layer's weights.

    The network is the one of `forward_2_2_2`: two sigmoid layers, no biases, row k of a matrix leads into unit k.

    Args:
        x: inputs, shape (2,).
        y: targets, shape (2,), numbers or labels 0 and 1.
        T1: weights of the hidden layer, shape (2, 2).
        T2: weights of the output layer, shape (2, 2).

    Returns:
        The derivatives in the shape of `T1`: entry [j, i] belongs to the weight to hidden unit j from input i.

    Example:
        >>> T1, T2 = np.zeros((2, 2)), np.array([[1.0, 0.0], [1.0, 0.0]])
        >>> y = 1 / (1 + np.exp(-0.5)) - np.array([1.0, 0.0])  # the errors are 1 and 0
        >>> grad_theta1(np.array([1.0, 2.0]), y, T1, T2).round(4)
        array([[0.0588, 0.1175],
               [0.    , 0.    ]])
    """
    # YOUR CODE HERE
    raise NotImplementedError("grad_theta1")


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


# slide_three_terms: 2 points, about 12 minutes (S1-26 (E16))
#
# How many paths lead from $\theta_{11}^{(1)}$ to $J$ in the 2-2-2 network? What do the three printed products add up
# to in the worked example, taken literally? And what is the right $\partial J/\partial\theta_{11}^{(1)}$? Four digits
# or more each: a tuple like `slide_three_terms = (1, 0.5, 0.5)`.
slide_three_terms = None
# YOUR CODE HERE


# %% [markdown]
# The next line of the transcript is for $\theta_{12}^{(1)}$, the weight from input **2**. Its first product ends in
# $\partial z_1^{(2)}/\partial\theta_{11}^{(2)}$, a weight of the layer *after* $z_1^{(2)}$, and its second one in
# $\partial z_1^{(2)}/\partial\theta_{11}^{(1)}$, the weight from input 1.


# slide_last_links: 1 point, about 5 minutes, extra (S1-26 (E17))
#
# In the worked example, what is the last link of the first printed product, $\partial z_1^{(2)}/\partial
# \theta_{11}^{(2)}$? The last link of the second, $\partial z_1^{(2)}/\partial\theta_{11}^{(1)}$? And what must both
# be for $\theta_{12}^{(1)}$? A tuple of three numbers, like `slide_last_links = (1.0, 1.0, 1.0)`.
slide_last_links = None
# YOUR CODE HERE


# %% [markdown]
# Then the transcript prints the line for $\theta_{21}^{(1)}$ three times, one of them cut off.


# slide_missing_weight: 1 point, about 3 minutes, extra (S1-26 (E18))
#
# Which weight of the first layer has no line of its own, and what is the derivative of $J$ with respect to it in
# the worked example? A tuple of a name out of `"theta11"`, `"theta12"`, `"theta21"`, `"theta22"` and a number with
# four digits or more, like `slide_missing_weight = ("theta11", 0.5)`.
slide_missing_weight = None
# YOUR CODE HERE


# %% [markdown]
# ## The line as it should be
#
# Now write the line for $\theta_{11}^{(1)}$ yourself, both paths in one formula.


# dJ_dtheta11: 2 points, about 10 minutes (S1-26 (E16))
#
# $\partial J/\partial\theta_{11}^{(1)}$ of the 2-2-2 network with $J = \tfrac12\sum_k (y_k - a_k^{(3)})^2$, in any form
# that is right. Letters: targets `y1`, `y2`; outputs `a31`, `a32`; the first hidden activation `a21`; the weights
# `t11`, `t21` of the second layer that lead from it to output 1 and to output 2; the input `x1`.
dJ_dtheta11 = None
# YOUR CODE HERE


# %% [markdown]
# ## Why anybody bothers with the order
#
# Write out the whole gradient of a network with $n$ inputs, $h$ hidden units and $k$ outputs (two sigmoid layers, no
# biases, $J$ a function of all outputs), every weight with its own line as above, and count the **factors** on the page:
#
# * a weight of the second layer has one path of **3** links: $J$ to $a^{(3)}$, to $z^{(3)}$, to the weight;
# * a weight of the first layer has one path of **5** links *for each output*.
#
# The slide counts 8 factors for 1-1-1 and 52 for 2-2-2, and leaves the rest to fear. But the same factors stand there
# again and again. Each **distinct** one needs to be worked out only once:
#
# * $\partial J/\partial a_o^{(3)}$ and $\partial a_o^{(3)}/\partial z_o^{(3)}$ for each output $o$;
# * $\partial z_o^{(3)}/\partial a_j^{(2)}$ and $\partial z_o^{(3)}/\partial\theta_{oj}^{(2)}$ for each output and hidden unit;
# * $\partial a_j^{(2)}/\partial z_j^{(2)}$ for each hidden unit;
# * $\partial z_j^{(2)}/\partial\theta_{ji}^{(1)}$ for each hidden unit and input.


# chain_rule_cost: 2 points, about 10 minutes, extra (S1-28 (E20))
def chain_rule_cost(n: int, h: int, k: int) -> tuple[int, int]:
    r"""Number of factors in the gradient of an n-h-k network: all that stand on the page, and the distinct ones.

    Args:
        n: inputs.
        h: hidden units.
        k: outputs.

    Returns:
        The pair (naive, shared) of whole numbers, counted as in the text above.

    Example:
        >>> chain_rule_cost(1, 2, 1)
        (16, 10)
    """
    # YOUR CODE HERE
    raise NotImplementedError("chain_rule_cost")


# %% [markdown]
# The transcript introduces its 2-2-2 network as "2 hidden layers and 2 output layers".


# slide_network_size: 1 point, about 2 minutes, extra (S1-28 (E20))
#
# How many hidden layers and how many output layers does the network of `forward_2_2_2` have, and how many weights in
# all? A tuple of three whole numbers, like `slide_network_size = (2, 2, 10)`.
slide_network_size = None
# YOUR CODE HERE


# %% [markdown]
# ## A number that differentiates itself
#
# By hand this was five nodes, then 13 parameters, then two paths for each weight. Now the computer keeps the books, for
# **any** formula. The deck's recipe is: draw the graph forwards, go through it backwards, multiply local slopes, add
# where paths meet.
#
# A `Value` holds a number (`data`), the Values that it was made from (`children`) and, in the end, its slope (`grad`).
# Python turns `a * b` into `a.__mul__(b)`, `3 * a` into `a.__rmul__(3)` (the number does not know how), and `-a` into
# `a.__neg__()`. So a class with these methods builds the graph by itself while a formula is computed.
#
# Take it in steps; every step has checks of its own, and points:
#
# 1. `__init__`, `__add__`, `__mul__`: the numbers come out right, the children are kept.
# 2. The other operations. Many are one line, made from those that you have: what is `a - b` in terms of `+` and `-b`?
# 3. `topological_order`, in the exercise below.
# 4. `backward`. Each operation knows its own small slopes; remember them, or how to work them out, when you make the
#    node. Going back, **add** to the slope of a child: it may have been used elsewhere too.
#
# How a node remembers its slopes is up to you: numbers beside the children, a small function, the name of the operation.
# Add parameters, attributes and methods as you like. The class below is also all that a check uses: `Value(2.0)`, the
# operations, `data`, `grad`, `children`, `backward()`.


# Value: 6 points, about 50 minutes (S3-20, S3-28)
class Value:
    r"""A number that knows what it was made from, and finds its slope with respect to all of that.

    Attributes:
        data: the number, a float.
        grad: the derivative of the result on which `backward()` was called with respect to this node; 0.0 before.
        children: a tuple of the Values that this one was made from; () for one made from a plain number.

    Between two Values, and between a Value and an int or float on either side: + - * /. Also the minus sign, ** with an
    int or float as exponent, and the methods exp(), log(), tanh(), relu(). Each returns a new Value and leaves its
    operands as they are. tanh must be right for any data from -1000 to 1000; relu may have any slope from 0 to 1 at 0.

    Example:
        >>> a, b = Value(2.0), Value(-3.0)
        >>> c = a * b + a
        >>> c.backward()
        >>> print(c.data, a.grad, b.grad)
        -4.0 -2.0 2.0
    """

    def __init__(self, data: float, children: tuple[Self, ...] = ()) -> None:
        """Keep `data` as a float, and `children`; `grad` is 0.0. Add what else a node must remember."""
        # YOUR CODE HERE
        raise NotImplementedError("Value.__init__")

    def __repr__(self) -> str:
        return f"Value(data={self.data:g}, grad={self.grad:g})"

    def __add__(self, other: Self | float) -> Self:
        """Return self + other, for a Value or a number."""
        # YOUR CODE HERE
        raise NotImplementedError("Value.__add__")

    def __mul__(self, other: Self | float) -> Self:
        """Return self * other, for a Value or a number."""
        # YOUR CODE HERE
        raise NotImplementedError("Value.__mul__")

    def __pow__(self, exponent: float) -> Self:
        """Return self ** exponent, for a number as exponent; self may be negative or 0 where that makes sense."""
        # YOUR CODE HERE
        raise NotImplementedError("Value.__pow__")

    def exp(self) -> Self:
        """Return e to the power self."""
        # YOUR CODE HERE
        raise NotImplementedError("Value.exp")

    def log(self) -> Self:
        """Return the natural logarithm of self."""
        # YOUR CODE HERE
        raise NotImplementedError("Value.log")

    def tanh(self) -> Self:
        """Return the hyperbolic tangent of self."""
        # YOUR CODE HERE
        raise NotImplementedError("Value.tanh")

    def relu(self) -> Self:
        """Return the larger of self and 0."""
        # YOUR CODE HERE
        raise NotImplementedError("Value.relu")

    def __neg__(self) -> Self:
        """Return -self."""
        # YOUR CODE HERE
        raise NotImplementedError("Value.__neg__")

    def __sub__(self, other: Self | float) -> Self:
        """Return self - other, for a Value or a number."""
        # YOUR CODE HERE
        raise NotImplementedError("Value.__sub__")

    def __truediv__(self, other: Self | float) -> Self:
        """Return self / other, for a Value or a number."""
        # YOUR CODE HERE
        raise NotImplementedError("Value.__truediv__")

    def __radd__(self, other: float) -> Self:
        """Return other + self, for a number."""
        # YOUR CODE HERE
        raise NotImplementedError("Value.__radd__")

    def __rsub__(self, other: float) -> Self:
        """Return other - self, for a number."""
        # YOUR CODE HERE
        raise NotImplementedError("Value.__rsub__")

    def __rmul__(self, other: float) -> Self:
        """Return other * self, for a number."""
        # YOUR CODE HERE
        raise NotImplementedError("Value.__rmul__")

    def __rtruediv__(self, other: float) -> Self:
        """Return other / self, for a number."""
        # YOUR CODE HERE
        raise NotImplementedError("Value.__rtruediv__")

    def backward(self) -> None:
        """Set `grad` of this node to 1.0, and of every node below it to the derivative of this node.

        Calling it again, here or on another node, gives the right slopes again: nothing is left over from before. It
        works for graphs 500 nodes deep, and without delay where each of 30 nodes uses the one before it twice.
        """
        # YOUR CODE HERE
        raise NotImplementedError("Value.backward")


# %% [markdown]
# ## The right order
#
# A node may hand its slope on only when it has collected all of it, that is when **every** node that it went into has
# already handed on. Take the nodes in an order in which operands come before the results that use them, and walk
# through it from the end. There may be several such orders; each will do.
#
# Two traps. A node that is used twice must stand in the list once. And the number of *paths* through a graph can double
# with every node: thirty lines `x = x + x` have 31 nodes and more than a thousand million paths.


# topological_order: 2 points, about 15 minutes (S3-20)
def topological_order(v) -> list:
    r"""The nodes of the graph below `v`, operands before the results that use them.

    Args:
        v: a `Value`; the tuple `children` of a node holds the Values that it was made from.

    Returns:
        A list of `v` and of all Values from which it was made, directly or not: each once, every one after all of its
        own children, so that `v` comes last. Nodes that `v` was not made from are left out. Two nodes with the same
        number are different nodes. It must work for graphs 500 nodes deep, and without delay for a chain of 30 nodes
        of which each uses the one before it twice.

    For `u = a * b` and `z = u + a` the list is `[a, b, u, z]` or `[b, a, u, z]`.
    """
    # YOUR CODE HERE
    raise NotImplementedError("topological_order")


# %% [markdown]
# ## Differentiate anything
#
# A function that is written with `+ - * / **` does not care what it gets. Give it your Values in place of numbers, and
# it builds a graph while it runs, through loops and all; one `backward()` later every slope is there. No difference
# quotient, no formula on paper. One of the checks differentiates six steps of Newton's method for a square root.


# gradient_of: 1 point, about 8 minutes, extra (S3-20)
def gradient_of(f: Callable, x: list[float]) -> np.ndarray:
    r"""Gradient of a function of several numbers, by your own class `Value`.

    Args:
        f: a function of a list of Values, one for each number, that returns a Value. It uses operators and the methods
            of `Value` only.
        x: the point, a list of numbers.

    Returns:
        The slopes of `f` with respect to the entries of `x`, float64 of shape (len(x),).

    Example:
        >>> print(gradient_of(lambda v: v[0] * v[1] + v[0], [2.0, 5.0]))
        [6. 2.]
    """
    # YOUR CODE HERE
    raise NotImplementedError("gradient_of")


# %% [markdown]
# ## Looking back
#
# The slides call the training of a network "adjusting the weights" (S1-05). You now have every slope that this takes,
# by hand and by machine, and you have seen that a wrong one looks as tidy as a right one. A library's tape (S3-28) is
# what your `Value` does, for whole arrays at a time; that is the next unit.


# why_backwards: 2 points, about 10 minutes, marked by a person (S1-28, S3-20)
#
# A network has a million weights and one loss. One way to get all slopes is to follow the chain rule *forwards*: choose
# one weight, and carry the slope of every node with respect to it along with the value. Explain why everyone goes
# *backwards* instead. Say how many passes through the graph each way takes, and what backward needs that forward does
# not. When would you go forwards?
#
# What the points are for:
#
# - 1 point: backwards one pass gives the slopes of the loss for all weights; forwards it takes a pass for each.
# - 1 point: backwards all values must be kept until then; forwards is better for few inputs and many results.
