r"""Without a bend between its layers a network of any depth is one linear map. The *activation* is that bend.

It takes the pre-activation $z$ of a unit (the weighted sum plus bias) and returns what the unit passes on.
This unit builds the activations that the slides list, and beside each of them its derivative, because
training needs the derivative more often than the value. Along the way three habits form: write a function so
that it never overflows, differentiate by hand and let a number confirm it, and look closely at corners.

Conventions, for every element-wise function here:

- $z$ is a number or an array of any shape, whole numbers included. The result has the same shape, in float64.
- `f_grad(z)` is $f'(z)$, the derivative with respect to the pre-activation $z$, not to the activation.
- Arguments stay as they are: compute with new arrays.
- $|z|$ may be as large as 1000. The result is finite and right there, and NumPy does not warn about overflow,
  division by zero or invalid values on the way.
- At a corner the derivative does not exist. There anything between the two one-sided slopes is right.
- A typed formula is a text such as `"2*x"`; `sigma(z)`, `tanh`, `exp`, `log`, `sqrt`, `^` and `2x` are all read.
"""

from __future__ import annotations

TITLE = "Activations and their derivatives"
TOPICS = (
    "sigmoid",
    "sigmoid_slope",
    "tanh",
    "tanh_slope",
    "relu",
    "leaky_relu",
    "leaky_limit",
    "sign",
    "piecewise",
    "elu",
    "elu_formulas",
    "softplus",
    "swish",
    "gelu",
    "maxout",
    "maxout_gradient",
    "softmax",
    "softmax_slope",
    "deep_signals",
)
