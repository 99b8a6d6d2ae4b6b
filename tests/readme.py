"""The README's transcripts and table, made from runs: `python -m tests.readme` writes them, a test compares."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from autograder.build.unit import load_unit, unit_names

ROOT = Path(__file__).resolve().parents[1]
EXERCISE, UNIT = "sigmoid_grad", "u03_activations"
STUB = f'    # YOUR CODE HERE\n    raise NotImplementedError("{EXERCISE}")'


def refreshed(text: str) -> str:
    """Return the README with every generated part made anew."""
    for name in ("wrong", "right"):
        pattern = rf"(<!-- output of {name} -->\n```text\n).*?(```)"
        output = transcript(code_block(text, name))
        text = re.sub(
            pattern, lambda match, output=output: match[1] + output + match[2], text, flags=re.DOTALL
        )
    head, mark, rest = text.partition("<!-- units -->\n")
    table = re.sub(r"(?:\| .*\|\n)*\Z", "", head) if not mark else head
    tail = re.sub(r"\A(?:\|.*\n)*", "", rest)
    return table + mark + units_table() + tail


def code_block(text: str, name: str) -> str:
    """Return the Python block below a mark."""
    found = re.search(rf"<!-- {name} -->\n```python\n(.*?)```", text, re.DOTALL)
    assert found, f"the README lacks the block {name}"
    return found[1]


def transcript(source: str) -> str:
    """Return what `gradmark check -k NAME` prints for a module with this function in it."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / UNIT
        shutil.copytree(ROOT / "assignments" / UNIT, home)
        (home / f"{UNIT}.ipynb").unlink()
        module = home / f"{UNIT}.py"
        text = module.read_text(encoding="utf-8")
        assert STUB in text
        # the function with the README's text stands below its stub, so that it is the one that counts
        module.write_text(f"{text}\n\n{source}", encoding="utf-8")
        command = [sys.executable, "-m", "autograder.cli.main", "check", "-k", EXERCISE]
        environment = {**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(command, cwd=home, capture_output=True, text=True, env=environment, check=False)
    return done.stdout


def units_table() -> str:
    """Return the rows of the table of units."""
    rows = []
    for name in unit_names(ROOT):
        unit = load_unit(ROOT, name)
        points = sum(item.points for item in unit.exercises)
        rows.append(f"| `{name}` | {unit.title} | {len(unit.exercises)} | {points:g} |\n")
    return "".join(rows)


if __name__ == "__main__":
    path = ROOT / "README.md"
    path.write_text(refreshed(path.read_text(encoding="utf-8")), encoding="utf-8")
