"""`gradmark course`: an nbgrader course in one command."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@click.option("--id", "course_id", help="nbgrader's course id [default: the folder's name]")
@click.option(
    "--from",
    "build_folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="what `gradmark build` made [default: made now from solutions/]",
)
@click.option("--exchange", type=click.Path(path_type=Path, file_okay=False), help="[default: DIR-exchange]")
@click.option("--update", is_flag=True, help="refresh source/ and the hidden checks of an existing course")
@click.option("--personal", is_flag=True, help="give every student numbers of their own")
def command(
    folder: Path,
    course_id: str | None,
    build_folder: Path | None,
    exchange: Path | None,
    update: bool,
    personal: bool,
) -> None:
    """Make a working nbgrader course: config, source, exchange, isolated grading.

    An existing course is refused, except with --update, which leaves everything but source/ and the
    hidden checks as it is.
    """
    try:
        from autograder.nbgrader_plugin.course import built_units, make_course, update_course
        from autograder.nbgrader_plugin.faults import CourseError
        from autograder.nbgrader_plugin.texts import PERSONAL
    except ModuleNotFoundError as problem:
        message = f"a course needs {problem.name}, which is not installed: pip install 'gradmark[course]'"
        raise click.UsageError(message) from None
    try:
        with built_units(build_folder, Path.cwd()) as built:
            if update:
                _say_updated(folder, update_course(folder, built, personal=personal))
                if personal:
                    click.echo(f"nbgrader_config.py is yours: see that it has {PERSONAL}")
            else:
                name = course_id or folder.resolve().name
                course = make_course(folder, built, name, exchange, personal=personal)
                _say_made(course.root, course.exchange, course.units)
    except (CourseError, ValueError) as problem:
        raise click.UsageError(str(problem)) from None


def _say_made(root: Path, exchange: Path, units: tuple[str, ...]) -> None:
    from autograder.nbgrader_plugin.texts import teaching_steps

    click.echo(f"course in {root}: {', '.join(units)}")
    click.echo(f"exchange in {exchange} (writable for everyone, as nbgrader wants it)\n")
    click.echo(f"Next, for example:\n  cd {root}")
    for step in teaching_steps(units[-1])[:2]:
        click.echo(f"  {step}")
    click.echo("README.md there lists the rest.")


def _say_updated(root: Path, changed: list[str]) -> None:
    if not changed:
        click.echo(f"{root} is up to date")
        return
    click.echo(f"refreshed {', '.join(changed)}; next, in {root}:")
    for unit in changed:
        click.echo(f"  nbgrader generate_assignment {unit} --force")
        click.echo(f"  nbgrader release_assignment {unit} --force")
