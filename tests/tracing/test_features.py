"""What students write, piece by piece: each traces to its own floats."""

from __future__ import annotations

import math

import numpy as np
import pytest

from autograder.tracing.recorder import Untraceable
from tests.tracing.desk import agree, run, trace

ARRAY = np.array([0.7, -1.3, 2.1])
MATRIX = np.array([[0.7, -1.3, 2.1], [1.9, 0.4, -0.6]])

ON_ARRAYS = {
    "masked read": "z[z > 0].sum()",
    "mean through a mask": "z[z > 0].mean()",
    "largest through a mask": "z[z > -5].max()",
    "any and all": "np.where(np.any(z > 2), z, -z) + np.all(z > 0)",
    "count": "np.count_nonzero(z > 0) + (z > 1).sum()",
    "argmax": "z[z.argmax()]",
    "argsort": "z[np.argsort(z)]",
    "sorted": "np.sort(z)",
    "nonzero": "z[np.nonzero(z > 0)].sum()",
    "cumsum and cumprod": "np.cumsum(z) * np.cumprod(z)",
    "prod": "np.prod(z) + z.prod()",
    "norms": "np.linalg.norm(z) + np.linalg.norm(z, 1) + np.linalg.norm(z, np.inf)",
    "diff": "np.diff(z)",
    "clip": "np.clip(z, -1, 1) + z.clip(min=0)",
    "round": "np.round(z, 1)",
    "std and var": "z.std() + np.var(z, ddof=1)",
    "outer": "np.outer(z, z) + np.multiply.outer(z, z) + np.subtract.outer(z, z)",
    "accumulate": "np.add.accumulate(z) + np.maximum.accumulate(z)",
    "reduce": "np.multiply.reduce(z) + np.add.reduce(z)",
    "piecewise": "np.piecewise(z, [z < 0, z > 1], [lambda t: -t, 7.0, lambda t: t * t])",
    "choose": "np.choose(z > 0, [z, -z])",
    "interp": "np.interp(z, [-1.0, 0.0, 2.0], [3.0, 1.0, 5.0])",
    "polyval": "np.polyval([1.0, 2.0, 3.0], z)",
    "nan_to_num": "np.nan_to_num(np.log(np.abs(z)))",
    "roll, flip, tile": "np.roll(z, 1) + z[::-1] + np.flip(z) + np.tile(z, 2)[:3]",
    "append and insert": "np.append(z, 1.0) + np.insert(z, 0, z[0])",
    "pad": "np.pad(z, 1)",
    "stacks": "np.vstack([z, z]) + np.array([z, 2 * z]) + np.stack((z, z))",
    "columns": "np.column_stack([z, z]) + np.c_[z, z]",
    "concatenate": "np.concatenate([z, [1.0, 2.0]])",
    "hypot": "np.hypot(z, 2) + np.arctan2(z, 3) + np.square(z) + np.reciprocal(z)",
    "logarithms": "np.log2(np.abs(z)) + np.log10(np.abs(z)) + np.exp2(z)",
    "powers": "z**2 + z**3 + np.power(2.0, z) + np.abs(z) ** -0.5 + np.cbrt(z)",
    "remainders": "z % 0.4 + np.fmod(z, 0.4) + z // 0.4 + np.floor(z) + np.trunc(z) + np.rint(z)",
    "hyperbolic": "np.sinh(z) + np.cosh(z) + np.arcsinh(z) + np.arctanh(np.tanh(z))",
    "trigonometric": "np.sin(z) + np.cos(z) + np.tan(z) + np.arctan(z) + np.deg2rad(z)",
    "copysign": "np.copysign(2.0, z) + np.signbit(z)",
    "bincount": "np.bincount([0, 1, 0], weights=z)",
    "vdot, inner": "np.vdot(z, z) + np.inner(z, z) + z @ z + np.dot(z, z)",
    "dtype": "z.astype(np.float64) + np.float64(z[0]) + float(z[1]) + np.asarray(z, dtype='float64')",
    "kinds": "1.0 if isinstance(z, np.ndarray) and isinstance(z[0], (float, np.floating)) and z.dtype == float else z",
    "subtype": "z * np.issubdtype(z.dtype, np.floating) + (z.dtype.kind == 'f')",
    "type": "z if type(z) is np.ndarray else 0 * z",
    "shape": "z.reshape(-1, 1).shape[0] + np.shape(z)[0] + z.ndim + len(z) + z.size + z",
    "builtins": "sum(z) + max(z) + min(z) + abs(z[0]) + pow(z[1], 2) + round(z[2], 1)",
    "sorted list": "np.array(sorted(z, reverse=True))",
    "comprehension": "np.array([v * v if v > 0 else 0 for v in z.tolist()])",
    "map": "np.array(list(map(lambda v: v + 1, z)))",
    "integers as truth": "z * (z > 0).astype(int) + np.where(z > 0, 1, 0)",
    "not, and, or": "(~(z > 0) | (z > 1)) * z + np.logical_and(z > 0, z < 1)",
    "allclose": "z if np.allclose(z, z + 1.0) else z * 2",
    "average": "np.average(z, weights=[1, 2, 3])",
    "trapezoid": "np.trapezoid(z, dx=0.5)",
    "einsum": "np.einsum('i,j->ij', z, z) @ z",
    "apply": "np.apply_along_axis(lambda r: r / r.sum(), 0, z)",
    "frompyfunc": "np.frompyfunc(lambda a: a * 2, 1, 1)(z).astype(float)",
    "fromfunction": "np.fromfunction(lambda i: i, (3,)) * z",
    "logaddexp reduced": "np.logaddexp.reduce(z)",
    "extract": "np.extract(z > 0, z).sum()",
    "masked size": "z[z > 0].size + len(z[z < 0]) + z",
    "where with one argument": "z[np.where(z > 0)[0]].sum()",
    "float of an array of one": "float(z[:1]) if False else float(z[0])",
    "identity": "np.eye(3) @ z + np.diag(z) @ z + np.ones(3) * z",
}

