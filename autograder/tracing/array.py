"""Arrays of traced numbers: an ndarray of objects that says it is one of float64."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np

from autograder.tracing.elementwise import boolean_over
from autograder.tracing.recorder import Untraceable
from autograder.tracing.scalar import BOOL, FLOAT, Tracer, boolean_of, number_of, whole

INT = np.dtype(np.int64)
OBJECT = np.dtype(object)
# Larger ones are data: nobody traces them, and boxes for their numbers would cost much.
MAX_ADOPTED = 4_000
_BOXES = {
    kind: np.frompyfunc(kind.type, 1, 1)
    for kind in map(np.dtype, ("f8", "i8", "i4", "u8", "u4", "u1", "i1", "?"))
}
whole_over = np.frompyfunc(whole, 1, 1)
_SCALARS = (bool, int, float, complex, np.generic)
_METHODS = """sum mean max min prod cumsum cumprod std var any all argmax argmin argsort dot clip round
    nonzero put trace searchsorted choose compress"""


class TArray(np.ndarray):
    """An array of the traced world; `kind_of` is the dtype that it stands for."""

    kind_of: np.dtype[Any]
    masked_view: ClassVar[Callable[[TArray, Any], Any]]
    masked_write: ClassVar[Callable[[TArray, Any, Any], None]]
    function: ClassVar[Callable[..., Any]]

    def __array_finalize__(self, source: Any) -> None:
        self.kind_of = getattr(source, "kind_of", FLOAT)

    @property
    def dtype(self) -> np.dtype[Any]:
        """The dtype that the student's code sees."""
        return self.kind_of

    def __getitem__(self, key: Any) -> Any:
        if is_mask(key) and _leads(key, self):
            return TArray.masked_view(self, key)
        return np.ndarray.__getitem__(self, settled(key))

    def __setitem__(self, key: Any, value: Any) -> None:
        if is_mask(key) and _leads(key, self):
            TArray.masked_write(self, key, value)
            return
        np.ndarray.__setitem__(self, settled(key), coerced(value, self.kind_of))

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        return Tracer.ufunc(ufunc, method, *inputs, **options)

    def __array_function__(self, func: Any, _types: Any, args: Any, kwargs: Any) -> Any:
        return TArray.function(func.__name__, *args, **kwargs)

    def __copy__(self) -> TArray:
        return self.copy()

    def __deepcopy__(self, _memo: Any) -> TArray:
        return self.copy()

    def __float__(self) -> float:
        return float(self.item())

    def __repr__(self) -> str:
        return f"array of shape {self.shape}"

    __str__ = __repr__

    def __format__(self, _spec: str) -> str:
        return repr(self)

    def astype(self, dtype: Any, *_options: Any, **_more: Any) -> Any:
        """Return a copy that stands for another dtype."""
        return converted(self, np.dtype(dtype))

    def fill(self, value: Any) -> None:
        """Write one number everywhere."""
        self[...] = value


def _method(name: str) -> Callable[..., Any]:
    def method(self: TArray, *args: Any, **kwargs: Any) -> Any:
        return TArray.function(name, self, *args, **kwargs)

    return method


for _name in _METHODS.split():
    setattr(TArray, _name, _method(_name))


def wrapped(value: Any, kind: np.dtype[Any] = FLOAT) -> Any:
    """Return an object array as one of the traced world; single numbers stay what they are."""
    if not isinstance(value, np.ndarray):
        return value
    array = value.view(TArray)
    array.kind_of = kind
    return array


def adopted(value: Any) -> Any:
    """Return a real result as the traced world has it: its arrays can take traced numbers."""
    if type(value) is np.ndarray and value.dtype in _BOXES:
        if value.size > MAX_ADOPTED:
            return value
        return wrapped(boxed(value), value.dtype)
    if type(value) is np.ndarray and value.dtype == OBJECT and has_tracer(value):
        return wrapped(value)
    if type(value) in (list, tuple):
        return type(value)(adopted(item) for item in value)
    return value


def boxed(array: np.ndarray) -> np.ndarray:
    """Return an array of objects, each a NumPy number of the array's dtype."""
    over = _BOXES.get(array.dtype)
    return np.asarray(over(array), dtype=object) if over is not None else array.astype(object)


def plain(value: Any) -> np.ndarray:
    """Return anything numeric as a bare object array, sharing the memory of a traced one."""
    if isinstance(value, TArray):
        return value.view(np.ndarray)
    if type(value) is Tracer:
        array = np.empty((), dtype=object)
        array[()] = value
        return array
    if isinstance(value, np.ndarray):
        return boxed(value)
    if isinstance(value, _SCALARS):
        array = np.empty((), dtype=object)
        array[()] = value
        return array
    if hasattr(value, "settled_array"):
        return plain(value.settled_array())
    return plain(array_of(value))


def has_tracer(array: np.ndarray) -> bool:
    """Say whether an object array holds a traced number."""
    return any(type(entry) is Tracer for entry in array.reshape(-1).tolist())


def is_traced(value: Any, depth: int = 0) -> bool:
    """Say whether something holds, or can hold, traced numbers."""
    if type(value) is Tracer or isinstance(value, TArray) or hasattr(type(value), "settled_array"):
        return True
    if depth < 5 and type(value) in (list, tuple):
        return any(is_traced(item, depth + 1) for item in value)
    return depth < 5 and type(value) is dict and any(is_traced(item, depth + 1) for item in value.values())


