"""The helper process: same answers as here, limits that end it, restarts, and what happens without processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from autograder.formula_box import shared
from sympy_checks import box as module
from sympy_checks.answer import Form, check_answer
from sympy_checks.box import Box, HelperError
from sympy_checks.derivation import check_steps
from sympy_checks.expression import apply, number
from sympy_checks.parse import parse
from sympy_checks.tokens import FormulaError
from tests.grading.runs import alive, below

TASK = {
    "of": "sigmoid",
    "wrt": "z",
    "symbols": ["s"],
    "where": {"s": "sigma(z)"},
    "domains": {"z": (-6.0, 6.0)},
}
STEPS = {"of": "sigmoid", "wrt": "z", "symbols": ["z"], "last_only": ["sigma"], "at_least": 1}


@pytest.fixture(scope="module")
def box():
    with Box() as opened:
        yield opened


@pytest.mark.parametrize(
    "text",
    ["s*(1 - s)", "s*(1 + s)", "s*(s - 1)", "s(1-s", "s*(1-s) + 0*log(s-1)", "z*(1-s)", "9^9^9^9", "\ud800"],
)
def test_answers_are_the_same_as_here(box, text):
    assert box.check_answer(text, **TASK) == check_answer(text, **TASK)


def test_forms_traps_and_trees_cross_the_pipe(box):
    task = {
        **TASK,
        "where": {"s": apply("sigma", parse("z", ["z"]))},
        "traps": {"kept s": "s"},
        "form": Form(symbols=("s",)),
    }

    assert box.check_answer("s", **task) == check_answer("s", **task)
    assert box.check_answer("s", **task).mistake == "kept s"
    assert box.check_answer("2", of="k", symbols=["k"], where={"k": number(2)}).verdict == "equal"


def test_derivations_are_the_same_as_here(box):
    for lines in (["sigma(z)(1-sigma(z))"], ["sigma(z)", "1/(1+exp(-z))", "exp("], []):
        assert box.check_steps(lines, **STEPS) == check_steps(lines, **STEPS)


def test_threads_get_their_own_answers(box):
    texts = ["s*(1 - s)", "s*(1 + s)"] * 8

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda text: box.check_answer(text, **TASK).verdict, texts))

    assert found == [box.check_answer(text, **TASK).verdict for text in texts]


def test_a_task_that_is_no_formula_is_named(box):
    with pytest.raises(FormulaError, match="brackets"):
        box.check_answer("1", of="(x", symbols=["x"])
    assert box.check_answer("1", of="1", symbols=[]).verdict == "equal"


def test_a_fault_of_the_task_is_a_fault(box):
    with pytest.raises(HelperError):
        box.check_answer("1", of="x", symbols=["x"], domains={"x": ("a", "b")})


def test_a_helper_that_takes_too_long_is_replaced():
    with Box(seconds=0.001) as short:
        answer = short.check_answer("s", **TASK)
        assert (answer.verdict, short.restarts) == ("undecided", 1)
        assert "longer than 0.001 seconds" in answer.message

        short.seconds = 20.0
        assert short.check_answer("s*(1-s)", **TASK).verdict == "equal"


def test_a_helper_that_was_killed_is_replaced():
    with Box() as box:
        assert box.check_answer("s*(1-s)", **TASK).verdict == "equal"
        box._helper.process.kill()
        box._helper.process.wait()

        assert box.check_answer("s*(1-s)", **TASK).verdict == "equal"
        assert box.restarts == 1


def test_a_helper_that_ends_again_and_again_leaves_it_undecided(monkeypatch):
    def ended(self, seconds):
        raise module._EndedError

    monkeypatch.setattr(module._Helper, "_line", ended)
    with Box() as box:
        assert box.check_answer("s*(1-s)", **TASK).verdict == "undecided"
        assert box.restarts == 3


def test_a_helper_that_was_started_ahead_answers_the_first_question():
    with Box() as box:
        box.start()
        process = box._helper.process

        assert box.check_answer("s*(1 - s)", **TASK).verdict == "equal"
        assert box._helper.process is process
        assert box.restarts == 0


def test_the_helper_ends_with_its_box():
    box = Box()
    box.check_answer("s", **TASK)
    process = box._helper.process
    box.close()

    assert process.returncode is not None


ASKING = """
import sys
from sympy_checks.box import Box
box = Box(60, module="tests.sympy_checks.busy")
box.ask("nothing", {})
print(box._helper.process.pid, flush=True)
box.ask("loop", {})
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it ends after its formula")
def test_the_helper_ends_with_a_killed_process_in_the_middle_of_a_formula():
    root = Path(module.__file__).resolve().parents[1]
    with subprocess.Popen([sys.executable, "-c", ASKING], stdout=subprocess.PIPE, cwd=root) as asking:
        helper = int(asking.stdout.readline())
        time.sleep(0.3)
        assert helper in below(asking.pid)
        asking.kill()
    deadline = time.monotonic() + 1.0
    while alive([helper]) and time.monotonic() < deadline:
        time.sleep(0.01)

    assert alive([helper]) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_process_has_a_helper_of_its_own(box):
    box.check_answer("s", **TASK)
    child = os.fork()
    if child == 0:
        right = box.check_answer("s*(1-s)", **TASK).verdict == "equal"
        box.close()
        os._exit(0 if right else 1)
    _, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == 0
    assert box.check_answer("s*(1-s)", **TASK).verdict == "equal"


def test_without_processes_it_is_decided_here(monkeypatch):
    def none(module):
        message = "no processes here"
        raise OSError(message)

    monkeypatch.setattr(module, "_Helper", none)
    with Box() as box:
        assert box.check_answer("s*(1-s)", **TASK) == check_answer("s*(1-s)", **TASK)
        assert box.check_steps(["sigma(z)"], **STEPS) == check_steps(["sigma(z)"], **STEPS)


def test_the_working_directory_holds_no_module_of_ours(tmp_path, monkeypatch):
    (tmp_path / "json.py").write_text("raise SystemExit('mine')")
    (tmp_path / "numpy.py").write_text("raise SystemExit('mine')")
    monkeypatch.chdir(tmp_path)

    with Box() as box:
        assert box.check_answer("s*(1-s)", **TASK).verdict == "equal"


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads memory from /proc")
def test_the_helper_stays_small_and_quick_under_hostile_answers(box):
    from tests.sympy_checks.test_hostile import HOSTILE

    slow = []
    for text in HOSTILE:
        start = time.perf_counter()
        answer = box.check_answer(text, of="x**3 + 7*x", wrt="x", symbols=["x"])
        assert answer.verdict != "equal"
        if time.perf_counter() - start > 1.0:
            slow.append(text)
    status = Path(f"/proc/{box._helper.process.pid}/status").read_text(encoding="utf-8")
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))

    assert not slow
    assert box.restarts == 0
    assert peak < 200_000


def test_one_box_serves_the_process():
    assert shared() is shared()