ON_MATRICES = {
    "keepdims": "X - X.mean(axis=1, keepdims=True) + X.max(axis=0) - X.min(axis=1)[:, None]",
    "softmax": "np.exp(X - X.max(axis=1, keepdims=True)) / np.exp(X - X.max(axis=1, keepdims=True)).sum(1)[:, None]",
    "products": "X @ X.T + np.matmul(X, X.T) + np.dot(X, X.T) + np.einsum('ij,kj->ik', X, X)",
    "tensordot": "np.tensordot(X, X, axes=([1], [1])) + np.tensordot(X, X, axes=2)",
    "trace and diagonal": "np.trace(X @ X.T) + np.diag(X @ X.T) + (X @ X.T).trace()",
    "triangles": "np.tril(X) + np.triu(X)",
    "row mask": "X[X[:, 0] > 1].sum()",
    "row mask written": "f2(X)",
    "fancy": "X[[0, 1, 0], [2, 1, 0]] + X[0][::-1]",
    "take": "np.take_along_axis(X, np.argmax(X, axis=1)[:, None], axis=1)",
    "axes": "np.swapaxes(X, 0, 1) + X.transpose() + np.moveaxis(X, 0, 1)",
    "flat": "X.ravel() + X.flatten() + X.reshape(-1) + np.ravel(X)",
    "norm of rows": "np.linalg.norm(X, axis=1) + np.linalg.norm(X)",
    "split": "np.hstack(np.split(X, 3, axis=1)) + np.concatenate(np.vsplit(X, 2))",
    "repeat": "np.repeat(X, 2, axis=0) + np.kron(X, np.ones((2, 1)))",
    "meshgrid": "np.meshgrid(X[0], X[1])[0]",
    "cross": "np.cross(X[0], X[1])",
    "cumulative": "X.cumsum(axis=1) + np.cumsum(X, 0)",
    "rows": "np.array([row / sum(row) for row in X])",
    "zip": "sum(a * b for a, b in zip(X[0], X[1]))",
    "one-hot": "np.eye(3)[np.argmax(X, axis=1)] * X",
    "variance of columns": "(X - X.mean(0)) / np.sqrt(X.var(0) + 1e-5)",
    "where sums": "np.sum(X, where=X > 0) + np.mean(X, axis=1).sum()",
    "multi_dot": "np.linalg.multi_dot([X, X.T, X])",
    "ellipsis": "X[..., None].sum(-1) + X[np.newaxis].squeeze(0) + np.expand_dims(X, 0)[0]",
}

