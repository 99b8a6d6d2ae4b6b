"""Frames survive any cut, and no bytes crash the reader."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.calls import Outcome, Raised, Warned
from autograder.plain import to_tree
from autograder.worker.cleaning import cleaned
from autograder.worker.messages import FrameError, Frames, Message, pack, read_message
from autograder.worker.protocol import BlockReport, Limits

MESSAGES = [
    Message("ready"),
    Message("block_failed", 3, report=BlockReport("cell 3", "raised", "ValueError", "no", "line 7")),
    Message("outcome", 2, outcome=Outcome("returned", value=to_tree((1.0, {"a": [2, None]}), raw=True))),
    Message("outcome", 1, outcome=Outcome("raised", error=Raised("E", "m", "line 1", (("line 1", "x"),)))),
]


@given(st.lists(st.integers(1, 40), max_size=30))
def test_a_stream_gives_the_same_messages_however_it_is_cut(sizes):
    stream = b"".join(map(pack, MESSAGES))
    frames, read = Frames(10_000), []
    for size in [*sizes, len(stream)]:
        frames.feed(stream[:size])
        stream = stream[size:]
        while (frame := frames.next()) is not None:
            read.append(read_message(frame))

    assert read == MESSAGES


def test_a_frame_beyond_the_limit_is_told_before_it_has_come():
    frames = Frames(100)
    frames.feed((101).to_bytes(4, "little"))

    with pytest.raises(FrameError, match="at most 100"):
        frames.next()


def test_the_limit_is_for_all_frames_together():
    frame = pack(MESSAGES[0])
    frames = Frames(2 * (len(frame) - 4))
    frames.feed(3 * frame)

    assert frames.next() == frames.next() == frame[4:]
    with pytest.raises(FrameError):
        frames.next()


@given(
    st.sampled_from(MESSAGES),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=4),
)
def test_nearly_right_messages_are_read_or_refused(message, changes):
    data = bytearray(msgspec.msgpack.encode(message))
    for place, value in changes:
        data[place % len(data)] = value
    try:
        read = read_message(bytes(data))
    except FrameError:
        return
    if read.outcome is not None:
        cleaned(read.outcome, Limits()).result()


_LEAVES = st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats() | st.text(max_size=5)
_TAGS = ["tuple", "dict", "float", "int", "complex", "seed", "function", "other", "scalar", "array", "bytes"]
_TREES = st.recursive(
    _LEAVES | st.binary(max_size=16),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*_TAGS, "with", "text", "dtype", "shape", "layout"]), inner, max_size=4
        )
        | st.fixed_dictionaries({"bytes": inner, "dtype": st.just("float64"), "shape": inner})
        | st.fixed_dictionaries({"array": inner, "dtype": st.just("float64")})
        | st.fixed_dictionaries({"scalar": inner, "dtype": st.sampled_from(["float16", "int8", "complex64"])})
    ),
    max_leaves=8,
)


@given(_TREES)
def test_any_forged_value_is_readable_or_refused_afterwards(tree):
    outcome = cleaned(Outcome("returned", value=tree), Limits())

    if outcome.status == "returned":
        outcome.result()
    else:
        assert outcome.status == "refused"


def test_long_texts_are_cut():
    outcome = Outcome(
        "raised",
        error=Raised("T" * 1000, "m" * 10_000, "p" * 1000, (("p" * 1000, "x" * 10_000),) * 1000),
        printed="p" * 10_000,
        warnings=(Warned("C" * 10_000, "m" * 10_000, "p" * 10_000),) * 1000,
        changed=("x" * 10_000,) * 1000,
    )

    short = cleaned(outcome, Limits(printed_chars=100))

    assert len(msgspec.json.encode(short)) < 70_000
    assert (len(short.warnings), len(short.changed)) == (32, 32)
    assert short.printed == "p" * 100
