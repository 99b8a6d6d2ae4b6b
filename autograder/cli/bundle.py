"""`gradmark bundle`: the zip that a student downloads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from autograder.exercise.spec import UnitSpec


@click.command()
@click.argument("unit")
@click.option(
    "--format", "form", type=click.Choice(["notebook", "module"]), default="notebook", show_default=True
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="a file or a folder [default: UNIT-FORMAT.zip]",
)
@click.option("--personal", is_flag=True, help="give every student numbers of their own")
@click.option(
    "--root", type=click.Path(path_type=Path, file_okay=False), default=None, help="the kit's checkout"
)
def command(unit: str, form: str, out: Path | None, root: Path | None, personal: bool) -> None:
    """Make the zip that a student downloads: notebook or module, self-check, README.

    It is taken from assignments/ as it is there; run `gradmark build` first when solutions/ changed.
    With --personal it holds the public seed of build/hidden/personal.toml, which is made when it is missing.
    """
    from autograder.build.bundle import bundle
    from autograder.exercise.spec import SpecError, read_spec

    folder = (root or Path.cwd()) / "assignments" / unit
    try:
        spec = read_spec(folder / "spec.json")
    except SpecError as problem:
        raise click.UsageError(str(problem)) from None
    wanted = (f"{unit}.ipynb", f"{unit}.py", f"test_{unit}.py", "spec.json")
    files = {name: (folder / name).read_text(encoding="utf-8") for name in wanted}
    if personal:
        files |= _with_seed(spec, root or Path.cwd())
    target = _target(out, f"{unit}-{form}.zip")
    target.write_bytes(bundle(spec, files, "notebook" if form == "notebook" else "module"))
    click.echo(f"wrote {target} ({target.stat().st_size / 1024:.0f} kB)")


def _with_seed(spec: UnitSpec, root: Path) -> dict[str, str]:
    """Return the file with the public seed; raises `click.UsageError` for a unit without numbers."""
    from autograder.build.write import HIDDEN
    from autograder.personal.settings import FILE, PersonalError, Released, make_seeds, released_text
    from autograder.personal.unit import numbers_of

    if not numbers_of(spec):
        message = f"{spec.unit} has no numbers to draw; leave out --personal, hidden inputs do not need it"
        raise click.UsageError(message)
    try:
        seeds = make_seeds(root / HIDDEN / FILE)
    except PersonalError as problem:
        raise click.UsageError(str(problem)) from None
    return {FILE: released_text(Released(seeds.public))}


def _target(out: Path | None, name: str) -> Path:
    """Return the file to write; anything that does not end in .zip is a folder."""
    if out is None:
        return Path(name)
    if out.suffix == ".zip" and not out.is_dir():
        return out
    out.mkdir(parents=True, exist_ok=True)
    return out / name
