r"""Gradient descent and its descendants.

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
"""

TITLE = "Optimizers"
TOPICS = (
    "plain_descent",
    "sgd",
    "regime",
    "minibatch",
    "bias",
    "noise",
    "momentum",
    "nesterov",
    "claims",
    "adagrad",
    "rmsprop",
    "adadelta",
    "adam",
    "adamw",
    "adamax",
    "nadam",
    "ftrl",
    "clipping",
    "schedule",
    "method_claims",
    "paths",
)
