"""What one submission costs, layer by layer, in milliseconds of the clock: run it on a quiet machine.

    python benchmarks/layers.py [--count N] [--unit UNIT]... [--markdown] [--page]

A class is graded at one desk with strong isolation where the machine offers it. The first half of the
class warms it up; medians, means and shares are those of the second half. What happens inside the worker is
told apart by jobs with less and less in them: with all calls, without the traced ones, without calls, without
code.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import msgspec

from autograder.build.assemble import module_source
from autograder.build.specs import full_spec
from autograder.build.unit import Unit, load_unit
from autograder.calls import Outcome
from autograder.exercise.spec import UnitSpec
from autograder.grading.desk import Desk
from autograder.grading.journal import Journal
from autograder.grading.task import Task
from autograder.judge import Judge
from autograder.record import from_json, to_json
from autograder.submission.code import Submission
from autograder.submission.load import load_bytes
from autograder.worker.cleaning import cleaned
from autograder.worker.messages import Message, pack, read_message
from autograder.worker.pool import Worker
from autograder.worker.protocol import Job, Limits, Reply
from benchmarks.machine import described
from benchmarks.tables import add_options, publish, shown
from benchmarks.ten import ROOT, students, ten_exercises

TEN = "ten exercises"
TARGETS = {
    "read the file": 0.5,
    "encode the job": 0.1,
    "fork, a child is ready": 3.0,
    "load the code": 0.5,
    "make the calls": 3.0,
    "trace": 1.5,
    "read and clean the reply": 0.5,
    "judge the numbers": 0.5,
    "read the formulas": 0.5,
    "ask again (second look)": 0.5,
    "the rest of the record": 0.3,
    "record as JSON": 0.1,
    "journal": 0.1,
    "gradebook row": 0.3,
}
"""Milliseconds for the class of ten exercises: 11.4 in all."""
Times = dict[str, list[float]]


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return milliseconds and result."""
    started = time.perf_counter()
    result = work()
    return 1000 * (time.perf_counter() - started), result


def per_item(work: Callable[[Any], Any], items: Iterable[Any]) -> list[float]:
    """Return the milliseconds for each item."""
    return [timed(lambda: work(item))[0] for item in items]  # noqa: B023 - called at once


class Watch:
    """Adds up the milliseconds that calls of methods take while one submission is graded."""

    def __init__(self) -> None:
        self.spent: dict[str, list[float]] = {}

    def on(self, owner: Any, name: str, layer: str) -> None:
        """Watch a method of one object."""
        method = getattr(owner, name)

        def watched(*arguments: Any) -> Any:
            taken, result = timed(lambda: method(*arguments))
            self.spent.setdefault(layer, []).append(taken)
            return result

        setattr(owner, name, watched)

    def taken(self) -> dict[str, list[float]]:
        """Return what was measured since the last time."""
        spent, self.spent = self.spent, {}
        return spent


def class_of(unit: Unit, spec: UnitSpec, count: int) -> tuple[list[bytes], list[Submission]]:
    """Return the files of a class and their submissions."""
    files = [module_source(unit, answers).encode() for _, answers in students(unit, count)]
    name = f"{unit.name}.py"
    codes = [load_bytes(name, data, unit.name, spec.given) for data in files]
    return files, [Submission(f"s{place}", name, unit.name, code) for place, code in enumerate(codes)]


def outside(unit: Unit, spec: UnitSpec, files: list[bytes], handed_in: list[Submission]) -> Times:
    """Measure reading and encoding."""
    return {
        "read the file": per_item(
            lambda data: load_bytes(f"{unit.name}.py", data, unit.name, spec.given), files
        ),
        "encode the job": per_item(lambda one: pack(Job(one.code, ())), handed_in),
    }


def in_worker(spec: UnitSpec, handed_in: list[Submission]) -> Times:
    """Measure what the worker does, by leaving more and more out of its jobs."""
    judge = Judge(spec)
    asked = judge.questions
    plain = tuple(one for one in asked.shown if one.trace is None)
    times: list[list[float]] = [[], [], [], []]
    replies: list[list[Reply]] = [[], [], [], []]
    with ExitStack() as stack:
        # one for each kind of job, each with calls of its own, so that a busy moment meets all kinds alike
        workers = [stack.enter_context(Worker()) for _ in times]
        for one in handed_in:
            assert one.code is not None
            empty = msgspec.structs.replace(one.code, blocks=())
            kinds = (
                Job(empty, (), judge.limits),
                Job(one.code, (), judge.limits),
                Job(one.code, plain, judge.limits, asked_of_all=True, hidden=asked.hidden),
                Job(one.code, asked.shown, judge.limits, asked_of_all=True, hidden=asked.hidden),
            )
            for place, job in enumerate(kinds):
                taken, reply = timed(partial(workers[place].run, job))
                times[place].append(taken)
                replies[place].append(reply)
    started, loaded, called, traced = times
    less, cleaning = (reading(found, judge.limits) for found in replies[2:])
    return {
        "fork, a child is ready": started,
        "load the code": minus(loaded, started),
        "make the calls": minus(called, loaded, less),
        "trace": minus(traced, called, minus(cleaning, less)),
        "read and clean the reply": cleaning,
    }


