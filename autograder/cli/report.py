"""`gradmark report`: the class report."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("report"),
    show_default=True,
    metavar="DIR",
    help="Folder for report.html, scores.csv and report.json.",
)
@click.option("--title", metavar="T", help="Heading of the page.")
@click.option("--hide-names", is_flag=True, help='Write "student 1", "student 2", ... in place of names.')
def command(path: Path, out: Path, title: str | None, *, hide_names: bool) -> None:
    """Class report of graded submissions: HTML with plots, CSV, JSON.

    PATH is the file of `gradmark grade --json`, a folder with result records (a course, or its
    gradmark/records), or nbgrader's gradebook.db.
    """
    from autograder.report.collect import NoRecordsError, collect, left_out
    from autograder.report.page import write_report

    try:
        found = collect(path)
    except (NoRecordsError, OSError) as problem:
        raise click.UsageError(str(problem)) from None
    for notice in (*found.broken, *found.notices):
        click.echo(f"note: {notice}", err=True)
    skipped = left_out(len(found.broken))
    notices = [skipped, *found.notices] if found.broken else found.notices
    written = write_report(found.records, out, title=title, notices=notices, nameless=hide_names)
    for file in written:
        click.echo(file)
