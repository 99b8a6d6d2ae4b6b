"""`gradmark build`: from `solutions/` to everything that leaves the author's desk."""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath

import click


@click.command()
@click.argument("units", nargs=-1, metavar="[UNIT]...")
@click.option(
    "--check", is_flag=True, help="write nothing; exit 1 when assignments/ is not what the build makes"
)
@click.option(
    "--root", type=click.Path(path_type=Path, file_okay=False), default=None, help="the kit's checkout"
)
def command(units: tuple[str, ...], check: bool, root: Path | None) -> None:
    """Make assignments, nbgrader source and hidden specs from solutions/.

    Without UNIT all units are built. The output is the same each time; assignments/ is committed.
    """
    from autograder.build.unit import KitError, find_root, load_unit, unit_names
    from autograder.build.write import stale, unit_files
    from autograder.worker.solo import SoloWorker

    try:
        home = root or find_root(Path.cwd())
        names = list(units) or unit_names(home)
        worker = SoloWorker()
        files = {
            path: text for name in names for path, text in unit_files(load_unit(home, name), worker).items()
        }
    except (KitError, ValueError) as problem:
        raise click.UsageError(str(problem)) from None
    leftovers = stale(home, files, names)
    if check:
        _compare(home, files, leftovers)
    else:
        _write(home, files, leftovers)


def _compare(home: Path, files: dict[PurePosixPath, str], leftovers: list[PurePosixPath]) -> None:
    from autograder.build.write import ASSIGNMENTS, drifted

    committed = {path: text for path, text in files.items() if path.parts[0] == ASSIGNMENTS.name}
    changed = drifted(home, committed)
    for path in changed:
        click.echo(f"differs from solutions/: {path}")
    for path in leftovers:
        click.echo(f"made by nothing: {path}")
    if changed or leftovers:
        click.echo("Repair it with: gradmark build")
        sys.exit(1)
    click.echo(f"assignments/ is up to date ({len(committed)} files)")


def _write(home: Path, files: dict[PurePosixPath, str], leftovers: list[PurePosixPath]) -> None:
    from autograder.build.write import write

    changed = write(home, files)
    for path in changed:
        click.echo(f"wrote {path}")
    for path in leftovers:
        (home / path).unlink()
        click.echo(f"removed {path}")
    click.echo(f"{len(files)} files, {len(changed)} changed, {len(leftovers)} removed")
