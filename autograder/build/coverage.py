"""What covers each row of the slide decks, and each of their mistakes: exercises, essays, story.

`python -m autograder.build.coverage` writes docs/curriculum.md.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from autograder.build.unit import Unit, find_root, load_unit, unit_names

ROWS = Path("solutions/rows.toml")
PAGE = Path("docs/curriculum.md")
DECKS = {
    "S0": "Neural Networks Demystified",
    "S1": "Neural Network 101",
    "S2": "Intro to Neural Networks",
    "S3": "Intro to Neural Nets: Mathematical Building Blocks and Keras",
    "S4": "Neural Network Structure",
}
_ROW = re.compile(r"\b(S\d-|E)(\d\d)(?:\s*(?:…|\.\.\.?|–|-)\s*(?:S\d-|E)?(\d\d))?\b")

HEAD = """# What the kit covers

Every row of the five slide decks and every place where a deck is wrong, with the exercise, question or story
that takes it up. Written by `python -m autograder.build.coverage` from `solutions/`; a test fails when a row
that an exercise is due for, or a mistake of severity A or B, has none.
Severity: A wrong result or code, B wrong statement, C wording.
"""


class Row(NamedTuple):
    """A row of a deck, or a mistake in one."""

    id: str
    topic: str
    due: bool
    severity: str = ""


def read_rows(root: Path) -> list[Row]:
    """Return the rows of the decks, then their mistakes."""
    data = tomllib.loads((root / ROWS).read_text(encoding="utf-8"))
    rows = [Row(key, row["topic"], row["gradable"]) for key, row in data["rows"].items()]
    mistakes = [
        Row(key, row["says"], row["severity"] in "AB", row["severity"]) for key, row in data["errors"].items()
    ]
    return rows + mistakes


def named_rows(text: str) -> Iterator[str]:
    """Yield the rows that a text names; "S1-14…16" names three."""
    for prefix, first, last in _ROW.findall(text):
        for number in range(int(first), int(last or first) + 1):
            yield f"{prefix}{number:02d}"


def coverage(units: Sequence[Unit]) -> dict[str, list[str]]:
    """Return what covers each row: "u03 `sigmoid`", "u05, story"."""
    found: dict[str, list[str]] = defaultdict(list)
    for unit in units:
        for row, where in _of_unit(unit):
            if where not in found[row]:
                found[row].append(where)
    return found


def _of_unit(unit: Unit) -> Iterator[tuple[str, str]]:
    short = unit.name.partition("_")[0]
    for declared in unit.exercises:
        yield from ((row, f"{short} `{declared.id}`") for row in named_rows(declared.source))
    for essay in unit.essays.values():
        yield from ((row, f"{short} `{essay.id}`") for row in named_rows(essay.source))
    stories = [item.head for item in unit.items() if item.kind in ("markdown", "picture")]
    for text in (unit.introduction, *stories):
        yield from ((row, f"{short}, story") for row in named_rows(text))


def open_rows(rows: Sequence[Row], covered: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the rows that something is due for and nothing covers."""
    return [row.id for row in rows if row.due and not covered.get(row.id)]


def page(rows: Sequence[Row], units: Sequence[Unit]) -> str:
    """Return docs/curriculum.md."""
    covered = coverage(units)
    parts = [HEAD, _units(units)]
    for key, title in DECKS.items():
        parts.append(_table(f"{key}: {title}", [r for r in rows if r.id.startswith(key)], covered))
    parts.append(_table("Where the decks are wrong", [row for row in rows if row.severity], covered))
    return "\n".join(parts)


def _units(units: Sequence[Unit]) -> str:
    lines = [
        "## The units",
        "",
        "| unit | exercises | core | points | minutes (core) |",
        "|---|---|---|---|---|",
    ]
    for unit in units:
        core = [item for item in unit.exercises if item.core]
        points = sum(item.points for item in unit.exercises) + sum(e.points for e in unit.essays.values())
        minutes = sum(item.minutes for item in core)
        row = (f"{unit.name}: {unit.title}", len(unit.exercises), len(core), f"{points:g}", minutes)
        lines.append("| " + " | ".join(str(cell) for cell in row) + " |")
    return "\n".join(lines) + "\n"


def _table(title: str, rows: Sequence[Row], covered: Mapping[str, Sequence[str]]) -> str:
    lines = [f"## {title}", "", "| row | about | covered by |", "|---|---|---|"]
    for row in rows:
        where = "; ".join(covered.get(row.id, [])) or ("**open**" if row.due else "not taken up")
        about = row.topic.replace("|", "\\|")
        lines.append(f"| {row.id}{f' ({row.severity})' if row.severity else ''} | {about} | {where} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the page."""
    root = find_root(Path.cwd())
    units = [load_unit(root, name) for name in unit_names(root)]
    (root / PAGE).write_text(page(read_rows(root), units), encoding="utf-8")


if __name__ == "__main__":
    main()
