r"""Which way should every weight of a network move? The chain rule answers, and a graph keeps its books.

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
"""

TITLE = "Graphs and the chain rule by hand"
TOPICS = (
    "small_graph",
    "graph_slopes",
    "graph_steps",
    "relu_network",
    "relu_gradients",
    "two_layers",
    "second_layer",
    "first_layer",
    "slide_paths",
    "path_formulas",
    "path_counts",
    "value",
    "value_mistakes",
    "value_styles",
    "value_orders",
    "node_order",
    "any_function",
    "built",
)
