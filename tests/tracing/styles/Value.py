# %% closures, as in micrograd
class Value:
    def __init__(self, data, _children=(), _op=""):
        self.data = data
        self.grad = 0.0
        self.children = tuple(_children)
        self._backward = lambda: None
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
        assert isinstance(other, (int, float)), "only numbers as exponents"
        out = Value(self.data**other, (self,), f"**{other}")

        def _backward():
            self.grad += (other * self.data ** (other - 1)) * out.grad

        out._backward = _backward
        return out

    def relu(self):
        out = Value(0 if self.data < 0 else self.data, (self,), "ReLU")

        def _backward():
            self.grad += (out.data > 0) * out.grad

        out._backward = _backward
        return out

    def exp(self):
        out = Value(math.exp(self.data), (self,), "exp")

        def _backward():
            self.grad += out.data * out.grad

        out._backward = _backward
        return out

    def log(self):
        out = Value(math.log(self.data), (self,), "log")

        def _backward():
            self.grad += out.grad / self.data

        out._backward = _backward
        return out

    def tanh(self):
        out = Value(math.tanh(self.data), (self,), "tanh")

        def _backward():
            self.grad += (1 - out.data**2) * out.grad

        out._backward = _backward
        return out

    def backward(self):
        topo, visited = [], set()

        def build(v):
            if v not in visited:
                visited.add(v)
                for child in v.children:
                    build(child)
                topo.append(v)

        build(self)
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

    def __repr__(self):
        return f"Value(data={self.data}, grad={self.grad})"

# %% operation codes
class Value:
    def __init__(self, data, op="leaf", children=(), number=None):
        self.data, self.op, self.children, self.number = data, op, tuple(children), number
        self.grad = 0.0

    @staticmethod
    def wrap(x):
        return x if type(x) is Value else Value(x)

    def __add__(self, other):
        other = Value.wrap(other)
        return Value(self.data + other.data, "add", (self, other))

    def __sub__(self, other):
        other = Value.wrap(other)
        return Value(self.data - other.data, "sub", (self, other))

    def __mul__(self, other):
        other = Value.wrap(other)
        return Value(self.data * other.data, "mul", (self, other))

    def __truediv__(self, other):
        other = Value.wrap(other)
        return Value(self.data / other.data, "div", (self, other))

    def __pow__(self, number):
        return Value(self.data**number, "pow", (self,), number)

    def __neg__(self):
        return Value(-self.data, "neg", (self,))

    __radd__, __rmul__ = __add__, __mul__

    def __rsub__(self, other):
        return Value.wrap(other) - self

    def __rtruediv__(self, other):
        return Value.wrap(other) / self

    def exp(self):
        return Value(np.exp(self.data), "exp", (self,))

    def log(self):
        return Value(np.log(self.data), "log", (self,))

    def tanh(self):
        return Value(np.tanh(self.data), "tanh", (self,))

    def relu(self):
        return Value(np.maximum(self.data, 0.0), "relu", (self,))

    def _spread(self):
        g = self.grad
        if self.op in ("leaf",):
            return
        a = self.children[0]
        if self.op == "add":
            for child in self.children:
                child.grad += g
        elif self.op == "sub":
            a.grad += g
            self.children[1].grad -= g
        elif self.op == "mul":
            b = self.children[1]
            a.grad, b.grad = a.grad + g * b.data if a is not b else a.grad + 2 * g * b.data, (
                b.grad + g * a.data if a is not b else a.grad + 2 * g * b.data
            )
        elif self.op == "div":
            b = self.children[1]
            a.grad += g / b.data
            b.grad += -g * a.data / b.data**2
        elif self.op == "pow":
            a.grad += g * self.number * a.data ** (self.number - 1)
        elif self.op == "neg":
            a.grad -= g
        elif self.op == "exp":
            a.grad += g * self.data
        elif self.op == "log":
            a.grad += g / a.data
        elif self.op == "tanh":
            a.grad += g * (1.0 - self.data * self.data)
        elif self.op == "relu":
            a.grad += g * np.heaviside(a.data, 0.0)

    def backward(self):
        order, seen, stack = [], {id(self)}, [(self, iter(self.children))]
        while stack:
            node, rest = stack[-1]
            for child in rest:
                if id(child) not in seen:
                    seen.add(id(child))
                    stack.append((child, iter(child.children)))
                    break
            else:
                order.append(node)
                stack.pop()
        for node in order:
            node.grad = 0.0
        self.grad = 1.0
        while order:
            order.pop()._spread()

