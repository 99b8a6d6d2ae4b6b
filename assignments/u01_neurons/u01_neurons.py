# gradmark: u01_neurons 0.1.0
r"""Neurons, layers and shapes

A neuron multiplies each of its inputs by a weight, adds everything up, adds a bias, and hands the sum to an
activation:

$$y = \varphi\Big(\sum_{i=1}^{n} w_i x_i + b\Big)$$

That is all. Everything else in this course is many neurons at once, and a way to find their numbers. In this unit
you build a neuron, then a layer of them as one matrix product; you learn to say the shape of every array before
you compute it; you count parameters; you let a neuron of 1958 learn by its own rule, watch what it can never learn,
and put together, by hand, a network that can.

The conventions, in short (unit 0 has them all):

- Examples are rows: `X` is `(N, D)`, the weights of a layer are `W` of shape `(D, K)`, the biases `b` are `(K,)`, and
  `Z = X @ W + b` is `(N, K)`. One neuron alone has `w` of shape `(n,)` and one number `b`.
- Everything is float64. Functions never change their arguments.
- $\sigma(z) = 1/(1 + e^{-z})$ is the logistic sigmoid; $\varphi$ stands for any activation.

Some slides of the decks are wrong. Where a story says "the transcript shows", look twice: you repair what stands
there, with a number that proves it.

Check your work: `pytest` or `gradmark check` in this folder.
"""


import itertools
import math
import numpy as np


# %% [markdown]
# ## Before the first neuron
#
# Artificial intelligence is the widest word: anything that imitates intelligent behaviour. Machine learning is the
# part of it that finds its rules in data, for tasks whose answer is easy to give and hard to explain. Deep learning
# is the part of machine learning that stacks layers of artificial neurons. Three sets, one inside the other.


# field_counts: 1 point, about 2 minutes, extra (S1-01)
#
# A catalogue lists 12 programs of artificial intelligence. 9 of them learn from data; 4 of those are deep networks.
# How many of the 12 are no machine learning, and how many are machine learning but not deep learning? Answer with a
# tuple of two numbers in this order, like `field_counts = (0, 0)`.
field_counts = None
# YOUR CODE HERE


# %% [markdown]
# A network never sees "a house" or "a photo": it sees an input of numbers and is asked for an output of numbers. What
# kind of output decides its last layer: one number on any scale (*regression*), one yes or no (*binary*), or one of
# several classes (*multi-class*, with one output for each class).


# output_kinds: 1 point, about 3 minutes, extra (S2-01)
#
# From a table of uses: (1) the features of a home, to its price; (2) an advertisement and a user, to "will it be
# clicked?"; (3) a photo, to one of 1000 objects. Answer with a tuple of four: the kind of each output, out of
# `regression`, `binary` and `multi-class`, and the number of output neurons that the third network needs, like
# `output_kinds = ("binary", "binary", "binary", 1)`.
output_kinds = None
# YOUR CODE HERE


# %% [markdown]
# What the data says decides how a model can learn: *supervised* when each example comes with its label,
# *unsupervised* when none does, *semi-supervised* when a fraction does. One slide files recommendation under
# "unsupervised" (E22); in practice a recommender mostly learns from what people clicked or bought, and that is a label.


# label_kinds: 1 point, about 3 minutes, extra (S1-09 (E22))
#
# Three data sets: (1) 5000 customers by what they bought, to be put into groups that nobody has named; (2) 178 wines,
# each with its grower; (3) 10000 X-ray images, of which a doctor has diagnosed 300. Answer with a tuple of four:
# the kind of learning for each, out of `supervised`, `unsupervised` and `semi-supervised`, and the fraction of
# labelled images in the third, like `label_kinds = ("supervised", "supervised", "supervised", 0.5)`.
label_kinds = None
# YOUR CODE HERE


# %% [markdown]
# ## One neuron
#
# A node of a network does two things: a weighted sum, then an activation. The sum first. Each input $x_i$ is
# multiplied by its own weight $w_i$, which says how much this input counts and in which direction; the products are
# added up; the bias $b$ is added once. Another deck calls the inputs $a_i$, since they are the activations of the
# layer before: $w_1a_1 + w_2a_2 + \dots + w_na_n$. It is the same sum.


