"""Hostile replies cost a submission its marks and nothing else: no exception of ours, no fault of ours, in bounded time."""

from __future__ import annotations

import itertools
import os
import random
import struct
import time

import msgspec
import pytest

from autograder.calls import Outcome, call
from autograder.judge import Judge
from autograder.plain import MAX_BITS, MAX_DEPTH
from autograder.submission.code import Submission
from autograder.submission.module import read_module
from autograder.worker.progress import NOWHERE
from autograder.worker.protocol import Job, Limits, Reply
from autograder.worker.supervise import supervise

SEEDS = range(150)
MANY = range(1000, 6000)
CODE = read_module("eve.py", b"import numpy as np\ndef f(z):\n    return z\n", unit="u99_test")
LIMITS = Limits(call_seconds=5.0, load_seconds=5.0, total_seconds=20.0, restarts=2, reply_bytes=1 << 20)
JOB = Job(CODE, tuple(call("f", float(number)) for number in range(6)), LIMITS)


class Scripted:
    """A child that says what it was told to say, in chunks, and ends."""

    pid = os.getpid()

    def __init__(self, task, chunks):
        self.task = task
        self.chunks = iter(chunks)

    def read(self, timeout):
        return next(self.chunks, b"")

    def place(self):
        return None if self.task.announced else NOWHERE

    def tell(self, more):
        return False

    def rest(self):
        return b""

    def stop(self):
        return "crashed"


def frame(*message):
    data = msgspec.msgpack.encode(message)
    return struct.pack("<I", len(data)) + data


def transcript(task, value=lambda index: 0.5):
    """Return the frames of a child that does its task, the first one by our own code."""
    said = [frame("ready", -1)]
    if task.announced:
        blocks = range(len(task.job.code.blocks))
        said += [frame("block", index) for index in blocks if index not in task.skip]
    said.append(frame("loaded", -1, None, None, ""))
    for index in task.todo:
        said += [frame("call", index)] if task.announced else []
        said.append(frame("outcome", index, None, {"status": "returned", "value": value(index)}))
    return said


def _flip(chance, said):
    place = chance.randrange(len(said))
    data = bytearray(said[place])
    for _ in range(chance.randint(1, 4) if data else 0):
        data[chance.randrange(len(data))] = chance.randrange(256)
    said[place] = bytes(data)


def _cut(chance, said):
    place = chance.randrange(len(said))
    said[place] = said[place][: chance.randrange(len(said[place]) + 1)]


def _stop_short(chance, said):
    del said[chance.randrange(len(said)) :]


def _twice(chance, said):
    said.insert(chance.randrange(len(said) + 1), chance.choice(said))


def _swapped(chance, said):
    chance.shuffle(said)


def _lengthened(chance, said):
    place = chance.randrange(len(said))
    size = chance.choice([0, 1, 0xFFFF, 1 << 20, 0x7FFFFFFF, 0xFFFFFFFF])
    said[place] = struct.pack("<I", size) + said[place][4:]


def _other_call(chance, said):
    index = chance.choice([-1, 0, 1, 5, 6, 10**6, -(2**63), 2**64 - 1])
    kind = chance.choice(["ready", "block", "block_failed", "loaded", "call", "outcome"])
    outcome = chance.choice(
        [None, {"status": "returned", "value": 1.0}, {"status": "crashed"}, {"status": "missing"}]
    )
    said.insert(chance.randrange(len(said) + 1), frame(kind, index, None, outcome, ""))


def _noise(chance, said):
    said.insert(chance.randrange(len(said) + 1), chance.randbytes(chance.randrange(1, 200)))


def _wrong_types(chance, said):
    wrong = chance.choice([None, [], {}, "x" * 5000, -1, 1e308, float("nan"), b"\xff" * 50, True])
    fields = ["outcome", 0, None, {"status": "returned", "value": 0.5, "seconds": 0.0, "warnings": []}, ""]
    if chance.random() < 0.5:
        fields[chance.randrange(len(fields))] = wrong
    else:
        fields[3][
            chance.choice(["status", "value", "seconds", "warnings", "printed", "changed", "error"])
        ] = wrong
    said.insert(chance.randrange(len(said) + 1), frame(*fields))


MUTATIONS = (
    _flip,
    _cut,
    _stop_short,
    _twice,
    _swapped,
    _lengthened,
    _other_call,
    _noise,
    _wrong_types,
)


