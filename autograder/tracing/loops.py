"""NumPy's ways to call a Python function for each entry, and to walk over entries."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any, Self

import numpy as np

from autograder.tracing.array import TArray, adopted, array_of, is_traced, plain, refusal, wrapped
from autograder.tracing.functions import call_function, register


class Vectorize:
    """`np.vectorize`: calls the function for each entry."""

    def __init__(
        self,
        pyfunc: Callable[..., Any] | None = None,
        otypes: Any = None,
        doc: str | None = None,
        excluded: Any = None,
        cache: bool = False,  # noqa: ARG002, FBT001, FBT002 - NumPy's own signature
        signature: str | None = None,
    ) -> None:
        self.pyfunc = pyfunc
        self.otypes = otypes
        self.excluded = set() if excluded is None else set(excluded)
        self.signature = signature
        self.__doc__ = doc
        self.__name__ = getattr(pyfunc, "__name__", "vectorize")

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function for each entry, or take it when this decorates one."""
        if self.pyfunc is None:
            self.pyfunc = args[0]
            return self
        if self.signature is not None:
            raise refusal((args, kwargs), "uses np.vectorize with a signature")
        names = [place for place in range(len(args)) if place not in self.excluded]
        keys = [key for key in kwargs if key not in self.excluded]
        return self._spread(args, kwargs, names, keys)

    def _spread(
        self, args: tuple[Any, ...], kwargs: dict[str, Any], places: list[int], keys: list[str]
    ) -> Any:
        given = [plain(args[place]) for place in places] + [plain(kwargs[key]) for key in keys]
        shape = np.broadcast_shapes(*(item.shape for item in given))
        columns = [np.broadcast_to(item, shape).reshape(-1) for item in given]
        results = []
        for entries in zip(*columns, strict=True):
            positional, named = list(args), dict(kwargs)
            for place, entry in zip(places, entries, strict=False):
                positional[place] = entry
            named.update(zip(keys, entries[len(places) :], strict=True))
            results.append(self.pyfunc(*positional, **named))  # type: ignore[misc]
        return self._gathered(results, shape)

    def _gathered(self, results: list[Any], shape: tuple[int, ...]) -> Any:
        kinds = [self.otypes] if isinstance(self.otypes, str) else self.otypes
        if results and isinstance(results[0], tuple):
            types = kinds or [None] * len(results[0])
            columns = zip(*results, strict=True)
            return tuple(
                array_of(list(column), kind).reshape(shape)
                for column, kind in zip(columns, types, strict=True)
            )
        return array_of(results, kinds[0] if kinds else None).reshape(shape)


def frompyfunc(function: Callable[..., Any], nin: int, nout: int, **_options: Any) -> Callable[..., Any]:
    """Do what `np.frompyfunc` does; numbers stay numbers."""

    @functools.wraps(function)
    def over(*args: Any) -> Any:
        result = np.frompyfunc(function, nin, nout)(*(plain(item) for item in args))
        return wrapped(result) if isinstance(result, np.ndarray) else adopted(result)

    return over


@register("apply_along_axis", always=True)
def apply_along_axis(func1d: Callable[..., Any], axis: int, arr: Any, *args: Any, **kwargs: Any) -> Any:
    """Do what `np.apply_along_axis` does."""
    lanes = np.moveaxis(plain(array_of(arr)), axis, -1)
    results = [
        func1d(wrapped(lanes[index].copy()), *args, **kwargs) for index in np.ndindex(lanes.shape[:-1])
    ]
    made = array_of(results)
    made = made.reshape(lanes.shape[:-1] + made.shape[1:])
    extra = made.ndim - len(lanes.shape[:-1])
    return made if extra != 1 else wrapped(np.moveaxis(plain(made), -1, axis))


@register("fromfunction", always=True)
def fromfunction(function: Callable[..., Any], shape: Any, *, dtype: Any = float, **kwargs: Any) -> Any:
    """Do what `np.fromfunction` does."""
    return function(*adopted(list(np.indices(shape, dtype=np.dtype(dtype)))), **kwargs)


class Nditer:
    """`np.nditer` over one or several arrays of one shape; entries are views that can be written."""

    def __init__(self, op: Any, flags: Any = (), **_options: Any) -> None:
        several = isinstance(op, (list, tuple))
        given = list(op) if several else [op]
        shape = np.broadcast_shapes(*(np.shape(item) for item in given if item is not None))
        self.operands = tuple(_operand(item, shape) for item in given)
        self.several = several
        self.places = list(np.ndindex(shape))
        self.place = 0
        self.flags = tuple(flags)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __iter__(self) -> Iterator[Any]:
        while not self.finished:
            yield self.value if self.several else self.value[0]
            self.iternext()

    def __getitem__(self, place: int) -> Any:
        return self.value[place]

    def __setitem__(self, place: int, value: Any) -> None:
        self.operands[place][self.multi_index] = value

    @property
    def finished(self) -> bool:
        """Say whether all entries have been visited."""
        return self.place >= len(self.places)

    @property
    def multi_index(self) -> tuple[int, ...]:
        """The index of the present entry."""
        return self.places[self.place]

    @property
    def index(self) -> int:
        """The number of the present entry."""
        return self.place

    @property
    def value(self) -> tuple[Any, ...]:
        """The present entry of each array, as a view."""
        return tuple(item[(*self.multi_index, ...)] for item in self.operands)

    def iternext(self) -> bool:
        """Go on to the next entry."""
        self.place += 1
        return not self.finished

    def close(self) -> None:
        """Do nothing: entries are written at once."""


def _operand(value: Any, shape: tuple[int, ...]) -> Any:
    if value is None:
        return call_function("empty", shape)
    array = value if isinstance(value, TArray) or not is_traced(value) else array_of(value)
    array = array if isinstance(array, np.ndarray) else array_of(array)
    return array if array.shape == shape else wrapped(np.broadcast_to(plain(array), shape))
