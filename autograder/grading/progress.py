"""How far a run is: a bar on a terminal, a line now and then in a log."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from autograder.grading.run import Step

LINE_SECONDS = 30.0


class Pace:
    """Counts; the rate and the time left leave out records that were there before."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.kept = 0
        self.graded = 0
        self.started = time.monotonic()

    def step(self, kept: bool) -> None:  # noqa: FBT001 - the meaning stands at `Step`
        """Count one submission."""
        self.kept += kept
        self.graded += not kept

    @property
    def done(self) -> int:
        """Submissions that have their record."""
        return self.kept + self.graded

    @property
    def rate(self) -> float:
        """Submissions graded a second."""
        return self.graded / max(1e-9, time.monotonic() - self.started)

    def words(self) -> str:
        """Say it in one line."""
        left = (self.total - self.done) / self.rate if self.graded else 0.0
        kept = f" ({self.kept} kept)" if self.kept else ""
        time_left = f", {_span(left)} left" if self.graded and self.done < self.total else ""
        return f"{self.done} of {self.total} graded{kept}, {self.rate:.3g}/s{time_left}"


@contextmanager
def shown(pace: Pace, console: Console, *, quiet: bool = False) -> Iterator[Step]:
    """Give the function to be told about each submission, and show the pace until the end."""
    if quiet:
        yield pace.step
    elif console.is_terminal:
        with Progress(*_columns(pace), console=console, transient=True) as progress:
            task = progress.add_task("grading", total=pace.total)

            def step(kept: bool) -> None:  # noqa: FBT001
                pace.step(kept)
                progress.update(task, completed=pace.done)

            yield step
    else:
        yield _Lines(pace, console).step


class _Lines:
    def __init__(self, pace: Pace, console: Console) -> None:
        self.pace, self.console = pace, console
        self.last = time.monotonic()

    def step(self, kept: bool) -> None:  # noqa: FBT001
        self.pace.step(kept)
        now = time.monotonic()
        if now - self.last >= LINE_SECONDS:
            self.last = now
            self.console.print(self.pace.words(), highlight=False, soft_wrap=True)


def _columns(pace: Pace) -> tuple[ProgressColumn, ...]:
    return (
        TextColumn("grading"),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        _Rate(pace),
        TimeRemainingColumn(compact=True),
    )


class _Rate(ProgressColumn):
    def __init__(self, pace: Pace) -> None:
        super().__init__()
        self.pace = pace

    def render(self, task: Task) -> Text:
        del task
        return Text(f"{self.pace.rate:.3g}/s")


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
