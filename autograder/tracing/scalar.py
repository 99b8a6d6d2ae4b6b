"""A number that remembers how it was computed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np

from autograder.tracing.folding import record
from autograder.tracing.graph import TRUTH
from autograder.tracing.recorder import Recorder, Untraceable

FLOAT = np.dtype(np.float64)
BOOL = np.dtype(np.bool_)
_NUMBERS = (bool, int, float, complex, np.generic)


def _binary(kind: str, *, swapped: bool = False) -> Callable[[Tracer, Any], Any]:
    def operator(self: Tracer, other: Any) -> Any:
        if type(other) is not Tracer and not isinstance(other, _NUMBERS):
            return _with_other(kind, self, other, swapped=swapped)
        if kind == "add" and self.boolean and _is_boolean(other):
            # 2 in Python, True in NumPy, and which of them stands here is not known.
            raise self.recorder.refuse("adds truth values")
        return operate(kind, other, self) if swapped else operate(kind, self, other)

    return operator


class Tracer:
    """A scalar of the traced world: stands for a float64, or for a truth value when `boolean`."""

    __slots__ = ("boolean", "place", "recorder")
    __hash__ = object.__hash__
    as_array: ClassVar[Callable[[Tracer], Any]]
    ufunc: ClassVar[Callable[..., Any]]
    shape = ()
    ndim = 0
    size = 1
    itemsize = nbytes = 8
    imag = 0.0

    def __init__(self, recorder: Recorder, place: int, *, boolean: bool = False) -> None:
        self.recorder = recorder
        self.place = place
        self.boolean = boolean

    __add__ = _binary("add")
    __radd__ = _binary("add", swapped=True)
    __sub__ = _binary("sub")
    __rsub__ = _binary("sub", swapped=True)
    __mul__ = _binary("mul")
    __rmul__ = _binary("mul", swapped=True)
    __truediv__ = _binary("div")
    __rtruediv__ = _binary("div", swapped=True)
    __floordiv__ = _binary("floordiv")
    __rfloordiv__ = _binary("floordiv", swapped=True)
    __mod__ = _binary("mod")
    __rmod__ = _binary("mod", swapped=True)
    __pow__ = _binary("pow")
    __rpow__ = _binary("pow", swapped=True)
    __and__ = __rand__ = _binary("and")
    __or__ = __ror__ = _binary("or")
    __xor__ = __rxor__ = _binary("ne")
    __lt__ = _binary("lt")
    __le__ = _binary("le")
    __gt__ = _binary("lt", swapped=True)
    __ge__ = _binary("le", swapped=True)
    __eq__ = _binary("eq")
    __ne__ = _binary("ne")

    def __divmod__(self, other: Any) -> tuple[Any, Any]:
        return self // other, self % other

    def __neg__(self) -> Any:
        return operate("neg", self)

    def __pos__(self) -> Tracer:
        return self

    def __abs__(self) -> Any:
        return operate("abs", self)

    def __invert__(self) -> Any:
        if not self.boolean:
            message = "bad operand type for unary ~: 'float'"
            raise TypeError(message)
        return operate("not", self)

    def __bool__(self) -> bool:
        return self.recorder.decide(truth_of(self))

    def __float__(self) -> float:
        raise self.recorder.refuse("hands a number to code that cannot be followed (it asks for its value)")

    def __complex__(self) -> complex:
        raise self.recorder.refuse("computes with complex numbers")

    def __index__(self) -> int:
        if self.recorder.nodes[self.place][0] in TRUTH:
            return int(self.recorder.decide(self.place))
        if self.place in self.recorder.whole:
            return self._label()
        raise self.recorder.refuse("uses a number that depends on the data as an index or a count")

    __int__ = __index__

    def _label(self) -> int:
        """Return 0 or 1, on a path each; what lies beyond is left undefined."""
        for label in (0, 1):
            if bool(self == label):
                return label
        message = "a whole number that is an index is followed for 0 and 1 only"
        raise IndexError(message)

    def __round__(self, digits: int | None = None) -> Any:
        return rounded(self, digits or 0)

    def __trunc__(self) -> Any:
        return whole(self)

    def __floor__(self) -> Any:
        return operate("floor", self)

    def __ceil__(self) -> Any:
        return operate("ceil", self)

    def __copy__(self) -> Tracer:
        return self

    def __deepcopy__(self, _memo: Any) -> Tracer:
        return self

    def __repr__(self) -> str:
        return "number"

    def __format__(self, _spec: str) -> str:
        return "number"

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        return Tracer.ufunc(ufunc, method, *inputs, **options)

    def __getitem__(self, key: Any) -> Any:
        return Tracer.as_array(self)[key]

    def __iter__(self) -> Any:
        message = "'float' object is not iterable"
        raise TypeError(message)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(Tracer.as_array(self), name)

    @property
    def dtype(self) -> np.dtype[Any]:
        """The type that it stands for."""
        return BOOL if self.boolean else FLOAT

    @property
    def real(self) -> Tracer:
        """Itself."""
        return self

    T = real

    def item(self, *_place: int) -> Tracer:
        """Return itself: it stands for a Python number as well."""
        return self

    tolist = copy = conjugate = conj = item

    def is_integer(self) -> Any:
        """Compare with the whole number next to it."""
        return operate("eq", self, operate("rint", self))


def operate(kind: str, *arguments: Any) -> Any:
    """Record an operation on numbers of which at least one is a tracer."""
    booleans = [_is_boolean(item) for item in arguments]
    if all(booleans) and kind in ("add", "mul"):
        kind = "or" if kind == "add" else "and"  # what NumPy makes of truth values
    elif all(booleans) and kind in ("sub", "neg"):
        message = "numpy boolean subtract, the `-` operator, is not supported"
        raise TypeError(message)
    recorder = next(item for item in arguments if type(item) is Tracer).recorder
    places = tuple(reference(recorder, item) for item in arguments)
    if kind == "floordiv":
        return present(recorder, record(recorder, "floor", (record(recorder, "div", places),)))
    if kind in ("and", "or", "not"):
        places = tuple(_truth(recorder, place) for place in places)
    boolean = kind in TRUTH or (kind == "where" and all(booleans[1:]))
    return present(recorder, record(recorder, kind, places), boolean=boolean)


def present(recorder: Recorder, place: int, *, boolean: bool = False) -> Any:
    """Return a node as what the student's code sees: an ordinary number when it is constant."""
    node = recorder.nodes[place]
    if node[0] == "float":
        return np.float64(node[1])
    if node[0] == "int":
        return np.bool_(node[1]) if boolean else node[1]
    return Tracer(recorder, place, boolean=boolean)


