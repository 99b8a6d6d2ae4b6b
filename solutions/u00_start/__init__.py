"""The whole way once, with nothing at stake.

This unit carries no points. Its three exercises take two or three minutes each, so that you meet every part of the
kit before it counts.

**Save, check, submit.** Write your answer, *save the file*, then run the checks: the cell `check("double")` in the
notebook, or `pytest` (or `gradmark check`) in a terminal in this folder. What is graded is the saved file, run from
top to bottom; what your notebook remembers from cells that are gone does not count. When you are content, submit
the way your course tells you. You get a receipt, and later feedback on every exercise.

**What the marks mean.** Each exercise has *visible* checks, which you can run as often as you like, and *hidden*
ones, which only the grader runs: other numbers, other shapes, the edges. The line "3 of 3 visible checks pass;
hidden ones decide 2 of 5 points" says how much hangs on which. Hidden checks ask for nothing that the text does
not ask for. An exercise that you leave out costs its own points; the others are checked with inputs of their own, and
only a function of yours that calls a missing one fails with it. A quiz answer can only be checked for its form at
home, or the check would tell you the answer.

**Hints.** There are three for each exercise, each giving more away; `gradmark hint double` shows the first.
They cost nothing.

**Conventions of the whole kit**, said here once:

- Numbers are float64. A "float" may be a Python number or a NumPy number, but not an array of one entry.
- Batch first: `X` has shape `(N, D)`, one example a row; `W` is `(D, K)`, `b` is `(K,)`, and `Z = X @ W + b` is
  `(N, K)`. Labels `y` are integers of shape `(N,)`.
- A capital is a matrix, a small letter a vector or a number. `dW` is the derivative of the loss with respect to
  `W` and has the shape of `W`.
- A loss is one number: the mean over the examples, unless the text says otherwise.
- Element-wise functions take a number or an array of any shape, whole numbers too, and return float64 in the same
  shape.
- A function never changes its arguments: `x = x - step` makes a new array, `x -= step` writes into the caller's.
- NumPy and Python's standard library are all you need, and all the grader has.
- Printing is free.
"""

TITLE = "Start here: install, check, submit"
TOPICS = ("first_steps",)
