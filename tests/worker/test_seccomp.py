"""The filter does what its table says, on each architecture, and Python goes on working under it."""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.calls import call
from autograder.worker import seccomp, syscalls
from autograder.worker.protocol import Limits
from autograder.worker.seccomp import ALLOW, KILL, REFUSE, UNKNOWN
from autograder.worker.syscalls import MACHINES, OWN

PID = 4711
MACHINE = st.sampled_from(sorted(MACHINES))
NUMBERS = st.integers(0, 600) | st.integers(0, 2**32 - 1)
SMALL = st.sampled_from([0, 1, 2, 3, 4, 9, 0x201, 0x200, 0x10000, 0x50F00, 0x5401, 0x5412, PID, 1031])
ARGUMENTS = st.lists(SMALL | st.integers(0, 2**64 - 1), min_size=6, max_size=6)


def decided(steps, number, arguments, architecture):
    """Run a program as the kernel does."""
    words = {0: number, 4: architecture}
    words |= {16 + 8 * place: value & 0xFFFFFFFF for place, value in enumerate(arguments)}
    at, register = 0, 0
    while True:
        step = steps[at]
        operand = PID if step.operand == OWN else step.operand
        at += 1
        if step.code == seccomp._RETURN:
            return operand
        if step.code == seccomp._LOAD:
            register = words[operand]
        elif step.code == seccomp._AND:
            register &= operand
        else:
            holds = register >= operand if step.code == seccomp._IF_AT_LEAST else register == operand
            at += step.yes if holds else step.no


def expected(machine, number, arguments, *, scratch):
    terms = syscalls.table(machine, scratch=scratch).get(number)
    if terms is None:
        return UNKNOWN if number >= 424 else REFUSE
    held = all(
        arguments[term.argument] & 0xFFFFFFFF & term.mask
        in [PID if value == OWN else value for value in term.values]
        for term in terms
    )
    return ALLOW if held else REFUSE


@given(MACHINE, NUMBERS, ARGUMENTS, st.booleans())
def test_the_program_decides_as_the_table_says(machine, number, arguments, scratch):
    steps = seccomp.program(machine, scratch=scratch)

    found = decided(steps, number, arguments, MACHINES[machine][1])

    assert found == expected(machine, number, arguments, scratch=scratch)


@pytest.mark.parametrize("machine", sorted(MACHINES))
def test_every_number_is_decided_as_the_table_says(machine):
    steps = seccomp.program(machine, scratch=True)
    asked = [PID, 1, 0, 0, 0, 0]

    for number in range(600):
        found = decided(steps, number, asked, MACHINES[machine][1])
        assert found == expected(machine, number, asked, scratch=True), number


@given(MACHINE, NUMBERS, st.integers(0, 2**32 - 1))
def test_another_architecture_is_fatal(machine, number, architecture):
    steps = seccomp.program(machine, scratch=True)

    if architecture != MACHINES[machine][1]:
        assert decided(steps, number, [0] * 6, architecture) == KILL


HEADERS = {"x86_64": "#include <asm/unistd_64.h>", "aarch64": "#include <asm-generic/unistd.h>"}
WISHES = "#define __BITS_PER_LONG 64\n#define __ARCH_WANT_RENAMEAT\n#define __ARCH_WANT_SET_GET_RLIMIT\n"