def _mutated(seed):
    """Return a function that starts a child whose words are nearly right; what comes first is our own."""
    chance = random.Random(seed)

    def start(task):
        ours, *said = transcript(task)
        for _ in range(chance.randint(1, 3)):
            if said:
                chance.choice(MUTATIONS)(chance, said)
        stream, size = b"".join([ours, *said]), chance.choice([1, 7, 64, 1 << 16])
        chunks = (stream[place : place + size] for place in range(0, len(stream), size))
        return Scripted(task, chunks)

    return start


def _check_near_misses(seeds):
    for seed in seeds:
        reply = supervise(JOB, _mutated(seed))

        assert len(reply.outcomes) == len(JOB.calls), seed
        assert all(outcome.status != "returned" or readable(outcome) for outcome in reply.outcomes), seed
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(reply), type=Reply), seed


def readable(outcome):
    outcome.result()
    return True


def test_replies_that_are_nearly_right_are_read_or_refused():
    _check_near_misses(SEEDS)


@pytest.mark.slow
def test_many_replies_that_are_nearly_right_are_read_or_refused():
    _check_near_misses(MANY)


FLOODS = {
    "one outcome again and again": lambda said: itertools.chain(said, itertools.repeat(said[-1])),
    "announcements": lambda said: itertools.chain(said[:4], itertools.repeat(frame("call", 0))),
    "a frame of a byte": lambda said: itertools.chain(said[:2], itertools.repeat(b"\x01\x00\x00\x00\xc0")),
    "empty frames": lambda said: itertools.chain(said[:2], itertools.repeat(b"\x00\x00\x00\x00" * 1000)),
    "an endless frame": lambda said: itertools.chain(
        said[:4], [b"\xff\xff\x0f\x00"], itertools.repeat(bytes(1 << 16))
    ),
    "a frame of four gigabytes": lambda said: itertools.chain(
        said[:4], [b"\xff\xff\xff\xff"], itertools.repeat(bytes(1 << 16))
    ),
    "reports": lambda said: itertools.chain(
        said[:2],
        itertools.repeat(frame("block_failed", 0, ["x", "raised", "E" * 9000, "m" * 9000, "p" * 9000])),
    ),
    "late words": lambda said: itertools.chain(said, [bytes(1 << 20)] * 100),
}


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_ends(name):
    start = time.thread_time()
    reply = supervise(JOB, lambda task: Scripted(task, FLOODS[name](transcript(task))))

    assert len(reply.outcomes) == len(JOB.calls)
    assert len(msgspec.msgpack.encode(reply)) < 200_000
    assert time.thread_time() - start < 2.0


def _array(data, dtype="float64", shape=(1,), **rest):
    return {"bytes": data, "dtype": dtype, "shape": list(shape), **rest}


def _deep(depth):
    tree = 0.5
    for _ in range(depth):
        tree = [tree]
    return tree


