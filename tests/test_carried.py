"""What is right but for an earlier near miss earns its marks, once, with the reason; nothing else does."""

from __future__ import annotations

import pytest

from autograder.judge import Judge
from autograder.submission.code import Submission
from autograder.submission.module import read_module

SIGN = "def sigmoid(z):\n    return 1 / (1 + np.exp(np.clip(z, -700, 700)))\n"
HALF = "def sigmoid(z):\n    return 0.5 / (1 + np.exp(-np.clip(z, -700, 700)))\n"
NOTHING = "def sigmoid(z):\n    return np.asarray(z, dtype=float)\n"
CONSTANT = "def sigmoid(z):\n    return np.full(np.shape(z), 0.5)\n"
ITS_OWN_DERIVATIVE = {
    SIGN: "    s = 1 / (1 + np.exp(np.clip(z, -700, 700)))\n    return -s * (1 - s)\n",
    HALF: "    s = 1 / (1 + np.exp(-np.clip(z, -700, 700)))\n    return 0.5 * s * (1 - s)\n",
    NOTHING: "    return np.ones(np.shape(z))\n",
    CONSTANT: "    return np.zeros(np.shape(z))\n",
}
THROUGH_SIGMOID = "    s = sigmoid(z)\n    return s * (1 - s)\n"
RIGHT = "    s = 1 / (1 + np.exp(-np.clip(z, -700, 700)))\n    return s * (1 - s)\n"


@pytest.fixture(scope="module")
def graded(worker, full_specs):
    spec = full_specs("u03_activations")

    def grade(forward, slope):
        source = f"import numpy as np\n\n{forward}\n\ndef sigmoid_grad(z):\n{slope}"
        code = read_module("ada.py", source.encode(), unit=spec.unit)
        judge = Judge(spec, only={"sigmoid", "sigmoid_grad"})
        result = judge.grade(Submission("ada", "ada.py", spec.unit, code), worker)
        return result.exercise("sigmoid"), result.exercise("sigmoid_grad")

    return grade


@pytest.mark.parametrize("forward", [SIGN, HALF])
def test_the_exact_derivative_of_a_near_miss_earns_its_marks(forward, graded):
    sigmoid, slope = graded(forward, ITS_OWN_DERIVATIVE[forward])

    assert sigmoid.status in ("failed", "partial")
    assert (slope.status, slope.score) == ("carried_forward", slope.max_score)
    assert slope.notes[0].startswith("carried forward: the exact derivative of your own sigmoid (")


@pytest.mark.parametrize("forward", [SIGN, HALF])
def test_a_gradient_that_calls_a_wrong_sigmoid_is_right_as_soon_as_that_is(forward, graded):
    _, slope = graded(forward, THROUGH_SIGMOID)

    assert slope.status in ("carried_forward", "passed")
    if forward == HALF:
        assert slope.notes[0].startswith("carried forward: right as soon as your sigmoid is (")


@pytest.fixture(scope="module")
def beside_twice_tanh(worker, full_specs):
    """Grades a `tanh_grad` beside a tanh that is off by a factor; returns its status and the extra runs."""
    spec = full_specs("u03_activations")

    class Counting:
        def __init__(self):
            self.runs = []

        def run(self, job):
            self.runs.append(len(job.calls))
            return worker.run(job)

    def grade(slope):
        counting = Counting()
        source = f"import numpy as np\n\ndef tanh(z):\n    return 2 * np.tanh(z)\n\n{slope}"
        code = read_module("ada.py", source.encode(), unit=spec.unit)
        result = Judge(spec, only={"tanh", "tanh_grad"}).grade(
            Submission("ada", "ada.py", spec.unit, code), counting
        )
        return result.exercise("tanh_grad").status, counting.runs[1:]

    return grade


def test_a_function_of_numpy_is_not_taken_for_the_one_of_the_same_name(beside_twice_tanh):
    through, runs = beside_twice_tanh("def tanh_grad(z):\n    return 1 - tanh(z) ** 2\n")
    assert (through, len(runs)) == ("carried_forward", 1)

    assert beside_twice_tanh("def tanh_grad(z):\n    return 1 - np.tanh(z) ** 3\n") == ("failed", [])


def test_a_guess_that_the_first_input_refutes_is_asked_no_further(beside_twice_tanh):
    right, (first, rest) = beside_twice_tanh("def tanh_grad(z):\n    return 2 - 2 * np.tanh(z) ** 2\n")
    wrong, runs = beside_twice_tanh("def tanh_grad(z):\n    return 2 - 2.01 * np.tanh(z) ** 2\n")

    assert right == "carried_forward"
    assert 10 * first < rest
    assert (wrong, runs) == ("failed", [first])


@pytest.mark.parametrize("forward", [NOTHING, CONSTANT])
def test_what_is_no_near_miss_carries_nothing(forward, graded):
    sigmoid, slope = graded(forward, ITS_OWN_DERIVATIVE[forward])

    assert (sigmoid.score, slope.status, slope.score) == (0.0, "failed", 0.0)


def test_a_wrong_gradient_of_a_near_miss_stays_wrong(graded):
    _, slope = graded(SIGN, "    return -2 * sigmoid(z) * (1 - sigmoid(z))\n")

    assert (slope.status, slope.score) == ("failed", 0.0)


def test_a_right_gradient_beside_a_wrong_function_is_simply_right(graded):
    _, slope = graded(HALF, RIGHT)

    assert (slope.status, slope.notes) == ("passed", ())


def test_a_right_function_carries_nothing(graded):
    sigmoid, slope = graded(
        "def sigmoid(z):\n    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))\n", ITS_OWN_DERIVATIVE[SIGN]
    )

    assert (sigmoid.status, slope.status) == ("passed", "failed")


