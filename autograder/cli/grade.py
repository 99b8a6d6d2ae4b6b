"""`gradmark grade`: submissions in, records out."""

from __future__ import annotations

import sys
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from autograder.exercise.spec import UnitSpec
    from autograder.grading.classes import Class
    from autograder.grading.progress import Pace
    from autograder.grading.run import Order
    from autograder.personal.grading import PersonalUnit
    from autograder.submission.load import Listing

TABLE_ROWS = 500  # more of them nobody reads


@click.command()
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True), metavar="PATH..."
)
@click.option("--unit", required=True, help="unit to grade, for example u03_activations; or all")
@click.option(
    "--json", "json_file", type=click.Path(path_type=Path), help="write one record a line to this file"
)
@click.option(
    "--resume", is_flag=True, help="keep the records of --json that are still right, grade the rest"
)
@click.option("--db", help="also write the points to this nbgrader gradebook (a file or an SQLAlchemy URL)")
@click.option(
    "--spec", "spec_path", type=click.Path(path_type=Path), help="full spec [default: build/hidden/UNIT.json]"
)
@click.option(
    "--isolation", type=click.Choice(["strong", "basic"]), help="ask for this level [default: the best here]"
)
@click.option(
    "--jobs", type=click.IntRange(min=1), help="processes on this machine [default: one for each core]"
)
@click.option("--cluster", metavar="tcp://HOST:PORT", help="grade on the Dask cluster of this scheduler")
@click.option("--personal", is_flag=True, help="numbers of one's own, from personal.toml beside the spec")
@click.option("--quiet", is_flag=True, help="no progress bar, no table")
def command(
    paths: tuple[Path, ...],
    unit: str,
    json_file: Path | None,
    resume: bool,
    db: str | None,
    spec_path: Path | None,
    isolation: Literal["strong", "basic"] | None,
    jobs: int | None,
    cluster: str | None,
    personal: bool,
    quiet: bool,
) -> None:
    """Grade submissions: modules, notebooks, folders, or the zip that an LMS hands out.

    Every submission gets a record, also one that cannot be read. However a run ends, the same command with
    --resume finishes it, and grades again only what has changed: a submission, the spec, or gradmark.

    With --unit all every unit is graded that has a folder or files of its name in PATH, and --json names a
    folder, with a file of records for each unit.

    Exit 0: each has a record; 2: wrong use; 3: a record says that we failed; 4: stopped, because a disk is
    full, a gradebook locked or a cluster gone; 130: Ctrl-C. What was graded is kept.

    \b
    gradmark grade submissions.zip --unit u03_activations --json results.jsonl
    gradmark grade submitted/ --unit u05_one_neuron --db gradebook.db
    gradmark grade submitted/ --unit u05_one_neuron --json all.jsonl --jobs 16 --resume
    gradmark grade submitted/ --unit all --json records/
    """  # noqa: D301 - click keeps the lines below this character as they are
    from autograder.exercise.spec import SpecError
    from autograder.grading import failures
    from autograder.grading.classes import classes_of
    from autograder.grading.run import Order
    from autograder.personal.settings import PersonalError
    from autograder.worker.isolation import IsolationError

    _refuse_nonsense(json_file, db, resume=resume, jobs=jobs, cluster=cluster)

    def graded(one: Class) -> list[str]:
        spec = _spec(one.unit, spec_path, to_gradebook=db is not None)
        own = _personal(spec, _path(one.unit, spec_path).parent) if personal else None
        with _target(one.records) as target, own or nullcontext():
            order = Order(
                spec=spec,
                listing=_listing(one.paths, spec),
                target=target,
                resume=resume,
                level=isolation,
                jobs=jobs,
                cluster=cluster,
                personal=own,
            )
            if unit != one.unit and not quiet:
                click.echo(f"{spec.unit}  {spec.title}")
            return _grade(order, db, quiet=quiet)

    try:
        ours = [student for one in classes_of(paths, unit, json_file) for student in graded(one)]
    except (SpecError, PersonalError, IsolationError, failures.UsageError) as problem:
        raise click.UsageError(str(problem)) from None
    except failures.StoppedError as problem:
        click.echo(f"error: {problem}", err=True)
        sys.exit(failures.EXIT_STOPPED)
    except KeyboardInterrupt:
        kept = "; the same command with --resume goes on from here" if json_file else ""
        click.echo(f"interrupted{kept}", err=True)
        sys.exit(failures.EXIT_INTERRUPTED)
    if ours:
        click.echo(f"error: we failed on {_some(ours)}; their records say where", err=True)
        sys.exit(failures.EXIT_OUR_FAULT)