def reading(replies: list[Reply], limits: Limits) -> list[float]:
    """Measure what the supervisor does with the frames of a child."""

    def read(frames: list[bytes]) -> None:
        for frame in frames:
            cleaned(read_message(frame).outcome or Outcome("missing"), limits)

    framed = [
        [pack(Message("outcome", place, outcome=item))[4:] for place, item in enumerate(reply.outcomes)]
        for reply in replies
    ]
    return per_item(read, framed)


def minus(whole: list[float], *parts: list[float]) -> list[float]:
    """Subtract, submission by submission."""
    return [first - sum(rest) for first, *rest in zip(whole, *parts, strict=True)]


def at_desk(
    spec: UnitSpec, handed_in: list[Submission], folder: Path
) -> tuple[Times, list[float], list[bytes]]:
    """Grade the class as `gradmark grade` does; return the judge's layers, whole times, and the records."""
    times: Times = {}
    whole, lines = [], []
    watch = Watch()
    with Desk(spec) as desk:
        watch.on(desk.judge, "_judged", "judge the numbers")
        watch.on(desk.judge, "_readings", "read the formulas")
        watch.on(desk.worker, "run", "run")
        for one in handed_in:
            taken, line = timed(lambda: desk.grade(Task(one)))  # noqa: B023
            spent = watch.taken()
            first, *again = spent.pop("run")
            parts = {layer: sum(each) for layer, each in spent.items()}
            parts["ask again (second look)"] = sum(again)
            record = from_json(line)
            parts["record as JSON"], _ = timed(lambda: to_json(record))  # noqa: B023
            parts["the rest of the record"] = taken - first - sum(parts.values())
            for layer, each in parts.items():
                times.setdefault(layer, []).append(each)
            whole.append(taken)
            lines.append(line)
    times["journal"] = journal(folder / "class.partial.jsonl", lines)
    return times, whole, lines


def journal(path: Path, lines: list[bytes]) -> list[float]:
    """Append records to a file that reaches the disk twice a second."""
    opened = Journal(path)
    taken = per_item(opened.append, lines)
    opened.close()
    return taken


def in_gradebook(spec: UnitSpec, lines: list[bytes], folder: Path) -> list[float]:
    """Write the records into a new gradebook; every submission has the same share of it."""
    from autograder.gradebook import open_gradebook, write

    database = str(folder / "gradebook.db")
    with open_gradebook(database):
        pass
    results = [from_json(line) for line in lines]
    taken, _ = timed(lambda: write(results, spec, database))
    return [taken / len(lines)] * len(lines)


def measure(unit: Unit, count: int) -> tuple[Times, list[float]]:
    """Return the layers and the whole times at the desk, for each submission of a class."""
    with Worker() as worker:
        spec = full_spec(unit, worker)
    files, handed_in = class_of(unit, spec, count)
    with tempfile.TemporaryDirectory(prefix="gradmark-") as name:
        judged, whole, lines = at_desk(spec, handed_in, Path(name))
        times = outside(unit, spec, files, handed_in) | in_worker(spec, handed_in) | judged
        times["gradebook row"] = in_gradebook(spec, lines, Path(name))
    return times, whole


def table(times: Times, *, targets: bool) -> list[list[str]]:
    """Return one row for each layer, and the sum of the means; `targets` only fit the ten exercises."""
    late = {layer: times[layer][len(times[layer]) // 2 :] for layer in TARGETS}
    means = {layer: statistics.fmean(each) for layer, each in late.items()}
    total = sum(means.values())
    rows = [["layer", "median ms", "mean ms", "share", *(["target ms"] if targets else [])]]
    for layer, each in late.items():
        target = [f"{TARGETS[layer]:.1f}"] if targets else []
        share = f"{max(0.0, means[layer] / total):.0%}"
        rows.append([layer, f"{statistics.median(each):.2f}", f"{means[layer]:.2f}", share, *target])
    end = [f"{sum(TARGETS.values()):.1f}"] if targets else []
    return [*rows, ["one submission", "", f"{total:.2f}", "100%", *end]]


def section(name: str, count: int, *, markdown: bool) -> str:
    """Return what is said of one class."""
    unit = ten_exercises() if name == TEN else load_unit(ROOT, name)
    times, whole = measure(unit, count)
    half = len(whole) // 2
    rows = shown(table(times, targets=name == TEN), markdown=markdown)
    size = "" if name == TEN else f", {len(unit.exercises)} exercises"
    return (
        f"{name}{size}, {count} submissions:\n\n{rows}\n\n"
        f"At the desk: {whole[0]:.0f} ms the first submission, "
        f"{statistics.fmean(whole[:half]):.1f} ms each in the "
        f"first half, {statistics.fmean(whole[half:]):.1f} ms in the second."
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=200, help="submissions of each class [200]")
    parser.add_argument("--unit", action="append", help=f"default: {TEN}, u03_activations, u05_one_neuron")
    add_options(parser)
    chosen = parser.parse_args()
    names = chosen.unit or (TEN, "u03_activations", "u05_one_neuron")
    machine = described("numpy", "sympy", "nbgrader")
    markdown = chosen.markdown or chosen.page
    publish(
        chosen,
        "layers",
        "\n\n".join([machine, *(section(one, chosen.count, markdown=markdown) for one in names)]),
    )


if __name__ == "__main__":
    main()
