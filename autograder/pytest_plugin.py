"""`pytest` in a student's folder: one test for each exercise, messages without a traceback.

The plugin acts only on a test file that names it and lies beside a `spec.json` of ours; everything else that
pytest runs is left alone, and nothing heavy is imported for it.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from autograder.exercise.spec import UnitSpec
    from autograder.record import Result

_HEAD = 2000
# status -> (pytest's category, letter, word)
_SHOWN = {
    "failed": ("failed", "F", ("FAILED", {"red": True})),
    "partial": ("partial", "p", ("PARTIAL", {"yellow": True})),
    "not_started": ("not started", "-", ("NOT STARTED", {"yellow": True})),
    "not_checked": ("not checked", "?", ("NOT CHECKED", {"red": True})),
    "error": ("our fault", "E", ("OUR FAULT", {"purple": True})),
}


class NotRight(Exception):  # noqa: N818 - carries what the student reads, no error of a program
    """An exercise that does not pass yet."""


class Brief(NamedTuple):
    """What pytest's short summary shows behind a test's name."""

    message: str

    def __str__(self) -> str:
        return self.message


class Words:
    """A failure as text; has what pytest asks of a failure, without its traceback."""

    def __init__(self, text: str, brief: str) -> None:
        self.text = text
        self.reprcrash = Brief(brief)

    def __str__(self) -> str:
        return self.text

    def toterminal(self, writer: Any) -> None:
        """Write the text as it is."""
        writer.line(self.text)


class Told(NamedTuple):
    """What a report carries to the summary, in plain types: xdist sends it between processes."""

    unit: str
    status: str
    name: str
    brief: str
    text: str
    hidden: float
    worth: float
    notes: tuple[str, ...] = ()


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> Any:
    """Put our collector in the place of the test file's module, which is never imported."""
    if not (module_path.parent / "spec.json").is_file() or not _is_ours(module_path):
        return None
    return UnitFile.from_parent(parent, path=module_path)


def _is_ours(path: Path) -> bool:
    """Tell whether this is the test file of a unit, or the unit's module itself, given by name."""
    with (path.parent / "spec.json").open("rb") as file:
        if b'"gradmark"' not in file.read(200):
            return False
    with path.open("rb") as file:
        head = file.read(_HEAD)
    return b"autograder.pytest_plugin" in head or head.startswith(b"# gradmark: ")


class UnitFile(pytest.File):
    """The exercises of one unit; the submission is run once, when the first of them is."""

    checked: tuple[UnitSpec, Result] | str | None = None

    def collect(self) -> Iterator[pytest.Item]:
        """Yield one item for each exercise of the spec."""
        from autograder.selfcheck import SelfCheckError, find_unit

        try:
            with _quiet():
                _, spec = find_unit(self.path)
        except SelfCheckError as problem:
            raise self.CollectError(str(problem)) from None
        for exercise in spec.exercises:
            yield Exercise.from_parent(self, name=exercise.id)

    def outcome(self) -> tuple[UnitSpec, Result] | str:
        """Return spec and result, or why there is none."""
        if self.checked is None:
            self.checked = self._check()
        return self.checked

    def _check(self) -> tuple[UnitSpec, Result] | str:
        from autograder.selfcheck import SelfCheckError, check_folder

        given = self.path if _head(self.path).startswith(b"# gradmark: ") else self.path.parent
        try:
            with _quiet():
                spec, result = check_folder(given)
        except SelfCheckError as problem:
            return str(problem)
        except Exception as problem:
            if self.config.getoption("fulltrace"):
                raise
            what = f"{type(problem).__name__}: {problem}"
            return f"gradmark failed, our fault, not yours: {what} (pytest --full-trace says where)"
        return "\n".join(result.messages) if result.status == "unreadable" else (spec, result)


