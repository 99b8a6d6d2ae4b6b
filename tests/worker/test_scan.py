"""What honest children send passes; what would cost more than it should to read does not."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder import plain, plain_writer
from autograder.plain import PlainError, to_tree
from autograder.worker import scan
from autograder.worker.scan import complaint

encode = msgspec.msgpack.encode
ITEMS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | st.text()
    | st.binary(max_size=300)
    | st.just("x" * 70_000)
    | st.just(bytes(70_000)),
    lambda inner: st.lists(inner, max_size=40) | st.dictionaries(st.text(max_size=40), inner, max_size=20),
    max_leaves=60,
)


@given(ITEMS)
def test_whatever_has_texts_as_keys_passes(item):
    assert complaint(encode(item)) == ""


@given(st.binary(max_size=200))
def test_any_bytes_are_looked_at_without_an_error(data):
    assert isinstance(complaint(data), str)


@given(
    st.integers()
    | st.floats()
    | st.none()
    | st.booleans()
    | st.binary(max_size=3)
    | st.tuples(st.integers(0))
)
def test_no_other_key_passes_however_deep(key):
    try:
        data = encode([{"a": [1, {"b": "c", "d": {key: 1}}]}])
    except (OverflowError, TypeError):
        return

    assert "keys must be texts" in complaint(data)


@pytest.mark.parametrize("inner", [b"\x90", b"\x80", b"\xc0"], ids=["lists", "maps", "nothing"])
def test_millions_of_items_are_refused_before_they_are_made(inner):
    data = b"\xdd" + (30_000_000).to_bytes(4, "big") + 30_000_000 * inner

    assert "larger" in complaint(data)


def test_nesting_is_limited():
    assert "deeper" in complaint(b"\x91" * 1000 + b"\xc0")


@pytest.mark.parametrize(
    "item",
    [
        [0.5],
        [np.float64(0.5)],
        [np.ones(1)],
        [np.ones((1,) * 20)],
        [complex(1, 2)],
        [2**100],
        [(1,)],
        [{"a": 1, "b": complex(1, 2)}],
        [{"a": np.ones(1)}],
        [{"a": {"b": 1}}],
    ],
    ids=repr,
)
def test_whatever_is_written_passes(item, monkeypatch):
    """The limits of trees come first, so that no honest result is taken for a forged one."""
    assert scan.MAX_ITEMS >= 4 * plain.MAX_NODES + 100
    monkeypatch.setattr(plain_writer, "MAX_NODES", 2000)
    monkeypatch.setattr(scan, "MAX_ITEMS", 4 * 2000 + 100)
    low, high = 1, 4000
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _writes(item * middle) else (low, middle)

    assert complaint(encode([to_tree(item * low, raw=True)])) == ""


def _writes(value: object) -> bool:
    try:
        to_tree(value, raw=True)
    except PlainError:
        return False
    return True
