"""Whatever a file holds, nbgrader gets a valid notebook."""

from __future__ import annotations

import io
import json

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook

from autograder.nbgrader_plugin.reader import PLACEHOLDER, readable

JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["cells", "metadata", "source", "cell_type", "nbgrader", "nbformat"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=15,
)


def _read(text):
    notebook = readable(io.StringIO(text))
    nbformat.validate(notebook)
    json.dumps(notebook, ensure_ascii=False).encode()
    return notebook


def test_a_valid_notebook_is_left_as_it_is():
    notebook = new_notebook(cells=[new_code_cell("x = 1", metadata={"nbgrader": {"grade_id": "f"}})])

    assert _read(nbformat.writes(notebook)) == notebook


@pytest.mark.parametrize("text", ["", "no json", "[1, 2]", '{"cells": 3}', "<<<<<<< HEAD\n{}", '{"cells": '])
def test_what_is_no_notebook_becomes_a_placeholder(text):
    assert [cell.source for cell in _read(text).cells] == [PLACEHOLDER]


def test_cells_of_an_invalid_notebook_are_kept():
    cell = {"cell_type": "code", "source": ["a = 1\n", "b"], "metadata": {"nbgrader": {"grade_id": "f"}}}
    odd = {"cell_type": "poem", "source": None}

    cells = _read(json.dumps({"cells": [cell, odd, "?"]})).cells

    assert [(each.cell_type, each.source) for each in cells] == [("code", "a = 1\nb"), ("raw", "")]
    assert cells[0].metadata["nbgrader"]["grade_id"] == "f"


def test_half_a_surrogate_pair_can_be_saved():
    notebook = nbformat.writes(new_notebook(cells=[new_code_cell("HERE")])).replace("HERE", "\\ud83d")

    assert _read(notebook).cells[0].source == "?"


def test_bytes_that_are_no_text_become_a_placeholder(tmp_path):
    (tmp_path / "a.ipynb").write_bytes(b"\xff\xfe\x00")
    with (tmp_path / "a.ipynb").open(encoding="utf-8") as stream:
        assert readable(stream).cells[0].source == PLACEHOLDER


@given(JSON)
def test_any_json_gives_a_valid_notebook(value):
    _read(json.dumps(value))


@given(st.dictionaries(st.sampled_from(["source", "cell_type", "metadata", "outputs", "id"]), JSON))
def test_any_cell_gives_a_valid_notebook(cell):
    _read(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
