"""The mark that the kit leaves in its files: which unit, made by which version."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import msgspec

from autograder import __version__
from autograder.submission.code import Unreadable
from autograder.submission.problems import printable

_COMMENT = re.compile(rb"^#\s*gradmark:\s*(\w+)(?:[ \t]+([\w.+-]+))?", re.MULTILINE)
FIRST_BYTES = 2000


class Mark(NamedTuple):
    """Unit and kit version that a file names; empty where it names none."""

    unit: str = ""
    kit: str = ""


class _Metadata(msgspec.Struct):
    gradmark: Any = None


class _Marked(msgspec.Struct):
    metadata: _Metadata | None = None


def module_mark(data: bytes) -> Mark:
    """Read the comment `# gradmark: u03_activations 0.1.0` from the first lines of a module."""
    found = _COMMENT.search(data[:FIRST_BYTES])
    return Mark(found[1].decode(errors="replace"), (found[2] or b"").decode()) if found else Mark()


def metadata_mark(metadata: Any) -> Mark:
    """Read `{"gradmark": {"unit": …, "kit": …}}` from a notebook's metadata."""
    entry = metadata.get("gradmark") if isinstance(metadata, dict) else None
    if not isinstance(entry, dict):
        return Mark()
    unit, kit = entry.get("unit"), entry.get("kit")
    return Mark(unit if isinstance(unit, str) else "", kit if isinstance(kit, str) else "")


def notebook_mark(data: bytes) -> Mark:
    """Read the mark of a notebook's bytes; a damaged notebook has none."""
    try:
        found = msgspec.json.decode(data, type=_Marked).metadata
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return Mark()
    return metadata_mark({"gradmark": found.gradmark}) if found else Mark()


def mark_notes(mark: Mark, name: str, unit: str, form: str) -> list[str]:
    """Raise `Unreadable` when the file is another unit's; note a kit version that differs."""
    if mark.unit and mark.unit != unit:
        message = (
            f"{name}: this is the {form} of {printable(mark.unit, 60)}, {unit} is due: "
            f"hand in the file {unit}{'.ipynb' if form == 'notebook' else '.py'}"
        )
        raise Unreadable(message)
    if mark.kit and mark.kit != __version__:
        return [
            f"the {form} was made with gradmark {printable(mark.kit, 40)}, this is gradmark {__version__}"
        ]
    return []
