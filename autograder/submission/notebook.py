"""A Jupyter notebook as a script: its code cells, top to bottom.

Read with msgspec alone, so that a student's install grades exactly what the course grades. Outputs are
skipped while decoding, never built.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import msgspec

from autograder.submission.cells import Cell, blocks_of
from autograder.submission.code import Code, Unreadable
from autograder.submission.marks import mark_notes, metadata_mark
from autograder.submission.module import is_module
from autograder.submission.problems import (
    MAX_CODE_BYTES,
    MAX_NOTEBOOK_BYTES,
    MAX_PIECES,
    conflict_line,
    conflict_message,
    decode_utf8,
    printable,
    refuse_dense,
    refuse_foreign,
    refuse_many,
    refuse_size,
)
from autograder.submission.syntax import MOST_KNOWN, SHORT

_CLEAR = "clear the outputs (Edit, Clear Outputs of All Cells), save, and hand it in again"
_JSON_PIECE = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|-?\b(?:NaN|Infinity)\b', re.DOTALL)
_SURROGATE = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.",
    re.DOTALL,
)

# A character of code takes at most six bytes of JSON; more than this is refused before it is built.
_MAX_RAW = 6 * MAX_CODE_BYTES
_MAX_CELLS = 10_000
_NOTHING = msgspec.Raw(b"null")


class _RawCell(msgspec.Struct):
    cell_type: Any = None
    source: msgspec.Raw = _NOTHING
    input: msgspec.Raw = _NOTHING
    metadata: msgspec.Raw = _NOTHING


class _Worksheet(msgspec.Struct):
    cells: list[msgspec.Raw] = []


class _Notebook(msgspec.Struct):
    cells: list[msgspec.Raw] | None = None
    worksheets: list[_Worksheet] | None = None
    metadata: msgspec.Raw = msgspec.Raw(b"{}")


def read_notebook(
    name: str,
    data: bytes,
    unit: str,
    given: Mapping[str, str] | None = None,
    limit: int = MAX_PIECES,
) -> Code:
    """Read an `.ipynb` (format 3 or 4); raises `Unreadable` when it is no notebook, or another unit's.

    `given` maps grade_id to the kit's own source of locked cells. A cell that is no Python is left out
    and named in `Code.notes`, as is every IPython command; the other cells are kept. Blocks are called
    "code cell 3" after their place among all code cells of the file, with lines counted in the cell.
    At most `limit` words and signs of code are read.
    """
    refuse_size(name, len(data), MAX_NOTEBOOK_BYTES, _CLEAR)
    refuse_foreign(name, data)
    text = decode_utf8(name, data)
    notebook = _decode(name, text, data)
    metadata = _metadata(notebook)
    notes = [*mark_notes(metadata_mark(metadata), name, unit, "notebook"), *_language_notes(metadata)]
    cells = _code_cells(name, notebook)
    size = sum(len(cell.source.encode(errors="replace")) for cell in cells)
    refuse_size(f"the code in {name}", size, MAX_CODE_BYTES, "move data out of the code cells")
    refuse_dense(f"the code in {name}", "\n".join(cell.source for cell in cells), limit)
    refuse_many(name, len(cells), "code cells")
    found = blocks_of(cells, dict(given or {}))
    notes += found.notes
    if not found.blocks:
        notes.append("the notebook holds no code that can run")
    return Code(
        unit=unit,
        filename=name,
        blocks=tuple(found.blocks),
        form="notebook",
        notes=tuple(notes),
        lost=found.lost,
    )


def notebook_text(name: str, data: bytes) -> str:
    """Return the text of all code cells, which is not parsed; raises `Unreadable`."""
    notebook = _decode(name, decode_utf8(name, data), data)
    return "\n".join(cell.source for cell in _code_cells(name, notebook))


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


def _as_notebook(data: bytes | bytearray) -> _Notebook:
    return msgspec.json.decode(data, type=_Notebook)


def _repaired(name: str, encoded: bytes, data: bytes) -> _Notebook:
    """Read what Jupyter itself reads and strict JSON forbids (NaN, half a surrogate pair in an output)."""
    try:
        return _as_notebook(_strict(encoded))
    except (msgspec.ValidationError, RecursionError):
        return _Notebook()
    except msgspec.DecodeError as error:
        raise Unreadable(_not_json(name, encoded, data, str(error))) from None


def _strict(data: bytes) -> bytearray:
    """Overwrite such values in place, each by one of the same length: nothing large is built."""
    strict = bytearray(data)
    for found in _JSON_PIECE.finditer(data):
        start, end = found.span()
        if data[start] != ord('"'):
            strict[start:end] = b"0".ljust(end - start)
        elif data.find(b"\\u", start, end) >= 0:
            for half in _SURROGATE.finditer(data, start, end):
                if half[1]:
                    strict[half.start() : half.end()] = b"\\ufffd"
    return strict


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
    return _object(notebook.metadata)


def _object(raw: msgspec.Raw) -> dict[str, Any]:
    """Decode one JSON object; anything else is taken as an empty one."""
    value = _value(raw)
    return value if isinstance(value, dict) else {}


def _value(raw: msgspec.Raw) -> Any:
    """Decode a small value; one that is malformed or large is taken as none."""
    if len(memoryview(raw)) > _MAX_RAW:
        return None
    try:
        return msgspec.json.decode(raw)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None


def _language_notes(metadata: dict[str, Any]) -> list[str]:
    for part, key in (("language_info", "name"), ("kernelspec", "language")):
        entry = metadata.get(part)
        language = entry.get(key) if isinstance(entry, dict) else None
        if isinstance(language, str) and language:
            known = language.lower().startswith(("python", "ipython", "sage"))
            return [] if known else [f"the notebook was made for {printable(language, 40)}, not for Python"]
    return []


def _code_cells(name: str, notebook: _Notebook) -> list[Cell]:
    raw = notebook.cells if notebook.cells is not None else []
    if notebook.cells is None:
        raw = [cell for sheet in notebook.worksheets or [] for cell in sheet.cells]
    if len(raw) > _MAX_CELLS:
        message = (
            f"{name} holds {len(raw)} cells, and at most {_MAX_CELLS} are read: keep those of the exercises"
        )
        raise Unreadable(message)
    short = (len(memoryview(item)) <= SHORT for item in raw)
    read = [
        _known(bytes(item)) if brief else _code_cell(item, name)
        for item, brief in zip(raw, short, strict=True)
    ]
    return [Cell(number, *cell) for number, cell in enumerate(filter(None, read), 1)]


def _code_cell(raw: msgspec.Raw | bytes, name: str = "") -> tuple[str, dict[str, Any]] | None:
    """Return the text and the nbgrader metadata of a code cell."""
    cell = _raw_cell(raw)
    return (_source(name, cell), _nbgrader(cell)) if cell.cell_type == "code" else None


_known = lru_cache(maxsize=MOST_KNOWN)(_code_cell)


def _raw_cell(raw: msgspec.Raw | bytes) -> _RawCell:
    try:
        return msgspec.json.decode(raw, type=_RawCell)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return _RawCell()


def _source(name: str, cell: _RawCell) -> str:
    """Return the text of a cell: one string, or a list of lines (`input` in format 3)."""
    raw = cell.source if memoryview(cell.source) != memoryview(_NOTHING) else cell.input
    refuse_size(f"one cell of {name}", len(memoryview(raw)), _MAX_RAW, "move data out of the code cells")
    source = _value(raw)
    parts = source if isinstance(source, list) else [source]
    text = "".join(part for part in parts if isinstance(part, str))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _nbgrader(cell: _RawCell) -> dict[str, Any]:
    entry = _object(cell.metadata).get("nbgrader")
    return entry if isinstance(entry, dict) else {}