NAN = struct.pack("<Q", 0x7FF8DEADBEEF0001)
VALUES = {
    "nan with a message in it": _array(NAN),
    "signalling nan": _array(struct.pack("<Q", 0xFFF0000000000001) * 5, shape=(5,)),
    "infinity": {"float": "inf"},
    "denormal": 5e-324,
    "largest": 1.7976931348623157e308,
    "minus nothing": -0.0,
    "object array": _array(b"\x00" * 8, dtype="object"),
    "array of texts": {"array": ["a", "b"], "dtype": "float64"},
    "no entries": _array(b"", shape=(0,)),
    "no entries of a giant shape": _array(b"", shape=(1 << 40, 0)),
    "thirty axes": _array(NAN, shape=(1,) * 30),
    "giant shape": _array(NAN, shape=(1 << 31, 1 << 31)),
    "negative shape": _array(NAN, shape=(-1, -1)),
    "bools": _array(b"\x07\x02", dtype="bool", shape=(2,)),
    "half": _array(b"\xff\x7f", dtype="float16"),
    "complex": _array(NAN * 2, dtype="complex128"),
    "bytes of another length": _array(b"1234567"),
    "text as array": _array("text"),
    "unsigned": _array(b"\xff" * 8, dtype="uint64"),
    "large array": _array(NAN * 20_000, shape=(20_000,)),
    "layout": {"array": [1.0], "dtype": "float64", "layout": "strided"},
    "unknown layout": {"array": [1.0], "dtype": "float64", "layout": "passed"},
    "scalar": {"scalar": 0.5, "dtype": "float64"},
    "scalar of another type": {"scalar": {"complex": [0.0, 1.0]}, "dtype": "int8"},
    "many bits": {"int": hex((1 << MAX_BITS) - 1)},
    "more bits": {"int": "f" * 10_000},
    "complex number": {"complex": [0.5, {"float": "nan"}]},
    "seed": {"seed": 7},
    "giant seed": {"seed": -(10**9)},
    "function": {"function": "square", "with": {}},
    "unknown function": {"function": "os.system", "with": {"command": "id"}},
    "data set": {"data": "digits", "part": "y_train", "seed": 1},
    "other": {"other": "ndarray", "text": "array([0.5])"},
    "tuple": {"tuple": [0.5, 0.5]},
    "tuple in tuple": {"tuple": [{"tuple": [{"tuple": []}]}]},
    "dict": {"dict": [["dW", 0.5], ["b", [1]]]},
    "dict with odd keys": {"dict": [[{"tuple": [1, 2]}, 1], [None, 2], [True, 3]]},
    "dict with one key twice": {"dict": [["a", 1], ["a", 2]]},
    "colliding keys": {"dict": [[{"int": hex(n * (2**61 - 1))}, 1] for n in range(1, 300)]},
    "deep": _deep(MAX_DEPTH - 1),
    "deeper": _deep(150),
    "wide": [0.5] * 20_000,
    "ragged": [[1.0], [2.0, 3.0], "x", None],
    "long text": "0.5" * 30_000,
    "markup": "<script>eve()</script>\x1b[31m\x00",
    "true": True,
    "whole": 2**63,
    "nothing": None,
    "formula graph": {"nodes": [["input", "z"], ["add", 0, 5]], "outputs": [9], "inputs": {"z": 0}},
    "graph of graphs": [["const", 1.0]] * 500,
}


@pytest.mark.parametrize("status", ["raised", "blocked"])
def test_an_outcome_that_lacks_its_error_is_none_of_ours(status, spec):
    def start(task):
        outcomes = [frame("outcome", index, None, {"status": status}) for index in task.todo]
        said = [one for one in transcript(task) if b"outcome" not in one and b"call" not in one]
        return Scripted(
            task, said + outcomes if not task.announced else [*said, frame("call", task.todo[0]), outcomes[0]]
        )

    class Lacking:
        def run(self, job):
            return supervise(
                msgspec.structs.replace(job, hidden=(), withheld=bool(job.hidden)), start, lambda: job.hidden
            )

    assert status not in {outcome.status for outcome in supervise(JOB, start).outcomes}
    result = Judge(spec, limits=LIMITS).grade(Submission("eve", "eve.py", spec.unit, CODE), Lacking())
    assert "error" not in {item.status for item in result.exercises}


class Forging:
    """Gives every call of a job the same forged value, through our own supervisor."""

    def __init__(self, value):
        self.value = value

    def run(self, job):
        shown = msgspec.structs.replace(job, hidden=(), withheld=bool(job.hidden))
        return supervise(
            shown, lambda task: Scripted(task, transcript(task, lambda _: self.value)), lambda: job.hidden
        )


def _check_forged_values(spec):
    judge, faults, seconds = Judge(spec, limits=LIMITS), {}, {}
    for name, value in VALUES.items():
        start = time.thread_time()
        result = judge.grade(Submission("eve", "eve.py", spec.unit, CODE), Forging(value))
        seconds[name] = time.thread_time() - start
        ours = [item.id for item in result.exercises if item.status == "error"]
        passed = [item.id for item in result.exercises if item.status == "passed" and item.max_score]
        if ours or len(passed) > 2:  # a right quiz answer may be among the values
            faults[name] = (ours[:3], passed)

    assert faults == {}
    assert max(seconds.values()) < 15.0


def test_forged_values_are_wrong_answers_and_no_fault_of_ours(spec):
    _check_forged_values(spec)


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["u03_activations", "u07_backprop", "u08_optimizers"])
def test_forged_values_are_wrong_in_whole_units(unit, full_specs):
    """Units whose results are arrays, states of optimizers, dicts of parameters, typed answers."""
    _check_forged_values(full_specs(unit))


def test_a_child_that_forges_nothing_is_believed():
    assert len(Forging(0.5).run(JOB).outcomes) == len(JOB.calls)
    assert Forging(0.5).run(JOB).outcomes[0] == Outcome("returned", value=0.5)