def _refuse_nonsense(
    json_file: Path | None, db: str | None, *, resume: bool, jobs: int | None, cluster: str | None
) -> None:
    """Refuse what could only fail, before anything is graded."""
    from importlib.util import find_spec

    if db and find_spec("nbgrader") is None:
        message = "--db needs nbgrader, which is not installed: pip install 'gradmark[course]'"
        raise click.UsageError(message)
    if resume and json_file is None:
        message = "--resume goes on with a file of records: name it with --json"
        raise click.UsageError(message)
    if jobs and cluster:
        message = "--jobs is for this machine, --cluster for others: choose one"
        raise click.UsageError(message)


def _spec(unit: str, spec_path: Path | None, *, to_gradebook: bool) -> UnitSpec:
    from autograder.exercise.spec import SpecError, read_spec

    path = _path(unit, spec_path)
    spec = read_spec(path)
    if spec.unit != unit:
        message = f"{path} is the spec of {spec.unit}, {unit} is to be graded; pass the right --spec"
        raise SpecError(message)
    if spec.scope == "public" and to_gradebook:
        message = (
            f"{path} holds the visible checks only, a gradebook takes full gradings; pass the full --spec"
        )
        raise SpecError(message)
    if spec.scope == "public":
        click.echo(
            f"note: {path} holds the visible checks only; the records are marked scope=public", err=True
        )
    return spec


def _path(unit: str, spec_path: Path | None) -> Path:
    from autograder.grading.classes import HIDDEN

    return spec_path or HIDDEN / f"{unit}.json"


def _personal(spec: UnitSpec, folder: Path) -> PersonalUnit:
    from autograder.personal.grading import PersonalUnit

    return PersonalUnit(spec, folder)


@contextmanager
def _target(json_file: Path | None) -> Iterator[Path]:
    """Give the file for the records: the one that was named, else one that is deleted."""
    if json_file is not None and (json_file.is_file() or not json_file.exists()):
        yield json_file.resolve()
        return
    from autograder.worker.scratch import Scratch

    with Scratch() as folder:
        target = folder.path / "records.jsonl"
        yield target
        if json_file is not None:  # a pipe or a device
            with json_file.open("wb") as stream, target.open("rb") as records:
                stream.writelines(records)


def _listing(paths: tuple[Path, ...], spec: UnitSpec) -> Listing:
    from autograder.submission.load import Listing

    listing = Listing(list(paths), spec.unit, spec.given, [item.stub for item in spec.exercises])
    if not listing:
        where = ", ".join(map(str, paths))
        what = "a submission is a .py, an .ipynb, a folder or a zip"
        message = f"nothing to grade for {spec.unit} in {where}; {what}"
        raise click.UsageError(message)
    return listing


def _grade(order: Order, db: str | None, *, quiet: bool) -> list[str]:
    """Grade, write the gradebook, show the class; return the students on whom we failed."""
    from rich.console import Console

    from autograder.grading.progress import Pace, shown
    from autograder.grading.run import grade_class
    from autograder.record import iter_records

    pace = Pace(len(order.listing))
    with shown(pace, Console(stderr=True), quiet=quiet) as step:
        grade_class(order, step)
    if db:
        _write_gradebook(order, db)
    if not quiet:
        _show(order.target, pace)
    records = iter_records(order.target)
    return [record.student for record in records if any(item.status == "error" for item in record.exercises)]


def _write_gradebook(order: Order, db: str) -> None:
    from autograder.gradebook import GradebookError, write
    from autograder.grading.failures import StoppedError
    from autograder.record import iter_records

    try:
        write(iter_records(order.target), order.spec, db)
    except GradebookError as problem:
        raise StoppedError(str(problem)) from None


def _show(target: Path, pace: Pace) -> None:
    from autograder.record import read_records
    from autograder.terminal import class_table, console

    if pace.total <= TABLE_ROWS:
        console().print(class_table(read_records(target)))
    else:
        click.echo(pace.words())


def _some(students: list[str]) -> str:
    more = f" and {len(students) - 10} more" if len(students) > 10 else ""
    return ", ".join(students[:10]) + more
