"""Numbers, arrays and calls as a student wants to read them."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.calls import Call
from autograder.plain import Data, Laid, NamedFunction, Other, PlainError, Seed, from_tree
from autograder.programs import text as program_text

SHORT = 72
# functions of autograder.objectives as a student can type them
_AS_TYPED = {
    "relu": "lambda x: np.maximum(x, 0)",
    "square": "lambda x: x**2",
    "cube": "lambda x: x**3",
    "exp": "np.exp",
    "absolute": "np.abs",
    "sine": "np.sin",
    "quadratic": "lambda x: {curvature}*x**2/2",
    "quadratic_gradient": "lambda x: {curvature}*x",
    "bowl_gradient": "lambda x: np.array({A}) @ x - np.array({b})",
    "value_line": "lambda x: 3*x[0] - 2*x[1] + x[2]",
    "value_valley": "lambda x: (1 - x[0])**2 + 100*(x[1] - x[0]**2)**2",
    "value_neuron": "lambda x: (x[0]*x[1] + x[2]).tanh()",
    "value_ratio": "lambda x: (x[0]/x[1]).exp() - x[1].log()/x[2]",
    "saddle_gradient": "lambda x: np.array([2*x[0], -2*x[1]])",
    "identity": "lambda x: x",
    "reciprocal": "lambda x: 1/x",
    "softplus_of_a_number": "lambda x: math.log1p(math.exp(x))",
    "slide_field": "lambda x: x[0]**2*x[1] + x[1]*x[2]",
    "sum_of_cubes": "lambda x: np.sum(x**3)",
    "sum_of_inverse_squares": "lambda x: np.sum(x**-2)",
}
_AFFINE = "{name}({3}, affine_forward({0}, {1}, {2})[1])"
_NETWORK = "Z, cache = mlp_forward({0}, {2}); {name}(Z, {1}, {2}, cache{more})"
# drivers whose calls read as one line; `more` is what follows the third argument
_WRITTEN: dict[str | None, str] = {
    "forward_pass": "{name}({all})",
    "affine_gradients": _AFFINE,
    "late_affine_gradients": _AFFINE,
    "mlp_gradients": _NETWORK,
    "late_mlp_gradients": _NETWORK,
    "start_facts": "{name}({all})",
    "start_biases": "{name}({all})",
    "start_shapes": "{name}({all})",
    "start_copies": "{name}({all})",
    "start_scale": "{name}({0}, default_rng({1}))",
    "start_repeats": "{name}({0}, default_rng({1}))",
}
MOST_SHOWN = 12  # entries of an array


def number(value: Any, digits: int = 6) -> str:
    """Return a number with few digits: 0.115, 1e-09, -2, True."""
    if isinstance(value, (bool, np.bool_)):
        return str(bool(value))
    if isinstance(value, (int, np.integer)):
        return str(int(value)) if abs(int(value)) < 10**15 else f"{_as_float(int(value)):.{digits}g}"
    if isinstance(value, (complex, np.complexfloating)):
        return f"{complex(value):.{digits}g}"
    return f"{float(value) + 0.0:.{digits}g}"  # + 0.0: nobody looks for the sign of a zero


def _as_float(value: int) -> float:
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


def two_numbers(got: Any, expected: Any) -> tuple[str, str]:
    """Return both numbers with as many digits as it takes to tell them apart."""
    for digits in (4, 6, 9, 12, 15, 17):
        texts = number(got, digits), number(expected, digits)
        if texts[0] != texts[1]:
            return texts
    return texts


def describe(value: Any) -> str:
    """Return what kind of thing a value is: "array of shape (4, 3)", "None", "the number 0.5"."""
    if value is None:
        return "None"
    if isinstance(value, Other):
        return f"a {value.type}"
    if isinstance(value, np.ndarray) and value.ndim:
        return f"an array of shape {value.shape}"
    if isinstance(value, (bool, np.bool_)):
        return f"the truth value {bool(value)}"
    if isinstance(value, (int, float, complex, np.generic, np.ndarray)):
        return f"the number {number(np.asarray(value)[()])}"
    if isinstance(value, str):
        return f"the text {short(repr(value), 40)}"
    if isinstance(value, tuple):
        return f"a tuple of {len(value)}"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, dict):
        return f"a dict with the keys {keys(value)}"
    return f"a {type(value).__name__}"


def keys(value: dict[Any, Any]) -> str:
    """Return the first keys of a dict."""
    shown = [short(repr(key), 30) for key in list(value)[:8]]
    return ", ".join([*shown, "..."] if len(value) > 8 else shown) or "(none)"


def short(text: str, limit: int = SHORT) -> str:
    """Cut a text to one line of at most `limit` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 3] + "..."


