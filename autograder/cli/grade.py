"""`gradmark grade`: submissions in, records out."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

if TYPE_CHECKING:
    from autograder.exercise.spec import UnitSpec
    from autograder.judge import Judge
    from autograder.personal.grading import PersonalUnit
    from autograder.record import Result
    from autograder.submission.code import Submission
    from autograder.worker.pool import Worker


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
@click.option("--personal", is_flag=True, help="numbers of one's own, from personal.toml beside the spec")
@click.option("--quiet", is_flag=True, help="no progress bar, no table")
def command(
    paths: tuple[Path, ...],
    unit: str,
    json_file: Path | None,
    db: str | None,
    spec_path: Path | None,
    isolation: Literal["strong", "basic"] | None,
    personal: bool,
    quiet: bool,
) -> None:
    """Grade submissions: modules, notebooks, folders, or the zip that an LMS hands out.

    Every submission gets a record, also one that cannot be read. Exit 0 when each has one, 3 when we failed.

    \b
    gradmark grade submissions.zip --unit u03_activations --json results.jsonl
    gradmark grade submitted/ --unit u05_one_neuron --db gradebook.db
    """  # noqa: D301 - click keeps the lines below this character as they are
    from autograder.exercise.spec import SpecError
    from autograder.personal.settings import PersonalError
    from autograder.submission.load import find_submissions
    from autograder.worker.isolation import IsolationError
    from autograder.worker.pool import Worker

    try:
        spec = _spec(unit, spec_path)
        own = _personal(spec, _path(unit, spec_path).parent) if personal else None
        worker = Worker(isolation)
    except (SpecError, PersonalError, IsolationError) as problem:
        raise click.UsageError(str(problem)) from None
    submissions = find_submissions(list(paths), unit, spec.given, [item.stub for item in spec.exercises])
    if not submissions:
        where = ", ".join(map(str, paths))
        message = (
            f"nothing to grade for {unit} in {where}; a submission is a .py, an .ipynb, a folder or a zip"
        )
        raise click.UsageError(message)
    with worker, own or nullcontext():
        results = _grade_all(spec, own, submissions, worker, json_file, quiet=quiet)
    if db:
        from autograder.gradebook import write

        write(results, spec, db)
    if not quiet:
        _show(results)
    ours = [result.student for result in results if any(item.status == "error" for item in result.exercises)]
    if ours:
        click.echo(f"error: we failed on {', '.join(ours)}; their records say where", err=True)
        sys.exit(3)


def _spec(unit: str, spec_path: Path | None) -> UnitSpec:
    from autograder.exercise.spec import SpecError, read_spec

    path = _path(unit, spec_path)
    spec = read_spec(path)
    if spec.unit != unit:
        message = f"{path} is the spec of {spec.unit}, {unit} is to be graded; pass the right --spec"
        raise SpecError(message)
    if spec.scope == "public":
        click.echo(
            f"note: {path} holds the visible checks only; the records are marked scope=public", err=True
        )
    return spec


def _path(unit: str, spec_path: Path | None) -> Path:
    return spec_path or Path("build/hidden") / f"{unit}.json"


def _personal(spec: UnitSpec, folder: Path) -> PersonalUnit:
    from autograder.personal.grading import PersonalUnit

    return PersonalUnit(spec, folder)


def _grade_all(
    spec: UnitSpec,
    own: PersonalUnit | None,
    submissions: list[Submission],
    worker: Worker,
    json_file: Path | None,
    *,
    quiet: bool,
) -> list[Result]:
    """Grade one after another; each record is on disk before the next submission starts."""
    from rich.console import Console
    from rich.progress import track

    from autograder.judge import Judge

    results = []
    judge = Judge(spec)
    console = Console(stderr=True)
    with json_file.open("wb") if json_file else nullcontext() as stream:
        silent = quiet or not console.is_terminal
        for submission in track(submissions, "grading", console=console, disable=silent):
            result, line = _grade(judge, own, submission, worker)
            results.append(result)
            if stream:
                stream.write(line + b"\n")
                stream.flush()
    return results


def _grade(
    judge: Judge, own: PersonalUnit | None, submission: Submission, worker: Worker
) -> tuple[Result, bytes]:
    """Grade one and write its record as JSON; whatever goes wrong here is our fault and ends nothing."""
    from autograder.record import to_json
    from autograder.submission.problems import encodable

    try:
        chosen = own.judge(submission.student, judge) if own else judge
        result = chosen.grade(submission, worker)
        return result, to_json(result)
    except Exception as problem:  # noqa: BLE001 - one submission must not cost the others their records
        result = judge.ungraded(submission, encodable(f"{type(problem).__name__}: {problem}"))
        return result, to_json(result)


def _show(results: list[Result]) -> None:
    from autograder.terminal import class_table, console

    console().print(class_table(results))
