"""Finding the wrong link."""

from __future__ import annotations

from autograder.exercise.declare import essay

# %% [markdown]
# ## Finding the wrong link
#
# A gradient check says *that* something is wrong. *Where* is a question of method. Every array that is carried back is
# the derivative of the loss with respect to an array of the forward pass, not only those of the parameters. So each of them
# can be checked in the same way: cut the forward pass open there, move one entry of that array a little both ways, run the
# rest, and compare. Follow the chain from the loss backwards; the first array that disagrees has the fault in the
# one step before it.

find_the_link = essay(
    "find_the_link",
    prompt="""
    A friend's network has four layers. The gradients of `W4` and `b4` agree with numerical ones to nine digits; those of
    `W3`, `b3` and of everything before them do not. In which step of the backward pass do you look, and which steps need
    no second look? Describe one experiment with finite differences that would confirm your suspicion by looking at an
    *intermediate* array rather than at a parameter, and say at which inputs a right gradient of this network may still
    disagree with a numerical one.
    """,
    points=2,
    source="S0-34",
    rubric=(
        "1 point: names the steps in which the fault can lie, and says for each other step what clears it.",
        "1 point: describes an experiment on an intermediate array that can be carried out as written, and the inputs at which even a right gradient disagrees.",
    ),
    sample="""
    The derivative at the logits must be right, since dW4 and db4 are made of it; and so are the formulas for dW and db.
    What layer 3 gets and layer 4 does not is the step from dZ4 to dA3 (dZ4 times W4 transposed) and from dA3 to dZ3 (the
    rectifier). To tell which, I take A3 out of a forward pass, add h to one entry, compute the loss from there on, do the
    same with -h and divide by 2h: this is one entry of dA3. If it agrees with the array that is carried back, the
    rectifier's step is wrong (a mask from the wrong layer?), else the product with W4. Near a pre-activation that is 0 up
    to h the loss has a corner, and the numerical derivative mixes both sides: there I choose another input.
    """,
)
