"""An audit on a terminal: the table, what nobody has explained, and how far a run is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from autograder.audit.summary import Audit, Row, summed
from autograder.screen import for_screen

EVERY_SECONDS = 20.0
"""Between two lines of progress where there is no terminal."""

_HEADS = ("mutants", "killed", "proved", "explained", "survived")


def table(audit: Audit) -> Table:
    """Return one row for each exercise, and the sums of the units."""
    made = Table(box=None, pad_edge=False, header_style="bold", show_footer=False)
    made.add_column("exercise", no_wrap=True)
    for head in _HEADS:
        made.add_column(head, justify="right")
    for unit in dict.fromkeys(row.unit for row in audit.rows):
        own = [row for row in audit.rows if row.unit == unit]
        for row in own:
            made.add_row(row.exercise, *_cells(row))
        made.add_row(unit, *_cells(summed(unit, own)), style="bold", end_section=True)
    if len({row.unit for row in audit.rows}) > 1:
        made.add_row("all units", *_cells(audit.total), style="bold")
    return made


def lines(audit: Audit, encoding: str | None) -> Iterator[str]:
    """Yield what is to be done: survivors without a reason, reasons without a survivor, faults of ours."""
    for one in audit.unexplained:
        compared = f" (its formula: {one.formula})" if one.formula else ""
        yield for_screen(f"survived  {one.exercise}: {one.operator}: {one.change}{compared}", encoding)
        yield f"          {one.file}:{one.line}"
    for text in audit.stale:
        yield for_screen(f"stale     {text}", encoding)
    for text in audit.errors:
        yield for_screen(f"our fault {text}", encoding)
    total = audit.total
    counts = f"{total.mutants} mutants: {total.killed} killed, {total.proved} proved equivalent, "
    yield f"{counts}{total.explained} explained, {total.survived} survived; {audit.seconds:.0f} s"


class Told:
    """Tells how many mutants are done: a bar on a terminal, a line now and then elsewhere.

    A context manager, called with the number that is done and the number of all.
    """

    def __init__(self, console: Console, *, quiet: bool = False) -> None:
        self.console, self.quiet = console, quiet
        columns = (TextColumn("mutants"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self.bar = Progress(*columns, console=console, disable=quiet or not console.is_terminal)
        self.task = self.bar.add_task("mutants", total=None)
        self.said = time.monotonic()

    def __enter__(self) -> Self:
        self.bar.start()
        return self

    def __exit__(self, *_problem: object) -> None:
        self.bar.stop()

    def __call__(self, done: int, of: int) -> None:
        """Show the progress."""
        self.bar.update(self.task, completed=done, total=of)
        now = time.monotonic()
        if not self.quiet and not self.console.is_terminal and now - self.said >= EVERY_SECONDS:
            self.said = now
            self.console.print(f"{done} of {of} mutants graded")


def _cells(row: Row) -> tuple[str, ...]:
    return tuple(str(count) if count else "-" for count in row.counts)
