"""How each function exercise is called to be traced: which arguments are inputs, and random points for them."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from autograder.build.assemble import module_source, solved, varied
from autograder.build.specs import code_of
from autograder.build.unit import Unit
from autograder.plain import named
from autograder.submission.code import Code
from autograder.worker.values import materialise

STYLES = Path(__file__).parent / "styles"


class Case(NamedTuple):
    """A call with example values; `inputs` says which places are inputs, and under which name."""

    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    inputs: Mapping[str, str]
    low: float = -3.0
    high: float = 3.0

    def draw(self, rng: np.random.Generator) -> tuple[tuple[Any, ...], dict[str, Any], dict[str, Any]]:
        """Return arguments and the point with other numbers in the places of the inputs."""
        point: dict[str, Any] = {}

        def walk(value: Any, place: str) -> Any:
            if place in self.inputs:
                point[self.inputs[place]] = found = self._random(rng, value, self.inputs[place])
                return copy.deepcopy(found)
            if isinstance(value, dict):
                return {key: walk(item, f"{place}.{key}") for key, item in value.items()}
            return copy.deepcopy(value)

        args = tuple(walk(item, str(place)) for place, item in enumerate(self.args))
        return args, {key: walk(item, key) for key, item in self.kwargs.items()}, point

    def _random(self, rng: np.random.Generator, value: Any, name: str) -> Any:
        shape = np.shape(value)
        if np.asarray(value).dtype.kind == "i":
            found = rng.integers(0, 2, size=shape)
            return found if isinstance(value, np.ndarray) else int(found)
        if name in _UNIT:
            found = rng.uniform(0.05, 0.95, size=shape)
        elif name in _POSITIVE:
            found = rng.uniform(0.01, 2.0, size=shape)
        else:
            found = rng.uniform(self.low, self.high, size=shape)
        return found if isinstance(value, np.ndarray) else float(found)


_UNIT = frozenset(["yhat", "beta", "beta1", "beta2", "rho", "alpha", "lr"])
_POSITIVE = frozenset(["v", "s", "d", "n", "eps", "weight_decay", "l1", "l2", "max_norm"])


def _inputs(*names: str, **more: str) -> dict[str, str]:
    return {**{str(place): name for place, name in enumerate(names)}, **more}


_Z = Case((0.5,), {}, {"0": "z"})
_Z2 = Case((np.array([0.5, -1.5]),), {}, {"0": "z"})
_SLOPED = Case((0.5, 0.3), {}, {"0": "z", "1": "alpha"})
_SLOPED2 = Case((np.array([0.5, -1.5]), 0.3), {}, {"0": "z", "1": "alpha"})
_PER_WINE = [
    Case((0.4, 1), {}, _inputs("yhat", "y")),
    Case((np.array([0.4, 0.6]), np.array([0, 1])), {}, _inputs("yhat", "y")),
]
_X, _W = np.array([[0.5, -1.0]]), np.array([[[0.3, -0.2]], [[1.0, 0.5]]])
_THETA, _GRAD = np.array([1.0, -0.5]), np.array([0.3, 0.7])
_STEP = {"0": "theta", "1": "grad"}
_AVERAGES = {"m": np.array([0.5, -2.0]), "v": np.array([0.4, 2.5]), "t": 3}
_SHARES = {"lr": 0.1, "beta1": 0.7, "beta2": 0.9, "eps": 0.01}


def _elementwise(*names: str) -> dict[str, list[Case]]:
    return {name: [_Z, _Z2] for name in names}


def _optimizer(state: dict[str, Any], **options: float) -> list[Case]:
    entries = {f"2.{key}": key for key, value in state.items() if key != "t"}
    names = {key: key for key in options}
    warm = Case((_THETA, _GRAD, state), options, {**_STEP, **entries, **names})
    return [warm, Case((_THETA, _GRAD, {}), options, {**_STEP, **names})]


CASES: dict[str, list[Case]] = {
    **_elementwise(
        *[
            "sigmoid",
            "sigmoid_grad",
            "tanh",
            "tanh_from_sigmoid",
            "tanh_grad",
            "relu",
            "relu_grad",
            "sign_activation",
        ]
    ),
    **_elementwise(
        *["piecewise_linear", "piecewise_linear_grad", "softplus", "softplus_grad", "swish", "swish_grad"]
    ),
    **_elementwise("gelu", "gelu_grad"),
    **{name: [_SLOPED, _SLOPED2] for name in ("leaky_relu", "leaky_relu_grad", "elu", "elu_grad")},
    "maxout": [Case((np.ones((2, 2)), np.ones((2, 2, 2)), np.ones((2, 2))), {}, _inputs("X", "W", "b"))],
    "maxout_backward": [
        Case((np.array([[0.7]]), _X, _W, np.array([[0.1, 0.2]])), {}, _inputs("dY", "X", "W", "b"))
    ],
    "softmax": [Case((np.ones((2, 3)),), {}, {"0": "Z"})],
    "softmax_jacobian": [Case((np.ones(3),), {}, {"0": "z"})],
    "relu_regression": [
        Case((1.0, 2.0, 0.5), {}, _inputs("size", "w", "b")),
        Case((np.array([1.0, -2.0]), 2.0, 0.5), {}, _inputs("size", "w", "b")),
    ],
    "forward": [
        Case((1.0, 2.0, 0.5), {}, _inputs("x", "w", "b")),
        Case((np.array([1.0, -2.0]), 2.0, 0.5), {}, _inputs("x", "w", "b")),
    ],
    **dict.fromkeys(("logistic_loss", "dJ_dyhat", "dJ_dz", "dJ_db"), _PER_WINE),
    "dJ_dw": [
        Case((0.5, 0.4, 1), {}, _inputs("x", "yhat", "y")),
        Case((np.array([0.5, 2.0]), np.array([0.4, 0.6]), np.array([0, 1])), {}, _inputs("x", "yhat", "y")),
    ],
    "error_and_loss": [
        Case((0.5, 0.4), {}, _inputs("output", "target")),
        Case((np.array([0.5, 2.0]), np.array([0.4, 0.6])), {}, _inputs("output", "target")),
    ],
    "gd_update": [
        Case((1.0, 2.0, 0.5, 0.2, 0.1), {}, _inputs("w", "b", "dw", "db", "lr")),
        Case(
            (np.array([1.0, 2.0]), 2.0, np.array([0.5, 1.5]), 0.2, 0.1),
            {},
            _inputs("w", "b", "dw", "db", "lr"),
        ),
    ],
    "train_neuron": [Case((0.5, 1, 1.5, -0.4, 0.1, 2), {}, _inputs("x", "y", "w", "b", "lr"))],
    "logistic_grad": [
        Case((np.ones((3, 2)), np.array([0, 1, 1]), np.ones(2), 0.5), {}, _inputs("X", "y", "w", "b"))
    ],
    "fit_logistic": [Case((np.ones((3, 2)), np.array([0, 1, 1]), 0.5, 2), {}, _inputs("X", "y", "lr"))],
    "gradient_descent": [
        Case(
            (materialise(named("quadratic_gradient", curvature=2.0)), np.array([1.0, -2.0]), 0.1),
            {"n_iter": 2, "tol": -1.0},
            {"1": "start", "2": "lr"},
        )
    ],
    "sgd_step": [Case((_THETA, _GRAD, 0.1), {}, _inputs("theta", "grad", "lr"))],
    **dict.fromkeys(
        ("momentum_step", "nesterov_step"), _optimizer({"u": np.array([0.5, -2.0])}, lr=0.1, beta=0.7)
    ),
    "adagrad_step": _optimizer({"s": np.array([0.4, 2.5])}, lr=0.1, eps=0.01),
    "rmsprop_step": _optimizer({"s": np.array([0.4, 2.5])}, lr=0.1, rho=0.7, eps=0.01),
    "adadelta_step": _optimizer(
        {"s": np.array([0.4, 2.5]), "d": np.array([0.3, 0.02])}, lr=0.1, rho=0.7, eps=0.01
    ),
    **dict.fromkeys(("adam_step", "nadam_step"), _optimizer(_AVERAGES, **_SHARES)),
    "adamw_step": _optimizer(_AVERAGES, **_SHARES, weight_decay=0.2),
    "adamax_step": _optimizer({"m": np.array([0.5, -2.0]), "u": np.array([0.4, 2.5]), "t": 3}, **_SHARES),
    "ftrl_step": _optimizer(
        {"z": np.array([0.5, -2.0]), "n": np.array([0.4, 2.5])}, lr=0.1, beta=0.7, l1=0.3, l2=0.2
    ),
    "clip_by_norm": [Case((np.array([1.5, -2.0]), 1.0), {}, _inputs("grad", "max_norm"))],
    "warmup_cosine": [Case((5.0, 4, 12, 0.2), {}, {"0": "t", "3": "lr"})],
    "gradient_variance": [Case((np.ones((3, 2)), 4), {}, {"0": "grads"})],
    "mean_gradient_is_unbiased": [
        Case((np.ones((2, 2)),), {}, {"0": "grads"}),
        Case((np.ones((2, 2)), np.array([0.25, 0.75])), {}, {"0": "grads"}),
    ],
}


class Solution(NamedTuple):
    """A solution of one exercise: "right" in unlike styles, or one of the kit's own variants."""

    exercise: str
    verdict: str  # "reference", "accepted", "wrong", "style"
    name: str
    text: str


def styles(exercise: str) -> list[Solution]:
    """Return the right variants of an exercise in `styles/`, one for each `# %%` heading; most have some."""
    path = STYLES / f"{exercise}.py"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    parts = [part.partition("\n") for part in text.split("# %% ")[1:]]
    return [Solution(exercise, "style", name.strip(), body.strip()) for name, _, body in parts]


def solutions(unit: Unit) -> list[Solution]:
    """Return every solution of a unit's function exercises that there is."""
    found = []
    for declared in unit.exercises:
        if declared.kind == "function":
            found.append(Solution(declared.id, "reference", "reference", solved(unit, declared.id)))
            found += [
                Solution(declared.id, variant.verdict, variant.reason, varied(declared, variant))
                for variant in declared.variants
            ]
            found += styles(declared.id)
    return found


def code_with(unit: Unit, solution: Solution) -> Code:
    """Return a submission with this solution amid the references of the other exercises."""
    return code_of(unit.name, module_source(unit, {solution.exercise: solution.text}))
