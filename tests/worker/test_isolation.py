"""What the box keeps out of reach, and what it leaves behind."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from autograder.calls import call
from autograder.worker.isolation import probe
from autograder.worker.pool import Worker
from autograder.worker.protocol import Limits

from .conftest import boxed, job

ROOT = Path(__file__).resolve().parents[2]


def test_files_of_the_course_and_of_the_system_are_out_of_reach(strong, tmp_path):
    secret = tmp_path / "hidden.json"
    secret.write_text("expected values")
    secret.chmod(0o644)
    source = """
    import os
    def look(path):
        with open(path) as file:
            return file.read()
    def ls(path):
        return os.listdir(path)
    """

    paths = [
        str(secret),
        str(ROOT / "pyproject.toml"),
        "/etc/passwd",
        "/proc/self/environ",
        "/proc/1/cmdline",
    ]
    reply = strong(source, *(call("look", path) for path in paths), call("ls", str(ROOT)), call("ls", "/"))

    assert all(outcome.error.type == "FileNotFoundError" for outcome in reply.outcomes[:5])
    assert [outcome.error.type for outcome in reply.outcomes[5:]] in (
        ["FileNotFoundError", "PermissionError"],
        ["PermissionError", "PermissionError"],  # the virtual environment may lie inside the checkout
    )
    assert reply.isolation == "strong"


def test_the_box_alone_shows_no_other_file(box):
    source = """
    import os
    def ls(path):
        return os.listdir(path)
    """

    course, root = box(source, call("ls", str(ROOT)), call("ls", "/")).outcomes

    if course.status == "returned":
        assert not {"solutions", "tests", "build", "assignments"} & set(course.result())
    assert not {"proc", "home", "sys", "var"} & set(root.result())


@pytest.mark.parametrize("kind", ["strong", "box", "good"])
def test_the_network_is_out_of_reach(request, kind):
    run = request.getfixturevalue(kind)
    with socket.create_server(("127.0.0.1", 0)) as server:
        reply = run(
            """
            import socket
            def connect(port):
                socket.create_connection(("127.0.0.1", port), timeout=0.2)
            """,
            call("connect", server.getsockname()[1]),
        )

    assert reply.outcomes[0].status == "raised"
    refused = ("OSError", "ConnectionRefusedError") if kind == "box" else ("PermissionError",)
    assert reply.outcomes[0].error.type in refused


def test_programs_and_writing_outside_are_out_of_reach(strong):
    reply = strong(
        """
        import os, subprocess
        def program():
            subprocess.run(["/bin/sh", "-c", "true"], check=True)
        def write(path):
            with open(path, "w") as file:
                file.write("x")
        def root():
            os.setuid(0)
        def worker():
            os.kill(1, 9)
            os.kill(1, 19)
            return os.getuid()
        """,
        call("program"),
        call("write", "/box/autograder/plain.py"),
        call("write", "/new"),
        call("root"),
        call("worker"),
    )

    assert [outcome.status for outcome in reply.outcomes[:4]] == ["raised"] * 4
    assert reply.outcomes[4].status in ("returned", "raised")
    assert reply.outcomes[4].status == "raised" or reply.outcomes[4].result() != 0


def test_a_file_is_gone_when_the_next_submission_comes(strong, basic):
    for run in (strong, basic):
        write = """
        import os, tempfile
        def f():
            os.makedirs("deep/er")
            open("deep/er/note", "w").write("psst")
            os.symlink("/", "link")
            os.chmod("deep/er", 0)
            os.chmod("deep", 0)
            return os.getcwd()
        """
        folder = run(write, call("f")).outcomes[0].result()
        look = run("import os\ndef f(path): return os.listdir(path)", call("f", folder)).outcomes[0]

        assert look.result() == []


@pytest.mark.parametrize("kind", ["box", "basic"])
def test_nothing_is_left_running(request, kind):
    run = request.getfixturevalue(kind)
    reply = run(
        """
        import ctypes, os, time
        def daemon():
            for _ in range(3):
                if os.fork() == 0:
                    os.setsid()
                    if os.fork() == 0:
                        os.closerange(0, 3)
                        time.sleep(60)
                    os._exit(0)
            return os.getpgid(0)
        def leave():
            daemon()
            os._exit(0)
        def fine():
            return 1
        """,
        call("daemon"),
        call("leave"),
        call("fine"),
    )

    assert [outcome.status for outcome in reply.outcomes] == ["returned", "crashed", "returned"]
    assert _descendants_asleep() == []


def _descendants_asleep() -> list[str]:
    """Return the processes below this one that are not the workers themselves."""
    listing = subprocess.run(
        ["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    ).stdout
    rows = [line.split(None, 2) for line in listing.splitlines()]
    parents = {pid: parent for pid, parent, *_ in rows}
    workers = {pid for pid, _, *args in rows if args and "autograder.worker.warm" in args[0]}
    found = []
    for pid, parent, *args in rows:
        # A worker has bubblewrap or us as parent; what has a worker as parent is a leftover.
        if pid in workers and parent in workers and "bwrap" not in _arguments(rows, parent):
            found.append(" ".join(args))
    assert str(os.getpid()) in parents
    return found


def _arguments(rows: list[list[str]], pid: str) -> str:
    return next((row[2] for row in rows if row[0] == pid and len(row) > 2), "")


def test_a_fork_bomb_ends_with_its_call(box):
    reply = box(
        """
        import os
        def bomb():
            while True:
                try:
                    os.fork()
                except OSError:
                    pass
        def fine():
            return 1
        """,
        call("bomb"),
        call("fine"),
        limits=Limits(call_seconds=0.3),
    )

    assert [outcome.status for outcome in reply.outcomes] == ["timeout", "returned"]
    assert _descendants_asleep() == []


def test_disk_use_is_bounded(strong):
    reply = strong(
        """
        def fill():
            for number in range(10_000):
                with open(f"file{number}", "wb") as file:
                    file.write(bytes(1_000_000))
        def long_file():
            with open("long", "wb") as file:
                file.write(bytes(50_000_000))
        def fine():
            return 1
        """,
        call("fill"),
        call("long_file"),
        call("fine"),
    )

    assert [outcome.status for outcome in reply.outcomes] == ["raised", "raised", "returned"]


def test_no_descriptor_but_the_channel_is_inherited(run):
    reply = run(
        """
        import os
        def descriptors():
            found = []
            for number in range(256):
                try:
                    os.fstat(number)
                    found.append(number)
                except OSError:
                    pass
            return [os.path.samestat(os.fstat(number), os.stat(os.devnull)) for number in found]
        """,
        call("descriptors"),
    )

    assert reply.outcomes[0].result().count(False) == 1


def test_our_own_package_is_not_importable(run):
    reply = run(
        """
        import sys
        from autograder import check, check_all
        import autograder.judge
        check("sigmoid")
        def modules():
            return sorted(name for name in sys.modules if name.startswith("autograder.worker"))
        def solutions():
            import solutions
        """,
        call("modules"),
        call("solutions"),
    )

    assert reply.blocks == ()
    assert reply.outcomes[0].result() == []
    assert reply.outcomes[1].error.type == "ModuleNotFoundError"


@pytest.mark.parametrize("from_root", [True, False])
def test_both_ways_into_the_box_work_and_lead_to_an_unprivileged_user(from_root):
    with Worker(boxed(from_root=from_root)) as worker:
        reply = worker.run(job("import os\ndef f(): return os.getuid(), os.getpid() == 1", call("f")))

    uid, is_worker = reply.outcomes[0].result()
    assert uid not in (0, os.getuid())
    assert not is_worker


def test_libraries_below_tmp_are_no_obstacle(tmp_path):
    site = Path(sysconfig.get_path("purelib"))
    for name in ("numpy", "numpy.libs", "msgspec"):
        shutil.copytree(site / name, tmp_path / name, ignore=shutil.ignore_patterns("tests", "__pycache__"))
    here = probe().level
    code = "import msgspec; from autograder.worker.isolation import probe; print(msgspec.__file__, probe().level)"
    path = os.pathsep.join([str(tmp_path), str(ROOT)])

    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )

    where, level = done.stdout.split()
    assert where.startswith(str(tmp_path))
    assert level == here
