"""`gradmark check`: what pytest shows, without pytest."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from autograder.exercise.spec import UnitSpec
    from autograder.record import Result

RIGHT, NOT_YET, OUR_FAULT = 0, 1, 3


@click.command()
@click.argument("path", type=click.Path(path_type=Path), default=".")
@click.option(
    "-k", "names", multiple=True, metavar="NAME", help="Check only this exercise, or those with NAME in it."
)
@click.option("--all", "every", is_flag=True, help="Show every message, not only the first.")
@click.option("--student", metavar="ID", help="Who you are, where a course gives everyone other numbers.")
def command(path: Path, names: tuple[str, ...], *, every: bool, student: str | None) -> None:
    """Check your work in PATH, the folder of a unit (or one file in it).

    One line for each exercise, then the next thing to repair.
    """
    from autograder.terminal import UnitView, console

    if student is not None:
        _keep(path, student)
    spec, result = checked(path, names)
    console().print(UnitView(spec, result, every))
    sys.exit(exit_code(result))


def _keep(path: Path, student: str) -> None:
    """Write the student's id beside the spec, where the notebook and pytest find it too."""
    from autograder.personal.settings import PersonalError, keep_student, read_released
    from autograder.selfcheck import SelfCheckError, find_unit

    try:
        folder, spec = find_unit(path)
        kept = keep_student(folder, student) if read_released(folder) else None
    except (SelfCheckError, PersonalError) as problem:
        raise click.UsageError(str(problem)) from None
    if kept is None:
        message = f"{spec.unit} gives everybody the same numbers here; leave out --student"
        raise click.UsageError(message)
    click.echo(f"kept in {kept.name}: {student.strip()}")


def checked(path: Path, names: tuple[str, ...] = ()) -> tuple[UnitSpec, Result]:
    """Run the self-check; wrong use and faults of ours end the command with their own exit codes."""
    from autograder.selfcheck import SelfCheckError, check_folder, find_unit

    try:
        chosen = matching([item.id for item in find_unit(path)[1].exercises], names) if names else ()
        return check_folder(path, chosen)
    except SelfCheckError as problem:
        raise click.UsageError(str(problem)) from None
    except Exception as problem:  # noqa: BLE001 - a fault of ours must be told as ours
        click.echo(
            f"gradmark failed, our fault, not yours: {type(problem).__name__}: {problem}",
            err=True,
        )
        sys.exit(OUR_FAULT)


def matching(known: list[str], names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the exercises that the names mean: one of exactly this name, else all that contain it."""
    found: list[str] = []
    for name in names:
        found += [name] if name in known else [item for item in known if name in item] or [name]
    return tuple(dict.fromkeys(found))


def exit_code(result: Result) -> int:
    """Return 0 when everything is right, 1 when something is not yet, 3 when only a check of ours failed."""
    statuses = {item.status for item in result.exercises} - {"passed", "carried_forward"}
    if not statuses and result.status != "unreadable":
        return RIGHT
    return OUR_FAULT if statuses == {"error"} else NOT_YET
