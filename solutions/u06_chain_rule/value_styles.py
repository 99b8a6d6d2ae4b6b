"""The same class in other styles."""

from __future__ import annotations

import heapq
import itertools
import math
import sys

from autograder.exercise.declare import accepted
from solutions.u06_chain_rule.node_order import topological_order
from solutions.u06_chain_rule.value import Value


@accepted(Value, "a small function in each node, as in micrograd, with the slopes cleared first")
class _:
    def __init__(self, data, _children=(), _op=""):
        self.data = data
        self.grad = 0.0
        self._backward = lambda: None
        self.children = tuple(_children)
        self._op = _op

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other), "+")

        def _backward():
            self.grad += out.grad
            other.grad += out.grad

        out._backward = _backward
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other), "*")

        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out._backward = _backward
        return out

    def __pow__(self, other):
        out = Value(self.data**other, (self,), f"**{other}")

        def _backward():
            self.grad += other * self.data ** (other - 1) * out.grad

        out._backward = _backward
        return out

    def _of(self, data, slope):
        out = Value(data, (self,))

        def _backward():
            self.grad += slope * out.grad

        out._backward = _backward
        return out

    def exp(self):
        return self._of(math.exp(self.data), math.exp(self.data))

    def log(self):
        return self._of(math.log(self.data), 1 / self.data)

    def tanh(self):
        return self._of(math.tanh(self.data), 1 - math.tanh(self.data) ** 2)

    def relu(self):
        return self._of(self.data if self.data > 0 else 0.0, 1.0 if self.data > 0 else 0.0)

    def backward(self):
        topo, visited = [], set()

        def build_topo(v):
            if v not in visited:
                visited.add(v)
                for child in v.children:
                    build_topo(child)
                topo.append(v)

        build_topo(self)
        for v in topo:
            v.grad = 0.0
        self.grad = 1.0
        for v in reversed(topo):
            v._backward()

    def __neg__(self):
        return self * -1

    def __radd__(self, other):
        return self + other

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return other + (-self)

    def __rmul__(self, other):
        return self * other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return other * self**-1


@accepted(Value, "the name of the operation in each node, one table of slopes")
class _:
    def __init__(self, data, op="number", *children):
        self.data, self.op, self.children, self.grad = float(data), op, children, 0.0

    @staticmethod
    def make(op, *operands):
        nodes = [item if isinstance(item, Value) else Value(item) for item in operands]
        x = [node.data for node in nodes]
        rules = {
            "+": lambda: x[0] + x[1],
            "-": lambda: x[0] - x[1],
            "*": lambda: x[0] * x[1],
            "/": lambda: x[0] / x[1],
            "**": lambda: x[0] ** x[1],
            "exp": lambda: math.exp(x[0]),
            "log": lambda: math.log(x[0]),
            "tanh": lambda: math.tanh(x[0]),
            "relu": lambda: x[0] * (x[0] > 0),
        }
        return Value(rules[op](), op, *nodes)

    def local_slopes(self):
        x = [node.data for node in self.children]
        if self.op == "**":  # the exponent is a constant
            return x[1] * x[0] ** (x[1] - 1), 0.0
        if self.op == "/":
            return 1 / x[1], -x[0] / x[1] ** 2
        if self.op == "*":
            return x[1], x[0]
        known = {"+": (1, 1), "-": (1, -1), "number": (), "exp": (self.data,), "tanh": (1 - self.data**2,)}
        return known[self.op] if self.op in known else (1 / x[0] if self.op == "log" else float(x[0] > 0),)

    def backward(self):
        waiting, todo = {id(self): 0}, [self]
        while todo:
            node = todo.pop()
            node.grad = 0.0
            for child in node.children:
                if id(child) not in waiting:
                    todo.append(child)
                waiting[id(child)] = waiting.get(id(child), 0) + 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for child, slope in zip(node.children, node.local_slopes()):
                child.grad += node.grad * slope
                waiting[id(child)] -= 1
                if not waiting[id(child)]:
                    ready.append(child)

    __add__ = __radd__ = lambda self, other: Value.make("+", self, other)
    __mul__ = __rmul__ = lambda self, other: Value.make("*", self, other)
    __sub__ = lambda self, other: Value.make("-", self, other)
    __rsub__ = lambda self, other: Value.make("-", other, self)
    __truediv__ = lambda self, other: Value.make("/", self, other)
    __rtruediv__ = lambda self, other: Value.make("/", other, self)
    __pow__ = lambda self, exponent: Value.make("**", self, exponent)
    __neg__ = lambda self: Value.make("-", 0.0, self)
    exp, log = lambda self: Value.make("exp", self), lambda self: Value.make("log", self)
    tanh, relu = lambda self: Value.make("tanh", self), lambda self: Value.make("relu", self)


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


@accepted(Value.backward, "recursion with a higher limit, the slopes in a dict until the end")
def _(self):
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


@accepted(Value, "a heap by serial number, the newest node first, slopes as functions")
class _:
    serial = itertools.count()

    def __init__(self, data, children=(), rule=lambda: ()):
        self.data, self.children, self.rule, self.grad = float(data), tuple(children), rule, 0.0
        self.number = next(Value.serial)

    def backward(self):
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


@accepted(Value.tanh, "from exponentials of a negative number, so that nothing overflows")
def _(self):
    e = math.exp(-2 * abs(self.data))
    size = (1 - e) / (1 + e)
    result = Value(size if self.data >= 0 else -size, (self,))
    result.slopes = (4 * e / (1 + e) ** 2,)
    return result


@accepted(Value.tanh, "made from the other operations, on the side where exp is small")
def _(self):
    if self.data > 0:
        return -((self * -1).tanh())
    e = (self * 2).exp()
    return (e - 1) / (e + 1)


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
