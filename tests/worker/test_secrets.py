"""No expected value and no hidden check is anywhere in the process that runs a submission.

Random 64-bit sentinels are planted among the expected values and in the labels of hidden checks. The submission
searches its whole memory, arguments, environment and open files for them, and must find none but the control that
is sent to it on purpose.
"""

from __future__ import annotations

import secrets
import struct

import numpy as np
import pytest

from autograder.calls import call
from autograder.checks import Golden
from autograder.exercise.spec import ExerciseSpec, UnitSpec, write_spec
from autograder.judge import Judge
from autograder.plain import to_tree
from autograder.submission.code import Submission
from autograder.submission.module import read_module
from autograder.worker.protocol import Job, Limits

from .conftest import open_worker

PATIENT = Limits(call_seconds=60.0, total_seconds=200.0)

SCANNER = r'''
import ctypes, gc, os, re, sys
import numpy as np

libc = ctypes.CDLL(None, use_errno=True)
libc.prctl(4, 1, 0, 0, 0)  # /proc/self/maps of a process that was made undumpable
PAGE = 4096


def page(address):
    """Return a page through a pipe: the kernel refuses what is not mapped, instead of a crash."""
    if libc.write(OUT, ctypes.c_void_p(address), ctypes.c_size_t(PAGE)) != PAGE:
        return None
    return os.read(IN, PAGE)


IN, OUT = os.pipe()


def regions():
    try:
        for line in open("/proc/self/maps"):
            low, high = (int(part, 16) for part in line.split()[0].split("-"))
            if line.split()[1].startswith("r") and "[v" not in line:
                yield low, high
    except OSError:
        yield from found_from_objects()


def found_from_objects():
    """Grow from the addresses of all objects to the ends of what is mapped around them."""
    anchors = {id(item) // PAGE * PAGE for item in gc.get_objects()}
    anchors |= {item.ctypes.data // PAGE * PAGE for item in gc.get_objects() if isinstance(item, np.ndarray)}
    for name in ("malloc", "prctl", "environ"):
        anchors.add(ctypes.cast(getattr(libc, name), ctypes.c_void_p).value // PAGE * PAGE)
    anchors |= {id(item) // PAGE * PAGE for item in (1.5, "x" * 1000, b"y" * 100000, object(), sys.argv, os.environ)}
    known = set()
    for anchor in sorted(anchors):
        if anchor in known:
            continue
        low = high = anchor
        while page(high) is not None and high not in known:
            known.add(high)
            high += PAGE
        while page(low - PAGE) is not None and low - PAGE not in known:
            low -= PAGE
            known.add(low)
        if high > low:
            yield low, high


def scan(control, text, odd, magic):
    """Return (words that bear the mark, texts that bear the mark, bytes searched, facts)."""
    words, texts, searched = set(), set(), 0
    for low, high in list(regions()):
        for start in range(low, high, 1 << 20):
            parts = [page(address) or b"" for address in range(start, min(start + (1 << 20), high), PAGE)]
            block = b"".join(parts)
            searched += len(block)
            texts |= set(re.findall(rb"SENTINEL-[0-9a-f]{16}", block))
            for shift in range(8):
                usable = (len(block) - shift) // 8 * 8
                array = np.frombuffer(block, dtype=np.uint64, count=usable // 8, offset=shift)
                with np.errstate(over="ignore"):
                    marked = (array * np.uint64(odd)) >> np.uint64(24) == np.uint64(magic)
                words |= {int(word) for word in array[marked]}
    files = [number for number in range(64) if is_file(number)]
    facts = " ".join([*sys.argv, *os.environ, *os.environ.values()])
    return [str(word) for word in words], [item.decode() for item in texts], searched, files, facts


def is_file(number):
    import stat
    try:
        return stat.S_ISREG(os.fstat(number).st_mode)
    except OSError:
        return False
'''


class Mark:
    """64-bit words that can be told from others without knowing them: (word * odd) >> 24 == magic."""

    def __init__(self):
        self.odd = secrets.randbits(62) | 1
        self.magic = secrets.randbits(40)

    def word(self):
        while True:
            word = ((self.magic << 24) | secrets.randbits(24)) * pow(self.odd, -1, 1 << 64) % (1 << 64)
            if np.isfinite(self.as_float(word)) and abs(self.as_float(word)) > 1e-300:
                return word

    @staticmethod
    def as_float(word):
        return struct.unpack("<d", struct.pack("<Q", word))[0]


class Recording:
    """Passes jobs on to the real worker and keeps the replies."""

    def __init__(self, worker):
        self.worker = worker

    def run(self, job):
        self.reply = self.worker.run(job)
        return self.reply


def spec_with(mark, control, text, planted, planted_texts):
    asked = call("scan", np.array([mark.as_float(control)]), text, mark.odd, mark.magic)

    def check(place):
        tree = to_tree(np.array([mark.as_float(planted[place])]))
        return Golden(label=planted_texts[place], at=(asked,), expected=(tree,))

    item = ExerciseSpec(
        id="scan",
        kind="function",
        points=1.0,
        prompt="",
        source="S0-01",
        hints=("", "", ""),
        stub="",
        checks=(check(0),),
        hidden=(check(1), check(2)),
        hidden_weight=2,
    )
    return UnitSpec(kit="0", unit="u99_scan", title=planted_texts[3], scope="all", exercises=(item,))


@pytest.mark.parametrize("level", ["strong", "good", "basic"])
def test_a_submission_finds_no_secret_in_its_process(level, tmp_path):
    mark = Mark()
    control, *planted = (mark.word() for _ in range(4))
    text, *planted_texts = (f"SENTINEL-{secrets.token_hex(8)}" for _ in range(5))
    spec = spec_with(mark, control, text, planted, planted_texts)
    (tmp_path / "hidden.json").write_text(write_spec(spec))
    code = read_module("u99_scan.py", SCANNER.encode(), unit="u99_scan")

    with open_worker(level) as worker:
        recording = Recording(worker)
        judge = Judge(spec, limits=PATIENT)
        judge.grade(Submission("eve", "eve.py", "u99_scan", code), recording)

    outcome = recording.reply.outcomes[0]
    assert outcome.status == "returned", outcome
    words, texts, searched, files, facts = outcome.result()
    assert searched > 5_000_000, "the scanner must see the heap"
    assert str(control) in words, "the scanner must find what is there"
    assert text in texts
    assert not {str(word) for word in planted} & set(words)
    assert not set(planted_texts) & set(texts)
    assert files == []
    assert "SENTINEL" not in facts


KEEPER = """
def remember(text):
    return {"kept": text * 3}
"""


@pytest.mark.parametrize("level", ["strong", "good", "basic"])
def test_nothing_of_the_submission_before_is_in_memory(level):
    """Neither its calls, nor its results: a later student could look the answers up."""
    mark = Mark()
    earlier = f"SENTINEL-{secrets.token_hex(8)}"
    own = f"SENTINEL-{secrets.token_hex(8)}"
    first = read_module("ada.py", KEEPER.encode(), unit="u99_test")
    second = read_module("bob.py", SCANNER.encode(), unit="u99_test")
    asked = call("scan", np.array([mark.as_float(mark.word())]), own, mark.odd, mark.magic)
    with open_worker(level) as worker:
        kept = worker.run(Job(first, (call("remember", earlier),), PATIENT)).outcomes[0].result()
        _, texts, searched, _, _ = worker.run(Job(second, (asked,), PATIENT)).outcomes[0].result()

    assert kept["kept"] == earlier * 3
    assert searched > 10_000_000
    assert own in texts
    assert earlier not in texts
