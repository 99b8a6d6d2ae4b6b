"""`gradmark grade`: submissions in, records out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from autograder.exercise.spec import UnitSpec
    from autograder.record import Result
    from autograder.submission.code import Submission


@click.command()
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True), metavar="PATH..."
)
@click.option("--unit", required=True, help="unit to grade, for example u03_activations")
@click.option(
    "--json", "json_file", type=click.Path(path_type=Path, dir_okay=False), help="write one record a line"
)
@click.option("--db", help="also write the points to this nbgrader gradebook (a file or an SQLAlchemy URL)")
@click.option(
    "--spec", "spec_path", type=click.Path(path_type=Path), help="full spec [default: build/hidden/UNIT.json]"
)
@click.option(
    "--isolation", type=click.Choice(["strong", "basic"]), help="ask for this level [default: the best here]"
)
@click.option("--quiet", is_flag=True, help="no progress bar, no table")
def command(
    paths: tuple[Path, ...],
    unit: str,
    json_file: Path | None,
    db: str | None,
    spec_path: Path | None,
    isolation: str | None,
    quiet: bool,
) -> None:
    r"""Grade submissions: modules, notebooks, folders, or the zip that an LMS hands out.

    Every submission gets a record, also one that cannot be read. Exit 0 when each has one, 3 when we failed.

    \b
    gradmark grade submissions.zip --unit u03_activations --json results.jsonl
    gradmark grade submitted/ --unit u05_one_neuron --db gradebook.db
    """
    from autograder.exercise.spec import SpecError
    from autograder.submission.load import find_submissions

    try:
        spec = _spec(unit, spec_path)
    except SpecError as problem:
        raise click.UsageError(str(problem)) from None
    submissions = find_submissions(list(paths), unit, spec.given)
    if not submissions:
        where = ", ".join(map(str, paths))
        message = (
            f"nothing to grade for {unit} in {where}; a submission is a .py, an .ipynb, a folder or a zip"
        )
        raise click.UsageError(message)
    results = _grade_all(spec, submissions, json_file, isolation, quiet=quiet)
    if db:
        from autograder.gradebook import write

        write(results, spec, db)
    if not quiet:
        _show(results)


def _spec(unit: str, spec_path: Path | None) -> UnitSpec:
    from autograder.exercise.spec import SpecError, read_spec

    path = spec_path or Path("build/hidden") / f"{unit}.json"
    spec = read_spec(path)
    if spec.unit != unit:
        message = f"{path} is the spec of {spec.unit}, {unit} is to be graded; pass the right --spec"
        raise SpecError(message)
    if spec.scope == "public":
        click.echo(
            f"note: {path} holds the visible checks only; the records are marked scope=public", err=True
        )
    return spec


def _grade_all(
    spec: UnitSpec,
    submissions: list[Submission],
    json_file: Path | None,
    isolation: str | None,
    *,
    quiet: bool,
) -> list[Result]:
    """Grade one after another; each record is on disk before the next submission starts."""
    from rich.console import Console
    from rich.progress import track

    from autograder.judge import Judge
    from autograder.record import to_json
    from autograder.worker.pool import Worker

    results = []
    judge = Judge(spec)
    console = Console(stderr=True)
    stream = json_file.open("ab") if json_file else None
    if json_file and stream:
        stream.truncate(0)
    try:
        with Worker(isolation) as worker:  # type: ignore[arg-type]
            silent = quiet or not console.is_terminal
            for submission in track(submissions, "grading", console=console, disable=silent):
                results.append(judge.grade(submission, worker))
                if stream:
                    stream.write(to_json(results[-1]) + b"\n")
                    stream.flush()
    finally:
        if stream:
            stream.close()
    return results


def _show(results: list[Result]) -> None:
    from autograder.terminal import class_table, console

    console().print(class_table(results))
