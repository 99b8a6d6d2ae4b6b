"""`x[mask]` where the mask depends on the data: how many entries there are is not known, what they are is."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.tracing.array import TArray, plain, refusal, settled, wrapped
from autograder.tracing.elementwise import ELEMENTWISE, boolean_over, choose_over
from autograder.tracing.scalar import BOOL, FLOAT


class Masked(np.lib.mixins.NDArrayOperatorsMixin):
    """The entries of `values` where `mask` holds, computed with everywhere.

    What works entry by entry stays this way; anything else asks for the truth of every entry of the mask.
    """

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, values: np.ndarray, mask: np.ndarray) -> None:
        self.values = values
        self.mask = mask

    def settled_array(self) -> TArray:
        """Return the entries themselves, on the path on which the mask is what it is found to be."""
        key = settled(wrapped(self.mask, BOOL))
        return wrapped(self.values[key], _kind(self.values))  # type: ignore[no-any-return]

    def same_mask(self, other: Masked) -> bool:
        """Say whether another one has the very same entries."""
        mine, theirs = self.mask, other.mask
        return mine.shape == theirs.shape and all(map(_same, mine.reshape(-1), theirs.reshape(-1)))

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        out = options.pop("out", None)
        if method == "__call__" and ufunc.__name__ in ELEMENTWISE and not options and self._fits(inputs):
            values = [item.values if isinstance(item, Masked) else plain(item) for item in inputs]
            result = Masked(np.asarray(ELEMENTWISE[ufunc.__name__].over(*values), dtype=object), self.mask)
        else:
            arrays = [item.settled_array() if isinstance(item, Masked) else item for item in inputs]
            result = getattr(ufunc, method)(*arrays, **options)
        target = out[0] if isinstance(out, tuple) else out
        if target is None:
            return result
        target[...] = result
        return target

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.settled_array(), name)

    def __len__(self) -> int:
        return len(self.settled_array())

    def __iter__(self) -> Any:
        return iter(self.settled_array())

    def __bool__(self) -> bool:
        return bool(self.settled_array())

    def __getitem__(self, key: Any) -> Any:
        return self.settled_array()[key]

    def __setitem__(self, key: Any, value: Any) -> None:
        if key is not Ellipsis and key != slice(None):
            raise refusal((self.values, self.mask), "writes into single entries of x[mask]")
        same = isinstance(value, Masked) and self.same_mask(value)
        new = value.values if same else np.broadcast_to(plain(value), self.values.shape)
        self.values = np.array(new, dtype=object)

    @property
    def dtype(self) -> np.dtype[Any]:
        """The type of the entries."""
        return FLOAT

    @property
    def ndim(self) -> int:
        """One axis for the entries, and the axes that the mask does not have."""
        return 1

    def copy(self) -> Masked:
        """Return the same entries."""
        return Masked(self.values, self.mask)

    def astype(self, dtype: Any, **_options: Any) -> Masked:
        """Return the entries as another dtype."""
        return Masked(wrapped(self.values).astype(dtype).view(np.ndarray), self.mask)

    def sum(self, axis: int | None = None) -> Any:
        """Add the entries up."""
        if axis not in (None, 0, -1) or self.values.shape != self.mask.shape:
            return self.settled_array().sum(axis=axis)
        return wrapped(np.asarray(choose_over(self.mask, self.values, 0.0), dtype=object)).sum()

    def _fits(self, inputs: tuple[Any, ...]) -> bool:
        return all(
            self.same_mask(item) if isinstance(item, Masked) else np.ndim(item) == 0 for item in inputs
        )


def _view(array: TArray, mask: Any) -> Masked:
    values = array.view(np.ndarray).copy()
    return Masked(values, _spread(mask, values))


def _write(array: TArray, mask: Any, value: Any) -> None:
    bare = array.view(np.ndarray)
    everywhere = _spread(mask, bare)
    if isinstance(value, Masked):
        new = value.values if value.same_mask(Masked(bare, everywhere)) else None
    else:
        given = plain(value)
        new = given if given.ndim <= bare.ndim - np.ndim(mask) or given.size == 1 else None
    if new is None:
        # Entries one after the other: which they are has to be known.
        array[settled(mask)] = value.settled_array() if isinstance(value, Masked) else value
    else:
        chosen = choose_over(everywhere, np.broadcast_to(new, bare.shape) if new.ndim else new, bare)
        array[...] = wrapped(np.asarray(chosen, dtype=object))


def _spread(mask: Any, values: np.ndarray) -> np.ndarray:
    """Return the mask with one entry for each value."""
    bare = np.asarray(boolean_over(plain(mask)), dtype=object)
    return np.broadcast_to(bare.reshape(bare.shape + (1,) * (values.ndim - bare.ndim)), values.shape)


def _same(one: Any, other: Any) -> bool:
    if hasattr(one, "place") and hasattr(other, "place"):
        return bool(one.place == other.place)
    return not hasattr(one, "place") and not hasattr(other, "place") and bool(one) == bool(other)


def _kind(values: np.ndarray) -> np.dtype[Any]:
    truth = [getattr(entry, "boolean", isinstance(entry, np.bool_)) for entry in values.reshape(-1)]
    return BOOL if truth and all(truth) else FLOAT


TArray.masked_view = staticmethod(_view)
TArray.masked_write = staticmethod(_write)