def reference(recorder: Recorder, value: Any) -> int:
    """Return the node of a tracer or of a number."""
    if type(value) is Tracer:
        if value.recorder is not recorder:
            raise recorder.refuse("keeps numbers from one call to the next")
        return value.place
    if isinstance(value, np.ndarray) and value.ndim == 0:
        return reference(recorder, value[()])
    return recorder.constant(value)


def truth_of(value: Tracer) -> int:
    """Return the node that says whether a number is not 0."""
    return _truth(value.recorder, value.place)


def number_of(value: Any) -> Any:
    """Return a truth value as the number 0 or 1, anything else as it is."""
    if type(value) is Tracer:
        return Tracer(value.recorder, value.place) if value.boolean else value
    return int(value) if isinstance(value, (bool, np.bool_)) else value


def boolean_of(value: Any) -> Any:
    """Return whether a number is not 0, as a truth value."""
    if type(value) is not Tracer:
        return np.bool_(value)
    return present(value.recorder, truth_of(value), boolean=True)


def whole(value: Any) -> Any:
    """Return the number without its fraction."""
    if type(value) is not Tracer:
        return int(value)
    if value.recorder.is_whole(value.place):
        return number_of(value)
    return operate("trunc", value)


def rounded(value: Any, digits: int) -> Any:
    """Return the number rounded to that many decimals."""
    if type(value) is not Tracer:
        return np.round(value, digits)
    if digits == 0:
        return operate("rint", value)
    scale = 10 ** abs(digits)
    if digits > 0:
        return operate("rint", value * scale) / scale
    return operate("rint", value / scale) * scale


def refuse(value: Tracer, reason: str) -> Untraceable:
    """Return the exception to raise, remembered by the recorder of a number."""
    return value.recorder.refuse(reason)


def _truth(recorder: Recorder, place: int) -> int:
    if recorder.nodes[place][0] in TRUTH:
        return place
    return record(recorder, "ne", (place, recorder.node("int", 0)))


def _is_boolean(value: Any) -> bool:
    return value.boolean if type(value) is Tracer else isinstance(value, (bool, np.bool_))


_UFUNC_OF = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "div": np.divide,
    "floordiv": np.floor_divide,
    "mod": np.mod,
    "pow": np.power,
    "and": np.logical_and,
    "or": np.logical_or,
    "ne": np.not_equal,
    "eq": np.equal,
    "lt": np.less,
    "le": np.less_equal,
}


def _with_other(kind: str, tracer: Tracer, other: Any, *, swapped: bool) -> Any:
    """Work with an array, or leave it to the other operand."""
    if isinstance(other, np.ndarray):
        pair = (other, tracer) if swapped else (tracer, other)
        return Tracer.ufunc(_UFUNC_OF[kind], "__call__", *pair)
    return NotImplemented
