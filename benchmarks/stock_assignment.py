"""The ten exercises as an instructor writes them for nbgrader alone: hidden tests with NumPy and SymPy.

Each check cell has a few visible assertions and hidden ones that nbgrader puts back before it
runs the notebook. Derivatives are compared with finite differences of the true function and with
SymPy's derivative.
"""

from __future__ import annotations

import json

from autograder.build.notebook import notebook
from autograder.build.unit import Unit

_HIDDEN = """\
### BEGIN HIDDEN TESTS
{body}
### END HIDDEN TESTS
"""

_VALUES = """\
drawn = np.random.default_rng(1).normal(0, 3, (4, 5))
for points in (np.linspace(-6, 6, 25), drawn, np.array([-700.0, 700.0])):
    with np.errstate(over="ignore"):
        expected = {true}
    assert np.allclose({name}(points), expected)
assert np.isclose({name}(0.5), {name}(np.array([0.5]))[0])
points = np.linspace(-2, 2, 9)
before = points.copy()
{name}(points)
assert np.array_equal(points, before)"""

_SLOPES = """\
x = sp.Symbol("x", real=True)
slope = sp.lambdify(x, sp.diff({symbolic}, x), "numpy")
points = np.concatenate([np.linspace(-5.05, 5.0, 41), np.random.default_rng(1).normal(0, 2, 20)])
true = lambda z: {true}
h = 1e-5
assert np.allclose({name}(points), (true(points + h) - true(points - h)) / (2 * h), rtol=1e-5, atol=1e-7)
assert np.allclose({name}(points), slope(points))
assert {name}(points.reshape(-1, 1)).shape == (len(points), 1)
assert np.all(np.isfinite({name}(np.array([-700.0, 700.0]))))"""


def _function(name: str, visible: str, true: str) -> str:
    return f"{visible}\n{_HIDDEN.format(body=_VALUES.format(name=name, true=true))}"


def _slope(name: str, visible: str, true: str, symbolic: str) -> str:
    return f"{visible}\n{_HIDDEN.format(body=_SLOPES.format(name=name, true=true, symbolic=symbolic))}"


_TYPED = """\
assert isinstance(d_sigmoid, str)
### BEGIN HIDDEN TESTS
z, s = sp.symbols("z s", real=True)
sigma = 1 / (1 + sp.exp(-z))
answer = sp.parse_expr(d_sigmoid, local_dict={"s": s}, transformations="all").subs(s, sigma)
assert sp.simplify(answer - sp.diff(sigma, z)) == 0
### END HIDDEN TESTS
"""

_SOFTMAX = """\
scores = np.array([[1.0, 2.0, 3.0]])
assert softmax(scores).shape == (1, 3)
assert np.allclose(softmax(scores).sum(axis=1), 1)
### BEGIN HIDDEN TESTS
rows = np.random.default_rng(2).normal(0, 3, (6, 4))
powers = np.exp(rows)
assert np.allclose(softmax(rows), powers / powers.sum(axis=1, keepdims=True))
assert np.allclose(softmax(rows + 500), softmax(rows))
a, b, c = sp.symbols("a b c")
first = sp.lambdify((a, b, c), sp.exp(a) / (sp.exp(a) + sp.exp(b) + sp.exp(c)), "numpy")
assert np.isclose(softmax(scores)[0, 0], first(1.0, 2.0, 3.0))
### END HIDDEN TESTS
"""

TESTS = {
    "sigmoid": _function("sigmoid", "assert np.isclose(sigmoid(0.0), 0.5)", "1 / (1 + np.exp(-points))"),
    "d_sigmoid": _TYPED,
    "sigmoid_grad": _slope(
        "sigmoid_grad",
        "assert np.isclose(sigmoid_grad(0.0), 0.25)",
        "1 / (1 + np.exp(-z))",
        "1 / (1 + sp.exp(-x))",
    ),
    "tanh": _function("tanh", "assert np.isclose(tanh(0.0), 0.0)", "np.tanh(points)"),
    "tanh_grad": _slope("tanh_grad", "assert np.isclose(tanh_grad(0.0), 1.0)", "np.tanh(z)", "sp.tanh(x)"),
    "relu": _function(
        "relu", "assert relu(np.array([-1.0, 2.0])).tolist() == [0, 2]", "np.maximum(points, 0)"
    ),
    "relu_grad": _slope(
        "relu_grad",
        "assert relu_grad(np.array([-1.0, 2.0])).tolist() == [0, 1]",
        "np.maximum(z, 0)",
        "sp.Piecewise((0, x < 0), (x, True))",
    ),
    "softplus": _function(
        "softplus", "assert np.isclose(softplus(0.0), np.log(2))", "np.logaddexp(0, points)"
    ),
    "softplus_grad": _slope(
        "softplus_grad",
        "assert np.isclose(softplus_grad(0.0), 0.5)",
        "np.logaddexp(0, z)",
        "sp.log(1 + sp.exp(x))",
    ),
    "softmax": _SOFTMAX,
}


def setup(unit: Unit) -> str:
    """Return the first code cell: the kit's imports, and SymPy."""
    return "\n".join([*unit.imports, "import sympy as sp", ""])


_PICTURE = """\
import matplotlib.pyplot as plt

z = np.linspace(-4, 4, 200)
for curve in (sigmoid, sigmoid_grad, tanh, tanh_grad, relu, softplus):
    plt.plot(z, curve(z), label=curve.__name__)
plt.legend()
plt.show()
"""


def stock_notebook(unit: Unit, *, picture: bool = True) -> str:
    """Return nbgrader's source notebook: cell for cell the kit's, with these tests in the check cells.

    Its picture is drawn with matplotlib alone, or left out.
    """
    document = json.loads(notebook(unit, "instructor"))
    if not picture:
        document["cells"] = [cell for cell in document["cells"] if not _name(cell).startswith("picture_")]
    for cell in document["cells"]:
        name = _name(cell)
        if name == "setup":
            cell["source"] = setup(unit)
        elif name.startswith("picture_"):
            cell["source"] = _PICTURE
        elif name.startswith("check_"):
            cell["source"] = TESTS[name.removeprefix("check_")]
    del document["metadata"]["gradmark"]
    return json.dumps(document)


def _name(cell: dict) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))
