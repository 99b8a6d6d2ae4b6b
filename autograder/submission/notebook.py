"""A Jupyter notebook as a script: its code cells, top to bottom.

Read with msgspec alone, so that a student's install grades exactly what the course grades. Outputs are
skipped while decoding, never built.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from autograder.submission.cells import Cell, blocks_of
from autograder.submission.code import Code, Unreadable
from autograder.submission.marks import mark_notes, metadata_mark
from autograder.submission.module import is_module
from autograder.submission.problems import (
    MAX_CODE_BYTES,
    MAX_NOTEBOOK_BYTES,
    conflict_line,
    conflict_message,
    decode_utf8,
    printable,
    refuse_foreign,
    refuse_size,
)

_CLEAR = "clear the outputs (Edit, Clear Outputs of All Cells), save, and hand it in again"
_JSON_PIECE = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|-?\b(?:NaN|Infinity)\b', re.DOTALL)
_SURROGATE = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.",
    re.DOTALL,
)


class _RawCell(msgspec.Struct):
    cell_type: Any = None
    source: Any = None
    input: Any = None
    metadata: Any = None


class _Worksheet(msgspec.Struct):
    cells: list[msgspec.Raw] = []


class _Notebook(msgspec.Struct):
    cells: list[msgspec.Raw] | None = None
    worksheets: list[_Worksheet] | None = None
    metadata: msgspec.Raw | None = None


def read_notebook(name: str, data: bytes, unit: str, given: Mapping[str, str] | None = None) -> Code:
    """Read an `.ipynb` (format 3 or 4); raises `Unreadable` when it is no notebook, or another unit's.

    `given` maps grade_id to the kit's own source of locked cells. A cell that is no Python is left out
    and named in `Code.notes`, as is every IPython command; the other cells are kept. Blocks are called
    "code cell 3" after their place among all code cells of the file, with lines counted in the cell.
    """
    refuse_size(name, len(data), MAX_NOTEBOOK_BYTES, _CLEAR)
    refuse_foreign(name, data)
    text = decode_utf8(name, data)
    notebook = _decode(name, text, data)
    metadata = _metadata(notebook)
    notes = [*mark_notes(metadata_mark(metadata), name, unit, "notebook"), *_language_notes(metadata)]
    cells = _code_cells(notebook)
    size = sum(len(cell.source.encode(errors="replace")) for cell in cells)
    refuse_size(f"the code in {name}", size, MAX_CODE_BYTES, "move data out of the code cells")
    blocks, more = blocks_of(cells, dict(given or {}))
    if not blocks:
        more.append("the notebook holds no code that can run")
    return Code(unit=unit, filename=name, blocks=tuple(blocks), form="notebook", notes=tuple(notes + more))


def _decode(name: str, text: str, data: bytes) -> _Notebook:
    encoded = text.encode()
    try:
        notebook = _as_notebook(encoded)
    except (msgspec.ValidationError, RecursionError):
        notebook = _Notebook()
    except msgspec.DecodeError:
        notebook = _repaired(name, encoded, data)
    if notebook.cells is None and notebook.worksheets is None:
        message = (
            f"{name} holds JSON, but no notebook (a list of cells is missing): hand in the notebook itself"
        )
        raise Unreadable(message)
    return notebook


def _as_notebook(data: bytes) -> _Notebook:
    return msgspec.json.decode(data, type=_Notebook)


def _repaired(name: str, encoded: bytes, data: bytes) -> _Notebook:
    """Read what Jupyter itself reads and strict JSON forbids (NaN, half a surrogate pair in an output)."""
    try:
        return _as_notebook(_JSON_PIECE.sub(_strict, encoded))
    except (msgspec.ValidationError, RecursionError):
        return _Notebook()
    except msgspec.DecodeError as error:
        raise Unreadable(_not_json(name, encoded, data, str(error))) from None


def _strict(found: re.Match[bytes]) -> bytes:
    piece = found[0]
    if not piece.startswith(b'"'):
        return b"null"
    return _SURROGATE.sub(lambda m: b"\\ufffd" if m[1] else m[0], piece) if b"\\u" in piece else piece


def _not_json(name: str, encoded: bytes, data: bytes, error: str) -> str:
    """Say in words why the text is no JSON."""
    text = encoded.decode()
    if (line := conflict_line(text)) is not None:
        return conflict_message(name, line)
    if not text.lstrip().startswith("{") and is_module(data):
        return f"{name} holds Python code, not a notebook: rename it to {name.removesuffix('.ipynb')}.py"
    if "truncated" in error:
        last = text.count("\n") + 1
        return f"{name} breaks off after line {last}: save the notebook anew and hand it in again"
    place = re.search(r"\(byte (\d+)\)", error)
    line = encoded.count(b"\n", 0, int(place[1])) + 1 if place else 1
    return (
        f"{name}, line {line}: this is not JSON, so Jupyter cannot open it ({printable(error, 80)}): "
        "restore it from a copy (File, Revert to Checkpoint), or fetch it anew and paste your answers"
    )


def _metadata(notebook: _Notebook) -> dict[str, Any]:
    return _object(notebook.metadata) if notebook.metadata is not None else {}


def _object(raw: msgspec.Raw) -> dict[str, Any]:
    """Decode one JSON object; anything else is taken as an empty one."""
    try:
        value = msgspec.json.decode(raw)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return {}
    return value if isinstance(value, dict) else {}


def _language_notes(metadata: dict[str, Any]) -> list[str]:
    for part, key in (("language_info", "name"), ("kernelspec", "language")):
        entry = metadata.get(part)
        language = entry.get(key) if isinstance(entry, dict) else None
        if isinstance(language, str) and language:
            known = language.lower().startswith(("python", "ipython", "sage"))
            return [] if known else [f"the notebook was made for {printable(language, 40)}, not for Python"]
    return []


def _code_cells(notebook: _Notebook) -> list[Cell]:
    raw = notebook.cells if notebook.cells is not None else []
    if notebook.cells is None:
        raw = [cell for sheet in notebook.worksheets or [] for cell in sheet.cells]
    decoded = [cell for cell in map(_raw_cell, raw) if cell.cell_type == "code"]
    return [Cell(number, _source(cell), _nbgrader(cell)) for number, cell in enumerate(decoded, 1)]


def _raw_cell(raw: msgspec.Raw) -> _RawCell:
    try:
        return msgspec.json.decode(raw, type=_RawCell)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return _RawCell()


def _source(cell: _RawCell) -> str:
    """Return the text of a cell: one string, or a list of lines (`input` in format 3)."""
    source = cell.source if cell.source is not None else cell.input
    parts = source if isinstance(source, list) else [source]
    text = "".join(part for part in parts if isinstance(part, str))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _nbgrader(cell: _RawCell) -> dict[str, Any]:
    entry = cell.metadata.get("nbgrader") if isinstance(cell.metadata, dict) else None
    return entry if isinstance(entry, dict) else {}
