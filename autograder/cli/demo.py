"""`gradmark demo`: the sample class, end to end."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from autograder.demo import Row


@click.command()
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=Path("build/demo"), show_default=True
)
def command(out: Path) -> None:
    """Grade the sample class end to end: nbgrader, modules, gradebook, report.

    Needs a checkout of the kit. Every mark is compared with examples/class/EXPECTED.csv, which was
    written by hand, and with nbgrader's gradebook and export. Exit 3 when one differs.
    """
    try:
        from autograder.build.unit import KitError, find_root
        from autograder.demo import DemoError, disagreements, run_demo
    except ModuleNotFoundError as problem:
        message = f"the demo needs {problem.name}, which is not installed: pip install 'gradmark[course]'"
        raise click.UsageError(message) from None
    started = time.perf_counter()
    try:
        rows = run_demo(find_root(Path.cwd()), out.resolve(), lambda text: click.echo(f"- {text}"))
        differing = disagreements(out.resolve() / "course", rows)
    except (DemoError, KitError) as problem:
        click.echo(f"error: {problem}", err=True)
        sys.exit(3)
    _report(out)
    _table(rows, time.perf_counter() - started)
    for text in differing:
        click.echo(f"differs: {text}")
    sys.exit(3 if differing or not all(row.as_expected for row in rows) else 0)


def _report(out: Path) -> None:
    from autograder.report.collect import collect
    from autograder.report.page import write_report

    found = collect(out / "course")
    written = write_report(found.records, out / "report", title="Sample class")
    click.echo(f"- report: {written[0]}")


def _table(rows: list[Row], seconds: float) -> None:
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    from autograder.terminal import console

    table = Table(box=box.SIMPLE, title=f"{len(rows)} submissions in {seconds:.0f} s")
    for name, side in (("student", "left"), ("unit", "left"), ("form", "left"), ("score", "right")):
        table.add_column(name, justify=side, no_wrap=True)  # type: ignore[arg-type]
    table.add_column("status", no_wrap=True)
    table.add_column("as expected")
    for row in rows:
        score = f"{row.result.score:g} / {row.result.max_score:g}"
        verdict = "yes" if row.as_expected else f"NO: {row.due.score:g}, {row.due.status}"
        cells = (row.due.student, row.due.unit, row.due.form, score, row.result.status, verdict)
        table.add_row(*[escape(cell) for cell in cells])
    console().print(table)