# weighted_sum: 2 points, about 8 minutes (S0-01, S1-04, S3-10, S4-03)
def weighted_sum(x: np.ndarray, w: np.ndarray, b: float) -> float:
    r"""Weighted sum of one neuron, before its activation.

    $$z = \sum_{i=1}^{n} w_i x_i + b$$

    Args:
        x: inputs, shape (n,), n at least 1.
        w: weights, shape (n,).
        b: bias, a number.

    Returns:
        One number.

    Example:
        >>> print(weighted_sum(np.array([1.0, -2.0]), np.array([3.0, 0.5]), 10.0))
        12.0
    """
    # YOUR CODE HERE
    raise NotImplementedError("weighted_sum")


# %% [markdown]
# ### Fix the slide: a neuron that never fires
#
# The transcript shows this program:
#
# ```python
# xs = [1.0, 2.0, 3.0, 4.0, 5.0] # inputs
# ws = [0.5, 0.2, 0.1, 0.7, 0.4] # weights
# b = 3. # bias
#
# Z = b
# for x, w in zip(xs, ws):
#     Z += x * w
#
# y = min(0, Z) # ReLU activation
# ```
#
# Follow it by hand: $Z$ goes through 3.5, 3.9, 4.2, 7.0 and 9.0, and the program ends with $y = 0$. A rectifier (ReLU)
# should hand a positive sum on as it is and replace a negative one by 0. This one does the opposite.
#
# The formula above the program has a sigmoid, not a rectifier (E02). Both make a neuron, but not the same one:
# $\sigma(9) = 0.99988$. Here the comment in the code counts: ReLU.


# slide_perceptron: 2 points, about 6 minutes, extra (S0-02 (E01, E02))
def slide_perceptron(xs: list, ws: list, b: float) -> tuple[float, float]:
    """The slide's neuron, repaired: its weighted sum and its ReLU output.

    Args:
        xs: inputs, a list of n numbers.
        ws: weights, a list of n numbers.
        b: bias, a number.

    Returns:
        The pair (Z, y): the weighted sum with the bias, and the output after the activation.

    Example:
        >>> slide_perceptron([1.0, 2.0], [3.0, 4.0], -20.0)
        (-9.0, 0.0)
    """
    # YOUR CODE HERE
    raise NotImplementedError("slide_perceptron")


# %% [markdown]
# ## Many examples at once
#
# Nobody feeds a network one example after the other. The examples are the rows of a matrix $X$ with $N$ rows and $n$
# columns, and one product gives all $N$ sums, $\mathbf z = X\mathbf w + b$. The same weights meet every row, and the
# same bias is added to every sum. A loop over the rows is just as right; the product is shorter and, for 1000 rows of
# 64 numbers, about a hundred times faster than one product for each row.


# neuron_batch: 2 points, about 8 minutes (S0-03)
def neuron_batch(X: np.ndarray, w: np.ndarray, b: float) -> np.ndarray:
    r"""Weighted sum of one neuron for every row of a batch, best without a Python loop.

    $$z_m = \sum_{i=1}^{n} w_i X_{mi} + b$$

    Args:
        X: inputs, shape (N, n), one example in each row.
        w: weights, shape (n,).
        b: bias, a number.

    Returns:
        Array of shape (N,), float64.

    Example:
        >>> neuron_batch(np.array([[1.0, -2.0], [0.0, 4.0]]), np.array([3.0, 0.5]), 10.0)
        array([12., 12.])
    """
    # YOUR CODE HERE
    raise NotImplementedError("neuron_batch")


# %% [markdown]
# ## Firing or not
#
# The oldest activation is the step: the neuron fires, 1, or it does not, 0. One slide lets the signal of an eye reach
# three such neurons, and two of them decide to fire. The same signal, three decisions: each neuron has weights of its
# own.
#
# The transcript shows "Perceptrons output a continuous range of numbers, while Neurons either fire or they don't"
# (E10). Of the units of today that is true, a sigmoid or a ReLU gives a number; but the machine that Rosenblatt called
# a perceptron has exactly two outputs, just like the neuron in the slide. The word changed its meaning. (On another
# slide it also changed its letters: "percepton" (E52).)


# step: 2 points, about 7 minutes (S1-02, S1-03 (E10))
def step(z: np.ndarray) -> np.ndarray:
    r"""Step activation: 1 where $z \ge 0$ (the neuron fires), 0 elsewhere.

    Args:
        z: weighted sum, a number or an array of any shape; whole numbers may come in.

    Returns:
        1.0 or 0.0 for each entry, float64 in the shape of `z`.

    Example:
        >>> step(np.array([-3, 0, 2]))
        array([0., 1., 1.])
    """
    # YOUR CODE HERE
    raise NotImplementedError("step")


