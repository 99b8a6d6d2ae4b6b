r"""The whole of training, small enough to do by hand.

A wine has one number, its alcohol $x = 0.12$, and one label, $y = 1$ for good. A neuron guesses:

$$z = wx + b, \qquad \hat y = \sigma(z) = \frac{1}{1 + e^{-z}}, \qquad J = -\ln \hat y \ \text{ when } y = 1$$

It starts with $w = 15$, $b = -0.4$. How wrong is it, and which way should $w$ and $b$ move? You compute the forward
pass and the loss, follow the chain rule back one link at a time, take a step downhill, repeat it a hundred times,
and then do the same for many wines with many numbers each. That is logistic regression, and it is also every step
that a deep network takes, once.

Two of the slides' numbers for this wine are wrong, and one symbol in the derivation is. You meet all of them here
with the number that refutes each: a result that is off by a sign looks just as tidy as a right one.

Names: `yhat` is the prediction $\hat y$ (the derivation on paper calls it $\varphi$), `y` the label, `dJ_dw` the
derivative of the loss $J$ with respect to $w$. $\ln$ is the natural logarithm throughout.
"""

TITLE = "One neuron learns"
TOPICS = (
    "rectified_price",
    "forward_pass",
    "loss",
    "chain",
    "last_links",
    "formulas",
    "one_wrong_symbol",
    "error_sign",
    "own_wine",
    "update",
    "training",
    "batch_gradient",
    "fit",
    "plausible_numbers",
)
