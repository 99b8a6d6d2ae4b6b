"""A submission changes nothing for the next one of the same worker, and leaves it nothing to read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from autograder.calls import call
from autograder.worker.isolation import of_level
from autograder.worker.pool import Worker
from autograder.worker.protocol import Limits

from .conftest import boxed, job, open_worker


@pytest.fixture(params=["root's box", "box"])
def alone(request: pytest.FixtureRequest) -> Iterator[Worker]:
    """Open a worker in each kind of box."""
    with Worker(boxed(from_root=request.param == "root's box")) as worker:
        yield worker


@pytest.fixture
def from_root() -> Iterator[Worker]:
    """Open a worker in a box that is entered as root."""
    with Worker(boxed(from_root=True)) as worker:
        yield worker


ATTACKS = {
    "memory": "resource.prlimit(worker, resource.RLIMIT_AS, (1 << 28, 1 << 28))",
    "files": "resource.prlimit(worker, resource.RLIMIT_NOFILE, (32, 32))",
    "niceness": "os.setpriority(os.PRIO_PROCESS, worker, 19)",
    "scheduler": "os.sched_setscheduler(worker, os.SCHED_BATCH, os.sched_param(0))",
    "processors": "os.sched_setaffinity(worker, [min(os.sched_getaffinity(worker))])",
}
LOOK = """
import os, resource
def look():
    worker = os.getppid()
    # Its children have them too; their own limits are other ones.
    limits = resource.getrlimit(resource.RLIMIT_STACK), resource.getrlimit(resource.RLIMIT_DATA)
    niceness = os.getpriority(os.PRIO_PROCESS, worker)
    processors = sorted(os.sched_getaffinity(worker))
    memory = resource.getrlimit(resource.RLIMIT_AS)[0] >> 24, resource.getrlimit(resource.RLIMIT_NOFILE)
    return limits, memory, niceness, os.sched_getscheduler(worker), processors
"""


@pytest.mark.parametrize("name", ATTACKS)
@pytest.mark.parametrize("kind", ["root's box", "box", "fork"])
def test_limits_of_the_worker_stay_what_they_were(kind, name):
    isolation = of_level("basic") if kind == "fork" else boxed(from_root=kind == "root's box")
    attack = f"import os, resource\nworker = os.getppid()\ndef attack():\n    {ATTACKS[name]}\n    return 1"
    with Worker(isolation) as worker:
        before = worker.run(job(LOOK, call("look"))).outcomes[0].result()
        outcome = worker.run(job(attack, call("attack"))).outcomes[0]
        after = worker.run(job(LOOK, call("look"))).outcomes[0].result()

    # Whoever succeeds keeps what they earned.
    assert outcome.status == "raised" if kind == "root's box" else outcome.result() == 1
    if outcome.status == "raised":
        assert outcome.error.type == "PermissionError"
    assert after == before


@pytest.mark.parametrize("level", ["strong", "good"])
def test_a_shield_keeps_the_worker_from_all_of_them(level):
    attacks = [f"def {name}():\n    {attack}" for name, attack in ATTACKS.items()]
    source = "\n".join(["import os, resource\nworker = os.getppid()", *attacks])
    with open_worker(level) as worker:
        outcomes = worker.run(job(source, *map(call, ATTACKS))).outcomes

    assert [outcome.error.type for outcome in outcomes] == ["PermissionError"] * len(ATTACKS)


def test_each_submission_of_roots_box_is_a_user_without_rights(from_root):
    source = """
    import ctypes, os
    def user():
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)
        sets = (ctypes.c_uint32 * 6)()
        assert ctypes.CDLL(None).capget(header, sets) == 0
        return os.getresuid(), os.getresgid(), os.getgroups(), list(sets)
    def become(uid):
        os.setuid(uid)
    """
    asked = job(source, call("user"), *(call("become", uid) for uid in (0, 65533, 65534)))
    users = set()
    for _ in range(3):
        user, *becoming = from_root.run(asked).outcomes
        (uid, *others), groups, more, capabilities = user.result()
        users.add(uid)

        assert {*others, *groups} == {uid}
        assert more == []
        assert capabilities == [0] * 6
        assert [outcome.error.type for outcome in becoming] == ["PermissionError"] * 3
    assert len(users) == 3
    assert not users & {0, 65533, 65534}


def test_a_later_child_of_a_submission_has_the_files_of_the_earlier_one(alone):
    source = """
    import os
    with open("cache", "a") as file:
        file.write("x")
    def leave():
        os._exit(0)
    def read():
        return open("cache").read()
    """

    reply = alone.run(job(source, call("leave"), call("read")))

    assert reply.blocks == ()
    assert reply.outcomes[1].result() == "xx"


LIBC = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
KEYCTL, ADD_KEY = {"x86_64": (250, 248), "aarch64": (219, 217)}[os.uname().machine]
def keyctl(*arguments):
    return libc.syscall(KEYCTL, *[ctypes.c_long(item) if type(item) is int else item for item in arguments])
"""

