"""`gradmark hint`: one of the three hints of an exercise."""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import fill

import click

WIDTH = 76


@click.command()
@click.argument("name")
@click.argument("path", type=click.Path(path_type=Path), default=".")
@click.option(
    "-n", "level", type=click.IntRange(1, 3), default=1, show_default=True, help="Each gives more away."
)
def command(name: str, path: Path, level: int) -> None:
    """Show a hint for the exercise NAME of the unit in PATH."""
    from autograder.screen import clean, for_screen
    from autograder.selfcheck import SelfCheckError, find_unit, known_names

    try:
        _, spec = find_unit(path)
        known_names(spec, [name])
    except SelfCheckError as problem:
        raise click.UsageError(str(problem)) from None
    hints = spec.exercise(name).hints
    lines = [
        f"hint {level} of {len(hints)} for {name}",
        fill(" ".join(clean(hints[level - 1]).split()), WIDTH, initial_indent="  ", subsequent_indent="  "),
    ]
    if level < len(hints):
        lines.append(f"more: gradmark hint {name} -n {level + 1}")
    click.echo(for_screen("\n".join(lines), sys.stdout.encoding))
