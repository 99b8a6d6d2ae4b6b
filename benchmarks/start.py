"""How long a command takes that has hardly anything to do: what a student waits for.

    python benchmarks/start.py [--times N] [--imports NAME] [--markdown] [--page]

Medians of N runs; the first of each, which may compile bytecode, is left out. With `--imports` the slowest
imports of one of the commands are listed instead (`python -X importtime`).
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from autograder.build.assemble import module_source
from autograder.build.unit import load_unit
from benchmarks.machine import described
from benchmarks.tables import add_options, publish, shown
from benchmarks.ten import ROOT, UNIT
from benchmarks.tree_cpu import Usage, measured

GRADMARK = ("-m", "autograder.cli.main")
PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider")
_TOLD = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \|(\s+)(\S+)")


class Command(NamedTuple):
    """A command, where it runs, the exit code that is due, and the seconds that it should need at most."""

    name: str
    arguments: tuple[str, ...]
    folder: str
    target: float
    code: int = 0


COMMANDS = (
    Command("gradmark --help", (*GRADMARK, "--help"), "untouched", 0.4),
    Command("gradmark grade --help", (*GRADMARK, "grade", "--help"), "untouched", 0.4),
    Command("gradmark check, untouched", (*GRADMARK, "check"), "untouched", 1.0, 1),
    Command("gradmark check, solved", (*GRADMARK, "check"), "solved", 1.0),
    Command("pytest, untouched", PYTEST, "untouched", 1.0, 1),
    Command("pytest, solved", PYTEST, "solved", 1.0),
)


def desks(root: Path) -> None:
    """Make two folders of a student who has the module form: nothing done, and everything right."""
    made = ROOT / "assignments" / UNIT
    solution = module_source(load_unit(ROOT, UNIT))
    for name, source in (
        ("untouched", (made / f"{UNIT}.py").read_text(encoding="utf-8")),
        ("solved", solution),
    ):
        folder = root / name
        folder.mkdir()
        (folder / f"{UNIT}.py").write_text(source, encoding="utf-8")
        for file in ("spec.json", f"test_{UNIT}.py"):
            (folder / file).write_bytes((made / file).read_bytes())


def used(command: Command, root: Path, times: int) -> list[Usage]:
    """Run a command again and again."""
    arguments = [sys.executable, *command.arguments]
    runs = [
        measured(arguments, root / command.folder, _environment(), code=command.code)
        for _ in range(times + 1)
    ]
    return runs[1:]


def imports(command: Command, root: Path, count: int = 25) -> list[list[str]]:
    """Return the imports that take longest, with all that they import themselves."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *command.arguments],
        cwd=root / command.folder,
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    found = [(int(whole), int(own), name) for own, whole, _, name in _TOLD.findall(done.stderr)]
    rows = [[name, f"{whole / 1000:.1f}", f"{own / 1000:.1f}"] for whole, own, name in sorted(found)[::-1]]
    return [["module", "with its own imports, ms", "alone, ms"], *rows[:count]]


def table(commands: Sequence[Command], root: Path, times: int) -> list[list[str]]:
    """Return one row for each command."""
    rows = [["command", "wall s", "CPU s", "target s"]]
    for command in commands:
        runs = used(command, root, times)
        wall, cpu = (
            statistics.median(each) for each in ([run.wall for run in runs], [run.cpu for run in runs])
        )
        rows.append([command.name, f"{wall:.2f}", f"{cpu:.2f}", f"{command.target:.1f}"])
    return rows


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST"))}
    return {**kept, "PYTHONPATH": str(ROOT)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=10, help="runs of each command [10]")
    parser.add_argument("--imports", choices=[command.name for command in COMMANDS], metavar="NAME")
    add_options(parser)
    chosen = parser.parse_args()
    machine = described("numpy", "sympy", "click", "pytest")
    with tempfile.TemporaryDirectory(prefix="gradmark-") as name:
        root = Path(name)
        desks(root)
        asked = next((command for command in COMMANDS if command.name == chosen.imports), None)
        rows = imports(asked, root) if asked else table(COMMANDS, root, chosen.times)
    if asked:
        print(shown(rows))
        return
    told = shown(rows, markdown=chosen.markdown or chosen.page)
    publish(chosen, "start", f"{machine}; {chosen.times} runs of each\n\n{told}")


if __name__ == "__main__":
    main()