# %% local gradients stored with the children
class Value:
    __slots__ = ("data", "grad", "parents")

    def __init__(self, data, parents=()):
        self.data = float(data)
        self.grad = 0.0
        self.parents = parents

    @property
    def children(self):
        return tuple(node for node, _ in self.parents)

    def __add__(self, other):
        other = _value(other)
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other):
        other = _value(other)
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))

    def __pow__(self, n):
        if not isinstance(n, (int, float)):
            raise TypeError("the exponent must be a number")
        return Value(self.data**n, ((self, n * self.data ** (n - 1)),))

    def __sub__(self, other):
        other = _value(other)
        return Value(self.data - other.data, ((self, 1.0), (other, -1.0)))

    def __truediv__(self, other):
        other = _value(other)
        return Value(
            self.data / other.data, ((self, 1 / other.data), (other, -self.data / other.data**2))
        )

    def __neg__(self):
        return Value(-self.data, ((self, -1.0),))

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, other):
        return _value(other).__sub__(self)

    def __rtruediv__(self, other):
        return _value(other).__truediv__(self)

    def exp(self):
        e = math.exp(self.data)
        return Value(e, ((self, e),))

    def log(self):
        return Value(math.log(self.data), ((self, 1.0 / self.data),))

    def tanh(self):
        t = math.tanh(self.data)
        return Value(t, ((self, 1.0 - t * t),))

    def relu(self):
        return Value(max(0.0, self.data), ((self, 1.0 if self.data > 0 else 0.0),))

    def backward(self):
        order = []
        marked = set()

        def visit(node):
            if node in marked:
                return
            marked.add(node)
            for child in node.children:
                visit(child)
            order.insert(0, node)

        visit(self)
        for node in order:
            node.grad = 0.0
        self.grad = 1.0
        for node in order:
            for child, local in node.parents:
                child.grad += local * node.grad


def _value(x):
    return x if isinstance(x, Value) else Value(x)

# %% a dataclass
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(eq=False)
class Value:
    data: float
    children: tuple = ()
    grad: float = field(default=0.0, repr=False)
    rule: Callable = field(default=lambda g: (), repr=False)

    @classmethod
    def of(cls, x):
        return x if isinstance(x, cls) else cls(x)

    def __add__(self, other):
        other = Value.of(other)
        return Value(self.data + other.data, (self, other), rule=lambda g: (g, g))

    def __mul__(self, other):
        other = Value.of(other)
        return Value(self.data * other.data, (self, other), rule=lambda g: (g * other.data, g * self.data))

    def __pow__(self, k):
        return Value(self.data**k, (self,), rule=lambda g: (g * k * self.data ** (k - 1),))

    def exp(self):
        out = Value(np.exp(self.data), (self,))
        out.rule = lambda g: (g * out.data,)
        return out

    def log(self):
        return Value(np.log(self.data), (self,), rule=lambda g: (g / self.data,))

    def tanh(self):
        out = Value(np.tanh(self.data), (self,))
        out.rule = lambda g: (g * (1 - out.data) * (1 + out.data),)
        return out

    def relu(self):
        return Value(np.where(self.data > 0, self.data, 0.0), (self,), rule=lambda g: (np.where(self.data > 0, g, 0.0),))

    def backward(self):
        order = topological_order(self)
        for node in order:
            node.grad = 0.0
        self.grad = 1.0
        for node in reversed(order):
            for child, more in zip(node.children, node.rule(node.grad)):
                child.grad = child.grad + more

    def __neg__(self):
        return Value(-1.0) * self

    def __sub__(self, other):
        return self + -Value.of(other)

    def __truediv__(self, other):
        return self * Value.of(other) ** -1.0

    def __radd__(self, other):
        return Value.of(other) + self

    def __rsub__(self, other):
        return Value.of(other) - self

    def __rmul__(self, other):
        return Value.of(other) * self

    def __rtruediv__(self, other):
        return Value.of(other) / self


def topological_order(v):
    order, seen = [], set()

    def visit(node):
        if id(node) in seen:
            return
        seen.add(id(node))
        for child in node.children:
            visit(child)
        order.append(node)

    visit(v)
    return order

# %% a tape
_tape = []


