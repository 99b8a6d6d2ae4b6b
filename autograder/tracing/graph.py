"""The expression graph of a traced call: nodes in order, each built from earlier ones.

A node is a tuple: an operation and the indices of its arguments, or a leaf.

    leaves       ("input", name)  a real number that was given: "z", or "X[0,1]" for an entry of an array
                 ("int", n)       an exact whole number
                 ("float", v)     a float64 to the bit, perhaps a rounded result (1/sqrt(2)); may be +-inf
                 ("undefined",)   no number: a place never written, or a branch that raises
    arithmetic   add sub mul div pow mod (sign of the divisor)               2 arguments
                 neg abs sign sqrt cbrt floor ceil rint trunc                1 argument
    functions    exp log expm1 log1p erf erfc
                 sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh 1 argument
                 max min logaddexp (log(e^a + e^b)) atan2                    2 arguments
    relations    lt le eq ne                                                 2 arguments, 0 or 1
    truth        and or (2 arguments), not isnan isinf (1 argument)          0 or 1; any number but 0 is true
    choice       where (condition, a, b)                                     the other may be undefined

Everything else is written in these: `x > y` is ("lt", y, x), log2(x) is log(x)/log(2), square(x) is x*x.

Inputs are real numbers, and numbers on the way are taken to be finite where the code branches on that: of
`if not np.isfinite(x).all(): raise ...` only the finite side is followed. A negated relation is the opposite
one. The order of operands is the student's; 0 + x, 1 * x, x / 1 and constants are settled at once, 0 * x is
not. A whole-number input that is used as an index is followed for 0 and 1, and undefined beyond.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

Node = tuple[Any, ...]

_UNARY = """neg abs sign sqrt cbrt floor ceil rint trunc not isnan isinf exp log expm1 log1p erf erfc sin cos
    tan asin acos atan sinh cosh tanh asinh acosh atanh"""
_BINARY = "add sub mul div pow mod max min logaddexp atan2 lt le eq ne and or"
ARITY: dict[str, int] = {
    **dict.fromkeys(_UNARY.split(), 1),
    **dict.fromkeys(_BINARY.split(), 2),
    "where": 3,
}
LEAVES = frozenset(["input", "int", "float", "undefined"])
TRUTH = frozenset(["lt", "le", "eq", "ne", "and", "or", "not", "isnan", "isinf"])


class Array(NamedTuple):
    """An array in a result: its shape and the nodes of its entries, in C order."""

    shape: tuple[int, ...]
    entries: tuple[int, ...]


class Plain(NamedTuple):
    """Something in a result that is no number: a text, None."""

    value: Any


Result = Any  # int (a node) | Array | Plain | tuple, list or dict of Results


@dataclass(frozen=True)
class Graph:
    """What a call computes: `nodes`, and the form of what it returned, with nodes for numbers."""

    nodes: tuple[Node, ...]
    result: Result

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """The names of the inputs that the result depends on."""
        return tuple(node[1] for node in self.nodes if node[0] == "input")

    def entries(self) -> Iterator[tuple[str, int]]:
        """Yield (where, node) for each number of the result: ("", 7), ("[1]['m'][0,2]", 4)."""
        yield from _walk(self.result, "")

    def evaluate(self, inputs: Mapping[str, Any]) -> Any:
        """Return the result in float64 at a point; `inputs` has numbers, or arrays under their names."""
        values = self.evaluate_nodes(inputs)
        return _filled(self.result, values)

    def evaluate_nodes(self, inputs: Mapping[str, Any]) -> list[np.float64]:
        """Return the value of each node; raises KeyError when an input is missing."""
        point = flat_inputs(inputs)
        values: list[Any] = []
        with np.errstate(all="ignore"):
            for node in self.nodes:
                values.append(_value(node, values, point))
        return values


def entry_name(name: str, index: tuple[int, ...]) -> str:
    """Return the name of an entry of an array input: `X[0,1]`."""
    return f"{name}[{','.join(map(str, index))}]" if index else name


def flat_inputs(inputs: Mapping[str, Any]) -> dict[str, np.float64]:
    """Return one number for each input name, from numbers and arrays."""
    point: dict[str, np.float64] = {}
    for name, value in inputs.items():
        for index, entry in np.ndenumerate(np.asarray(value, dtype=np.float64)):
            point[entry_name(name, index)] = np.float64(entry)
    return point


def _value(node: Node, values: list[Any], point: Mapping[str, np.float64]) -> Any:
    kind = node[0]
    if kind == "input":
        return point[node[1]]
    if kind in ("int", "float"):
        return np.float64(as_float(node[1]))
    if kind == "undefined":
        return np.float64(math.nan)
    return EVALUATE[kind](*(values[place] for place in node[1:]))


def as_float(number: float) -> float:
    """Return a number as a float; whole numbers beyond float64 are infinite."""
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf


def _choose(condition: Any, one: Any, other: Any) -> Any:
    if math.isnan(condition):
        return condition
    return one if condition else other


def _truth(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *arguments: np.float64(bool(function(*arguments)))


EVALUATE: dict[str, Callable[..., Any]] = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "div": np.divide,
    "pow": np.power,
    "mod": np.mod,
    "max": np.maximum,
    "min": np.minimum,
    "logaddexp": np.logaddexp,
    "atan2": np.arctan2,
    "neg": np.negative,
    "abs": np.abs,
    "sign": np.sign,
    "sqrt": np.sqrt,
    "cbrt": np.cbrt,
    "floor": np.floor,
    "ceil": np.ceil,
    "rint": np.rint,
    "trunc": np.trunc,
    "exp": np.exp,
    "log": np.log,
    "expm1": np.expm1,
    "log1p": np.log1p,
    "erf": lambda x: np.float64(math.erf(x)),
    "erfc": lambda x: np.float64(math.erfc(x)),
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "asin": np.arcsin,
    "acos": np.arccos,
    "atan": np.arctan,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "asinh": np.arcsinh,
    "acosh": np.arccosh,
    "atanh": np.arctanh,
    "lt": _truth(np.less),
    "le": _truth(np.less_equal),
    "eq": _truth(np.equal),
    "ne": _truth(np.not_equal),
    "and": _truth(np.logical_and),
    "or": _truth(np.logical_or),
    "not": _truth(np.logical_not),
    "isnan": _truth(np.isnan),
    "isinf": _truth(np.isinf),
    "where": _choose,
}


def _walk(result: Result, path: str) -> Iterator[tuple[str, int]]:
    if isinstance(result, int):
        yield path, result
    elif isinstance(result, Array):
        for index, node in zip(np.ndindex(*result.shape), result.entries, strict=True):
            yield entry_name(path, index) if index else path, node
    elif isinstance(result, dict):
        for key, item in result.items():
            yield from _walk(item, f"{path}[{key!r}]")
    elif isinstance(result, (tuple, list)) and not isinstance(result, Plain):
        for place, item in enumerate(result):
            yield from _walk(item, f"{path}[{place}]")


def _filled(result: Result, values: list[np.float64]) -> Any:
    if isinstance(result, int):
        return values[result]
    if isinstance(result, Array):
        return np.array([values[node] for node in result.entries], dtype=np.float64).reshape(result.shape)
    if isinstance(result, Plain):
        return result.value
    if isinstance(result, dict):
        return {key: _filled(item, values) for key, item in result.items()}
    return type(result)(_filled(item, values) for item in result)