# %% [markdown]
# ### Fix the slide: "light up only above ten"
#
# A neuron shall light up only if its weighted sum is greater than ten. The transcript shows
#
# $$\sigma(w_1a_1 + w_2a_2 + \dots + w_na_n + 10)$$
#
# Try it with dark pixels, all $a_i = 0$: the slide's neuron says $\sigma(10) = 0.99995$. It lights up at nothing, and
# reaches one half only at a sum of $-10$. The right one says 0.0000454 there and one half at 10. Which sign must the
# bias have, so that a sum has to *overcome* the threshold?


# fires_above: 2 points, about 7 minutes, extra (S4-06 (E43))
def fires_above(a: np.ndarray, w: np.ndarray, threshold: float) -> float:
    r"""Output of a sigmoid neuron that lights up when its weighted sum is above `threshold`, the slide repaired.

    The output is one half where $w \cdot a$ equals the threshold, close to 1 far above it, close to 0 far below.

    Args:
        a: inputs, shape (n,).
        w: weights, shape (n,).
        threshold: a number.

    Returns:
        One number between 0 and 1. The argument of the sigmoid stays between -50 and 50 here, so the textbook formula
        $\sigma(z) = 1/(1 + e^{-z})$ is good enough.

    Example:
        >>> print(fires_above(np.array([3.0]), np.array([2.0]), 6.0))
        0.5
    """
    # YOUR CODE HERE
    raise NotImplementedError("fires_above")


# %% [markdown]
# A slide shows this one neuron, inputs, weights, bias, sigmoid, and asks: what model does this remind you of?


# familiar_model: 1 point, about 4 minutes, extra (S2-04)
#
# Name the model of statistics that is one sigmoid neuron, out of `linear regression`, `logistic regression`,
# `k-means` and `decision tree`. As a witness give its probability of "yes" for the inputs (2, 0.5) with the
# coefficients (1, -2) and the intercept 0.5, to four digits. Answer with a tuple of a text and a number, like
# `familiar_model = ("k-means", 0.5)`.
familiar_model = None
# YOUR CODE HERE


# %% [markdown]
# ## What @ does
#
# Before the @ sign becomes a habit, look at what it does. A slide multiplies a matrix with a vector:
#
# $$\begin{bmatrix} a_1 & a_2 & a_3 \\ b_1 & b_2 & b_3 \\ c_1 & c_2 & c_3 \end{bmatrix}
# \begin{bmatrix} x \\ y \\ z \end{bmatrix} =
# \begin{bmatrix} a_1x + a_2y + a_3z \\ b_1x + b_2y + b_3z \\ c_1x + c_2y + c_3z \end{bmatrix}$$
#
# Row by row it is your weighted sum without a bias. Write it with loops once, then compare with `M @ v`. Every weight
# matrix in this course is used in this way.


# matvec: 1 point, about 8 minutes, extra (S3-07)
def matvec(M: np.ndarray, v: np.ndarray) -> np.ndarray:
    r"""Matrix times vector: entry $i$ is $\sum_j M_{ij} v_j$.

    Args:
        M: matrix, shape (m, n).
        v: vector, shape (n,).

    Returns:
        Array of shape (m,), float64.

    Example:
        >>> matvec(np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 3.0]]), np.array([10.0, 1.0]))
        array([12., -1., 33.])
    """
    # YOUR CODE HERE
    raise NotImplementedError("matvec")


# %% [markdown]
# ## A layer
#
# A layer is several neurons that look at the same inputs. The transcript shows one with four inputs and three units:
#
# $$\begin{bmatrix} w_1x_1 + w_2x_2 + w_3x_3 + w_4x_4 + b \\ w_1x_1 + w_2x_2 + w_3x_3 + w_4x_4 + b \\
# w_1x_1 + w_2x_2 + w_3x_3 + w_4x_4 + b \end{bmatrix} \xrightarrow{\text{activation}}
# \begin{bmatrix} a_1 \\ a_2 \\ a_3 \end{bmatrix}$$
#
# Read the three rows again: they are the same. Then $a_1 = a_2 = a_3$ whatever comes in, and three neurons know no
# more than one. Every unit needs its own weights and its own bias, $z_k = \sum_j x_j w_{jk} + b_k$. That is why the
# weights of a layer are a matrix: column $k$ of $W$ belongs to unit $k$.