class Value:
    def __init__(self, data, children=(), pull=None):
        self.data, self.grad = np.float64(data), np.float64(0)
        self.children, self.pull = tuple(children), pull
        _tape.append(self)

    def _binary(self, other, value, pull):
        return Value(value, (self, other), pull)

    def __add__(self, other):
        other = _lift(other)
        return self._binary(other, self.data + other.data, lambda g: [g, g])

    def __mul__(self, other):
        other = _lift(other)
        return self._binary(other, self.data * other.data, lambda g: [g * other.data, g * self.data])

    def __sub__(self, other):
        other = _lift(other)
        return self._binary(other, self.data - other.data, lambda g: [g, -g])

    def __truediv__(self, other):
        other = _lift(other)
        ratio = self.data / other.data
        return self._binary(other, ratio, lambda g: [g / other.data, -g * ratio / other.data])

    def __pow__(self, k):
        return Value(np.power(self.data, k), [self], lambda g: [g * k * np.power(self.data, k - 1)])

    def __neg__(self):
        return Value(np.negative(self.data), [self], lambda g: [-g])

    def exp(self):
        value = np.exp(self.data)
        return Value(value, [self], lambda g: [g * value])

    def log(self):
        return Value(np.log(self.data), [self], lambda g: [g / self.data])

    def tanh(self):
        value = np.tanh(self.data)
        return Value(value, [self], lambda g: [g * (1 - value**2)])

    def relu(self):
        on = self.data > 0
        return Value(self.data * on, [self], lambda g: [g * on])

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __rsub__(self, other):
        return _lift(other) - self

    def __rtruediv__(self, other):
        return _lift(other) / self

    def backward(self):
        end = next(place for place, node in enumerate(_tape) if node is self)
        for node in _tape[: end + 1]:
            node.grad = np.float64(0)
        self.grad = np.float64(1)
        for node in _tape[end::-1]:
            if node.pull is not None:
                for child, g in zip(node.children, node.pull(node.grad)):
                    child.grad = child.grad + g


def _lift(x):
    return x if isinstance(x, Value) else Value(x)

# %% every path on its own, by recursion
class Value:
    def __init__(self, data, edges=()):
        self.data = data
        self.edges = edges
        self.grad = 0

    @property
    def children(self):
        return tuple(child for child, slope in self.edges)

    def slope_to(self, leaf, known):
        if self is leaf:
            return 1
        if id(self) not in known:
            known[id(self)] = sum(slope * child.slope_to(leaf, known) for child, slope in self.edges)
        return known[id(self)]

    def below(self, found):
        if self not in found:
            found.append(self)
            for child in self.children:
                child.below(found)
        return found

    def backward(self):
        for node in self.below([]):
            node.grad = self.slope_to(node, {})

    def __add__(self, other):
        if not isinstance(other, Value):
            return Value(self.data + other, [(self, 1)])
        return Value(self.data + other.data, [(self, 1), (other, 1)])

    def __mul__(self, other):
        if not isinstance(other, Value):
            return Value(self.data * other, [(self, other)])
        return Value(self.data * other.data, [(self, other.data), (other, self.data)])

    def __pow__(self, n):
        return Value(self.data**n, [(self, n * self.data ** (n - 1))])

    def __neg__(self):
        return Value(-self.data, [(self, -1)])

    def __sub__(self, other):
        return self + (-other)

    def __truediv__(self, other):
        return self * (other**-1 if isinstance(other, Value) else 1 / other)

    def __radd__(self, other):
        return self + other

    def __rsub__(self, other):
        return -self + other

    def __rmul__(self, other):
        return self * other

    def __rtruediv__(self, other):
        return other * self**-1

    def exp(self):
        return Value(math.e**self.data, [(self, math.e**self.data)])

    def log(self):
        return Value(math.log(self.data), [(self, 1 / self.data)])

    def tanh(self):
        up, down = math.exp(self.data), math.exp(-self.data)
        return Value((up - down) / (up + down), [(self, 4 / (up + down) ** 2)])

    def relu(self):
        if self.data > 0:
            return Value(self.data, [(self, 1)])
        return Value(0.0, [(self, 0)])

