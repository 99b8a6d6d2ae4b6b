"""What a submission costs: stock `nbgrader autograde`, the same with gradmark's executor, `gradmark grade`.

    python benchmarks/vs_nbgrader.py [--count N] [--stock-count N] [--rounds N] [--json FILE] [--page]

The same class has worked on the same ten exercises (benchmarks/ten.py), in a notebook that ends with a
picture, as every notebook of the kit does. For stock nbgrader it is an assignment as instructors write it
(benchmarks/stock_assignment.py), also measured without the picture; for gradmark it is the kit's, with all
hidden checks and formulas, in strong isolation, with one process.

Every way grades N submissions and 2 N; the difference is what N more cost, start-up left out. All take turns,
several rounds of it, and the least of each counts: what else the machine does only ever adds. Processor
time is that of the whole tree of processes (benchmarks/tree_cpu.py).
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from autograder.build.unit import Unit
from autograder.build.write import HIDDEN, SOURCE, unit_files, write
from autograder.nbgrader_plugin.course import Built, make_course
from autograder.nbgrader_plugin.exchange import nbgrader_environment, run_nbgrader
from autograder.worker.pool import Worker
from benchmarks.machine import described
from benchmarks.stock_assignment import stock_notebook
from benchmarks.tables import add_options, publish, shown
from benchmarks.ten import ROOT, UNIT, hand_in, ten_exercises
from benchmarks.tree_cpu import Usage, measured

_STOCK_CONFIG = """\
from pathlib import Path

c = get_config()
c.CourseDirectory.course_id = "stock"
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.ExecutePreprocessor.timeout = 60
"""
_AUTOGRADE = ["-m", "nbgrader", "autograde", UNIT]
_GRADE = [
    "-m",
    "autograder.cli.main",
    "grade",
    "submitted",
    "--unit",
    UNIT,
    "--spec",
    f"gradmark/{UNIT}.json",
]
_GRADE += ["--isolation", "strong", "--jobs", "1", "--json", "class.jsonl", "--quiet"]


class Way(NamedTuple):
    """One way to grade the class: a command in a copy of a course."""

    name: str
    course: Path
    command: list[str]
    count: int


class Cost(NamedTuple):
    """What one way costs for N and for 2 N submissions."""

    way: Way
    once: Usage
    twice: Usage

    @property
    def each(self) -> Usage:
        """One more submission, start-up left out."""
        pairs = zip(self.once, self.twice, strict=True)
        return Usage(*((twice - once) / self.way.count for once, twice in pairs))


def stock_course(root: Path, unit: Unit, *, picture: bool) -> Path:
    """Make a course for nbgrader alone, with the assignment generated."""
    source = root / "source" / unit.name / f"{unit.name}.ipynb"
    source.parent.mkdir(parents=True)
    source.write_text(stock_notebook(unit, picture=picture), encoding="utf-8")
    (root / "nbgrader_config.py").write_text(_STOCK_CONFIG, encoding="utf-8")
    return _generated(root)


def kit_course(root: Path, unit: Unit) -> Path:
    """Make the course that `gradmark course` makes, with the assignment generated."""
    with tempfile.TemporaryDirectory() as name, Worker() as worker:
        write(Path(name), unit_files(unit, worker))
        make_course(root, Built(Path(name) / SOURCE, Path(name) / HIDDEN), "kit")
    return _generated(root)


def _generated(root: Path) -> Path:
    done = run_nbgrader(root, "generate_assignment", UNIT, "--force")
    if done.returncode:
        raise RuntimeError(done.stderr)
    return root


def costs(compared: list[Way], unit: Unit, rounds: int) -> list[Cost]:
    """Measure all ways in turn, and again."""
    taken = [[_cost(way, unit) for way in compared] for _ in range(rounds)]
    return [_least(each) for each in zip(*taken, strict=True)]


def _cost(way: Way, unit: Unit) -> Cost:
    found = Cost(way, *(_used(way, unit, count) for count in (way.count, 2 * way.count)))
    each = found.each
    print(f"{way.name}: {1000 * each.cpu:.1f} ms CPU, {1000 * each.wall:.1f} ms each", file=sys.stderr)
    return found


def _least(found: Sequence[Cost]) -> Cost:
    """Return the least of everything that was measured of one way."""
    once, twice = (
        Usage(*map(min, zip(*each, strict=True))) for each in zip(*(one[1:] for one in found), strict=True)
    )
    return Cost(found[0].way, once, twice)


def _used(way: Way, unit: Unit, count: int) -> Usage:
    with tempfile.TemporaryDirectory(prefix="gradmark-") as name:
        course = Path(name) / "course"
        shutil.copytree(way.course, course)
        hand_in(course / "submitted", unit, course / "release" / UNIT / f"{UNIT}.ipynb", count)
        environment = {**nbgrader_environment(course), "PYTHONPATH": str(ROOT)}
        return measured([sys.executable, *way.command], course, environment)


def ways(folder: Path, unit: Unit, count: int, stock_count: int) -> list[Way]:
    """Return what is compared, stock nbgrader first."""
    stock, plain = (
        stock_course(folder / f"stock-{picture}", unit, picture=picture) for picture in (True, False)
    )
    kit = kit_course(folder / "kit", unit)
    return [
        Way("nbgrader autograde, stock", stock, _AUTOGRADE, stock_count),
        Way("the same without the picture", plain, _AUTOGRADE, stock_count),
        Way("nbgrader autograde, gradmark's executor", kit, _AUTOGRADE, count),
        Way("gradmark grade --json", kit, _GRADE, count),
        Way("gradmark grade --json --db", kit, [*_GRADE, "--db", "gradebook.db"], count),
    ]


def table(costs: list[Cost]) -> list[list[str]]:
    """Return a head and one row for each way: one more submission, its share of stock's, the whole run."""
    stock = costs[0].each
    head = ["", "CPU ms", "wall ms", "of stock's CPU", "of its wall", "whole run of", "CPU s", "wall s"]
    return [head, *(_row(one, stock) for one in costs)]