class Exercise(pytest.Item):
    """One exercise as a test."""

    told: Told | None = None

    def runtest(self) -> None:
        """Look the exercise's result up; raise what the student reads unless it is right."""
        assert isinstance(self.parent, UnitFile)
        checked = self.parent.outcome()
        with _quiet():
            self.told = (
                _not_checked(self, checked) if isinstance(checked, str) else _told(self.name, *checked)
            )
        if self.told.status not in ("passed", "carried_forward"):
            raise NotRight(self.told.text, self.told.brief)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show our message without a traceback."""
        if isinstance(excinfo.value, NotRight):
            return Words(*excinfo.value.args)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Return what pytest puts above a failure."""
        return self.path, None, self.name


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """Hang what the summary needs on the report."""
    report = yield
    if isinstance(item, Exercise) and report.when == "call" and item.told is not None:
        report.gradmark = item.told._asdict()
    return report


def pytest_report_teststatus(report: pytest.TestReport) -> Any:
    """Give our outcomes their own letters and words; passed ones are pytest's."""
    told = getattr(report, "gradmark", None)
    return _SHOWN.get(told["status"]) if told and report.when == "call" else None


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Write one section for each unit: what was checked, what is partly right, one line for the rest."""
    reports = [report for group in terminalreporter.stats.values() for report in group]
    units: dict[str, list[Told]] = {}
    for report in reports:
        if getattr(report, "gradmark", None):
            units.setdefault(report.nodeid.partition("::")[0], []).append(Told(**report.gradmark))
    for told in units.values():
        _write_unit(terminalreporter, told)


def test_exercises(request: pytest.FixtureRequest) -> None:
    """Fail in words where the plugin does not act: it is switched off, or spec.json is gone."""
    spec = request.path.parent / "spec.json"
    if not spec.is_file() or b'"gradmark"' not in spec.read_bytes()[:200]:
        state = "damaged" if spec.exists() else "missing"
        pytest.fail(
            f"spec.json beside {request.path.name} is {state}: copy it back from the download", pytrace=False
        )
    pytest.fail("the pytest plugin of gradmark is switched off: run `gradmark check` instead", pytrace=False)


def _write_unit(reporter: Any, told: list[Told]) -> None:
    reporter.write_sep("=", told[0].unit)
    for note in dict.fromkeys(note for item in told for note in item.notes):
        reporter.write_line(_screen(note))
    for item in told:
        if item.status in ("partial", "error"):
            reporter.write_line("")
            reporter.write_line(item.text)
    lines = [item for item in told if item.status in ("partial", "not_started")]
    if lines:
        reporter.write_line("")
    for item in lines:
        word = _SHOWN[item.status][2][0]
        reporter.write_line(_screen(f"{word} {item.name}" + (f" - {item.brief}" if item.brief else "")))
    _write_progress(reporter, told)


def _write_progress(reporter: Any, told: list[Told]) -> None:
    right = sum(item.status in ("passed", "carried_forward") for item in told)
    hidden, worth = (round(sum(values), 2) for values in ([i.hidden for i in told], [i.worth for i in told]))
    if any(item.status == "not_checked" for item in told):
        return
    words = f"{right} of {len(told)} exercises pass their visible checks"
    reporter.write_line(words + (f"; hidden ones decide {hidden:g} of {worth:g} points" if hidden else ""))


def _told(name: str, spec: UnitSpec, result: Result) -> Told:
    from autograder.feedback import exercise_text
    from autograder.message import exercise_message
    from autograder.screen import clean

    item, asked = result.exercise(name), spec.exercise(name)
    message = exercise_message(item, asked)
    brief = "" if item.status == "not_started" else message.brief
    text = _screen(exercise_text(item, asked))
    notes = tuple(map(clean, result.messages))
    hidden, worth = item.hidden_points, item.max_score
    return Told(spec.unit, item.status, name, brief, text, hidden, worth, notes)


def _not_checked(item: Exercise, problem: str) -> Told:
    from autograder.screen import clean

    unit = item.path.stem.removeprefix("test_")
    return Told(unit, "not_checked", item.name, "", _screen(clean(problem)), 0.0, 0.0, (clean(problem),))


def _screen(text: str) -> str:
    from autograder.screen import for_screen

    return for_screen(text, getattr(sys.__stdout__, "encoding", None))


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def _quiet() -> Any:
    """Keep a project's `filterwarnings = error` away from our imports and from the run."""
    return warnings.catch_warnings(action="ignore")
