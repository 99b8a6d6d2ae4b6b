r"""A neuron multiplies each of its inputs by a weight, adds everything up, adds a bias, and hands the sum to an
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
"""

TITLE = "Neurons, layers and shapes"
TOPICS = (
    "what_for",
    "one_neuron",
    "slide_code",
    "many_rows",
    "firing",
    "threshold",
    "matrix_vector",
    "layer",
    "columns",
    "broadcasting",
    "shapes",
    "kinds_of_numbers",
    "counting",
    "parameter_riddles",
    "linear_layers",
    "half_points",
    "images",
    "edges",
    "favourite_input",
    "learning_rule",
    "two_rectifiers",
    "exclusive_or",
    "after_the_network",
)
