"""What was worked out of the same formula object before: right formulas come again with every answer.

Formulas are known by identity, not by value: equal trees may share their parts in other ways, and counted
work (`work`) goes by the parts. Nothing that spends work may be kept, so that it is spent every time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def kept(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Let a function remember so many results, those that were used last, but not what it raises.

    Text and numbers among its arguments are known by value, lists, tuples and mappings by what they hold,
    formulas and all else by identity.
    """
    return lambda function: _remembering(function, most)


def _remembering(function: Callable[P, T], most: int) -> Callable[P, T]:
    # The arguments are kept with the result, so that an id stays that of its formula.
    found: OrderedDict[tuple[Hashable, ...], tuple[tuple[Any, ...], T]] = OrderedDict()

    @wraps(function)
    def remembered(*args: P.args, **kwargs: P.kwargs) -> T:
        key = (*map(_mark, args), *((name, _mark(value)) for name, value in kwargs.items()))
        if key in found:
            found.move_to_end(key)
            return found[key][1]
        result = function(*args, **kwargs)
        found[key] = (*args, *kwargs.values()), result
        if len(found) > most:
            found.popitem(last=False)
        return result

    return remembered


def _mark(value: Any) -> Hashable:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Mapping):
        return tuple((key, _mark(item)) for key, item in value.items())
    return tuple(map(_mark, value)) if isinstance(value, list | tuple) else ("is", id(value))


class Replayed(Iterable[T]):
    """What an iterator yields, as often as it is asked for; nothing is worked out before it is needed."""

    def __init__(self, items: Iterator[T]) -> None:
        self._items, self._known = items, list[T]()

    def __iter__(self) -> Iterator[T]:
        """Yield what is known, then what comes next."""
        place = 0
        while place < len(self._known) or self._more():
            yield self._known[place]
            place += 1

    def _more(self) -> bool:
        for item in self._items:
            self._known.append(item)
            return True
        return False