STATEMENTS = {
    "write through a mask": "out = z.copy(); out[out < 0] = 0.0; out[z > 1] *= 2; return out",
    "write masked values": "out = np.zeros(3); m = z > 0; out[m] = np.log(z[m]) + 1; out[~m] = z[~m] ** 2; return out",
    "a mask of one written by another": "out = z.copy(); out[z > 0] = z[z > 0][::-1]; return out",
    "in place on a copy": "out = np.array(z); out += 1; out *= z; out /= 2; out -= 0.5; out **= 2; return out",
    "slices": "out = np.zeros((2, 3)); out[0] = z; out[1, 1:] = z[:2] * 2; out[:, 0] += 1; return out",
    "views": "out = np.zeros(3); view = out[1:]; view += z[1:]; return out",
    "put and friends": "out = z.copy(); np.put(out, [0], 9.0); np.putmask(out, out < 0, -z); np.place(out, z > 2, 5.0); return out",
    "add.at": "out = np.zeros(2); np.add.at(out, [0, 1, 0], z); return out",
    "fill": "out = np.empty(3); out.fill(z[0]); return out",
    "fill_diagonal": "out = np.zeros((3, 3)); np.fill_diagonal(out, z); return out",
    "out": "out = np.empty_like(z); np.multiply(z, 2, out=out); np.add(out, 1, out); return out",
    "where of a ufunc": "return np.divide(1.0, z, out=np.zeros_like(z), where=z > 0)",
    "copyto": "out = np.zeros_like(z); np.copyto(out, z, where=z > 0); return out",
    "a list": "out = []\n    for v in z: out.append(v * 2)\n    return np.array(out)",
    "enumerate": "out = np.zeros_like(z)\n    for i, v in enumerate(z): out[i] = v if v > 0 else -v\n    return out",
    "while": "i = 0; out = z\n    while i < 3:\n        out = out * z; i += 1\n    return out",
    "branches": "return z if z[0] > 0 and z[1] > 0 else (z * 2 if z[2] >= 1 else z * 3)",
    "a branch that raises": "\n    if z[0] < -5: raise ValueError('too small')\n    return z",
    "finite": "\n    if not np.isfinite(z).all(): raise ValueError\n    return z * 2",
    "assert": "assert np.all(z < 100), 'large'\n    return z",
    "nditer": "out = z.copy()\n    for v in np.nditer(out, op_flags=['readwrite']): v[...] = v * 2 if v > 0 else v\n    return out",
    "try": "\n    try: return z / undefined_name\n    except NameError: return z",
    "printing": "print(f'{z[0]:.3f}', z, z.shape)\n    return z",
    "errstate": "\n    with np.errstate(divide='ignore'): return np.where(z > 0, np.log(np.abs(z)), 0)",
    "recursion": "\n    def power(v, n): return 1 if n == 0 else v * power(v, n - 1)\n    return power(z, 3)",
    "dict and tuple": "return {'a': z[0], 'b': (z[1], [z[2], None, 'text'])}",
    "walrus and conditional": "return (y := z * 2) + y",
    "starred": "first, *rest = z; return first + sum(rest)",
    "matrix by entries": "J = np.zeros((3, 3))\n    for i in range(3):\n        for j in range(3): J[i, j] = z[i] * z[j] if i != j else 1\n    return J",
    "math": "return np.array([math.exp(v) + math.sqrt(abs(v)) + math.hypot(v, 1) + math.log(abs(v), 2) for v in z])",
    "fsum and prod": "return math.fsum(z) + math.prod(z) + math.dist(z, [0, 0, 0])",
    "labels as indices": "return np.array([z[k] for k in (0, 1)]) + (z[0], z[1])[int(z[2] > 0)]",
    "np.testing": "np.testing.assert_allclose(np.zeros(2) + 1, [1, 1]); return z",
    "isscalar": "return z if np.isscalar(z[0]) and not np.isscalar(z) else -z",
    "random numbers": "rng = np.random.default_rng(0); return z + rng.normal(size=3) * np.random.RandomState(1).rand(3)",
    "weights of a generator": "w = np.random.default_rng(0).normal(size=3); w -= 0.1 * z; return w",
    "dtypes": "return np.zeros(3, dtype=np.result_type(z, float)) + z.astype(np.promote_types(z.dtype, 'f4'))",
    "weights of one's own": "np.random.seed(1); w = np.random.rand(3); w -= 0.1 * z; return w",
    "operator": "import operator, functools; return functools.reduce(operator.mul, z)",
}