@pytest.mark.parametrize("machine", sorted(MACHINES))
def test_the_numbers_are_those_of_the_kernels_headers(machine):
    if shutil.which("gcc") is None:
        pytest.skip("the headers are read with gcc")
    wishes = WISHES if machine == "aarch64" else ""
    done = subprocess.run(
        ["gcc", "-E", "-dM", "-U__BITS_PER_LONG", "-"],
        input=wishes + HEADERS[machine],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("there are no such headers here")
    told = dict(re.findall(r"#define __NR(?:3264)?_(\w+) (\d+)$", done.stdout, re.MULTILINE))
    column, _ = MACHINES[machine]
    text = f"{syscalls.ALWAYS},{syscalls.CHANGING_FILES},{syscalls.ON_TERMS}"
    # Headers that are older than a system call do not know it; aliases are left out.
    known = [(name, number) for name, number in syscalls.entries(text, column) if name in told]

    assert len(known) > 130
    assert [name for name, number in known if int(told[name]) != number] == []


SETTINGS = """
import ctypes, fcntl, os, resource, signal, socket, subprocess, sys, threading
import numpy as np
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
def checked(result):
    if result == -1:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result
X86 = os.uname().machine == "x86_64"
def syscall(x86, arm, *arguments):
    return checked(libc.syscall(ctypes.c_long(x86 if X86 else arm), *map(ctypes.c_long, arguments)))
"""
REFUSED = {
    "fork": "os.fork()",
    "fork_of_libc": "checked(libc.fork())",
    "vfork": "syscall(58, 220, 0x4100 if not X86 else 0)",
    "thread_in_new_namespace": "syscall(56, 220, 0x10000 | 0x10000000)",
    "clone3": "syscall(435, 435, 0, 88)",
    "program": "subprocess.run([sys.executable, '-c', ''])",
    "exec": "os.execv('/usr/bin/true', ['true'])",
    "execveat": "syscall(322, 281, -100, 0, 0, 0, 0)",
    "internet": "socket.socket()",
    "unix_socket": "socket.socket(socket.AF_UNIX)",
    "netlink": "socket.socket(16, socket.SOCK_RAW, 0)",
    "datagrams": "socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)",
    "ptrace": "syscall(101, 117, 16, os.getppid(), 0, 0)",
    "memory_of_another": "syscall(310, 270, os.getppid(), 0, 0, 0, 0, 0)",
    "signal": "os.kill(os.getppid(), 0)",
    "signal_to_all": "os.kill(-1, 0)",
    "signal_to_group": "os.killpg(0, 0)",
    "tkill": "syscall(200, 130, os.getpid(), 0)",
    "queued_signal": "syscall(129, 138, os.getpid(), 0, 0)",
    "pidfd": "os.pidfd_open(os.getppid())",
    "signal_when_ready": "fcntl.fcntl(os.pipe()[0], 8, os.getppid())",
    "keys": "syscall(250, 219, 0, -3, 0)",
    "shared_memory": "checked(libc.shmget(77, 4096, 0o1666))",
    "message_queue": "checked(libc.msgget(77, 0o1666))",
    "semaphores": "checked(libc.semget(77, 1, 0o1666))",
    "posix_queue": "checked(libc.mq_open(b'/note', os.O_CREAT | os.O_RDWR, 0o666, None))",
    "memory_file": "os.memfd_create('x')",
    "unshare": "syscall(272, 97, 0x10000000)",
    "setns": "syscall(308, 268, 0, 0)",
    "mount": "syscall(165, 40, 0, 0, 0, 0, 0)",
    "chroot": "os.chroot('.')",
    "bpf": "syscall(321, 280, 0, 0, 0)",
    "perf": "syscall(298, 241, 0, 0, -1, -1, 0)",
    "userfaultfd": "syscall(323, 282, 0)",
    "io_uring": "syscall(425, 425, 1, 0)",
    "kernel_aio": "syscall(206, 0, 1, 0)",
    "death_of_the_worker": "checked(libc.prctl(1, 0, 0, 0, 0))",
    "dumpable": "checked(libc.prctl(4, 1, 0, 0, 0))",
    "priority": "os.setpriority(os.PRIO_PROCESS, 0, 5)",
    "niceness": "os.nice(1)",
    "affinity": "os.sched_setaffinity(0, {0})",
    "limits_of_another": "resource.prlimit(os.getppid(), resource.RLIMIT_CORE)",
    "typing_on_a_terminal": "fcntl.ioctl(0, 0x5412, b'x')",
    "personality": "syscall(135, 92, 0x0040000)",
    "kexec": "syscall(246, 104, 0, 0, 0, 0)",
    "user": "os.setuid(os.getuid())",
    "session": "os.setsid()",
    "sync": "syscall(162, 81)",
    "option_of_a_socket": "socket.socketpair()[0].setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)",
    "page_cache": "syscall(27, 232, 0, 0, 0)",
    "cut_what_is_read": "os.open(np.__file__, os.O_RDONLY | os.O_TRUNC)",
}
ALLOWED = {
    "threads": "found = []; run = threading.Thread(target=lambda: found.append(1)); run.start(); run.join(); return found",
    "blas_in_threads": """
    found = []
    def multiply():
        found.append(float((np.ones((200, 200)) @ np.ones((200, 200))).sum()))
    several = [threading.Thread(target=multiply) for _ in range(4)]
    [run.start() for run in several]
    [run.join() for run in several]
    return found == [200.0 ** 3] * 4
""",
    "socketpair": "one, other = socket.socketpair(); one.send(b'x'); return other.recv(1) == b'x'",
    "own_signals": """
    heard = []
    signal.signal(signal.SIGUSR1, lambda *_: heard.append(1))
    os.kill(os.getpid(), signal.SIGUSR1)
    signal.raise_signal(signal.SIGUSR1)
    signal.pthread_kill(threading.get_ident(), signal.SIGUSR1)
    return heard == [1, 1, 1]
""",
    "alarm": """
    def ring(*_):
        raise TimeoutError
    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, 0.01)
    try:
        while True:
            sum(range(10))
    except TimeoutError:
        return True
""",
    "asyncio": "import asyncio; asyncio.run(asyncio.sleep(0.001)); return True",
    "futures": """
    from concurrent.futures import ThreadPoolExecutor
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(abs, [-1, 2])) == [1, 2]
""",
    "own_limits": "resource.setrlimit(resource.RLIMIT_STACK, resource.getrlimit(resource.RLIMIT_STACK)); return True",
    "late_imports": "import csv, doctest, unittest, sqlite3, numpy.ma, multiprocessing; return True",
    "algebra": "return float(np.linalg.svd(np.random.default_rng(1).normal(size=(50, 50)))[1].min()) >= 0",
    "random": "import secrets, uuid; return len(secrets.token_bytes(8)) == 8 and uuid.uuid4() is not None",
    "terminal": "import shutil; return not os.isatty(0) and shutil.get_terminal_size().columns > 0",
    "time": "import time; time.sleep(0.001); return time.monotonic() > 0",
}


def written(bodies):
    return SETTINGS + "\n".join(f"def {name}():\n    {body}" for name, body in bodies.items())


@pytest.mark.parametrize("kind", ["strong", "good"])
def test_what_python_does_not_need_is_refused_and_raises(request, kind):
    run = request.getfixturevalue(kind)
    reply = run(written(REFUSED), *map(call, REFUSED), limits=Limits(total_seconds=30))

    outcomes = dict(zip(REFUSED, reply.outcomes, strict=True))
    errors = {name: item.error.type if item.error else item.status for name, item in outcomes.items()}
    unknown = {"clone3", "pidfd", "io_uring"}
    assert {errors.pop(name) for name in unknown} == {"OSError"}
    assert set(errors.values()) == {"PermissionError"}, errors
    assert reply.ended == "normally"


@pytest.mark.parametrize("kind", ["strong", "good"])
def test_what_students_do_goes_on_working(request, kind):
    run = request.getfixturevalue(kind)
    reply = run(written(ALLOWED), *map(call, ALLOWED), limits=Limits(total_seconds=30))

    outcomes = dict(zip(ALLOWED, reply.outcomes, strict=True))
    assert {name: item.status for name, item in outcomes.items()} == dict.fromkeys(ALLOWED, "returned")
    assert all(item.result() for item in outcomes.values())


@pytest.mark.skipif(platform.machine() != "x86_64", reason="it takes 32-bit calls of this machine")
@pytest.mark.parametrize("kind", ["strong", "good"])
def test_a_call_of_another_architecture_ends_the_process(request, kind):
    source = """
    import ctypes, mmap
    def ask():
        code = bytes.fromhex("b814000000cd80c3")  # getpid, asked as a 32-bit program does
        page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
        page.write(code)
        address = ctypes.addressof(ctypes.c_char.from_buffer(page))
        return ctypes.CFUNCTYPE(ctypes.c_int)(address)()
    def fine():
        return 1
    """

    asked, fine = request.getfixturevalue(kind)(source, call("ask"), call("fine")).outcomes

    assert (asked.status, fine.status) == ("crashed", "returned")


def test_files_of_others_with_the_same_user_keep_their_modes_and_times(good, tmp_path):
    secret = tmp_path / "gradebook.db"
    secret.write_text("points")
    before = secret.stat()
    changes = {
        "mode": "os.chmod(path, 0o777)",
        "times": "os.utime(path, (0, 0))",
        "owner": "os.chown(path, os.getuid(), os.getgid())",
        "attribute": "os.setxattr(path, 'user.note', b'psst')",
        "cut": "os.truncate(path, 0)",
        "gone": "os.unlink(path)",
        "moved": "os.rename(path, path + '2')",
        "linked": "os.link(path, path + '2')",
    }
    source = SETTINGS + "\n".join(f"def {name}(path):\n    {body}" for name, body in changes.items())

    reply = good(source, *(call(name, str(secret)) for name in changes))

    assert [outcome.error.type for outcome in reply.outcomes] == ["PermissionError"] * len(changes)
    after = secret.stat()
    assert (after.st_mode, after.st_mtime_ns, after.st_size) == (
        before.st_mode,
        before.st_mtime_ns,
        before.st_size,
    )
    assert [path.name for path in Path(tmp_path).iterdir()] == ["gradebook.db"]
