"""An audit as one HTML file that needs nothing else, and as `docs/audit.md`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from autograder import __version__
from autograder.audit.explained import Explanation
from autograder.audit.summary import Audit, Row, summed
from autograder.screen import clean

COMMAND = "gradmark audit --write-docs"


def render(audit: Audit) -> str:
    """Return the page."""
    template = _environment().get_template("audit.html")
    units = {unit: list(rows) for unit, rows in groupby(audit.rows, key=lambda row: row.unit)}
    return template.render(audit=audit, units=units, kit=__version__)


def document(audit: Audit, explanations: Sequence[Explanation]) -> str:
    """Return `docs/audit.md`: how the proof works, its counts, and the reason for each survivor."""
    return f"{_HEAD}\n{_counts(audit)}\n{explained_text(explanations)}"


def explained_text(explanations: Sequence[Explanation]) -> str:
    """Return the survivors with their reasons, unit by unit, as Markdown."""
    parts = ["## Survivors that are explained\n"]
    for unit, own in groupby(sorted(explanations, key=lambda one: one.unit), key=lambda one: one.unit):
        parts.append(f"### {unit}\n")
        parts.extend(_entry(one) for one in own)
    return "\n".join(parts)


def _entry(one: Explanation) -> str:
    names = ", ".join(f"`{name}`" for name in one.exercises)
    changes = "\n".join(f"- `{change}`" for change in one.changes)
    return f"{names}, {one.operator}:\n\n{changes}\n\n{one.reason.strip()}\n"


def _counts(audit: Audit) -> str:
    head = "## Counts\n\n| unit | mutants | killed | proved equivalent | explained | survived |"
    rows = [head, "|---|---:|---:|---:|---:|---:|"]
    for unit, own in groupby(audit.rows, key=lambda row: row.unit):
        rows.append(_counts_line(summed(unit, list(own))))
    rows.append(_counts_line(audit.total))
    return "\n".join(rows) + "\n"


def _counts_line(row: Row) -> str:
    return f"| {row.unit} | {' | '.join(map(str, row.counts))} |"


_HEAD = f"""# Mutation proof of the checks

`gradmark audit` puts one small mistake at a time into each reference (a sign, a factor, sum for mean, an
axis, a transpose, an index off by one, a constant changed in its sixth digit, a setting that is ignored, a
copy that is left out, ...), and grades each mutant like a submission. A mutant is

- *killed* when it loses marks;
- *proved equivalent* when Python compiles it to the same code, or when the mistake is one that shows in a
  formula and the formula that is traced from it is exactly the reference's, in every entry, with every number
  a symbol;
- *explained* when it is a right answer for a reason that no formula shows; the reasons stand below;
- otherwise it *survived*, and the checks need another input.

Types, copies, changed arguments, defaults, shapes and the edge of a condition do not show in a formula: none
of them is proved by one.
Written by `{COMMAND}` from `solutions/survivors.toml` and the last run.
"""


def _share(row: Row) -> str:
    return f"{100 * row.killed / row.mutants:.0f} %" if row.mutants else "-"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("autograder.audit"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printable,
    )
    environment.filters |= {"share": _share}
    return environment


def _printable(value: Any) -> Any:
    """Clean every text that the template prints; markup of our own passes."""
    return clean(value) if type(value) is str else value
