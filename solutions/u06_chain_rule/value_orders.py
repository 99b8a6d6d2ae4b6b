# ruff: noqa: N801, ANN002, ANN204, ARG005, B905  # written as students write
"""The same class with other ways to find the order."""

from __future__ import annotations

import math

from autograder.exercise.declare import accepted
from solutions.u06_chain_rule.node_order import topological_order
from solutions.u06_chain_rule.value import Value


@accepted(Value, "a tape of all nodes in the order in which they were made")
class _:
    tape = []

    def __init__(self, data, *parents):
        self.data, self.parents, self.grad = float(data), parents, 0.0
        self.children = tuple(node for node, _ in parents)
        self.place = len(Value.tape)
        Value.tape.append(self)

    def backward(self):
        grads = {self.place: 1.0}
        for node in reversed(Value.tape[: self.place + 1]):
            node.grad = grads.get(node.place, 0.0)
            if node.place in grads:
                for parent, slope in node.parents:
                    grads[parent.place] = grads.get(parent.place, 0.0) + slope * node.grad

    def __add__(self, other):
        if not isinstance(other, Value):
            return Value(self.data + other, (self, 1.0))
        return Value(self.data + other.data, (self, 1.0), (other, 1.0))

    def __mul__(self, other):
        if not isinstance(other, Value):
            return Value(self.data * other, (self, other))
        return Value(self.data * other.data, (self, other.data), (other, self.data))

    def __pow__(self, n):
        return Value(self.data**n, (self, n * self.data ** (n - 1)))

    def __sub__(self, other):
        return self + -1 * other

    def __rsub__(self, other):
        return -1 * self + other

    def __truediv__(self, other):
        return self * (1 / other)

    def __rtruediv__(self, other):
        return Value(other / self.data, (self, -other / self.data**2))

    def __neg__(self):
        return Value(-self.data, (self, -1.0))

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def exp(self):
        return Value(math.exp(self.data), (self, math.exp(self.data)))

    def log(self):
        return Value(math.log(self.data), (self, 1 / self.data))

    def tanh(self):
        return Value(math.tanh(self.data), (self, 1 - math.tanh(self.data) ** 2))

    def relu(self):
        return Value(max(0.0, self.data), (self, 1.0 if self.data > 0 else 0.0))


@accepted(Value, "a heap by serial number, the newest node first, slopes as functions")
class _:
    made = 0

    def __init__(self, data, children=(), rule=lambda: ()):
        self.data, self.children, self.rule, self.grad = float(data), tuple(children), rule, 0.0
        self.number = Value.made = Value.made + 1

    def backward(self):
        import heapq

        heap, queued = [(-self.number, self)], {self.number}
        self.grad = 1.0
        while heap:
            node = heapq.heappop(heap)[1]
            for child in node.children:
                if child.number not in queued:
                    queued.add(child.number)
                    child.grad = 0.0
                    heapq.heappush(heap, (-child.number, child))
            for child, slope in zip(node.children, node.rule()):
                child.grad += slope * node.grad

    def _pair(self, other, combine, rule):
        other = other if isinstance(other, Value) else Value(other)
        return Value(combine(self.data, other.data), (self, other), lambda: rule(self.data, other.data))

    def _single(self, function, slope):
        return Value(function(self.data), (self,), lambda: (slope(self.data),))

    def __add__(self, other):
        return self._pair(other, lambda x, y: x + y, lambda x, y: (1, 1))

    def __sub__(self, other):
        return self._pair(other, lambda x, y: x - y, lambda x, y: (1, -1))

    def __mul__(self, other):
        return self._pair(other, lambda x, y: x * y, lambda x, y: (y, x))

    def __truediv__(self, other):
        return self._pair(other, lambda x, y: x / y, lambda x, y: (1 / y, -x / y / y))

    __radd__, __rmul__ = __add__, __mul__

    def __rsub__(self, other):
        return Value(other) - self

    def __rtruediv__(self, other):
        return Value(other) / self

    def __neg__(self):
        return self._single(lambda x: -x, lambda x: -1)

    def __pow__(self, n):
        return self._single(lambda x: x**n, lambda x: n * x ** (n - 1))

    def exp(self):
        return self._single(math.exp, math.exp)

    def log(self):
        return self._single(math.log, lambda x: 1 / x)

    def tanh(self):
        return self._single(math.tanh, lambda x: 1 - math.tanh(x) ** 2)

    def relu(self):
        return self._single(lambda x: (x + abs(x)) / 2, lambda x: int(x >= 0))


@accepted(Value.backward, "recursion with a higher limit, the slopes in a dict until the end")
def _(self):
    import sys

    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, 20000))
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for child in node.children:
                visit(child)
            order.append(node)

    visit(self)
    sys.setrecursionlimit(limit)
    grads = dict.fromkeys(order, 0.0)
    grads[self] = 1.0
    for node in reversed(order):
        for child, slope in zip(node.children, node.slopes):
            grads[child] += grads[node] * slope
    for node, grad in grads.items():
        node.grad = grad


@accepted(Value.backward, "clears as it goes, from the end of the order")
def _(self):
    order = topological_order(self)
    for node in order[:-1]:
        node.grad = 0.0
    order[-1].grad = 1.0
    for place in range(len(order) - 1, -1, -1):
        node = order[place]
        for which in range(len(node.children)):
            child = node.children[which]
            child.grad = child.grad + node.grad * node.slopes[which]
