from __future__ import annotations

import math

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.plain import (
    MAX_DEPTH,
    MAX_PAIRS,
    Laid,
    NamedFunction,
    Other,
    PlainError,
    Seed,
    from_tree,
    is_simple,
    named,
    to_tree,
)

atoms = (
    st.none()
    | st.booleans()
    | st.integers(-(2**4000) + 1, 2**4000 - 1)
    | st.floats(allow_nan=False)
    | st.text(max_size=20)
)
arrays = hnp.arrays(
    st.sampled_from(["float64", "float32", "int64", "bool", "uint8"]),
    hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4),
)
values = st.recursive(
    atoms,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(max_size=5) | st.integers(-(2**60) + 1, 2**60 - 1), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(values)
def test_values_survive_json(value):
    assert from_tree(msgspec.json.decode(msgspec.json.encode(to_tree(value)))) == value


@given(arrays)
def test_arrays_survive_json_and_the_wire(array):
    by_json = from_tree(msgspec.json.decode(msgspec.json.encode(to_tree(array))))
    by_wire = from_tree(msgspec.msgpack.decode(msgspec.msgpack.encode(to_tree(array, raw=True))))

    for back in (by_json, by_wire):
        assert (back.dtype, back.shape) == (array.dtype, array.shape)
        np.testing.assert_array_equal(back, array)


def test_types_that_look_alike_stay_apart():
    assert type(from_tree(to_tree(np.float64(0.5)))) is np.float64
    assert type(from_tree(to_tree(1.0))) is float
    assert type(from_tree(to_tree((1, 2)))) is tuple
    assert type(from_tree(to_tree([1, 2]))) is list
    assert from_tree(to_tree(True)) is True


def test_not_a_number_and_infinity_survive_json():
    back = from_tree(msgspec.json.decode(msgspec.json.encode(to_tree([math.nan, np.array([math.inf])]))))

    assert math.isnan(back[0])
    assert back[1][0] == math.inf


def test_arguments_that_stand_for_something_else_survive():
    asked = [Seed(7), named("quadratic", curvature=2.0), Other("Tensor", "Tensor(1)")]

    assert from_tree(to_tree(asked)) == [Seed(7), NamedFunction("quadratic", {"curvature": 2.0}), asked[2]]
    laid = from_tree(to_tree(Laid(np.ones((2, 2)), "F")))
    assert (type(laid), laid.layout) == (Laid, "F")


@pytest.mark.parametrize(
    "tree",
    [
        {"__class__": 1},
        {"read": 1},
        {"array": [1, 2], "dtype": "object"},
        {"array": [1, "os"], "dtype": "float64"},
        {"array": [[1], [1, 2]], "dtype": "float64"},
        {"bytes": b"1234", "dtype": "float64", "shape": [1]},
        {"bytes": b"", "dtype": "float64", "shape": [2**62, 0, 2**62]},
        {"bytes": b"12345678", "dtype": "float64", "shape": [-1]},
        {"bytes": "text", "dtype": "float64", "shape": [1]},
        {"scalar": [1], "dtype": "float64"},
        {"scalar": 1e999, "dtype": "int64"},
        {"dict": [[1]]},
        {"dict": [[[1], 2]]},
        {"tuple": 5},
        {"float": "1e5"},
        {"int": "0xg"},
        {"int": hex(2**4000)},
        {"int": ["0x1"]},
        2**4000,
        {"array": [], "dtype": "float64", "shape": [0, 10**10]},
        {"array": [], "dtype": "float64", "shape": 0},
        {"array": [], "dtype": "float64", "shape": [-1]},
        {"bytes": b"", "dtype": "float64", "shape": [10**10, 0]},
        {"bytes": b"", "dtype": "float64", "shape": [1] * 32 + [0]},
        {"dict": [[1.0, 2]]},
        {"dict": [[None, 2]]},
        {"dict": [[2**60, 2]]},
        {"dict": [[{"int": "0x1fffffffffffffff"}, 2]]},
        {"dict": [["a", 1], ["a", 2]]},
        {"dict": [[True, 1], [1, 2]]},
        {"dict": [[number, 1] for number in range(MAX_PAIRS + 1)]},
        {"function": "square", "with": [["a", 1]]},
        {"other": ["Tensor"], "text": ""},
        {1: 2},
        {},
        b"raw",
        {1, 2},
    ],
    ids=lambda tree: repr(tree)[:60],
)
def test_a_malformed_tree_is_refused(tree):
    with pytest.raises(PlainError):
        from_tree(tree)


@given(
    st.recursive(
        atoms | st.binary(max_size=8), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_reading_anything_raises_nothing_but_plain_error(tree):
    try:
        from_tree(tree)
    except PlainError:
        pass


def test_depth_is_limited_both_ways():
    deep: list = []
    for _ in range(MAX_DEPTH + 2):
        deep = [deep]

    with pytest.raises(PlainError, match="deeper"):
        to_tree(deep)
    with pytest.raises(PlainError, match="deeper"):
        from_tree(deep)


def test_code_is_no_plain_data():
    for value in (print, object(), np.array([object()]), {1, 2}):
        with pytest.raises(PlainError, match="plain data"):
            to_tree(value)


def test_numbers_are_written_as_long_as_they_can_be_shown():
    longest = 2**4000 - 1

    assert from_tree(to_tree([longest, -longest])) == [longest, -longest]
    assert len(str(longest)) < 4300
    with pytest.raises(PlainError, match="4000 bits"):
        to_tree(longest + 1)


@pytest.mark.parametrize("raw", [True, False])
@pytest.mark.parametrize("shape", [(20_000_000, 0), (0, 20_000_000), (10**10, 0), (3, 10**6, 10**6, 0)])
def test_an_array_without_elements_has_no_huge_shape(shape, raw):
    with pytest.raises(PlainError, match="too large"):
        to_tree(np.empty(shape), raw=raw)


@pytest.mark.parametrize("shape", [(0,), (3, 0), (0, 2), (2, 0, 4)])
@pytest.mark.parametrize("raw", [True, False])
def test_an_array_without_elements_keeps_its_shape(shape, raw):
    assert from_tree(to_tree(np.empty(shape), raw=raw)).shape == shape


def test_lists_without_elements_count():
    with pytest.raises(PlainError, match="larger"):
        from_tree({"array": [[]] * 300_000, "dtype": "float64"})
    with pytest.raises(PlainError, match="larger"):
        to_tree(np.empty((300_000, 0)))


@pytest.mark.parametrize("key", [1.0, None, (1, 2), 2**60, -(2**60)], ids=repr)
def test_a_key_is_a_text_or_a_short_integer(key):
    with pytest.raises(PlainError, match="a key of a dict"):
        to_tree({key: 1})


def test_a_numpy_key_comes_back_as_pythons():
    assert from_tree(to_tree({np.int64(3): 1, np.str_("a"): 2, np.bool_(False): 3})) == {
        3: 1,
        "a": 2,
        False: 3,
    }


def test_a_dict_is_not_too_long():
    assert len(from_tree(to_tree(dict.fromkeys(range(MAX_PAIRS))))) == MAX_PAIRS
    with pytest.raises(PlainError, match="1000 pairs"):
        to_tree(dict.fromkeys(range(MAX_PAIRS + 1)))


@pytest.mark.parametrize(
    "tree",
    [
        {"bytes": b"\0" * 8, "dtype": "float64", "shape": [2]},
        {"bytes": b"\0" * 8, "dtype": "float64", "shape": [0]},
        {"bytes": b"\0" * 8, "dtype": "float64", "shape": [-1, -1]},
        {"bytes": b"\0" * 8, "dtype": "float64", "shape": [True]},
        {"bytes": b"\0" * 8, "dtype": "object", "shape": [1]},
        {"bytes": "\0" * 8, "dtype": "float64", "shape": [1]},
        {"bytes": b"\0" * 8, "dtype": "float64", "shape": [1] * 33},
        {"bytes": b"\0" * 8, "dtype": "float64", 1: [1]},
        {"tuple": [1.0]},
        10**30,
        [1.0],
    ],
)
def test_what_is_not_simple_is_read_with_care(tree):
    assert not is_simple(tree)


@given(arrays.filter(lambda array: array.size > 0))
def test_what_is_simple_can_be_read(array):
    tree = to_tree(array, raw=True)

    assert is_simple(tree)
    assert np.array_equal(from_tree(tree), array, equal_nan=array.dtype.kind == "f")


@pytest.mark.parametrize("layout", ["F", "strided", "readonly"])
def test_a_layout_survives_the_wire(layout):
    given = Laid(np.arange(6.0).reshape(2, 3), layout)
    found = from_tree(to_tree(given, raw=True))

    assert found.layout == layout
    assert np.array_equal(found.array, given.array)


RAW = {"bytes": b"\x00" * 8, "dtype": "float64", "shape": [1]}


@pytest.mark.parametrize(
    "tree",
    [
        {"float": "nan", "x": [[[]]]},
        {"tuple": [], "dict": []},
        {"other": "set", "text": "{1}", "x": 0},
        {**RAW, "seed": 1},
        {"array": [1.0], "dtype": "float64", "with": []},
    ],
)
def test_nothing_stands_beside_a_tag_that_is_not_its_own(tree):
    with pytest.raises(PlainError, match="unknown keys beside"):
        from_tree(tree)


@pytest.mark.parametrize("tree", [RAW, {"scalar": 0.5, "dtype": "float64"}])
def test_what_is_simple_is_tagged_as_it_should_be(tree):
    assert is_simple(tree)
    assert not is_simple(dict(reversed(tree.items())))


@given(st.floats(allow_nan=False))
def test_numbers_of_numpy_are_simple_and_can_be_read(number):
    tree = to_tree(np.float64(number), raw=True)

    assert type(from_tree(tree)) is np.float64
    assert is_simple(tree) or number in (math.inf, -math.inf)
