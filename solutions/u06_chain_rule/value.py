"""A number that differentiates itself."""

from __future__ import annotations

import math
from typing import Self

from autograder.exercise.declare import exercise
from autograder.exercise.value_step_recipes import value_checks
from solutions.u06_chain_rule.node_order import topological_order

# %% [markdown]
# ## A number that differentiates itself
#
# By hand this was five nodes, then 13 parameters, then two paths for each weight. Now the computer keeps the books, for
# **any** formula. The deck's recipe is: draw the graph forwards, go through it backwards, multiply local slopes, add
# where paths meet.
#
# A `Value` holds a number (`data`), the Values that it was made from (`children`) and, in the end, its slope (`grad`).
# Python turns `a * b` into `a.__mul__(b)`, `3 * a` into `a.__rmul__(3)` (the number does not know how), and `-a` into
# `a.__neg__()`. So a class with these methods builds the graph by itself while a formula is computed.
#
# Take it in steps; every step has checks of its own, and points:
#
# 1. `__init__`, `__add__`, `__mul__`: the numbers come out right, the children are kept.
# 2. The other operations. Many are one line, made from those that you have: what is `a - b` in terms of `+` and `-b`?
# 3. `topological_order`, in the exercise below.
# 4. `backward`. Each operation knows its own small slopes; remember them, or how to work them out, when you make the
#    node. Going back, **add** to the slope of a child: it may have been used elsewhere too.
#
# How a node remembers its slopes is up to you: numbers beside the children, a small function, the name of the operation.
# Add parameters, attributes and methods as you like. The class below is also all that a check uses: `Value(2.0)`, the
# operations, `data`, `grad`, `children`, `backward()`.


@exercise(
    points=6,
    minutes=50,
    difficulty=4,
    source="S3-20, S3-28",
    needs=("graph_grads",),
    hints=(
        (
            "Begin with + and * for two Values. The result is a new Value whose children are the two operands; the slope of "
            "a product for one operand is the data of the other."
        ),
        (
            "backward: all grads below to 0, its own to 1; then from the end of the topological order to its start, each "
            "node adds its grad times the local slope to each child. The same child may stand twice among the children."
        ),
        (
            "Slopes: 1 and 1 for +; n x^(n-1) for a power; exp is its own; 1/x for log; 1 - t^2 for t = tanh; 1 or 0 for "
            "relu. The minus is times -1, a quotient is times the power -1, and 3 - a is -a plus 3."
        ),
    ),
    **value_checks(),
)
class Value:
    r"""A number that knows what it was made from, and finds its slope with respect to all of that.

    Attributes:
        data: the number, a float.
        grad: the derivative of the result on which `backward()` was called with respect to this node; 0.0 before.
        children: a tuple of the Values that this one was made from; () for one made from a plain number.

    Between two Values, and between a Value and an int or float on either side: + - * /. Also the minus sign, ** with an
    int or float as exponent, and the methods exp(), log(), tanh(), relu(). Each returns a new Value and leaves its
    operands as they are. tanh must be right for any data from -1000 to 1000; relu may have any slope from 0 to 1 at 0.

    Example:
        >>> a, b = Value(2.0), Value(-3.0)
        >>> c = a * b + a
        >>> c.backward()
        >>> print(c.data, a.grad, b.grad)
        -4.0 -2.0 2.0
    """

    def __init__(self, data: float, children: tuple[Self, ...] = ()) -> None:
        """Keep `data` as a float, and `children`; `grad` is 0.0. Add what else a node must remember."""
        self.data = float(data)
        self.children = tuple(children)
        self.slopes = (1.0,) * len(self.children)
        self.grad = 0.0

    def __repr__(self) -> str:
        return f"Value(data={self.data:g}, grad={self.grad:g})"

    def __add__(self, other: Self | float) -> Self:
        """Return self + other, for a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other))

    def __mul__(self, other: Self | float) -> Self:
        """Return self * other, for a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        node = Value(self.data * other.data, (self, other))
        node.slopes = (other.data, self.data)
        return node

    def __pow__(self, exponent: float) -> Self:
        """Return self ** exponent, for a number as exponent; self may be negative or 0 where that makes sense."""
        node = Value(self.data**exponent, (self,))
        node.slopes = (exponent * self.data ** (exponent - 1),)
        return node

    def exp(self) -> Self:
        """Return e to the power self."""
        node = Value(math.exp(self.data), (self,))
        node.slopes = (node.data,)
        return node

    def log(self) -> Self:
        """Return the natural logarithm of self."""
        node = Value(math.log(self.data), (self,))
        node.slopes = (1.0 / self.data,)
        return node

    def tanh(self) -> Self:
        """Return the hyperbolic tangent of self."""
        node = Value(math.tanh(self.data), (self,))
        node.slopes = (1.0 - node.data**2,)
        return node

    def relu(self) -> Self:
        """Return the larger of self and 0."""
        node = Value(max(self.data, 0.0), (self,))
        node.slopes = (float(self.data > 0),)
        return node

    def __neg__(self) -> Self:
        """Return -self."""
        return self * -1.0

    def __sub__(self, other: Self | float) -> Self:
        """Return self - other, for a Value or a number."""
        return self + other * -1.0

    def __truediv__(self, other: Self | float) -> Self:
        """Return self / other, for a Value or a number."""
        return self * (other if isinstance(other, Value) else Value(other)) ** -1

    def __radd__(self, other: float) -> Self:
        """Return other + self, for a number."""
        return self.__add__(other)

    def __rsub__(self, other: float) -> Self:
        """Return other - self, for a number."""
        return self * -1.0 + other

    def __rmul__(self, other: float) -> Self:
        """Return other * self, for a number."""
        return self.__mul__(other)

    def __rtruediv__(self, other: float) -> Self:
        """Return other / self, for a number."""
        return self**-1 * other

    def backward(self) -> None:
        """Set `grad` of this node to 1.0, and of every node below it to the derivative of this node.

        Calling it again, here or on another node, gives the right slopes again: nothing is left over from before. It
        works for graphs 500 nodes deep, and without delay where each of 30 nodes uses the one before it twice.
        """
        order = topological_order(self)
        for node in order:
            node.grad = float(node is self)
        while order:
            node = order.pop()
            for child, slope in zip(node.children, node.slopes, strict=True):
                child.grad += slope * node.grad
