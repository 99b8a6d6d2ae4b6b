r"""A network of a thousand weights has a thousand derivatives, and one walk backwards finds them all.

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
"""

TITLE = "Backpropagation in matrices"
TOPICS = (
    "affine",
    "affine_gradient",
    "unbroadcasting",
    "rectifier_gradient",
    "squashing_gradients",
    "softmax_gradient",
    "starting",
    "symmetry",
    "network_forward",
    "network_loss",
    "network_gradient",
    "checking",
    "tanh_network",
    "moons",
)
