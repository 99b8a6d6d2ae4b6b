# gradmark: u00_start 0.1.0
"""Start here: install, check, submit

The whole way once, with nothing at stake.

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

Check your work: `pytest` or `gradmark check` in this folder.
"""


import numpy as np


# %% [markdown]
# ## A function
#
# Below stands a *stub*: the name, the arguments, and a text that says what the function must do. Replace the line
# with `raise NotImplementedError` by your own code. Keep the name and the arguments: the grader calls them.
#
# Run the check before you write anything. It says "not started". Then try an answer that is wrong on purpose, say
# `return z`, and read what a failing check looks like: the call, what came back, and what should have.


# double: 0 points, about 2 minutes (S0-03)
def double(z: np.ndarray) -> np.ndarray:
    """Twice the argument, element by element.

    Args:
        z: a number or an array of any shape; whole numbers may come in.

    Returns:
        Two times `z` in float64, in the same shape; `z` itself stays as it is.

    Example:
        >>> double(np.array([1, -3]))
        array([ 2., -6.])
    """
    # YOUR CODE HERE
    raise NotImplementedError("double")


# %% [markdown]
# ## A formula
#
# Some answers are formulas, typed as a text in ordinary notation: `"3*x + 1"`, `"x^2"` and `"x**2"`, `"5x"`,
# `"exp(-x)"`, `"sigma(z)"`. The text above the exercise says which letters it may hold. Any way of writing the
# right formula is right; asking the computer for it (`"diff(x**2, x)"`) is not.


# first_formula: 0 points, about 3 minutes (S0-06)
#
# Type the derivative of $x^2$ with respect to $x$, as a text in the letter `x`.
#
# The form is `first_formula = "x + 1"` (this one is wrong, of course).
first_formula = None
# YOUR CODE HERE


# %% [markdown]
# ## A quiz answer
#
# Quiz answers are values as well: a number, a text, a tuple. Here the check at home only tells you whether the
# *form* is right; whether the answer is right you learn from the grader.


# shape_of_z: 0 points, about 3 minutes (S3-03)
#
# `X` holds 5 examples with 3 numbers each, `W` has shape `(3, 2)` and `b` has shape `(2,)`. What is the shape of
# `Z = X @ W + b`? Answer with a tuple of two numbers, like `shape_of_z = (1, 1)`.
shape_of_z = None
# YOUR CODE HERE
