r"""A loss is one number that says how wrong a batch of predictions is. Training does nothing but make it smaller.

Which number? For prices and temperatures the slides square the errors or take their absolute values; for classes
they take minus the logarithm of the probability that the truth was given. Each choice says what kind of mistake
hurts, and it says so through its derivative, because the derivative is all that training ever sees. So each
loss here comes with its gradient. In the second half the same losses are computed from the *scores* that a network
puts out, and there a habit pays that you can use everywhere: rewrite a formula so that $e^{1000}$ never happens.

The decks do not agree on the factor in front of a sum ($1/n$, $1/2m$, or none), two of their sums are off, and
three of their sentences about losses are not true. You meet each of them with the number that refutes it.

Conventions:

- A batch comes first: predictions `yhat` and targets `y` have one shape, `(N,)` or `(N, K)`, one example in each row.
  Probabilities are called `p` (one for each example) and `P` (a row for each example), scores `z` and `Z`.
- A loss is one number: the mean over the batch, unless its text says otherwise.
- `f_grad` is the derivative of the number that `f` returns with respect to its first argument, in that argument's
  shape. The mean's factor belongs to it.
- Whole numbers may come in; the result is float64. Arguments stay as they are.
- Probabilities stay within $[10^{-6}, 1 - 10^{-6}]$. Scores may be as large as 1000 in size: the result is finite and
  right there, and NumPy does not warn about overflow, division by zero or invalid values on the way.
- $\ln$ is the natural logarithm.
"""

from __future__ import annotations

TITLE = "Losses and their gradients"
TOPICS = (
    "errors",
    "mean_squared",
    "half_mean_squared",
    "factors",
    "absolute",
    "penalties",
    "slide_sum",
    "batch_means",
    "surprise",
    "binary",
    "binary_slope",
    "categorical",
    "categorical_slope",
    "log_sum",
    "log_softmax",
    "class_scores",
    "class_scores_slope",
    "one_score",
    "one_score_slope",
    "many_labels",
    "choosing",
)