def show(value: Any, limit: int = SHORT) -> str:
    """Return a value as it would be typed, cut to one line."""
    if isinstance(value, dict):
        inside = ", ".join(
            f"{short(repr(key), 30)}: {show(item, 30)}" for key, item in list(value.items())[:4]
        )
        return short(f"{{{inside}}}", limit)
    if isinstance(value, NamedFunction) and value.name in _AS_TYPED:
        return _AS_TYPED[value.name].format(**{key: show(item, 30) for key, item in value.parameters.items()})
    if isinstance(value, NamedFunction):
        inside = ", ".join(f"{key}={show(item, 20)}" for key, item in value.parameters.items())
        return f"{value.name}({inside})" if inside else value.name
    if isinstance(value, Seed):
        return f"default_rng({value.seed})"
    if isinstance(value, Data):
        rows = f"[:{value.rows}]" if value.rows else ""
        return f"{value.part}{rows} of {value.name}, seed {value.seed}"
    if isinstance(value, Laid):
        return show(value.array, limit)
    if isinstance(value, np.ndarray) and value.ndim:
        text = _nested(value.tolist()) if value.size <= MOST_SHOWN else ""
        return text if text and len(text) <= limit else f"array of shape {value.shape}"
    if isinstance(value, (float, np.floating, np.ndarray)):
        return number(np.asarray(value)[()])
    return short(repr(value), limit)


def _nested(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_nested(item) for item in value)}]"
    return number(value, 4)


def call_text(asked: Call) -> str:
    """Return a call as a student would type it: `elu([-1, 0.5], alpha=0.5)`."""
    if asked.read:
        return asked.name
    if asked.driver in _WRITTEN:
        return _written(asked, _WRITTEN[asked.driver])
    try:
        args, kwargs = asked.arguments()
    except PlainError:
        return f"{asked.name}(...)"
    if asked.driver is not None:
        return _driven(asked, args, kwargs)
    shown = [show(arg, 40) for arg in args] + [f"{key}={show(arg, 30)}" for key, arg in kwargs.items()]
    return f"{asked.name}({', '.join(shown)})"


def _driven(asked: Call, args: list[Any], kwargs: dict[str, Any]) -> str:
    """Return the program that a driver runs, as a student would type it."""
    times = kwargs.get("times", 1)
    if asked.driver == "value_gradient":
        numbers, names, lines = args
        args = [dict(zip(names, np.asarray(numbers).tolist(), strict=True)), lines]
    if asked.driver not in ("value_data", "value_graph", "value_gradients", "value_gradient", "value_order"):
        return f"{asked.name}(...)"
    program = program_text(args[1], args[0], times)
    last = args[1][-1].partition("=")[0].strip()
    ends = {
        "value_gradients": "".join(f"; {name}.backward()" for name in kwargs.get("calls", (last,))),
        "value_gradient": f"; {last}.backward(); [{', '.join(f'{name}.grad' for name in args[0])}]",
        "value_order": f"; topological_order({kwargs.get('of', last)})",
    }
    return program + ends.get(asked.driver, "")


def _written(asked: Call, form: str) -> str:
    """Return what a driver does as a student can type it."""
    try:
        shown = [show(arg, 40) for arg in asked.arguments()[0]]
    except PlainError:
        return f"{asked.name}(...)"
    return form.format(
        *shown, name=asked.name, all=", ".join(shown), more="".join(f", {s}" for s in shown[3:])
    )


def value_of(tree: Any) -> Any:
    """Return a tree's value, or a mark for a malformed one."""
    try:
        return from_tree(tree)
    except PlainError as problem:
        return Other("malformed value", str(problem))
