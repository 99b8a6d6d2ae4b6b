r"""Everything comes together: real data, a network of your own, and a loop that trains it.

Four data sets, all small and all real: 1797 handwritten digits ($8 \times 8$ pixels, ten classes), 178 wines (13
measurements, three growers), 150 irises, 569 breast tumours. You scale them, fit a softmax layer, then build the loop
that every framework hides behind one call: gradients of a batch, an update, an epoch, a history. At the end your
network reads digits that it has never seen, and gets about 19 out of 20 right.

Nobody can say which numbers your run must give: they depend on the random start and on the order of the batches. So
the checks ask what *every* right run does. Some repeat your training step by step from your own start; some ask for an
accuracy on a test part that your code never gets to see.

**Your own earlier units.** You wrote some of these parts before. When `u07_backprop.py` and `u08_optimizers.py` lie
beside this file, `from u07_backprop import mlp_forward` works, here and while grading: the grader takes *your* earlier
submission. Nothing here needs it: you can also write each part anew.

- `X (N, D)` holds one example in a row, `y (N,)` their classes $0, \dots, K-1$ as integers.
- `params` is a dict: `"W1" (D, H)`, `"b1" (H,)`, `"W2" (H, K)`, `"b2" (K,)`, and so on, for any number of layers. Between
  the layers sits ReLU; the last layer gives *scores* (logits), without an activation.
- The loss is the mean cross-entropy of the softmax of the scores, in natural logarithms.
- Functions never change their arguments. The grader hands you arrays; only NumPy and the standard library are there.
"""

SECONDS = (8.0, 90.0)  # of one call, of a submission: a loop over examples is slow, not wrong
TITLE = "Training on real data"
TOPICS = (
    "scaling",
    "labels",
    "softmax_regression",
    "softmax_mistakes",
    "counting_hits",
    "which_mistakes",
    "gradients_of_a_batch",
    "slope_mistakes",
    "updates",
    "update_mistakes",
    "one_epoch",
    "order_of_steps",
    "batch_noise",
    "evaluation",
    "history",
    "training",
    "loop_mistakes",
    "record_mistakes",
    "training_styles",
    "prediction",
    "broken_runs",
    "looking_back",
)