# %% one class for each operation
class Value:
    def __init__(self, data):
        self.data = data
        self.grad = 0.0
        self.children = ()

    def push(self):
        pass

    def backward(self):
        waiting, nodes = {}, [self]
        for node in nodes:
            for child in node.children:
                if child not in waiting and child is not self:
                    nodes.append(child)
                waiting[child] = waiting.get(child, 0) + 1
        for node in nodes:
            node.grad = 0.0
        self.grad = 1.0
        ready = [self]
        while ready:
            node = ready.pop()
            node.push()
            for child in node.children:
                waiting[child] -= 1
                if waiting[child] == 0:
                    ready.append(child)

    def __add__(self, other):
        return Sum(self, lift(other))

    __radd__ = __add__

    def __mul__(self, other):
        return Product(self, lift(other))

    __rmul__ = __mul__

    def __neg__(self):
        return Product(self, Value(-1.0))

    def __sub__(self, other):
        return Sum(self, -lift(other))

    def __rsub__(self, other):
        return Sum(lift(other), -self)

    def __pow__(self, exponent):
        return Power(self, exponent)

    def __truediv__(self, other):
        return Product(self, Power(lift(other), -1))

    def __rtruediv__(self, other):
        return Product(lift(other), Power(self, -1))

    def exp(self):
        return Exp(self)

    def log(self):
        return Log(self)

    def tanh(self):
        return Tanh(self)

    def relu(self):
        return Relu(self)


def lift(x):
    return x if isinstance(x, Value) else Value(x)


class Node(Value):
    def __init__(self, *children):
        super().__init__(self.compute(*(child.data for child in children)))
        self.children = children


class Sum(Node):
    def compute(self, a, b):
        return a + b

    def push(self):
        for child in self.children:
            child.grad += self.grad


class Product(Node):
    def compute(self, a, b):
        return a * b

    def push(self):
        a, b = self.children
        a.grad += self.grad * b.data
        b.grad += self.grad * a.data


class Power(Node):
    def __init__(self, base, exponent):
        self.exponent = exponent
        super().__init__(base)

    def compute(self, a):
        return a**self.exponent

    def push(self):
        (a,) = self.children
        a.grad += self.grad * self.exponent * a.data ** (self.exponent - 1)


class Exp(Node):
    def compute(self, a):
        return math.exp(a)

    def push(self):
        self.children[0].grad += self.grad * self.data


class Log(Node):
    def compute(self, a):
        return math.log(a)

    def push(self):
        self.children[0].grad += self.grad / self.children[0].data


class Tanh(Node):
    def compute(self, a):
        return math.tanh(a)

    def push(self):
        self.children[0].grad += self.grad / math.cosh(self.children[0].data) ** 2


class Relu(Node):
    def compute(self, a):
        return (abs(a) + a) / 2

    def push(self):
        self.children[0].grad += self.grad * (self.data > 0)

# %% a table of functions and slopes
import operator

_SLOPES = {
    "exp": (math.exp, lambda x, y: y),
    "log": (math.log, lambda x, y: 1 / x),
    "tanh": (math.tanh, lambda x, y: 1 - y**2),
    "relu": (lambda x: max(x, 0.0), lambda x, y: float(x > 0)),
}
_PAIRS = {
    "add": (operator.add, lambda a, b: (1.0, 1.0)),
    "sub": (operator.sub, lambda a, b: (1.0, -1.0)),
    "mul": (operator.mul, lambda a, b: (b, a)),
    "truediv": (operator.truediv, lambda a, b: (1 / b, -a / (b * b))),
}


class Value:
    def __init__(self, data, children=(), slopes=()):
        self.data, self.children, self.slopes, self.grad = data, children, slopes, 0.0

    def __pow__(self, n):
        return Value(pow(self.data, n), (self,), (n * pow(self.data, n - 1),))

    def __neg__(self):
        return 0 - self

    def backward(self):
        order = []

        def walk(node, seen):
            seen.add(node)
            for child in node.children:
                if child not in seen:
                    walk(child, seen)
            order.append(node)

        walk(self, set())
        grads = dict.fromkeys(order, 0.0)
        grads[self] = 1.0
        for node in order[::-1]:
            for child, slope in zip(node.children, node.slopes):
                grads[child] += slope * grads[node]
        for node, grad in grads.items():
            node.grad = grad


def _unary(name):
    function, slope = _SLOPES[name]

    def method(self):
        y = function(self.data)
        return Value(y, (self,), (slope(self.data, y),))

    return method


def _pair(name, swapped):
    function, slopes = _PAIRS[name]

    def method(self, other):
        other = other if isinstance(other, Value) else Value(other)
        a, b = (other, self) if swapped else (self, other)
        return Value(function(a.data, b.data), (a, b), slopes(a.data, b.data))

    return method


for _name in _SLOPES:
    setattr(Value, _name, _unary(_name))
for _name in _PAIRS:
    setattr(Value, f"__{_name}__", _pair(_name, False))
    setattr(Value, f"__r{_name}__", _pair(_name, True))

