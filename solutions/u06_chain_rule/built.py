"""What it is good for."""

from __future__ import annotations

from autograder.exercise.declare import essay, picture
from solutions.u06_chain_rule.value import Value

# %% [markdown]
# ## Looking back
#
# The slides call the training of a network "adjusting the weights" (S1-05). You now have every slope that this takes,
# by hand and by machine, and you have seen that a wrong one looks as tidy as a right one. A library's tape (S3-28) is
# what your `Value` does, for whole arrays at a time; that is the next unit.

why_backwards = essay(
    "why_backwards",
    prompt=r"""
    A network has a million weights and one loss. One way to get all slopes is to follow the chain rule *forwards*: choose
    one weight, and carry the slope of every node with respect to it along with the value. Explain why everyone goes
    *backwards* instead. Say how many passes through the graph each way takes, and what backward needs that forward does
    not. When would you go forwards?
    """,
    points=2,
    source="S1-28, S3-20",
    rubric=(
        "1 point: backwards one pass gives the slopes of the loss for all weights; forwards it takes a pass for each.",
        "1 point: backwards all values must be kept until then; forwards is better for few inputs and many results.",
    ),
    sample=r"""
    Forwards, one pass carries the slope of every node with respect to *one* chosen weight. For a million weights that is
    a million passes, in each of which almost the same products are worked out again. Backwards, each node carries the
    slope of the *one* loss with respect to it, and hands it on to what it was made from; one pass fills in all million
    slopes, for about the price of two or three forward passes. The price is memory: local slopes need the values of the
    forward pass, so all of them must be kept until the backward pass gets there. With one input and many results (how do
    all outputs change with the learning rate?) it is the other way round, and forwards wins.
    """,
)


@picture
def picture_of_a_graph() -> None:
    r"""## What you built

    A neuron with a squared error, $J = (\tanh(wx + b) - y)^2$ for $x = 1.5$ and $y = 1$, as the graph that your `Value`
    made while the formula was computed. Each node shows its number and, after one `backward()`, its slope. Follow the
    slopes back from $J$: a sum hands on, a product hands on the other factor, and the flatter the tanh, the less it lets
    through.
    """
    from autograder import plots

    def neuron():
        w, b = Value(0.5), Value(-0.25)
        J = ((w * 1.5 + b).tanh() - 1.0) ** 2
        J.backward()
        return J

    plots.chain_graph(neuron)
