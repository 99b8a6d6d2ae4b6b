"""`gradmark audit`: put small mistakes into the references and see whether the checks notice them."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from autograder.audit.explained import Explanation
    from autograder.audit.summary import Audit
    from autograder.build.unit import Unit


@click.command()
@click.argument("units", nargs=-1, metavar="[UNIT]...")
@click.option("--jobs", type=click.IntRange(min=1), default=None, help="mutants at a time [default: cores]")
@click.option("--fresh", is_flag=True, help="forget what earlier runs found")
@click.option("--json", "json_file", type=click.Path(path_type=Path, dir_okay=False), help="write all counts")
@click.option("--html", "html_file", type=click.Path(path_type=Path, dir_okay=False), help="write a page")
@click.option("--write-docs", is_flag=True, help="write docs/audit.md (of all units)")
@click.option("--quiet", is_flag=True, help="no progress, no table")
@click.option(
    "--root", type=click.Path(path_type=Path, file_okay=False), default=None, help="the kit's checkout"
)
def command(
    units: tuple[str, ...],
    jobs: int | None,
    fresh: bool,
    json_file: Path | None,
    html_file: Path | None,
    write_docs: bool,
    quiet: bool,
    root: Path | None,
) -> None:
    """Prove that the checks notice mistakes: mutate every reference and grade the mutants.

    Each mutant is a reference with one small mistake: a sign, a factor, sum for mean, an axis, a setting that
    is ignored, a copy that is left out. It is killed (it loses marks), proved equivalent (the same code, or
    exactly the same formula), explained in solutions/survivors.toml, or it survived.

    \b
    gradmark audit u03_activations           one unit; short names such as u03 do
    gradmark audit --html build/audit.html   the whole kit, with a page to read
    gradmark audit --write-docs              and docs/audit.md made anew

    Results are kept in build/audit/: stop with Ctrl-C and run it again to go on; a change of an exercise or
    of the judge has its mutants graded anew. What to do about a survivor: add an input that tells it from
    the reference to a check, or, if it is a right answer, its reason to solutions/survivors.toml.

    Exit 0 when nothing is left unexplained, 1 otherwise, 3 when we failed on a mutant.
    """  # noqa: D301 - click keeps the lines below this character as they are
    from autograder.audit.explained import ExplanationError, read_explanations, unknown
    from autograder.build.unit import KitError, find_root, load_unit, unit_names

    if write_docs and units:
        message = "docs/audit.md has the counts of all units; leave UNIT out with --write-docs"
        raise click.UsageError(message)
    try:
        home = root or find_root(Path.cwd())
        explanations = read_explanations(home / "solutions" / "survivors.toml")
        loaded = [load_unit(home, name) for name in _names(home, units)]
    except (KitError, ExplanationError) as problem:
        raise click.UsageError(str(problem)) from None
    audit = _audited(loaded, home, explanations, jobs=jobs, fresh=fresh, quiet=quiet)
    audit = audit._replace(stale=(*audit.stale, *unknown(explanations, unit_names(home))))
    _write(audit, explanations, json_file, html_file, home / "docs" / "audit.md" if write_docs else None)
    _show(audit, quiet=quiet)
    sys.exit(3 if audit.errors else 1 if audit.unexplained or audit.stale else 0)


def _names(home: Path, asked: tuple[str, ...]) -> list[str]:
    from autograder.build.unit import unit_names

    known = unit_names(home)
    short = {name.split("_")[0]: name for name in known}
    return [short.get(name, name) for name in asked] or known


def _audited(
    units: list[Unit],
    home: Path,
    explanations: tuple[Explanation, ...],
    *,
    jobs: int | None,
    fresh: bool,
    quiet: bool,
) -> Audit:
    from rich.console import Console

    from autograder.audit.run import cores, run
    from autograder.audit.screen import Told
    from autograder.audit.summary import summarise

    started = time.perf_counter()
    with Told(Console(stderr=True), quiet=quiet) as told:
        judged = run(units, home / "build" / "audit", jobs=jobs or cores(), fresh=fresh, told=told)
    places = {name: place for unit in units for name, place in _places(unit)}
    return summarise(judged, explanations, places, time.perf_counter() - started)


def _places(unit: Unit) -> list[tuple[str, tuple[str, int]]]:
    """Return file and line of each exercise."""
    return [
        (item.name, (f"solutions/{unit.name}/{topic.name}.py", item.line))
        for topic in unit.topics
        for item in topic.items
        if item.name in unit.declared
    ]


def _write(
    audit: Audit,
    explanations: tuple[Explanation, ...],
    json_file: Path | None,
    html_file: Path | None,
    document_file: Path | None,
) -> None:
    from autograder.audit.page import document, render
    from autograder.audit.summary import as_json

    for path in (json_file, html_file):
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
    if json_file:
        json_file.write_bytes(as_json(audit))
    if html_file:
        html_file.write_text(render(audit), encoding="utf-8")
    if document_file:
        document_file.write_text(document(audit, explanations), encoding="utf-8")


def _show(audit: Audit, *, quiet: bool) -> None:
    from autograder.audit.screen import lines, table
    from autograder.terminal import console

    if not quiet:
        console().print(table(audit))
    for line in lines(audit, sys.stdout.encoding):
        click.echo(line)
