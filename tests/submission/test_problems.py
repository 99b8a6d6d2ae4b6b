from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from student_files import CODE, UNIT, notebook

from autograder.submission.code import Unreadable
from autograder.submission.load import load_bytes
from autograder.submission.problems import MAX_CODE_BYTES, MAX_NOTEBOOK_BYTES, printable

GOOD = notebook("import numpy as np", "%%time\nx = 1", "y = (1", unit=UNIT)

WRONG = {
    "empty": ("a.py", b"", "is empty"),
    "blank": ("a.ipynb", b"\xef\xbb\xbf \n", "is empty"),
    "utf-16": ("a.py", CODE.encode("utf-16"), "UTF-16"),
    "utf-16 without a mark": ("a.py", CODE.encode("utf-16-le"), "UTF-16"),
    "utf-16 notebook": ("a.ipynb", GOOD.decode().encode("utf-16"), "UTF-16"),
    "latin-1": ("a.py", b"x = 1\n# caf\xe9\n", "line 2: the byte 0xe9 is not UTF-8"),
    "unknown cookie": ("a.py", b"# coding: klingon\nx = 1\n", "encoding"),
    "wrong cookie": ("a.py", b"# coding: ascii\nx = '\xe9'\n", "ascii"),
    "odd cookie": ("a.py", b"# coding: idna\nx = 1\n", "idna"),
    "bytes codec": ("a.py", b"# coding: zlib_codec\nx = 1\n", "zlib"),
    "nul": ("a.py", b"x = 1\ny = 2\0" + b"\nz = 3" * 9, "line 2: a NUL byte"),
    "conflict": (
        "a.py",
        b"x = 1\n<<<<<<< HEAD\ny = 2\n=======\ny = 3\n>>>>>>> b\n",
        "line 2: a merge conflict",
    ),
    "conflict in a notebook": (
        "a.ipynb",
        GOOD.replace(b"\n", b"\n<<<<<<< HEAD\n", 1),
        "line 2: a merge conflict",
    ),
    "truncated": ("a.ipynb", GOOD[: len(GOOD) // 2], "breaks off after line"),
    "not json": ("a.ipynb", GOOD.replace(b'"cells": [', b'"cells": [,'), "line 2: this is not JSON"),
    "other json": ("a.ipynb", b'{"score": 1}', "no notebook"),
    "json list": ("a.ipynb", b"[1, 2]", "no notebook"),
    "python as notebook": ("a.ipynb", CODE.encode(), "rename it to a.py"),
    "notebook as python": ("a.py", GOOD, "rename it to a.ipynb"),
    "html": ("a.ipynb", b"\n<!DOCTYPE html><html>", "an HTML page"),
    "pdf": ("a.ipynb", b"%PDF-1.7", "a PDF document"),
    "zip": ("a.py", b"PK\x03\x04....", "a zip archive"),
    "docx": ("a.ipynb", b"PK\x03\x04....[Content_Types].xml", "Word"),
    "rtf": ("a.py", b"{\\rtf1\\ansi", "rich text"),
    "checkpoint": ("u03_activations-checkpoint.ipynb", GOOD, "a checkpoint"),
    "text": ("answers.txt", b"sigma", "neither a notebook"),
    "large code": ("a.py", b"#" * (MAX_CODE_BYTES + 1), "at most 128 kB"),
    "large notebook": ("a.ipynb", b" " * (MAX_NOTEBOOK_BYTES + 1), "clear the outputs"),
    "large cell": ("a.ipynb", notebook("#" * 6 * MAX_CODE_BYTES), "one cell of a.ipynb holds 768 kB"),
    "many cells": ("a.ipynb", b'{"cells": [' + b"{}," * 10_000 + b"{}]}", "10001 cells"),
    "an open string": ("a.ipynb", b'{"cells": [], "a": NaN, "b": ' + b'"\\' * 3_000_000, "breaks off"),
    "large code in a notebook": ("a.ipynb", notebook("#" * MAX_CODE_BYTES, "x = 1"), "the code in a.ipynb"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_file_is_named_with_its_remedy(case):
    name, data, expected = WRONG[case]
    with pytest.raises(Unreadable) as caught:
        load_bytes(name, data, UNIT)

    assert name in str(caught.value)
    assert expected in str(caught.value)
    assert ": " in str(caught.value)


def test_declared_encodings_are_honoured():
    code = load_bytes("a.py", b"# -*- coding: latin-1 -*-\nname = 'caf\xe9'\n", UNIT)

    assert "café" in code.text


def test_conflict_marks_inside_a_docstring_harm_nobody():
    assert load_bytes("a.py", b'"""\n<<<<<<< HEAD\n"""\nx = 1\n', UNIT).blocks


def test_names_that_browsers_lengthen_are_understood():
    assert load_bytes("a.ipynb.txt", GOOD, UNIT).form == "notebook"
    assert load_bytes("a.py.txt", CODE.encode(), UNIT).form == "module"


def test_shown_text_holds_no_control_characters():
    assert printable("a\x1b[31m\nb\u202e") == "a?[31m?b?"
    assert len(printable("x" * 500)) == 200


def loads_or_is_unreadable(name: str, data: bytes) -> None:
    with contextlib.suppress(Unreadable):
        assert load_bytes(name, data, UNIT, {"imports": "import numpy as np"}).unit == UNIT


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(["a.py", "a.ipynb", "a.txt"]), st.binary(max_size=300))
def test_any_bytes_load_or_are_unreadable(name, data):
    loads_or_is_unreadable(name, data)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_edit_of_a_notebook_loads_or_is_unreadable(data):
    start = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(start, min(len(GOOD), start + 40)))
    patch = data.draw(
        st.one_of(
            st.binary(max_size=8), st.sampled_from([b'"', b"{", b"]", b"null", b"NaN", b"[[", b"\\ud800"])
        )
    )

    loads_or_is_unreadable("a.ipynb", GOOD[:start] + patch + GOOD[end:])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "cells",
                    "metadata",
                    "source",
                    "input",
                    "cell_type",
                    "nbgrader",
                    "grade_id",
                    "gradmark",
                    "unit",
                    "worksheets",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(JSON, st.sampled_from(["cells", "metadata", "worksheets", "one"]))
def test_any_json_in_a_notebooks_place_loads_or_is_unreadable(value, place):
    cells = [{"cell_type": "code", "source": value, "metadata": value}] if place == "one" else []
    whole = {"cells": cells, "metadata": {}, **({} if place == "one" else {place: value})}

    loads_or_is_unreadable("a.ipynb", json.dumps(whole).encode())


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="%!?'\"\\()[]{}#\n =axt", max_size=60))
def test_any_text_in_a_cell_loads(source):
    assert load_bytes("a.ipynb", notebook(source), UNIT).form == "notebook"