# slide_layer_parameters: 1 point, about 3 minutes, extra (S1-15 (E13))
#
# How many different parameters (weights and biases) are in the three rows as the slide prints them, and how many
# does a layer with 4 inputs and 3 units have when every unit gets its own? Answer with a tuple of two numbers, like
# `slide_layer_parameters = (0, 0)`.
slide_layer_parameters = None
# YOUR CODE HERE


# %% [markdown]
# With the examples in rows the layer is one line of code, for any number of examples, inputs and units. The
# activation $\varphi$ is an argument: your function receives it as a function and calls it.


# dense_forward: 3 points, about 15 minutes (S1-14, S1-15, S3-14 (E13))
def dense_forward(X: np.ndarray, W: np.ndarray, b: np.ndarray, activation) -> np.ndarray:
    r"""Forward pass of a dense layer for a batch.

    $$Y_{mk} = \varphi\Big(\sum_{j} X_{mj} W_{jk} + b_k\Big)$$

    Args:
        X: inputs, shape (N, D), one example in each row.
        W: weights, shape (D, K), column k for unit k.
        b: biases, shape (K,).
        activation: a function that works element by element on an array, such as `np.tanh`.

    Returns:
        Outputs Y, shape (N, K), float64.

    Example:
        >>> dense_forward(np.array([[1.0, 2.0]]), np.array([[1.0, 0.0, 1.0], [0.0, 1.0, -1.0]]), np.zeros(3), np.abs)
        array([[1., 2., 1.]])
    """
    # YOUR CODE HERE
    raise NotImplementedError("dense_forward")


# %% [markdown]
# ## The same layer in columns
#
# The next slide writes the layer as $A = \sigma(WX + B)$. There the examples are the *columns* of $X$, the weights are
# $(K, D)$, one row for each unit, and the biases a column, $(K, 1)$. Half of the books do it like this, the other half
# and all common libraries keep the examples in rows. Transposing both sides shows what to do:
#
# $$(WX + B)^\top = X^\top W^\top + B^\top$$
#
# A formula copied from a book in the other convention runs without an error whenever the matrix is square. So look at
# the shapes, and convert once, here.


