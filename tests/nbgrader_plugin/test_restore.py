"""Restoring cells: the released shape, whatever was done to the notebook."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.nbgraderformat import MetadataValidator

from autograder.nbgrader_plugin.restore import KitCell, restored

KIT = {
    "setup": KitCell("setup", "code", True, "import numpy", "c0"),
    "f": KitCell("f", "code", False, "stub of f", "c1", solution=True),
    "check_f": KitCell("check_f", "code", True, 'check("f")', "c2", points=2.0),
    "g": KitCell("g", "code", False, "stub of g", "c3", solution=True),
    "check_g": KitCell("check_g", "code", True, 'check("g")', "c4", points=3.0),
}


def _cell(name, source="own", new=new_code_cell):
    return new(source, metadata={"nbgrader": {"grade_id": name, "grade": True}} if name else {})


def _ids(cells):
    return [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in cells]


def test_an_intact_notebook_keeps_its_answers_and_order():
    cells = restored([_cell(name, f"text of {name}") for name in KIT], KIT)

    assert _ids(cells) == list(KIT)
    assert [cell.source for cell in cells] == [
        "import numpy",
        "text of f",
        'check("f")',
        "text of g",
        'check("g")',
    ]
    assert [cell.metadata.nbgrader["checksum"] for cell in cells] == ["c0", "c1", "c2", "c3", "c4"]


def test_a_deleted_check_cell_returns_behind_its_answer():
    assert _ids(restored([_cell("f"), _cell(None), _cell("g")], KIT)) == [
        "f",
        "check_f",
        None,
        "g",
        "check_g",
    ]


def test_an_empty_notebook_gets_all_check_cells_in_order():
    assert _ids(restored([], KIT)) == ["check_f", "check_g"]


def test_of_two_copies_the_last_is_the_answer():
    cells = restored([_cell("f", "first"), _cell("f", "second"), _cell("check_f"), _cell("check_g")], KIT)

    assert _ids(cells) == [None, "f", "check_f", "check_g"]
    assert [cell.source for cell in cells[:2]] == ["first", "second"]


def test_an_answer_turned_into_text_is_code_again():
    cells = restored([_cell("f", "def f(): ...", new_markdown_cell)], KIT)

    assert (cells[0].cell_type, cells[0].source) == ("code", "def f(): ...")


NAMES = st.sampled_from([*KIT, "unknown", None, 3, ""])


@given(st.lists(st.tuples(NAMES, st.sampled_from([new_code_cell, new_markdown_cell])), max_size=12))
def test_every_check_cell_is_there_exactly_once_and_as_released(layout):
    cells = restored([_cell(name, new=new) for name, new in layout], KIT)
    checks = [cell for cell in cells if cell.metadata.get("nbgrader", {}).get("grade")]

    assert sorted(_ids(checks)) == ["check_f", "check_g"]
    assert all(cell.source == KIT[cell.metadata.nbgrader["grade_id"]].source for cell in checks)
    assert all(cell.metadata.nbgrader == KIT[cell.metadata.nbgrader["grade_id"]].metadata for cell in checks)
    assert len([name for name in _ids(cells) if name]) == len({name for name in _ids(cells) if name})


@given(st.lists(st.tuples(NAMES, st.sampled_from([new_code_cell, new_markdown_cell])), max_size=12))
def test_nbgrader_finds_nothing_wrong_with_the_metadata(layout):
    kit = {name: own._replace(checksum=32 * "0") for name, own in KIT.items()}
    notebook = new_notebook(cells=restored([_cell(name, new=new) for name, new in layout], kit))

    MetadataValidator().validate_nb(notebook)
