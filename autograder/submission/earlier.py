"""A student's own earlier units, which a submission may import: `from u07_backprop import mlp_forward`.

They are looked for beside the submission, in its own student's folders only, and run in the same isolated
process. No reference ever stands in for one that is missing.
"""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from autograder.submission.code import Code, Unreadable
from autograder.submission.files import file_entry
from autograder.submission.module import read_module
from autograder.submission.notebook import read_notebook
from autograder.submission.problems import (
    MAX_CODE_BYTES,
    MAX_NOTEBOOK_BYTES,
    MAX_PIECES,
    encodable,
    pieces,
)

_IMPORT = re.compile(r"^\s*(?:from|import)\s+(u[0-9]{2}_[a-z0-9_]{1,60})\b", re.MULTILINE)
# Read and parsed before anything runs under limits: so many units, so many words and signs in all.
MOST_UNITS = 12
MOST_PIECES = 2 * MAX_PIECES


def with_earlier(code: Code, path: Path, *, shared: bool = False) -> Code:
    """Return the code with the earlier units that it imports and that lie beside `path`.

    Args:
        code: of a submission.
        path: the submission's own file; `u07_backprop.py` lies beside it, or in `../u07_backprop/`.
        shared: the file lies among those of other students, so what is beside it may be theirs.
    """
    asked = sorted(set(_IMPORT.findall(code.text)) - {code.unit})
    found, notes, left = {}, [], MOST_PIECES
    if len(asked) > MOST_UNITS:
        notes.append(
            f"{len(asked)} earlier units are imported, and only {MOST_UNITS} of them were looked for"
        )
    for unit in asked[:MOST_UNITS]:
        if shared:
            notes.append(
                f"{unit} is imported, but this file lies among other students' and not in your folder"
            )
            continue
        try:
            earlier = _read(unit, code.unit, path.absolute(), min(left, MAX_PIECES))
        except (Unreadable, OSError) as problem:
            notes.append(f"your {unit} cannot be used: {encodable(str(problem))}")
            continue
        if earlier is None:
            notes.append(
                f"{unit} is imported, but no {unit}.py or {unit}.ipynb of yours lies beside this file"
            )
        else:
            found[unit] = earlier.text
            left -= pieces(earlier.text)
    if not asked:
        return code
    return msgspec.structs.replace(code, earlier=found, notes=(*code.notes, *notes))


def _read(unit: str, own: str, path: Path, limit: int) -> Code | None:
    """Read the first file that is there: beside `path`, or in a folder of its own; raises `Unreadable`."""
    folder = path.parent
    apart = folder.name == own  # each unit has its own folder in the student's
    root = (folder.parent if apart else folder).resolve()
    for place in (folder, folder / unit, *([folder.parent / unit] if apart else [])):
        for ending in (".py", ".ipynb"):
            file = place / f"{unit}{ending}"
            # a link must not reach into another student's folder
            if file.is_file() and file.resolve().is_relative_to(root):
                return _code(file, unit, limit)
    return None


def _code(file: Path, unit: str, limit: int) -> Code:
    entry = file_entry(file, (file.name,), file.parent.resolve())
    if file.suffix == ".py":
        return read_module(file.name, entry.read(MAX_CODE_BYTES), unit, limit)
    return read_notebook(file.name, entry.read(MAX_NOTEBOOK_BYTES), unit, {}, limit)