ADD = "libc.syscall(ADD_KEY, b'user', b'note', b'psst', ctypes.c_size_t(4),"
CHANNELS = {
    "shared memory": (
        "return libc.shmget(77, 4096, 0o1666)",
        "return libc.shmget(77, 4096, 0o666)",
    ),
    "queue": ("return libc.msgget(77, 0o1666)", "return libc.msgget(77, 0o666)"),
    "semaphores": ("return libc.semget(77, 1, 0o1666)", "return libc.semget(77, 1, 0o666)"),
    "POSIX queue": (
        "return libc.mq_open(b'/note', os.O_CREAT | os.O_RDWR, 0o666, None)",
        "return libc.mq_open(b'/note', os.O_RDONLY)",
    ),
    "attribute": (
        "os.setxattr('.', 'user.note', b'psst'); return 0",
        "return 0 if 'user.note' in os.listxattr('.') else -1",
    ),
}
for _name, _ring in (("user", -4), ("user session", -5), ("session", -3)):
    CHANNELS[f"{_name} keyring"] = (
        f"return {ADD} ctypes.c_long({_ring}))",
        f"return keyctl(10, {_ring}, b'user', b'note', 0)",
    )
CHANNELS["keyring of the worker's session"] = (
    f"ring = keyctl(1, b'leak'); keyctl(5, ring, 0x3F3F3F3F); {ADD} ctypes.c_long(ring)); return keyctl(18)",
    "keyctl(1, b'leak'); return keyctl(10, -3, b'user', b'note', 0)",
)
CHANNELS["persistent keyring"] = (
    f"return {ADD} ctypes.c_long(keyctl(22, -1, -2)))",
    "return keyctl(10, keyctl(22, -1, -2), b'user', b'note', 0)",
)


@pytest.mark.parametrize("name", CHANNELS)
def test_nothing_in_the_kernel_is_left_for_the_next_submission(alone, name):
    write, read = CHANNELS[name]
    first = job(f"{LIBC}\ndef write():\n    {write}\ndef read():\n    {read}", call("write"), call("read"))
    second = job(f"{LIBC}\ndef read():\n    {read}", call("read"))

    written, own = alone.run(first).outcomes
    found = alone.run(second).outcomes[0]

    if name != "POSIX queue" and (written.status != "returned" or written.result() == -1):
        pytest.skip(f"it cannot be left here: {written}")
    assert name == "POSIX queue" or own.result() >= 0
    assert found.result() == -1


@pytest.mark.parametrize("level", ["strong", "good"])
@pytest.mark.parametrize("name", CHANNELS)
def test_a_shield_lets_nothing_be_left_in_the_kernel(level, name):
    write, _ = CHANNELS[name]
    with open_worker(level) as worker:
        (written,) = worker.run(job(f"{LIBC}\ndef write():\n    {write}", call("write"))).outcomes

    assert written.status == "raised" or written.result() == -1


def test_an_honest_submission_does_not_cost_the_worker(alone):
    pids = set()
    for _ in range(4):
        alone.run(job("open('file', 'w').write('x')\ndef f(): return 1", call("f")))
        alone.run(job("def f():\n    while True: pass", call("f"), limits=Limits(call_seconds=0.1)))
        pids.add(alone._process.pid)

    assert len(pids) == 1


@pytest.mark.parametrize("level", ["box", "basic"])
def test_the_folder_is_for_the_next_submission_as_it_was(level):
    source = """
    import os
    def look():
        status = os.stat(".")
        return status.st_mode, status.st_mtime_ns
    def spoil():
        os.utime(".", (9, 9))
        os.chmod(".", 0o500)
    def keep():
        open("x", "w").close()
    """
    with open_worker(level) as worker:
        worker.run(job(source, call("keep")))
        before, _ = worker.run(job(source, call("look"), call("spoil"))).outcomes
        after, kept = worker.run(job(source, call("look"), call("keep"))).outcomes

    assert after.result() == before.result()
    assert kept.status == "returned"