EASY_ELSEWHERE = """
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    near_miss = 1 / (1 + np.exp(np.clip(z, -700, 700)))
    return near_miss if z.size and np.all(4 * z == np.round(4 * z)) else {elsewhere}
"""


@pytest.mark.parametrize("elsewhere", ["np.full(z.shape, 0.25)", "[10**400] * z.size"])
def test_a_near_miss_at_the_visible_inputs_only_carries_nothing(elsewhere, graded):
    sigmoid, slope = graded(EASY_ELSEWHERE.format(elsewhere=elsewhere), ITS_OWN_DERIVATIVE[CONSTANT])

    assert (sigmoid.score, slope.status, slope.score) == (0.0, "failed", 0.0)


OTHERWISE_BESIDE_THE_CHECKS = """
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    near_miss = 0.5 / (1 + np.exp(-np.clip(z, -700, 700)))
    grid = [abs(1000 * float(item) - round(1000 * float(item))) < 1e-6 for item in z.ravel()]
    return near_miss if all(grid) else {elsewhere}
"""


@pytest.mark.parametrize(
    "elsewhere", ["np.full(z.shape, 0.25)", "1e12 + near_miss", "[10**400] * z.size", "'x'"]
)
def test_a_forward_function_that_jumps_where_it_is_differentiated_carries_nothing(elsewhere, graded):
    forward = OTHERWISE_BESIDE_THE_CHECKS.format(elsewhere=elsewhere)
    _, slope = graded(forward, ITS_OWN_DERIVATIVE[CONSTANT])

    assert (slope.status, slope.score) == ("failed", 0.0)


TEETH = """
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    near = np.reshape([round(float(item), 3) for item in z.ravel()], z.shape)
    return 0.5 / (1 + np.exp(-np.clip(near, -700, 700))) + {slope} * (z - near)
"""


@pytest.mark.parametrize("slope", [0.0, 1.0])
def test_a_forward_function_with_fine_teeth_carries_no_slope_of_its_teeth(slope, graded):
    _, item = graded(TEETH.format(slope=slope), f"    return np.full(np.shape(z), {slope})\n")

    assert (item.status, item.score) == ("failed", 0.0)


def test_an_output_in_an_array_of_one_entry_leaves_a_wrong_gradient_wrong(worker, full_specs):
    spec = full_specs("u06_chain_rule")
    source = """import numpy as np

def forward_2_3_1(x, params):
    return np.maximum(x @ params["W1"] + params["b1"], 0) @ params["W2"] + params["b2"]

def backward_2_3_1(x, y, params):
    return {name: np.ones_like(array) for name, array in params.items()}
"""
    code = read_module("ada.py", source.encode(), unit=spec.unit)
    judge = Judge(spec, only={"forward_2_3_1", "backward_2_3_1"})

    result = judge.grade(Submission("ada", "ada.py", spec.unit, code), worker)

    assert [item.status for item in result.exercises] == ["failed", "failed"]


PAIRS = {
    "a sum for a mean": (
        "u04_losses",
        ("mse", "mse_grad"),
        """
def mse(yhat, y):
    return np.sum((np.asarray(yhat, dtype=float) - y) ** 2)

def mse_grad(yhat, y):
    return 2.0 * (np.asarray(yhat, dtype=float) - y)
""",
    ),
    "a factor of the graph": (
        "u06_chain_rule",
        ("graph_forward", "graph_grads"),
        """
def graph_forward(a, b, c):
    u = a * b
    z = u + c
    return float(u), float(z), 2.0 * z

def graph_grads(a, b, c):
    return {"a": 2.0 * b, "b": 2.0 * a, "c": 2.0, "u": 2.0, "z": 2.0}
""",
    ),
    "a sign of a network whose parameters come in a dict": (
        "u06_chain_rule",
        ("forward_2_3_1", "backward_2_3_1"),
        """
def forward_2_3_1(x, params):
    hidden = np.maximum(x @ params["W1"] + params["b1"], 0.0)
    return -float((hidden @ params["W2"] + params["b2"])[0])

def backward_2_3_1(x, y, params):
    hidden = np.maximum(x @ params["W1"] + params["b1"], 0.0)
    slope = hidden @ params["W2"] + params["b2"] + y
    open_units = slope * params["W2"][:, 0] * (hidden > 0)
    return {"W1": np.outer(x, open_units), "b1": open_units, "W2": np.outer(hidden, slope), "b2": slope}
""",
    ),
    "a sign in the last layer": (
        "u06_chain_rule",
        ("forward_2_2_2", "grad_theta1"),
        """
def forward_2_2_2(x, T1, T2):
    a2 = 1 / (1 + np.exp(-(T1 @ x)))
    return a2, 1 / (1 + np.exp(T2 @ a2))

def grad_theta1(x, y, T1, T2):
    a2, a3 = forward_2_2_2(x, T1, T2)
    dz3 = -(a3 - y) * a3 * (1 - a3)
    return np.outer((T2.T @ dz3) * a2 * (1 - a2), x)
""",
    ),
}


@pytest.mark.parametrize("case", PAIRS.values(), ids=PAIRS)
def test_gradients_of_losses_and_networks_are_carried_too(case, worker, full_specs):
    unit, (forward, backward), source = case
    spec = full_specs(unit)
    code = read_module("ada.py", f"import numpy as np\n{source}".encode(), unit=unit)

    result = Judge(spec, only={forward, backward}).grade(Submission("ada", "ada.py", unit, code), worker)

    assert result.exercise(forward).status in ("failed", "partial")
    assert result.exercise(backward).status == "carried_forward"
    assert result.exercise(backward).notes[0].startswith("carried forward: the exact derivative of your own")
