"""The class report: records in, `report.html`, `scores.csv` and `report.json` out."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from autograder.mathml import mathml
from autograder.message import formula_remark, ranked
from autograder.record import ExerciseResult, Result
from autograder.report.cells import Row, heat_map
from autograder.report.figures import histogram
from autograder.report.privacy import hide_names
from autograder.report.summary import EARNED, ClassSummary, UnitSummary, by_unit, summarise_unit
from autograder.report.tables import write_csv, write_json
from autograder.report.text import clean, clipped, percent, plural, points


class UnitView(NamedTuple):
    """What the template of one unit needs beside the numbers. `name` prefixes element ids."""

    name: str
    summary: UnitSummary
    records: Sequence[Result]
    rows: list[Row]
    plot: Markup | None
    plot_label: str
    numbers: dict[str, int]


class Written(NamedTuple):
    """The files of a report."""

    html: Path
    csv: Path
    json: Path


def write_report(
    records: Sequence[Result],
    folder: Path,
    *,
    title: str | None = None,
    notices: Sequence[str] = (),
    nameless: bool = False,
) -> Written:
    """Write the three files of a class report into `folder`, which is made when it is missing.

    Args:
        records: one record for each student and unit.
        folder: where the files go; older ones are replaced.
        title: heading of the page.
        notices: what a reader should know about the records, shown at the top.
        nameless: "student 1", "student 2", ... in place of the names, in all three files.
    """
    units = by_unit(hide_names(records) if nameless else records)
    summary = ClassSummary(
        title=title or _title(list(units)),
        notices=tuple(notices),
        units=tuple(summarise_unit(unit, members) for unit, members in units.items()),
    )
    folder.mkdir(parents=True, exist_ok=True)
    written = Written(folder / "report.html", folder / "scores.csv", folder / "report.json")
    written.html.write_text(render(summary, units), encoding="utf-8")
    write_csv([record for members in units.values() for record in members], written.csv)
    write_json(summary, written.json)
    return written


def render(summary: ClassSummary, units: dict[str, list[Result]]) -> str:
    """Return the page: one HTML file that needs nothing else."""
    views = [_view(number, item, units[item.unit]) for number, item in enumerate(summary.units, 1)]
    script = files("autograder.report").joinpath("templates", "filter.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    template = _environment().get_template("report.html")
    return template.render(summary=summary, views=views, script=Markup(script), script_hash=digest)  # noqa: S704


def _title(units: Sequence[str]) -> str:
    return f"Class report: {units[0]}" if len(units) == 1 else "Class report"


def _view(number: int, summary: UnitSummary, records: Sequence[Result]) -> UnitView:
    label = "percent of the points" if summary.basis == "points" else "percent of the exercises passed"
    counts = ", ".join(f"{item.low} to {item.high} percent: {item.students}" for item in summary.distribution)
    alt = f"Histogram of the {summary.unit} scores, students by {label}. {counts}."
    return UnitView(
        name=f"u{number}",
        summary=summary,
        records=records,
        rows=heat_map(records, [item.id for item in summary.exercises]),
        plot=histogram(summary.distribution, name=f"u{number}", label=label, alt=alt),
        plot_label=label,
        numbers={record.student: place for place, record in enumerate(records, 1)},
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("autograder.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printable,
    )
    environment.filters |= {"points": points, "percent": percent, "clipped": clipped, "plural": plural}
    environment.filters |= {"remark": formula_remark, "typeset": _typeset}
    environment.globals |= {"failing": ranked, "passed_labels": _passed_labels, "earned": EARNED}
    return environment


def _printable(value: Any) -> Any:
    """Clean every text that a template prints; markup of our own passes."""
    return clean(value) if type(value) is str else value


def _typeset(item: ExerciseResult) -> Markup | None:
    """Return an exercise's formula as MathML, or None where it is shown as text."""
    formula = mathml(item.formula_latex, clipped(item.formula or "", 400))
    return None if formula is None else Markup(formula)  # noqa: S704 - built and escaped by mathml


def _passed_labels(item: ExerciseResult) -> list[str]:
    return [check.label for check in item.checks if check.status == "passed"]
