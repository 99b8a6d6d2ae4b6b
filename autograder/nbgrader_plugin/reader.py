"""Reading what students hand in, so that no file makes nbgrader skip a submission."""

from __future__ import annotations

import json
import warnings
from typing import Any, TextIO

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell
from traitlets import Bool

from autograder.nbgrader_plugin.execute import IsolatedExecute

PLACEHOLDER = (
    "This submission could not be read as a notebook, so its cells are not shown. "
    "The first check cell below says what is wrong."
)
_NEW = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}


class SubmissionExporter(NotebookExporter):
    """nbgrader's exporter, except that an invalid notebook is repaired, or replaced by an empty one.

    The notebook is validated when all preprocessors are done, not after each of them.

    Raises:
        LessIsolationError: the machine offers less isolation than the course requires.
    """

    optimistic_validation = Bool(default_value=True).tag(config=True)

    def __init__(self, config: Any = None, **options: Any) -> None:
        super().__init__(config=config, **options)
        # Here, when autograde has touched nothing yet; later it would have removed what it wrote before.
        IsolatedExecute(parent=self).worker()

    def from_file(self, file_stream: TextIO, resources: Any = None, **options: Any) -> Any:
        """Convert a notebook whatever the file holds; what could be read of it is judged elsewhere."""
        return self.from_notebook_node(readable(file_stream), resources=resources, **options)


def readable(stream: TextIO) -> Any:
    """Return a valid notebook: the file's own, its cells in a new one, or a placeholder."""
    try:
        text = stream.read()
    except UnicodeDecodeError:
        return _placeholder()
    for reading in (_as_it_is, _rebuilt):
        try:
            return reading(text)
        except Exception:  # noqa: BLE001, S112 - any content may come, and each must end in a notebook
            continue
    return _placeholder()


def _as_it_is(text: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        notebook = nbformat.reads(text, as_version=4)
        nbformat.validate(notebook)
    # half a surrogate pair is valid JSON that cannot be saved again
    json.dumps(notebook, ensure_ascii=False).encode()
    return notebook


def _rebuilt(text: str) -> Any:
    return new_notebook(cells=[_cell(raw) for raw in json.loads(text)["cells"] if isinstance(raw, dict)])


def _cell(raw: dict[str, Any]) -> Any:
    source = raw.get("source", "")
    lines = source if isinstance(source, list) else [source]
    text = "".join(line for line in lines if isinstance(line, str))
    metadata = raw.get("metadata")
    own = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    kind = raw.get("cell_type")
    new = _NEW[kind] if isinstance(kind, str) and kind in _NEW else new_raw_cell
    return new(text.encode(errors="replace").decode(), metadata={"nbgrader": own} if own else {})


def _placeholder() -> Any:
    return new_notebook(cells=[new_markdown_cell(PLACEHOLDER)])
