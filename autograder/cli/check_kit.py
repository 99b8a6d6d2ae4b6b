"""`gradmark check-kit`: the kit's promises, proved by grading every stub, reference and variant."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click


@click.command()
@click.argument("units", nargs=-1, metavar="[UNIT]...")
@click.option(
    "--root", type=click.Path(path_type=Path, file_okay=False), default=None, help="the kit's checkout"
)
@click.option("--student", metavar="ID", help="with hidden inputs that a course could draw for this one")
def command(units: tuple[str, ...], root: Path | None, student: str | None) -> None:
    """Prove that stubs fail, references pass, wrong variants lose marks, and that exercises keep the rules.

    Every stub, reference and variant is graded. The rules are about variants (8 wrong and 4 accepted ones
    for code, 5 and 3 for a value), hints (none holds a line of the reference), docstrings, sources, points,
    hidden weight (0.3 to 0.6), core exercises (5 to 8, at most 180 minutes), one essay and one picture a
    unit, names that are unique over the kit, and a story between exercises.

    Exit 1 when something is broken; each line names the exercise and what.
    """
    from autograder.build.kit import check_unit, trials
    from autograder.build.rules import kit_findings
    from autograder.build.unit import KitError, find_root, load_unit, unit_names
    from autograder.worker.pool import Worker

    broken = 0
    try:
        home = root or find_root(Path.cwd())
        for finding in kit_findings([load_unit(home, name) for name in unit_names(home)]):
            click.echo(f"kit  {finding.exercise}: {finding.problem}")
            broken += 1
        with Worker() as worker:
            for name in units or unit_names(home):
                started = time.perf_counter()
                unit = load_unit(home, name)
                findings = list(check_unit(unit, worker, student))
                for finding in findings:
                    click.echo(f"{name}  {finding.exercise}: {finding.problem}")
                count, seconds = sum(1 for _ in trials(unit)), time.perf_counter() - started
                click.echo(
                    f"{name}: {count} solutions graded in {seconds:.1f} s, {len(findings)} promises broken"
                )
                broken += len(findings)
    except (KitError, ValueError) as problem:
        raise click.UsageError(str(problem)) from None
    sys.exit(1 if broken else 0)