# to_row_convention: 1 point, about 6 minutes, extra (S1-16)
def to_row_convention(W: np.ndarray, B: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    r"""Convert a layer $A = \sigma(WX + B)$, examples in columns, to $\sigma(XW + b)$, examples in rows.

    Args:
        W: weights, shape (K, D), one row for each unit.
        B: biases, shape (K, 1).

    Returns:
        The pair (W, b) of the same layer for examples in rows: shapes (D, K) and (K,).

    Example:
        >>> W, b = to_row_convention(np.array([[1.0, 2.0, 3.0]]), np.array([[4.0]]))
        >>> print(W.shape, b.shape)
        (3, 1) (1,)
    """
    # YOUR CODE HERE
    raise NotImplementedError("to_row_convention")


# %% [markdown]
# ### Fix the slide: when two shapes go together
#
# Adding `b` of shape `(K,)` to a matrix of shape `(N, K)` works, because NumPy repeats `b` for every row: it
# *broadcasts*. The transcript shows the rule "A + B will only work if A is cleanly divisible by B (or vice versa)". Try
# it: `(4,)` and `(2,)` are divisible, and so are `(4, 3)` and `(2, 3)`, and `(6, 4)` and `(3, 2)`. NumPy refuses all
# three with a ValueError.
#
# The real rule looks at lengths from the *end*. Write the shapes under each other, flush right:
#
# ```
#   (5, 1, 4)
#      (3, 1)
# = (5, 3, 4)
# ```
#
# In each column the two lengths must be equal, or one of them must be 1 (or missing): then the other one counts.
# Anything else does not go together.


# broadcast_shape: 3 points, about 15 minutes, extra (S3-08 (E27))
def broadcast_shape(a: tuple, b: tuple) -> tuple:
    """Shape of the sum of two arrays with the shapes `a` and `b`, without making any array.

    Args:
        a: a shape, a tuple of lengths, each at least 1; () is a single number.
        b: another one.

    Returns:
        The shape of the sum, a tuple.

    Raises:
        ValueError: the shapes do not go together.

    Example:
        >>> broadcast_shape((8, 1, 6), (7, 1))
        (8, 7, 6)
    """
    # YOUR CODE HERE
    raise NotImplementedError("broadcast_shape")


# %% [markdown]
# ## Shapes first
#
# "What rank tensor are $x$, $w$ and $b$? What will the shape of $y$ be? What is the order of operations?", asks a
# slide. For one neuron: $x$ and $w$ are vectors of $D$ numbers, $b$ is one number; multiply, sum, add, activate. For a
# layer with a whole batch every answer gets one axis more. Most mistakes in this field are mistakes of shape, and half of
# them run without an error. Whoever writes the shapes beside the line finds them.


# infer_shapes: 2 points, about 8 minutes (S3-05, S3-03)
def infer_shapes(N: int, D: int, K: int) -> dict:
    """Shapes of all arrays of a dense layer in the course's convention, `Z = X @ W + b` and `Y = activation(Z)`.

    Args:
        N: number of examples.
        D: number of inputs of each example.
        K: number of units.

    Returns:
        A dict with the keys "X", "W", "b", "Z" and "Y"; each value is a shape, a tuple of whole numbers.

    Example:
        >>> infer_shapes(1, 1, 1)["X"]
        (1, 1)
    """
    # YOUR CODE HERE
    raise NotImplementedError("infer_shapes")


# %% [markdown]
# ## What the numbers are
#
# The *rank* of a tensor is its number of axes: a number has none, a vector one, a matrix two. "What would be stored in a
# rank-3 tensor?", asks a slide. A recording of several sensors is (time, sensor), so a batch of recordings has three
# axes: (batch, time, sensor). A grey image is (height, width), and colour adds an axis of three.


# ranks_of_data: 1 point, about 3 minutes, extra (S3-03)
#
# Give the rank of the tensor that holds (1) one grey image, (2) one colour image, (3) a batch of recordings of six
# sensors, (4) a batch of colour images. Answer with a tuple of four numbers, like `ranks_of_data = (0, 0, 0, 0)`.
ranks_of_data = None
# YOUR CODE HERE


# %% [markdown]
# A watch warns of high blood pressure. The note about it says: 60-second segments of a pulse sensor's signal, "about
# every two hours", looked at over windows of 30 days. Before any network is drawn, you can say how much comes in.


# segments_in_window: 1 point, about 2 minutes, extra (S3-01)
#
# How many segments does one window of 30 days hold, with one segment every two hours, day and night? Answer with a
# number, like `segments_in_window = 0`.
segments_in_window = None
# YOUR CODE HERE


# %% [markdown]
# Training changes some of the numbers in $y = \varphi(\mathbf x \cdot \mathbf w + b)$ and leaves others alone. Data is
# given, and what is computed from it follows; what the training may turn is called trainable.


# trainable_numbers: 1 point, about 2 minutes, extra (S3-06)
#
# In one neuron with five inputs: are the inputs $\mathbf x$ of an example, the weights $\mathbf w$ and the bias $b$
# `constant` or `trainable` while it learns, and how many trainable numbers does it have? Answer with a tuple of
# three words and a number, like `trainable_numbers = ("constant", "constant", "constant", 0)`.
trainable_numbers = None
# YOUR CODE HERE


# %% [markdown]
# ## Counting parameters
#
# How many numbers does a network learn? Between two neighbouring layers every unit of the first is joined with every unit
# of the second, and each of these edges has a weight. Every unit that *computes* something has a bias. The network of
# the slides reads images of 784 pixels through two hidden layers of 16 units and names one of 10 digits: its sizes are
# `[784, 16, 16, 10]`.


# count_parameters: 2 points, about 10 minutes (S1-06, S4-07 (E44))
def count_parameters(sizes: list[int], bias: bool = True) -> int:
    """Number of trainable parameters of a network of dense layers.

    Args:
        sizes: numbers of units from the inputs to the outputs, at least one entry; a single layer of inputs has no
            parameters.
        bias: whether the units have biases.

    Returns:
        Number of weights and, where asked for, biases.

    Example:
        >>> count_parameters([10, 5])
        55
    """
    # YOUR CODE HERE
    raise NotImplementedError("count_parameters")


# %% [markdown]
# ### Fix the slide: whose parameters?
#
# The transcript shows: "All 784 neurons in our example have weights and biases. This resulted in 13,002 parameters!" The
# number is right, as you have just computed. The reason is not: the 784 are the pixels. An input computes nothing.


# parameter_owners: 1 point, about 3 minutes, extra (S4-07 (E44))
#
# In the network `[784, 16, 16, 10]`: how many neurons have weights and a bias of their own, and how many of the 13002
# parameters are weights? Answer with a tuple of two numbers, like `parameter_owners = (784, 13002)`.
parameter_owners = None
# YOUR CODE HERE


# %% [markdown]
# ### A riddle: from 4 to 16
#
# A slide adds a hidden layer to a simple example and says that the network now has more parameters, "from 4 to 16". Its
# drawing is lost. Which network was it? Suppose that the one before has $n$ inputs and $k$ outputs and nothing between
# them, and the one after the same with $h$ hidden units, all of $n$, $h$, $k$ at most 8. Then only two networks fit the
# numbers: one if biases count, one if they do not. Three loops around your `count_parameters` find them.


# nets_from_4_to_16: 1 point, about 8 minutes, extra (S1-06 (E11))
#
# Which n-h-k network goes from 4 to 16 parameters when its hidden layer is added, with biases, and which one without?
# Answer with a tuple of two tuples of three numbers: (with biases, without biases), like
# `nets_from_4_to_16 = ((1, 1, 1), (1, 1, 1))`.
nets_from_4_to_16 = None
# YOUR CODE HERE


# %% [markdown]
# ## Why there is an activation at all
#
# "Adding an activation function can give more freedom to the output", says a slide, and calls it the biggest difference
# to linear regression. How much freedom? Take two layers *without* one. The second gets what the first gives:
#
# $$(XW_1 + b_1)\,W_2 + b_2$$
#
# Multiply it out, and there is one matrix and one vector: a single layer that does the same for every input. A hundred
# linear layers are one linear layer. With a ReLU in between that breaks down: for $W_1 = W_2 = 1$ and no biases the
# inputs $-1$, 0 and 1 give 0, 0 and 1, and those three points are on no straight line.


# collapse: 2 points, about 8 minutes, extra (S1-07)
def collapse(W1: np.ndarray, b1: np.ndarray, W2: np.ndarray, b2: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    r"""The one linear layer $XW + b$ that equals two linear layers, $(XW_1 + b_1)W_2 + b_2$, for every X.

    Args:
        W1: weights of the first layer, shape (D, H).
        b1: biases of the first layer, shape (H,).
        W2: weights of the second layer, shape (H, K).
        b2: biases of the second layer, shape (K,).

    Returns:
        The pair (W, b) with shapes (D, K) and (K,).

    Example:
        >>> collapse(np.array([[2.0]]), np.zeros(1), np.array([[5.0]]), np.array([1.0]))
        (array([[10.]]), array([1.]))
    """
    # YOUR CODE HERE
    raise NotImplementedError("collapse")


# %% [markdown]
# ## What a bias does
#
# One slide draws $\sigma(w_0 x + w_1 \cdot 1.0)$ for several weights. With $w_1 = 0$ the curve goes through one half at
# 0, and $w_0$ makes it flat or steep: at $x = 5$ it is 0.924 for $w_0 = 0.5$, 0.9933 for 1, 0.99995 for 2. With
# $w_1 = -5$ and $w_0 = 1$ the whole curve moves to the right, with $w_1 = 5$ to the left. So the weight decides how
# sharply the neuron decides, and both together decide *where*.


# half_point: 1 point, about 4 minutes, extra (S1-08)
def half_point(w0: float, w1: float) -> float:
    r"""Where the sigmoid neuron $\sigma(w_0 x + w_1)$ is exactly one half.

    Args:
        w0: weight, not 0; whole numbers may come in.
        w1: bias.

    Returns:
        The input x, one number.
    """
    # YOUR CODE HERE
    raise NotImplementedError("half_point")


# %% [markdown]
# Now the other way round. You want a neuron that says one half at a given place, and is as steep there as you like. The
# slope of $\sigma(w_0 x + w_1)$ at its half point is $w_0/4$, since $\sigma' = \sigma(1 - \sigma)$ is a quarter there.


# shift_and_scale: 2 points, about 6 minutes, extra (S1-08)
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
    # YOUR CODE HERE
    raise NotImplementedError("shift_and_scale")


# %% [markdown]
# ## Images become rows
#
# "A neuron is a number", says a deck and shows a handwritten digit: each pixel is an input neuron, and its number is the
# grey value, from 0 for dark to 1 for bright. The deck's images have $28 \times 28$ pixels; the real ones here, from the
# digits of scikit-learn, have $8 \times 8$ with values from 0 to 16. A layer wants rows, so every image is read line by
# line into one row of $H \cdot W$ numbers.


# flatten_images: 1 point, about 6 minutes, extra (S4-01)
def flatten_images(images: np.ndarray) -> np.ndarray:
    """Turn grey images with values from 0 to 16 into rows of numbers from 0 to 1.

    Args:
        images: shape (N, H, W), grey values from 0 (dark) to 16 (bright); whole numbers of any kind may come in, and
            an image need not use the whole range.

    Returns:
        Array of shape (N, H*W), float64: one image in each row, read line by line from the top.

    Example:
        >>> flatten_images(np.array([[[16, 8], [4, 0]]]))
        array([[1.  , 0.5 , 0.25, 0.  ]])
    """
    # YOUR CODE HERE
    raise NotImplementedError("flatten_images")


# %% [markdown]
# ## Weights that look for something
#
# What could a hidden neuron of the digit network be good for? The deck imagines that the first layer finds little edges,
# the second joins them to loops and lines, and the last one knows which digits have which (S4-02). The deck also says
# that trained networks do not really work like this; but you can build the neuron that it imagines. To find a bright
# line, give the pixels on it positive weights and the pixels right beside it negative ones. All others get 0.
#
# The slide says it in other words: "we want the *pixels (neurons)* at the region to be highly positive ... those
# respective neurons to be negative" (E45). The weights are meant: a pixel is a grey value between 0 and 1, it is never
# negative, and nobody can choose it.


# edge_weights: 2 points, about 8 minutes, extra (S4-04 (E45))
def edge_weights(shape: tuple[int, int], row: int) -> np.ndarray:
    """Weights of a neuron that looks for a bright horizontal line.

    Args:
        shape: height and width (H, W) of the image.
        row: where the line is, from 0 to H - 1.

    Returns:
        Array of shape (H, W), float64: 1 on the row, -1 on the row above it and on the row below it where there is one,
        0 elsewhere.

    Example:
        >>> edge_weights((4, 2), 3)
        array([[ 0.,  0.],
               [ 0.,  0.],
               [-1., -1.],
               [ 1.,  1.]])
    """
    # YOUR CODE HERE
    raise NotImplementedError("edge_weights")


# %% [markdown]
# Why the negative weights? Let the neuron look at three images, without bias and activation.


# edge_responses: 1 point, about 3 minutes, extra (S4-04 (E45))
#
# With the weights `edge_weights((5, 4), 2)`: what is the weighted sum of all 20 pixels (1) for an image that is 1 on
# row 2 and 0 elsewhere, (2) for an image that is 1 everywhere, (3) for one that is 0 everywhere? Answer with a tuple
# of three numbers, like `edge_responses = (0, 0, 0)`.
edge_responses = None
# YOUR CODE HERE


# %% [markdown]
# A line excites the neuron; light everywhere, of which a line is only a part, does the contrary. That is the contrast.


# %% [markdown]
# ## What a hidden unit captures
#
# Given a trained neuron, what is it looking for? One way to ask: which input excites it most? Without a limit that has
# no answer, since doubling the input doubles the sum. So compare only inputs of length 1, $\lVert x \rVert = 1$. The
# weighted sum is
#
# $$w \cdot x = \lVert w \rVert\, \lVert x \rVert \cos\theta,$$
#
# and it is largest where the angle $\theta$ is 0. That is why pictures of weights, like the slide's, show what a
# unit responds to.


# most_exciting_input: 1 point, about 5 minutes, extra (S2-03)
def most_exciting_input(w: np.ndarray) -> np.ndarray:
    r"""The input of length 1 for which the weighted sum $w \cdot x$ is largest.

    Args:
        w: weights, shape (n,), not all 0; whole numbers may come in.

    Returns:
        The input x, shape (n,), float64, with $\lVert x \rVert_2 = 1$.
    """
    # YOUR CODE HERE
    raise NotImplementedError("most_exciting_input")


# %% [markdown]
# ## A machine that learns, 1958
#
# The New York Times of 8 July 1958 shows "the embryo of an electronic computer" that its makers expect to walk, talk and
# reproduce itself one day. On an IBM 704 for two million dollars the perceptron "learned to differentiate between right
# and left after fifty attempts". Its rule fits on one line. Labels are $-1$ and $1$; a row is *wrong* when
# $y\,(w \cdot x + b) \le 0$, and then
#
# $$w \leftarrow w + y\,x, \qquad b \leftarrow b + y.$$
#
# Right rows change nothing. Go through the rows in order, again and again, until a whole pass finds nothing wrong. If any
# neuron at all separates the two classes, the rule finds one after finitely many updates.
#
# For AND, with the rows 00, 01, 10, 11 and the labels $-1, -1, -1, 1$, it takes nine passes, the last of them clean, and
# 18 updates.


# perceptron_rule: 4 points, about 25 minutes (S3-04; Rosenblatt 1958)
def perceptron_rule(X: np.ndarray, y: np.ndarray, epochs: int) -> tuple[np.ndarray, float, int]:
    """Rosenblatt's perceptron rule, rows in order, from weights and bias 0.

    A row is wrong when `y * (w @ x + b) <= 0`; then `w` grows by `y * x` and `b` by `y`, at once, before the next row.

    Args:
        X: inputs, shape (N, D), one example in each row; whole numbers may come in.
        y: labels, shape (N,), each -1 or 1.
        epochs: how many passes over the rows at most, 0 or more; a pass without a wrong row ends the training.

    Returns:
        The triple (w, b, updates): weights of shape (D,), float64, the bias, and how many updates there were.

    Example:
        >>> w, b, updates = perceptron_rule(np.array([[2.0], [-1.0]]), np.array([1, -1]), 10)
        >>> print(w, float(b), updates)
        [2.] 1.0 1
    """
    # YOUR CODE HERE
    raise NotImplementedError("perceptron_rule")


# %% [markdown]
# Try it on XOR, labels $-1, 1, 1, -1$, with any number of passes: it never comes to rest. The rule is not to blame. No
# neuron can do XOR, as you will explain below; two layers can.


# %% [markdown]
# ## Choose the weights yourself
#
# A deck trains a small ReLU network on three rows: $(0.1, 0.3) \to 0.2$, $(0.1, -0.1) \to 0$ and $(-0.8, 0.2) \to -0.3$.
# The target is the mean of the inputs. Training takes many small steps to come near it. You can choose weights that are
# *exact*, for all inputs.
#
# The network has one hidden layer of ReLU units and a linear output, $Y = \mathrm{relu}(XW_1 + b_1)\,W_2 + b_2$. The
# catch is the rectifier: whatever is negative is lost behind it, and a mean may be negative. What does a second unit see
# that the first one does not?


# mean_network: 2 points, about 12 minutes, extra (S1-10, S1-11, S1-30)
def mean_network() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    r"""Parameters of a ReLU network whose output is the mean of its two inputs, for all inputs.

    The network is $\mathrm{relu}(XW_1 + b_1)\,W_2 + b_2$: the output is linear. Any number H of hidden units will do.

    Returns:
        The tuple (W1, b1, W2, b2) of arrays with shapes (2, H), (H,), (H, 1) and (1,). The outputs must be exact up to
        rounding, for negative inputs and for very large ones too.
    """
    # YOUR CODE HERE
    raise NotImplementedError("mean_network")


# %% [markdown]
# ## Exclusive or
#
# XOR is 1 when exactly one of two inputs is 1: it gives 0, 1, 1, 0 for 00, 01, 10, 11. On paper the four points are the
# corners of a square, and the two that belong together lie across. No straight line has one pair on this side and the
# other pair on that side.
#
# Two hidden ReLU units change that. Think of what the sum $x_1 + x_2$ is for the four inputs: 0, 1, 1, 2. The output must
# go up and come down again. One rectifier goes up; what takes it down again, and from where on?


# xor_network: 3 points, about 20 minutes (S1-30)
def xor_network() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    r"""Parameters of a ReLU network that computes XOR, chosen by hand.

    The network is $\mathrm{relu}(XW_1 + b_1)\,W_2 + b_2$, with a linear output. Two hidden units are enough; any network
    with the right outputs counts, more hidden units too.

    Returns:
        The tuple (W1, b1, W2, b2) of arrays with shapes (2, H), (H,), (H, 1) and (1,). For the inputs 00, 01, 10, 11
        the outputs are exactly 0, 1, 1, 0, up to rounding.
    """
    # YOUR CODE HERE
    raise NotImplementedError("xor_network")


# %% [markdown]
# ## Why it needs two layers
#
# You have seen the perceptron rule run in circles on XOR, and you have built a network that computes it. Between the two
# lies one short argument. Write it down; a person reads it.


# why_two_layers: 2 points, about 10 minutes, marked by a person (S1-30)
#
# Show that no single neuron `step(w1*x1 + w2*x2 + b)` computes XOR, for any weights and any bias. Then say in one
# sentence what the hidden layer of your `xor_network` does that makes the last step easy.
#
# What the points are for:
#
# - 1 point: a complete argument, in the four conditions on w1, w2 and b or about the line that would have to separate
# - 1 point: the hidden layer gives the points new coordinates in which one line (or one weighted sum) is enough