# %% numbers checked by type, single entries of arrays
class Value:
    def __init__(self, data, children=()):
        if isinstance(data, Value):
            raise TypeError("a Value of a Value")
        if not isinstance(data, (int, float, np.floating)):
            raise TypeError(f"data must be a number, got {type(data).__name__}")
        self._data = np.array(data, dtype=np.float64)
        self._grad = np.zeros_like(self._data)
        self.children = tuple(children)
        self.back = None

    @property
    def data(self):
        return self._data.item()

    @property
    def grad(self):
        return float(self._grad)

    def made(self, data, children, back):
        out = Value(float(data), children)
        out.back = lambda: back(out._grad)
        return out

    def __add__(self, other):
        if type(other) in (int, float):
            other = Value(other)

        def back(g):
            self._grad += g
            other._grad += g

        return self.made(self._data + other._data, (self, other), back)

    def __mul__(self, other):
        if type(other) in (int, float):
            other = Value(other)

        def back(g):
            self._grad += g * other._data
            other._grad += g * self._data

        return self.made(self._data * other._data, (self, other), back)

    def __pow__(self, n):
        def back(g):
            self._grad += n * self._data ** (n - 1) * g

        return self.made(self._data ** float(n), (self,), back)

    def _apply(self, y, slope):
        def back(g):
            self._grad += slope * g

        return self.made(y, (self,), back)

    def exp(self):
        return self._apply(np.exp(self._data), np.exp(self._data))

    def log(self):
        return self._apply(np.log(self._data), np.reciprocal(self._data))

    def tanh(self):
        return self._apply(np.tanh(self._data), 1 - np.square(np.tanh(self._data)))

    def relu(self):
        return self._apply(np.clip(self._data, 0, None), (self._data > 0).astype(float))

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + other * -1

    def __truediv__(self, other):
        return self * (other ** (-1) if isinstance(other, Value) else 1.0 / other)

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, other):
        return -self + other

    def __rtruediv__(self, other):
        return self ** (-1) * other

    def backward(self):
        from graphlib import TopologicalSorter

        graph, stack = {}, [self]
        while stack:
            node = stack.pop()
            if node not in graph:
                graph[node] = node.children
                stack.extend(node.children)
        order = list(TopologicalSorter(graph).static_order())
        for node in order:
            node._grad[...] = 0
        self._grad[...] = 1
        for node in order[::-1]:
            if node.back:
                node.back()

# %% match statements and named tuples
from typing import NamedTuple


class Link(NamedTuple):
    child: object
    slope: float


class Value:
    def __init__(self, data, *links):
        self.data, self.links, self.grad = data, links, 0.0
        self.depth = 1 + max((link.child.depth for link in links), default=0)

    @property
    def children(self):
        return tuple(link.child for link in self.links)

    def __add__(self, other):
        match other:
            case Value():
                return Value(self.data + other.data, Link(self, 1.0), Link(other, 1.0))
            case int() | float():
                return Value(self.data + other, Link(self, 1.0))
        return NotImplemented

    def __mul__(self, other):
        match other:
            case Value(data=b):
                return Value(self.data * b, Link(self, b), Link(other, self.data))
            case int() | float():
                return Value(self.data * other, Link(self, other))
        return NotImplemented

    def __pow__(self, exponent):
        slope = exponent * self.data ** (exponent - 1) if exponent != 0 else 0.0
        return Value(self.data**exponent, Link(self, slope))

    def __truediv__(self, other):
        match other:
            case Value():
                return self * other**-1
            case _:
                return self * (1 / other)

    def __neg__(self):
        return Value(-self.data, Link(self, -1.0))

    def __sub__(self, other):
        return self + (-other)

    __radd__, __rmul__ = __add__, __mul__

    def __rsub__(self, other):
        return other + (-self)

    def __rtruediv__(self, other):
        return other * (self**-1)

    def exp(self):
        return Value(e := math.exp(self.data), Link(self, e))

    def log(self):
        return Value(math.log(self.data), Link(self, self.data**-1))

    def tanh(self):
        return Value(t := 2 / (1 + math.exp(-2 * self.data)) - 1, Link(self, (1 - t) * (1 + t)))

    def relu(self):
        return Value(self.data if self.data > 0 else 0.0, Link(self, int(self.data > 0)))

    def backward(self):
        found = {self}
        frontier = [self]
        while frontier:
            frontier = [child for node in frontier for child in node.children if child not in found]
            found.update(frontier)
        for node in found:
            node.grad = float(node is self)
        for node in sorted(found, key=lambda node: -node.depth):
            for child, slope in node.links:
                child.grad += slope * node.grad
