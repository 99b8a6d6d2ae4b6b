# ruff: noqa: N801, ANN002, ANN204, ANN205, B905, E731, SLF001  # written as students write
"""The same class in other styles."""

from __future__ import annotations

import math

from autograder.exercise.declare import accepted
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