HEAD = "import math\nimport numpy as np\n"


def check(source, *args, names):
    inputs = {str(place): name for place, name in enumerate(names)}
    graph = trace(source, args, inputs)
    rng = np.random.default_rng(0)
    for _ in range(3):
        point = [rng.uniform(-3, 3, size=np.shape(arg)) for arg in args]
        with np.errstate(all="ignore"):
            own = run(source, *(value.copy() for value in point))
        assert agree(graph.evaluate(dict(zip(names, point, strict=True))), own), own
    return graph


@pytest.mark.parametrize("expression", ON_ARRAYS.values(), ids=ON_ARRAYS)
def test_expressions_on_an_array(expression):
    check(f"{HEAD}def f(z):\n    return {expression}", ARRAY, names=["z"])


@pytest.mark.parametrize("expression", ON_MATRICES.values(), ids=ON_MATRICES)
def test_expressions_on_a_matrix(expression):
    helper = "def f2(X):\n    out = X.copy()\n    out[X[:, 0] > 0] = 0.0\n    return out\n"
    check(f"{HEAD}{helper}def f(X):\n    return {expression}", MATRIX, names=["X"])


@pytest.mark.parametrize("statements", STATEMENTS.values(), ids=STATEMENTS)
def test_statements(statements, capsys):
    check(f"{HEAD}def f(z):\n    {statements}", ARRAY, names=["z"])


def test_star_imports_and_aliases_record():
    source = "from numpy import *\nimport numpy.linalg as la\nfrom numpy.linalg import norm\ndef f(z):\n    return exp(-z) * la.norm(z) + norm(z)"

    check(source, ARRAY, names=["z"])


def test_constants_keep_their_bits_and_whole_numbers_stay_exact():
    graph = trace(
        "import numpy as np\nC = 1 / np.sqrt(2)\ndef f(z):\n    return C * z + 3 * z + 0.1",
        (0.5,),
        {"0": "z"},
    )

    assert ("float", 1 / math.sqrt(2)) in graph.nodes
    assert ("int", 3) in graph.nodes
    assert ("float", 0.1) in graph.nodes


def test_a_branch_becomes_a_choice():
    graph = trace("def f(z):\n    if z > 0:\n        return z\n    return -z", (0.5,), {"0": "z"})

    assert graph.nodes[graph.result][0] == "where"
    assert graph.evaluate({"z": -2.0}) == 2.0


def test_a_condition_that_was_answered_is_not_asked_again():
    source = "def f(z):\n    return (1 if z > 0 else 2) * (3 if z <= 0 else 4) * (5 if 0 < z else 6) * z"
    graph = trace(source, (0.5,), {"0": "z"})

    assert [node[0] for node in graph.nodes].count("where") == 1


def test_an_optimizers_state_and_hyperparameters_are_inputs():
    source = "def f(theta, grad, state, lr):\n    u = 0.9 * state['u'] + grad\n    return theta - lr * u, {'u': u, 't': state['t'] + 1}"
    args = (np.ones(1), np.ones(1), {"u": np.ones(1), "t": 3})
    graph = trace(source, args, {"0": "theta", "1": "grad", "2.u": "u", "lr": "lr"}, lr=0.1)

    theta, state = graph.evaluate({"theta": [1.0], "grad": [2.0], "u": [3.0], "lr": 0.5})

    assert theta == pytest.approx([1 - 0.5 * 4.7])
    assert state["u"] == pytest.approx([4.7])
    assert state["t"] == 4


