"""A real unit in short: nine of its exercises with all their checks, and hidden numbers that can be recognised."""

from __future__ import annotations

import msgspec
import numpy as np

from autograder.build.assemble import solved
from autograder.build.unit import load_unit
from autograder.calls import call
from autograder.checks import Golden
from autograder.plain import to_tree
from tests.classroom import shortened
from tests.conftest import ROOT

UNIT = "u03_activations"
FUNCTIONS = ("sigmoid", "relu", "tanh", "leaky_relu", "softplus", "softmax")
VALUES = ("d_sigmoid", "d_tanh", "leaky_slope")
EXERCISES = (*FUNCTIONS, *VALUES)
HALF = ("sigmoid", "tanh", "softmax", "d_sigmoid")

PLANTED = np.array([[0.73169528412, -0.86420975313, 0.31482647591]])
LABEL = "hidden-label-5307"
_RIGHT = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "relu": lambda z: np.maximum(z, 0.0),
    "tanh": np.tanh,
    "leaky_relu": lambda z: np.where(z > 0, z, 0.1 * z),
    "softplus": lambda z: np.log1p(np.exp(z)),
    "softmax": lambda z: np.exp(z) / np.exp(z).sum(axis=1, keepdims=True),
}


def planted_spec(full_specs):
    """Return the unit's full spec, each function with one more hidden check whose numbers are known."""
    spec = shortened(full_specs(UNIT), EXERCISES)
    return msgspec.structs.replace(spec, exercises=tuple(map(_planted, spec.exercises)))


def _planted(item):
    if item.id not in _RIGHT:
        return item
    asked, due = call(item.id, PLANTED), to_tree(_RIGHT[item.id](PLANTED))
    check = Golden(label=LABEL, at=(asked,), expected=(due,))
    return msgspec.structs.replace(item, hidden=(*item.hidden, check), hidden_weight=item.hidden_weight + 1)


def secret_digits():
    """Return the digits by which a hidden input or an expected value is recognised."""
    values = np.concatenate([PLANTED.ravel(), *(right(PLANTED).ravel() for right in _RIGHT.values())])
    known = {f"{abs(value):.15f}".partition(".")[2][:7] for value in values if value}
    return sorted(known)


def answers(names=EXERCISES):
    """Return the unit's own answers to some exercises, as a student would have written them."""
    unit = load_unit(ROOT, UNIT)
    return "\n\n\n".join(["\n".join(unit.imports), *(solved(unit, name) for name in names)]) + "\n"


def honest_class():
    """The honest students of the class: all right, partly right, half done, careless, not started."""
    relu = "def relu(z):\n    return np.where(np.asarray(z) > 0, z, 0.0) + 0.0\n"
    wrong = "def tanh(z):\n    return -np.tanh(z)\n\n\nd_tanh = '1 + tanh(x)^2'\n"
    return {
        "ada": answers(),
        "ben": answers(HALF) + wrong,
        "cyd": "import numpy as np\n",
        "eve_honest": answers(HALF),
        "eve_w_careless": answers() + relu + "print(undefined)\n",
        "zoe": "# written on the last evening\n" + answers(),
    }