def first_tracer(value: Any, depth: int = 0) -> Tracer | None:
    """Return a traced number out of something, or None when all of it is constant."""
    if type(value) is Tracer:
        return value
    if isinstance(value, TArray):
        value = value.view(np.ndarray).reshape(-1).tolist()
    if hasattr(type(value), "settled_array"):
        value = [value.values, value.mask]
    if type(value) is dict:
        value = list(value.values())
    if depth < 6 and type(value) in (list, tuple):
        return next((found for item in value if (found := first_tracer(item, depth + 1)) is not None), None)
    return None


def lowered(value: Any, depth: int = 0) -> Any:
    """Return constants as real arrays, for functions that work with nothing else."""
    if isinstance(value, TArray):
        bare = value.view(np.ndarray)
        return bare.copy() if value.kind_of == OBJECT else bare.astype(value.kind_of)
    if depth < 6 and type(value) in (list, tuple):
        return type(value)(lowered(item, depth + 1) for item in value)
    if depth < 6 and type(value) is dict:
        return {key: lowered(item, depth + 1) for key, item in value.items()}
    return value


def refusal(values: Any, reason: str) -> Untraceable:
    """Return the exception to raise where a traced number cannot go on."""
    tracer = first_tracer(list(values) if isinstance(values, tuple) else values)
    return tracer.recorder.refuse(reason) if tracer is not None else Untraceable(reason)


def array_of(value: Any, dtype: Any = None) -> Any:
    """Return what `np.array(value, dtype)` gives in the traced world."""
    if not is_traced(value):
        return adopted(np.array(value, dtype=dtype))
    bare = _stacked(value) if type(value) in (list, tuple) else plain(value).copy()
    kind = value.kind_of if isinstance(value, TArray) else _kind(bare)
    if not has_tracer(bare) and kind != FLOAT:
        return adopted(np.array(bare.tolist(), dtype=dtype if dtype is not None else kind))
    array = wrapped(bare, kind)
    if dtype is None:
        return array if kind != FLOAT else wrapped(np.asarray(_float_over(bare), dtype=object))
    return converted(array, np.dtype(dtype))


def converted(array: TArray, target: np.dtype[Any]) -> Any:
    """Return an array as one of another dtype."""
    bare = array.view(np.ndarray)
    if not has_tracer(bare):
        return adopted(lowered(array).astype(target))
    if target == FLOAT:
        return wrapped(np.asarray(_float_over(bare), dtype=object))
    if target == BOOL:
        return wrapped(np.asarray(boolean_over(bare), dtype=object), BOOL)
    if target.kind in "iu":
        return wrapped(np.asarray(whole_over(bare), dtype=object), target)
    if target == OBJECT:
        return array.copy()
    raise refusal(array, f"computes in {target.name}")


def coerced(value: Any, kind: np.dtype[Any]) -> Any:
    """Return what is to be written into an array of a dtype."""
    convert = _COERCE.get(kind.kind)
    if convert is None:
        return value
    function, over = convert
    if type(value) is Tracer or isinstance(value, _SCALARS):
        return function(value)
    return over(plain(value))


def is_mask(key: Any) -> bool:
    """Say whether an index is a condition that depends on the data."""
    if type(key) is Tracer:
        return key.boolean
    return isinstance(key, TArray) and key.kind_of == BOOL and has_tracer(key.view(np.ndarray))


def settled(key: Any) -> Any:
    """Return an index that NumPy understands, asking for the truth of every condition in it."""
    if isinstance(key, tuple):
        return tuple(settled(item) for item in key)
    if type(key) is Tracer:
        return bool(key) if key.boolean else key.__index__()
    if isinstance(key, TArray):
        bare = key.view(np.ndarray)
        if not has_tracer(bare):
            return lowered(key)
        read = bool if key.kind_of == BOOL else _index
        return np.array([read(entry) for entry in bare.reshape(-1)]).reshape(key.shape)
    if hasattr(type(key), "settled_array"):
        return settled(key.settled_array())
    if type(key) is list and is_traced(key):
        return settled(array_of(key))
    return key


def _index(entry: Any) -> int:
    return entry.__index__() if type(entry) is Tracer else int(entry)


def _leads(mask: Any, array: np.ndarray) -> bool:
    return bool(array.shape[: mask.ndim] == mask.shape)


def _stacked(value: Any) -> np.ndarray:
    """Return nested lists with arrays and numbers in them as one object array."""
    parts = [_stacked(item) if type(item) in (list, tuple) else plain(item) for item in value]
    if len({part.shape for part in parts}) > 1:
        message = "setting an array element with a sequence. The requested array has an inhomogeneous shape"
        raise ValueError(message)
    return np.stack(parts) if parts else np.empty(0, dtype=object)


def _kind(bare: np.ndarray) -> np.dtype[Any]:
    """Return the dtype that numbers of different kinds have together."""
    boolean = True
    for entry in bare.reshape(-1).tolist():
        if type(entry) is Tracer:
            if not entry.boolean:
                return FLOAT
        elif isinstance(entry, (float, np.floating)):
            return FLOAT
        elif not isinstance(entry, (bool, np.bool_)):
            boolean = False
    return BOOL if boolean and bare.size else INT if bare.size else FLOAT


def _float(value: Any) -> Any:
    return number_of(value) if type(value) is Tracer else np.float64(value)


_float_over = np.frompyfunc(_float, 1, 1)
_COERCE: dict[str, tuple[Callable[[Any], Any], np.ufunc]] = {
    "f": (_float, _float_over),
    "b": (boolean_of, boolean_over),
    "i": (whole, whole_over),
    "u": (whole, whole_over),
}


def _as_array(tracer: Tracer) -> TArray:
    return wrapped(plain(tracer), tracer.dtype)  # type: ignore[no-any-return]


Tracer.as_array = staticmethod(_as_array)