def test_whole_inputs_pass_through_int():
    graph = trace("def f(y):\n    return 2 * int(y)", (1,), {"0": "y"})

    assert "trunc" not in {node[0] for node in graph.nodes}


VALUE = """
import math
class Value:
    def __init__(self, data, parents=(), backward=lambda g: ()):
        self.data, self.grad, self.parents, self._backward = data, 0.0, parents, backward
    def __add__(self, other):
        return Value(self.data + other.data, (self, other), lambda g: (g, g))
    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), lambda g: (g * other.data, g * self.data))
    def tanh(self):
        t = math.tanh(self.data)
        return Value(t, (self,), lambda g: (g * (1 - t * t),))
    def relu(self):
        return Value(self.data if self.data > 0 else 0.0, (self,), lambda g: (g * (self.data > 0),))
    def backward(self):
        order, seen = [], set()
        def visit(v):
            if id(v) not in seen:
                seen.add(id(v))
                for p in v.parents: visit(p)
                order.append(v)
        visit(self)
        self.grad = 1.0
        for v in reversed(order):
            for p, g in zip(v.parents, v._backward(v.grad)): p.grad = p.grad + g
def f(z):
    x, w, b = (Value(v) for v in z)
    out = (x * w + b).tanh() * x.relu()
    out.backward()
    return out.data, x.grad, w.grad, b.grad
"""


def test_a_differentiating_class_traces():
    check(VALUE, ARRAY, names=["z"])


def test_labels_that_are_inputs_can_be_indices():
    source = "import numpy as np\ndef f(p, y):\n    return -np.log((1 - p, p)[y]) + np.eye(2)[y] @ np.array([p, 3.0])"
    graph = trace(source, (0.5, 1), {"0": "p", "1": "y"})

    for label in (0, 1):
        assert agree(graph.evaluate({"p": 0.3, "y": label}), run(source, 0.3, label))


REFUSED = {
    "def f(z):\n    while abs(z) > 1e-9:\n        z = z / 2\n    return z": "a loop that runs as long as the data says",
    "import numpy as np\ndef f(z):\n    return np.linalg.inv(np.array([[z, 1.0], [1.0, 2.0]]))": "NumPy's inv",
    "def f(z):\n    return [1.0] * int(z)": "as an index or a count",
    "def f(z):\n    return z + 1j": "complex numbers",
    "import numpy as np\ndef f(z):\n    return np.float32(z)": "asks for its value",
    "import numpy as np\ndef f(z):\n    return np.asarray([z]).astype(np.float32)": "computes in float32",
    "def f(z):\n    return [z] if z > 0 else [z, z]": "another shape",
    "def f(z):\n    return str(z), open": "returns an object of type",
    "SEEN = []\ndef f(z):\n    SEEN.append(1)\n    if len(SEEN) % 2 and z > 0:\n        return z\n    return z * (2 if z > 1 else 3)": "alike when it is called twice",
    "def f(z):\n    total = 0\n    for k in range(7):\n        total += 1 if z > k else 2 if z > -k - 0.5 else k\n    return [total] * 1 if any(z * k == 1 for k in range(50)) else [total]": "different ways",
    "import time\ndef f(z):\n    while True:\n        pass": "too long",
    "def f(z):\n    try:\n        return float(complex(z))\n    except:\n        return z": "complex numbers",
}


@pytest.mark.parametrize(("source", "reason"), REFUSED.items())
def test_what_cannot_be_followed_is_named(source, reason):
    with pytest.raises(Untraceable, match=reason):
        trace(source, (0.5,), {"0": "z"})


def test_numbers_kept_from_call_to_call_are_named():
    from tests.tracing.desk import source_of, world_of

    world = world_of(source_of("KEPT = []\ndef f(z):\n    KEPT.append(z)\n    return KEPT[0] * z"))
    world.trace("f", (0.5,), {}, {"0": "z"})

    with pytest.raises(Untraceable, match="from one call to the next"):
        world.trace("f", (0.5,), {}, {"0": "z"})


def test_the_arguments_of_the_plain_world_stay_as_they_are():
    given = np.array([1.0, 2.0])
    trace("def f(z):\n    z += 1\n    return z", (given,), {"0": "z"})

    assert np.array_equal(given, [1.0, 2.0])
