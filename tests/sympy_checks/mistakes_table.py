"""Writes docs/mistakes.md: every wrong variant that its formula refutes, with the cause that a student reads.

Run `python -m tests.sympy_checks.mistakes_table` after a change of a variant or of an explanation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from autograder.build.assemble import module_source
from autograder.build.kit import Trial, trials
from autograder.build.specs import code_of, full_spec
from autograder.build.unit import load_unit
from autograder.checks import Formula, Verdict
from autograder.exercise.spec import UnitSpec
from autograder.worker.pool import Worker
from autograder.worker.protocol import Job

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "mistakes.md"
UNITS = ("u03_activations", "u05_one_neuron", "u08_optimizers")
LONGEST = 110

HEAD = """# What the formula check says of wrong solutions

Every wrong variant of the kit whose formula is not the right one: what its author calls the mistake, the
formula that is read from the code, and the likely cause that the student is told. {said} of {count} have one.
Written by `python -m tests.sympy_checks.mistakes_table`; a test compares it with what is said today.
"""


class Tried(NamedTuple):
    """A solution and what its formula check says."""

    trial: Trial
    verdict: Verdict


def tried(name: str, spec: UnitSpec, worker: Worker) -> Iterator[Tried]:
    """Yield every reference and variant of a unit that has a formula check."""
    unit = load_unit(ROOT, name)
    for trial in trials(unit):
        item = spec.exercise(trial.exercise)
        check = next((one for one in (*item.checks, *item.hidden) if isinstance(one, Formula)), None)
        if check is None or trial.due == "not started":
            continue
        code = code_of(name, module_source(unit, {trial.exercise: trial.text}))
        reply = worker.run(Job(code, check.calls()))
        yield Tried(trial, check.judge_outcomes(reply.outcomes))


def written(found: Iterable[Tried]) -> str:
    """Return the page."""
    rows: dict[str, list[str]] = {}
    causes: list[str | None] = []
    for trial, verdict in found:
        if trial.due == "less" and verdict.status == "failed":
            causes.append(verdict.mistake)
            cells = (trial.name, f"`{_short(verdict.got)}`", verdict.mistake or "–")
            row = " | ".join(cell.replace("|", "\\|") for cell in cells)
            rows.setdefault(trial.exercise, []).append(f"| {row} |")
    parts = [
        f"\n## {exercise}\n\n| the mistake | your code computes | likely cause |\n|---|---|---|\n"
        + "\n".join(lines)
        for exercise, lines in rows.items()
    ]
    head = HEAD.format(said=sum(map(bool, causes)), count=len(causes))
    return head + "\n".join(parts) + "\n"


def _short(text: str | None) -> str:
    text = text or ""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


def main() -> None:
    """Write the page."""
    with Worker() as worker:
        found = [
            one for name in UNITS for one in tried(name, full_spec(load_unit(ROOT, name), worker), worker)
        ]
    TABLE.write_text(written(found), encoding="utf-8")


if __name__ == "__main__":
    main()
