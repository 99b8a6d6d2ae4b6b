"""Classes of numbers that differentiate themselves wrongly."""

from __future__ import annotations

import math

from autograder.exercise.declare import wrong
from solutions.u06_chain_rule.node_order import topological_order
from solutions.u06_chain_rule.value import Value


@wrong(Value.backward, "assigns to the slope of a child where it must add")
def _(self):
    for node in topological_order(self):
        node.grad = 0.0
    self.grad = 1.0
    for node in reversed(topological_order(self)):
        for child, slope in zip(node.children, node.slopes, strict=True):
            child.grad = slope * node.grad


@wrong(Value.backward, "the slopes of an earlier call are still there")
def _(self):
    self.grad = 1.0
    for node in reversed(topological_order(self)):
        for child, slope in zip(node.children, node.slopes, strict=True):
            child.grad += slope * node.grad


@wrong(Value.backward, "hands on at once, before all of the slope is collected")
def _(self):
    def push(node):
        for child, slope in zip(node.children, node.slopes, strict=True):
            child.grad += slope * node.grad
            push(child)

    for node in topological_order(self):
        node.grad = 0.0
    self.grad = 1.0
    push(self)


@wrong(Value.backward, "right, but along every single path")
def _(self):
    def push(node, grad):
        node.grad += grad
        for child, slope in zip(node.children, node.slopes, strict=True):
            push(child, grad * slope)

    for node in topological_order(self):
        node.grad = 0.0
    push(self, 1.0)


@wrong(Value.backward, "level by level, so that a node may hand on too early")
def _(self):
    order, level, seen = [], [self], {id(self)}
    while level:
        order += level
        level = list({id(c): c for n in level for c in n.children if id(c) not in seen}.values())
        seen |= {id(child) for child in level}
    for node in order:
        node.grad = 0.0
    self.grad = 1.0
    for node in order:
        for child, slope in zip(node.children, node.slopes, strict=True):
            child.grad += slope * node.grad


@wrong(Value.backward, "forwards through the order")
def _(self):
    order = topological_order(self)
    for node in order:
        node.grad = 0.0
    self.grad = 1.0
    for node in order:
        for child, slope in zip(node.children, node.slopes, strict=True):
            child.grad += slope * node.grad


@wrong(Value.backward, "its own slope stays 0")
def _(self):
    order = topological_order(self)
    for node in order:
        node.grad = 0.0
    for node in reversed(order):
        for child, slope in zip(node.children, node.slopes, strict=True):
            child.grad += slope * node.grad


@wrong(Value.backward, "only the inputs are cleared")
def _(self):
    order = topological_order(self)
    for node in order:
        if not node.children:
            node.grad = 0.0
    self.grad = 1.0
    for node in reversed(order):
        for child, slope in zip(node.children, node.slopes, strict=True):
            child.grad += slope * node.grad


@wrong(Value.backward, "two calls for each level: a graph 500 deep is too deep for Python")
def _(self):
    order, seen = [], set()

    def below(node):
        for child in node.children:
            visit(child)

    def visit(node):
        if id(node) not in seen:
            seen.add(id(node))
            below(node)
            order.append(node)
            node.grad = 0.0

    visit(self)
    self.grad = 1.0
    for node in reversed(order):
        for child, slope in zip(node.children, node.slopes, strict=True):
            child.grad += slope * node.grad


@wrong(Value.__mul__, "the slopes are exchanged")
def _(self, other):
    other = other if isinstance(other, Value) else Value(other)
    product = Value(self.data * other.data, (self, other))
    product.slopes = (self.data, other.data)
    return product


@wrong(Value.__mul__, "children as a set: a * a has one child only")
def _(self, other):
    other = other if isinstance(other, Value) else Value(other)
    slopes = {self: other.data, other: self.data}
    product = Value(self.data * other.data, tuple(slopes))
    product.slopes = tuple(slopes.values())
    return product


@wrong(Value.__add__, "the second operand is not kept")
def _(self, other):
    number = other.data if isinstance(other, Value) else other
    return Value(self.data + number, (self,))


@wrong(Value.__add__, "adds in place")
def _(self, other):
    self.data += other.data if isinstance(other, Value) else other
    return self


@wrong(Value.__add__, "two Values only, no plain number")
def _(self, other):
    return Value(self.data + other.data, (self, other))


@wrong(Value.__pow__, "the exponent is not lowered in the slope")
def _(self, exponent):
    power = Value(self.data**exponent, (self,))
    power.slopes = (exponent * self.data**exponent,)
    return power


@wrong(Value.__pow__, "by way of the logarithm, which negative numbers do not have")
def _(self, exponent):
    return (self.log() * exponent).exp()


@wrong(Value.__pow__, "the slope as value times exponent over data, which fails at 0")
def _(self, exponent):
    power = Value(self.data**exponent, (self,))
    power.slopes = (power.data * exponent / self.data,)
    return power


@wrong(Value.__rsub__, "self - other")
def _(self, other):
    return self - other


@wrong(Value.__rtruediv__, "self / other")
def _(self, other):
    return self / other


@wrong(Value.__truediv__, "a new Value without children")
def _(self, other):
    return Value(self.data / (other.data if isinstance(other, Value) else other))


@wrong(Value.tanh, "the slope from what goes in, not from what comes out")
def _(self):
    result = Value(math.tanh(self.data), (self,))
    result.slopes = (1 - self.data**2,)
    return result


@wrong(Value.tanh, "overflows for large numbers")
def _(self):
    e = math.exp(2 * self.data)
    result = Value((e - 1) / (e + 1), (self,))
    result.slopes = (1 - result.data**2,)
    return result


@wrong(Value.relu, "hands the slope on when it is dead")
def _(self):
    return Value(max(self.data, 0.0), (self,))


@wrong(Value.exp, "the slope of exp at its result")
def _(self):
    result = Value(math.exp(self.data), (self,))
    result.slopes = (math.exp(result.data),)
    return result


@wrong(Value.log, "the slope over the result")
def _(self):
    result = Value(math.log(self.data), (self,))
    result.slopes = (1 / result.data if result.data else 0.0,)
    return result


@wrong(Value.log, "the logarithm to the base 10")
def _(self):
    result = Value(math.log10(self.data), (self,))
    result.slopes = (1 / (self.data * math.log(10)),)
    return result


@wrong(Value.__init__, "whole numbers only")
def _(self, data, children=()):
    self.data = int(data)
    self.children = children
    self.slopes = (1.0,) * len(children)
    self.grad = 0.0


@wrong(Value.__init__, "children in a list")
def _(self, data, children=()):
    self.data = float(data)
    self.children = list(children)
    self.slopes = [1.0 for _ in children]
    self.grad = 0.0


@wrong(Value.__neg__, "turns its own number round")
def _(self):
    self.data = -self.data
    return self
