"""Code that hangs, dies, lies or floods costs its own call; the rest is answered."""

from __future__ import annotations

import time

import pytest

from autograder.calls import call
from autograder.worker import supervise as supervising
from autograder.worker.patience import STRETCH
from autograder.worker.protocol import Limits
from autograder.worker.solo import SoloWorker
from autograder.worker.supervise import WorkerError, supervise

from .conftest import job

FINE = "\ndef fine():\n    return 1\n"

HANGS = {
    "loop": "def bad():\n    while True: pass",
    "stubborn": """
def bad():
    import signal
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM):
        signal.signal(number, signal.SIG_IGN)
    while True:
        try:
            while True: pass
        except BaseException:
            continue
""",
    "sleep": "def bad():\n    import time; time.sleep(1000)",
    "stop": "def bad():\n    import os, signal; os.kill(os.getpid(), signal.SIGSTOP)",
    "read": "def bad():\n    import os; r, w = os.pipe(); os.read(r, 1)",
    "hanging text": """
class Slow(Exception):
    def __str__(self):
        while True: pass
def bad():
    raise Slow
""",
}

DEATHS = {
    "exit": ("def bad():\n    import os; os._exit(0)", "crashed"),
    "segmentation fault": ("def bad():\n    import ctypes; ctypes.string_at(0)", "crashed"),
    "abort": ("def bad():\n    import os; os.abort()", "crashed"),
    "killed": ("def bad():\n    import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "memory"),
}


@pytest.mark.parametrize("name", HANGS)
def test_a_call_that_hangs_is_a_timeout_of_that_call_only(basic, name):
    reply = basic(HANGS[name] + FINE, call("fine"), call("bad"), call("fine"))

    assert [outcome.status for outcome in reply.outcomes] == ["returned", "timeout", "returned"]
    assert reply.ended == "normally"


@pytest.mark.parametrize("name", DEATHS)
def test_a_call_that_ends_the_process_costs_that_call_only(basic, name):
    source, status = DEATHS[name]
    reply = basic(source + FINE, call("fine"), call("bad"), call("fine"))

    assert [outcome.status for outcome in reply.outcomes] == ["returned", status, "returned"]
    assert reply.ended == status


def test_hanging_and_dying_are_alike_in_every_kind_of_worker(run):
    source = HANGS["stubborn"] + "\ndef leave():\n    import os; os._exit(0)\n" + FINE
    reply = run(source, call("bad"), call("leave"), call("fine"))

    assert [outcome.status for outcome in reply.outcomes] == ["timeout", "crashed", "returned"]
    assert reply.ended == "crashed"


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("while True: pass", "timeout"),
        ("import os; os._exit(0)", "crashed"),
        ("x = bytearray(1 << 40)", "memory"),
    ],
)
def test_a_block_that_ends_loading_is_named_and_skipped(run, line, status):
    reply = run(f"before = 1\n{line}\ndef f(): return before", call("f"))

    assert reply.outcomes[0].result() == 1
    assert [(block.name, block.status) for block in reply.blocks] == [("line 2", status)]
    assert reply.ended == status


def test_when_the_total_time_is_used_up_the_rest_times_out(basic):
    limits = Limits(call_seconds=0.4, total_seconds=0.6)
    source = HANGS["loop"] + FINE
    reply = basic(source, call("fine"), call("bad"), call("bad"), call("fine"), limits=limits)

    assert [outcome.status for outcome in reply.outcomes] == ["returned", "timeout", "timeout", "returned"]
    assert reply.ended == "timeout"
    assert reply.seconds < STRETCH * limits.total_seconds + 1


def test_a_hanging_function_does_not_use_up_the_restarts_of_the_others(basic):
    limits = Limits(call_seconds=0.1, total_seconds=8.0, restarts=2)
    calls = [*[call("bad")] * 5, call("fine")]
    reply = basic(HANGS["loop"] + FINE, *calls, limits=limits)

    assert [outcome.status for outcome in reply.outcomes] == ["timeout"] * 5 + ["returned"]
    assert reply.ended == "timeout"