def _row(one: Cost, stock: Usage) -> list[str]:
    each, whole = one.each, one.twice
    return [
        one.way.name,
        f"{1000 * each.cpu:.1f}",
        f"{1000 * each.wall:.1f}",
        _share(each.cpu, stock.cpu),
        _share(each.wall, stock.wall),
        str(2 * one.way.count),
        f"{whole.cpu:.1f}",
        f"{whole.wall:.1f}",
    ]


def _share(part: float, whole: float) -> str:
    return f"1/{whole / part:.1f}" if part > 0 else "-"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=100, help="submissions for gradmark [100]")
    parser.add_argument("--stock-count", type=int, default=4, help="submissions for stock nbgrader [4]")
    parser.add_argument("--rounds", type=int, default=3, help="so often everything is measured [3]")
    parser.add_argument("--json", type=Path, help="write the numbers to this file")
    add_options(parser)
    chosen = parser.parse_args()
    machine = described("nbgrader", "nbconvert", "ipykernel", "numpy", "sympy")
    unit = ten_exercises()
    with tempfile.TemporaryDirectory(prefix="gradmark-") as name:
        compared = ways(Path(name), unit, chosen.count, chosen.stock_count)
        found = costs(compared, unit, chosen.rounds)
    rows = shown(table(found), markdown=chosen.markdown or chosen.page)
    publish(chosen, "vs_nbgrader", f"{machine}\n\n{rows}")
    if chosen.json:
        chosen.json.write_text(json.dumps([_numbers(one) for one in found], indent=1), encoding="utf-8")


def _numbers(one: Cost) -> dict[str, object]:
    return {
        "way": one.way.name,
        "count": one.way.count,
        "once": one.once._asdict(),
        "twice": one.twice._asdict(),
        "each": one.each._asdict(),
    }


if __name__ == "__main__":
    main()
