"""`check("sigmoid")` in a notebook: the saved notebook is checked as the grader would, and shown as HTML.

The last value is a Python float, writing to stderr is avoided and nothing is raised, because stock nbgrader
takes points away for the one and gives full marks for the lack of the other.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import sys
import warnings
from collections.abc import Callable
from typing import Any, NamedTuple

import autograder
from autograder.exercise.spec import UnitSpec
from autograder.feedback import exercise_html, exercise_text, notice_html
from autograder.live_notebook import Live, differs, live_notebook
from autograder.message import WORDS, Word, number, points
from autograder.record import ExerciseResult, Result
from autograder.screen import clean, for_screen
from autograder.selfcheck import SelfCheckError, check_code, known_names, own_unit

STALE = (
    "the notebook on disk holds another version of {name} than the kernel: "
    "save (Ctrl+S), then run this cell again"
)


class Shown(NamedTuple):
    """A piece of output in both forms."""

    html: str
    text: str


_last: dict[str, Result] = {}


def check(name: str | Callable[..., object]) -> float:
    """Check one exercise, show what is right and wrong, return the score of the visible checks.

    `check("sigmoid")` and `check(sigmoid)` are the same.
    """
    return _guarded([str(getattr(name, "__name__", name))])


def check_all() -> float:
    """Check every exercise of this notebook; return the sum of the scores."""
    return _guarded([])


def _guarded(names: list[str]) -> float:
    """Keep every fault of ours, and all that is written to stderr, out of the cell."""
    with contextlib.redirect_stderr(io.StringIO()), warnings.catch_warnings(action="ignore"):
        try:
            shown, score = _checked(names)
        except SelfCheckError as problem:
            shown, score = [_notice("FAIL", str(problem))], 0.0
        except Exception as problem:  # noqa: BLE001 - a cell that raises costs the student points
            shown, score = [_notice("OURS", _our_fault(problem))], 0.0
        with contextlib.suppress(Exception):
            _display(shown)
    return score


def _checked(names: list[str]) -> tuple[list[Shown], float]:
    shell = _shell()
    live = live_notebook(shell)
    known_names(live.spec, names)
    result = _result(live)
    if result.status == "unreadable":
        return [_notice("FAIL", "\n".join(result.messages))], 0.0
    items = [item for item in result.exercises if not names or item.id in names]
    shown = _warnings(live, [item.id for item in items], shell)
    shown += [_overview(live.spec, result)] if not names else []
    shown += [_exercise(item, live.spec) for item in items]
    if live.saved and any(WORDS[item.status] in ("PART", "FAIL", "OURS") for item in items):
        shown += [_notice("TODO", "about the notebook: " + note) for note in result.messages]
    return shown, _score(items)


def _result(live: Live) -> Result:
    """Run the notebook once for each content of the file and each student: many check cells cost one run."""
    about = f"{live.spec.digest()} {own_unit(live.folder, live.spec).variant}"
    key = hashlib.sha256(about.encode() + live.data).hexdigest()
    if key not in _last:
        result = check_code(live.folder / live.name, live.data, live.spec)
        _last.clear()
        _last[key] = result
    return _last[key]


def _warnings(live: Live, names: list[str], shell: Any) -> list[Shown]:
    code = live.code() if live.saved and shell is not None else None
    if code is None:
        return []
    stale = [name for name in names if differs(name, shell.user_ns, code)]
    return [_notice("PART", STALE.format(name=" and ".join(stale)), "not saved")] if stale else []


def _exercise(item: ExerciseResult, spec: UnitSpec) -> Shown:
    asked = spec.exercise(item.id)
    return Shown(exercise_html(item, asked), exercise_text(item, asked))


def _overview(spec: UnitSpec, result: Result) -> Shown:
    right = sum(WORDS[item.status] == "PASS" for item in result.exercises)
    hidden = sum(item.hidden_points for item in result.exercises)
    text = f"{spec.unit}: {right} of {len(result.exercises)} exercises pass their visible checks"
    text += f"; hidden ones decide {number(hidden)} of {points(result.max_score)}" if hidden else ""
    return _notice("PASS" if right == len(result.exercises) else "TODO", text, "overview")


def _score(items: list[ExerciseResult]) -> float:
    total = sum(min(max(float(item.score), 0.0), float(item.max_score)) for item in items)
    return float(round(total, 2))


def _notice(word: Word, text: str, label: str = "") -> Shown:
    plain = clean(text)
    return Shown(notice_html(word, plain, label), plain)


def _our_fault(problem: Exception) -> str:
    what = f"{type(problem).__name__}: {problem}"
    version = f"gradmark {autograder.__version__}"
    return f"our fault, not yours: {version} failed with {what}; nothing is lost, submit as usual"


def _shell() -> Any:
    """Return IPython's shell when this code runs in one."""
    module = sys.modules.get("IPython")
    return module.get_ipython() if module is not None else None


def _display(shown: list[Shown]) -> None:
    text = "\n".join(item.text for item in shown)
    if _shell() is None:
        print(for_screen(text, sys.stdout.encoding))  # noqa: T201 - outside a notebook this is the display
        return
    from IPython.display import display

    display({"text/html": "".join(item.html for item in shown), "text/plain": text}, raw=True)