def test_dead_after_all_restarts_means_crashed(basic):
    reply = basic(DEATHS["exit"][0], *[call("bad")] * 4, limits=Limits(restarts=1))

    assert [outcome.status for outcome in reply.outcomes] == ["crashed"] * 4
    assert reply.ended == "crashed"


def test_a_fork_that_comes_back_into_the_graders_loop_says_nothing(basic):
    reply = basic(
        """
        import os
        def forks():
            os.fork()
            return 1
        def fine():
            return 2
        """,
        call("forks"),
        call("fine"),
    )

    assert [outcome.result() for outcome in reply.outcomes] == [1, 2]
    assert reply.ended == "normally"


FORGERIES = {
    "noise": "os.write(fd, os.urandom(4096))",
    "giant": "os.write(fd, b'\\xff\\xff\\xff\\xff')",
    "slow giant": "os.write(fd, (1 << 20).to_bytes(4, 'little') + b'x')",
    "other call": "send(['outcome', 2, None, {'status': 'returned', 'value': 42}, ''])",
    "wrong type": "send(['outcome', 1, None, {'status': 'returned', 'seconds': 'long'}, ''])",
    "bad status": "send(['outcome', 1, None, {'status': 'passed'}, ''])",
    "no outcome": "send(['outcome', 1, None, None, ''])",
    "crash told": "send(['outcome', 1, None, {'status': 'crashed'}, ''])",
    "loaded again": "send(['loaded', -1, None, None, ''])",
    "deep": "os.write(fd, (100001).to_bytes(4, 'little') + b'\\x91' * 100000 + b'\\x00')",
    "announced again": "send(['call', 1, None, None, '']); time.sleep(100)",
    "closed": "os.closerange(3, 64)",
    "number as key": "send(['outcome', 1, None, {'status': 'returned', 'value': {1: 2}}, ''])",
    "many items": "send(['outcome', 1, None, {'status': 'returned', 'value': [[]] * 2_000_000}, ''])",
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_message_costs_the_call_that_sent_it(basic, name):
    reply = basic(
        f"""
        import os, time, msgspec
        def send(item):
            data = msgspec.msgpack.encode(item)
            os.write(3, len(data).to_bytes(4, "little") + data)
        def bad():
            fd = 3
            {FORGERIES[name]}
        def fine():
            return 1
        """,
        call("fine"),
        call("bad"),
        call("fine"),
    )

    assert [outcome.status for outcome in reply.outcomes][::2] == ["returned", "returned"]
    assert reply.outcomes[1].status in ("refused", "timeout", "crashed")
    assert reply.outcomes[2].result() == 1


@pytest.mark.parametrize(
    "value",
    [
        "{'bytes': b'x' * 7, 'dtype': 'float64', 'shape': [1]}",
        "{'bytes': 5, 'dtype': 'float64', 'shape': [1]}",
        "{'bytes': b'', 'dtype': 'object', 'shape': [0]}",
        "{'bytes': b'', 'dtype': ['float64'], 'shape': [0]}",
        "{'array': [[1], [2, 3]], 'dtype': 'float64'}",
        "{'array': [1], 'dtype': 'float64', 'shape': [10**9, 10**9]}",
        "{'scalar': [1, 2], 'dtype': {}}",
        "{'int': 'ff' * 100000, 'x': 1, 'shape': 2}",
        "{'dict': [[[1], 2]]}",
        "{'function': 'square', 'with': 5}",
        "{'float': [1]}",
        "{'seed': 'x'}",
        "{'__class__': 1}",
        "b'bytes'",
    ],
)
def test_a_forged_value_that_is_no_plain_data_is_refused(basic, value):
    reply = basic(
        f"""
        import os, msgspec
        def bad():
            data = msgspec.msgpack.encode(["outcome", 0, None, {{"status": "returned", "value": {value}}}, ""])
            os.write(3, len(data).to_bytes(4, "little") + data)
            os._exit(0)
        def fine():
            return 1
        """,
        call("bad"),
        call("fine"),
    )

    outcome = reply.outcomes[0]
    if outcome.status == "returned":
        outcome.result()
    else:
        assert outcome.status == "refused"
    assert reply.outcomes[1].result() == 1


def test_a_forged_block_report_stops_the_loading_of_that_block_only(basic):
    reply = basic(
        """
        import os, msgspec
        data = msgspec.msgpack.encode(["outcome", 0, None, {"status": "returned", "value": 7}, ""])
        os.write(3, len(data).to_bytes(4, "little") + data)
        def f():
            return 1
        """,
        call("f"),
    )

    assert reply.outcomes[0].result() == 1
    assert [(block.name, block.status) for block in reply.blocks] == [("line 3", "crashed")]


def test_results_together_stay_within_the_reply_limit(run):
    source = "import numpy as np\ndef big(): return np.ones(50_000)\ndef small(): return 1"
    reply = run(
        source, call("big"), call("big"), call("big"), call("small"), limits=Limits(reply_bytes=1_000_000)
    )

    assert [outcome.status for outcome in reply.outcomes] == ["returned", "returned", "refused", "returned"]
    assert "too large" in reply.outcomes[2].error.message


def test_a_restart_that_comes_too_late_is_a_timeout_and_not_our_failure(solo):
    limits = Limits(call_seconds=0.3, total_seconds=0.35)
    reply = solo(HANGS["loop"] + FINE, call("bad"), call("fine"), limits=limits)

    assert [outcome.status for outcome in reply.outcomes] == ["timeout", "timeout"]
    assert reply.ended == "timeout"


def test_colliding_keys_cost_the_submission_and_not_the_judge(basic):
    source = """
    import os, msgspec
    def bad():
        # All of one hash.
        keys = [{"int": hex(number * (2**61 - 1))} for number in range(1, 20_001)]
        value = {"dict": [[key, 1] for key in keys]}
        data = msgspec.msgpack.encode(["outcome", 0, None, {"status": "returned", "value": value}, ""])
        os.write(3, len(data).to_bytes(4, "little"))
        while data:
            data = data[os.write(3, data):]
        os._exit(0)
    def fine():
        return 1
    """

    start = time.thread_time()
    reply = basic(source, call("bad"), call("fine"))

    assert reply.outcomes[0].status == "refused"
    assert reply.outcomes[1].result() == 1
    assert reply.seconds < 2
    assert time.thread_time() - start < 1


def test_results_that_take_long_to_read_are_refused(monkeypatch):
    monkeypatch.setattr(supervising, "READING_SECONDS", 0.05)
    source = "def long(): return [1.0] * 190_000\ndef fine(): return 1"
    reply = SoloWorker().run(job(source, call("fine"), call("long"), call("fine")))

    statuses = [outcome.status for outcome in reply.outcomes]
    assert statuses == ["returned", "refused", "refused"]
    assert "too long to read" in reply.outcomes[1].error.message
    assert "too long to read" in reply.outcomes[2].error.message


class _Silent:
    """A child that never says a word."""

    pid = 0

    def read(self, timeout):
        return b""

    def place(self):
        return None

    def tell(self, more):
        return False

    def rest(self):
        return b""

    def stop(self):
        return "crashed"


def test_a_child_that_does_not_come_up_is_our_failure():
    with pytest.raises(WorkerError, match="by itself"):
        supervise(job("x = 1"), lambda _task: _Silent())


def test_a_forged_result_may_not_be_larger_than_all_may_be(basic):
    limits = Limits(reply_bytes=1 << 16, restarts=2)
    source = """
    import os, msgspec
    def bad():
        outcome = {"status": "returned", "value": "x" * 300_000}
        data = msgspec.msgpack.encode(["outcome", 0, None, outcome, ""])
        view = memoryview(len(data).to_bytes(4, "little") + data)
        while view:
            view = view[os.write(3, view):]
        os._exit(0)
    """
    reply = basic(source, *[call("bad")] * 4, limits=limits)

    assert {outcome.status for outcome in reply.outcomes} <= {"refused", "crashed"}
    assert reply.outcomes[0].error.message.startswith("the result is too large")
