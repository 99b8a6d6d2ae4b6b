"""`gradmark bundle`: the zip that a student downloads."""

from __future__ import annotations

from pathlib import Path

import click


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
@click.option(
    "--root", type=click.Path(path_type=Path, file_okay=False), default=None, help="the kit's checkout"
)
def command(unit: str, form: str, out: Path | None, root: Path | None) -> None:
    """Make the zip that a student downloads: notebook or module, self-check, README.

    It is taken from assignments/ as it is there; run `gradmark build` first when solutions/ changed.
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
    target = _target(out, f"{unit}-{form}.zip")
    target.write_bytes(bundle(spec, files, "notebook" if form == "notebook" else "module"))
    click.echo(f"wrote {target} ({target.stat().st_size / 1024:.0f} kB)")


def _target(out: Path | None, name: str) -> Path:
    """Return the file to write; anything that does not end in .zip is a folder."""
    if out is None:
        return Path(name)
    if out.suffix == ".zip" and not out.is_dir():
        return out
    out.mkdir(parents=True, exist_ok=True)
    return out / name
