"""The machine that attacks are made on: files with secrets, a gradebook, a listening socket, and their state."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from autograder.exercise.spec import write_spec
from autograder.gradebook import write as write_gradebook
from autograder.judge import Judge
from autograder.submission.code import Submission
from tests.conftest import ROOT

from .unit import UNIT

TMP = Path("/tmp")


class Scene:
    """A course on disk with canaries in it; `places` is what an attacker is told about it."""

    def __init__(self, root, spec):
        self.spec = spec
        self.secret = f"CANARY-{secrets.token_hex(12)}"
        self.mark = f"eve{secrets.token_hex(4)}"
        self.key = 0x45000000 + secrets.randbits(24)
        self.root = root
        self.home, self.course, self.hidden, self.tmp = (
            self._folder(name) for name in ("home", "course", "hidden", "tmp")
        )
        self.classroom = self._folder("course/class")
        self.spec_path = self.hidden / f"{UNIT}.json"
        self.spec_path.write_text(write_spec(spec), encoding="utf-8")
        self.gradebook = self.course / "gradebook.db"
        records = [Judge(spec).ungraded(Submission("ada", "ada.py", UNIT, None), "not graded yet")]
        write_gradebook(records, spec, f"sqlite:///{self.gradebook}")
        self.canaries = [self._canary(path) for path in self._canary_paths()]
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.setblocking(False)

    def _folder(self, name):
        path = self.root / name
        path.mkdir(mode=0o755)
        return path

    def _canary_paths(self):
        beside = [self.home / ".netrc", self.course / "grades.csv", self.hidden / "seeds.toml"]
        return [*beside, TMP / f"{self.mark}-notes.txt", Path(f"/dev/shm/{self.mark}-notes")]

    def _canary(self, path):
        path.write_text(f"{self.secret}\n", encoding="utf-8")
        path.chmod(0o666)
        return path

    @property
    def places(self):
        """What the attacker knows: the worst case is everything."""
        return {
            "canaries": [str(path) for path in self.canaries],
            "folders": [str(path) for path in (self.home, self.course, self.hidden, TMP, "/dev/shm")],
            "spec": str(self.spec_path),
            "gradebook": str(self.gradebook),
            "records": str(self.root / "records.jsonl"),
            "class": str(self.classroom),
            "course": str(self.course),
            "kit": str(ROOT),
            "port": self.socket.getsockname()[1],
        }

    @property
    def told(self):
        """The first lines of every attack."""
        return f"PLACES = {self.places!r}\nMARK = {self.mark!r}\nKEY = {self.key}\n"

    def hand_in(self, files):
        """Put the files of students into the class: name of the student -> file name -> content."""
        for student, content in files.items():
            folder = self.classroom / student
            folder.mkdir()
            for name, data in content.items():
                (folder / name).write_bytes(data) if isinstance(data, bytes) else data(folder / name)

    def state(self):
        """Return everything that an attack must leave as it was."""
        kept = [*self.canaries, self.spec_path, self.gradebook]
        files = {str(path): (_digest(path), path.stat().st_mode) for path in kept}
        names = {
            str(folder): sorted(path.name for path in folder.iterdir())
            for folder in (self.home, self.course, self.hidden)
        }
        return files, names

    def traces(self):
        """Return what of an attack is still there: processes, files, IPC objects, keys, connections."""
        found = [f"process {path}" for path in _processes(self.mark)]
        kept = {path.name for path in self.canaries}
        places = [TMP, Path("/dev/shm"), Path("/dev/mqueue"), self.tmp]
        names = [path for place in places if place.is_dir() for path in place.iterdir()]
        found += [str(path) for path in names if self.mark in path.name and path.name not in kept]
        found += [str(path) for path in self.tmp.iterdir()]
        for listing in ("shm", "sem", "msg"):
            if str(self.key) in _text(Path("/proc/sysvipc") / listing).split():
                found.append(f"System V {listing}")
        if self.mark in _text(Path("/proc/keys")):
            found.append("a key")
        if self.mark in _text(Path("/proc/net/unix")):
            found.append("a socket")
        return found + self._visitors()

    def _visitors(self):
        try:
            connection, _ = self.socket.accept()
        except BlockingIOError:
            return []
        connection.close()
        return ["a connection"]

    def grade(self, level, *, jobs=2):
        """Grade the class with the command, as an instructor does; return its exit code and its output."""
        records = self.root / f"{level}-{secrets.token_hex(2)}.jsonl"
        command = [sys.executable, "-m", "autograder.cli.main", "grade", str(self.classroom), "--unit", UNIT]
        command += ["--spec", str(self.spec_path), "--json", str(records), "--isolation", level]
        environment = {
            **os.environ,
            "HOME": str(self.home),
            "TMPDIR": str(self.tmp),
            "GRADMARK_SECRET": self.secret,
            "PYTHONPATH": str(ROOT),
        }
        done = subprocess.run(
            [*command, "--jobs", str(jobs)],
            cwd=self.course,
            env=environment,
            capture_output=True,
            check=False,
            timeout=300,
        )
        return done, records

    def close(self):
        """Take everything away that lies outside of the test's own folder."""
        with closing(self.socket):
            for path in self.canaries:
                path.unlink(missing_ok=True)
        shutil.rmtree(self.root, ignore_errors=True)


def _digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _text(path):
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _processes(mark):
    """Return the processes that carry the mark in their name or their arguments."""
    for path in Path("/proc").iterdir():
        if path.name.isdigit() and path.name != str(os.getpid()):
            said = _text(path / "comm") + _text(path / "cmdline")
            if mark in said:
                yield said
