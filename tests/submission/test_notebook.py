from __future__ import annotations

import json

import pytest
from student_files import UNIT, cell, notebook

from autograder.submission.code import Unreadable
from autograder.submission.notebook import read_notebook


def read(*cells, given=None):
    return read_notebook("a.ipynb", notebook(*cells), UNIT, given)


def test_code_cells_run_top_to_bottom_under_their_number():
    markdown = {"cell_type": "markdown", "metadata": {}, "source": "# hello"}
    code = read("x = 1", markdown, "", cell(["y = 2\n", "z = 3"]))

    assert [(b.name, b.source, b.line) for b in code.blocks] == [
        ("code cell 1", "x = 1", 1),
        ("code cell 3", "y = 2\nz = 3", 1),
    ]
    assert (code.form, code.notes) == ("notebook", ())


def test_format_3_is_read():
    old = {
        "metadata": {},
        "nbformat": 3,
        "worksheets": [{"cells": [{"cell_type": "code", "input": ["x = 1"], "language": "python"}]}],
    }

    assert read_notebook("a.ipynb", json.dumps(old).encode(), UNIT).blocks[0].source == "x = 1"


def test_a_broken_cell_is_left_out_and_named():
    code = read("x = 1", "y = 2\nz = np.exp(y", "w = 3")

    assert [b.name for b in code.blocks] == ["code cell 1", "code cell 3"]
    assert code.notes == (
        "code cell 2, line 2: '(' was never closed, in `z = np.exp(y`: the cell was left out, the others are kept",
    )


def test_a_conflict_inside_a_cell_is_named():
    code = read("<<<<<<< local\nx = 1\n=======\nx = 2\n>>>>>>> remote")

    assert code.notes[0].startswith("code cell 1, line 1: a merge conflict was left in the code")


def test_what_jupyter_writes_beyond_json_is_read():
    data = notebook("x = 1").replace(
        b'"outputs": []', b'"outputs": [{"a": NaN, "b": "\\ud800 NaN", "c": -Infinity}]'
    )

    assert read_notebook("a.ipynb", data, UNIT).blocks[0].source == "x = 1"


def test_half_a_surrogate_in_code_costs_one_character_only():
    data = notebook('x = "HERE"').replace(b"HERE", b"\\ud83d \\ud83d\\ude00 \\\\ud800")

    assert read_notebook("a.ipynb", data, UNIT).blocks[0].source == 'x = "\ufffd \U0001f600 \\ud800"'


def test_large_outputs_are_skipped():
    big = cell("x = 1") | {"outputs": [{"data": {"image/png": "A" * 5_000_000}}]}

    assert read(big).text == "x = 1"


def test_another_language_is_noted():
    data = json.dumps({"cells": [cell("x <- 1")], "metadata": {"kernelspec": {"language": "R"}}}).encode()

    assert read_notebook("a.ipynb", data, UNIT).notes[0] == "the notebook was made for R, not for Python"


def test_another_units_notebook_is_named():
    with pytest.raises(Unreadable, match="the notebook of u05_one_neuron, u03_activations is due: hand in"):
        read_notebook("a.ipynb", notebook("x = 1", unit="u05_one_neuron"), UNIT)


def test_another_kit_is_a_note():
    assert (
        "gradmark 0.0.9" in read_notebook("a.ipynb", notebook("x = 1", unit=UNIT, kit="0.0.9"), UNIT).notes[0]
    )


def test_given_cells_come_from_our_copy():
    code = read(
        cell("import numpy as fake", grade_id="imports", locked=True),
        "x = 1",
        given={"imports": "import numpy as np"},
    )

    assert [(b.name, b.source) for b in code.blocks] == [
        ("given cell imports", "import numpy as np"),
        ("code cell 2", "x = 1"),
    ]
    assert code.notes == ("the given cell imports was changed; the kit's own copy was used (code cell 1)",)


def test_a_given_cell_of_nothing_is_left_out_without_a_word():
    drawn = cell("plots.curves()", grade_id="picture_curves", locked=True)
    code = read(drawn, "x = 1", given={"picture_curves": ""})

    assert [block.source for block in code.blocks if block.source] == ["x = 1"]
    assert code.notes == ()


def test_an_unchanged_given_cell_is_no_news():
    assert (
        read(
            cell("import numpy as np  \n", grade_id="imports"), given={"imports": "import numpy as np"}
        ).notes
        == ()
    )


def test_missing_given_cells_stand_at_the_top_in_order():
    code = read("x = 1", given={"imports": "%matplotlib inline\nimport numpy as np", "data": "N = 3"})

    assert [b.name for b in code.blocks] == ["given cell imports", "given cell data", "code cell 1"]
    assert code.blocks[0].source == "\nimport numpy as np"
    assert [n.split(";")[0] for n in code.notes] == [
        "the given cell imports is missing",
        "the given cell data is missing",
    ]


def test_a_missing_given_cell_runs_behind_the_one_before_it_in_the_kit():
    given = {"imports": "import math", "erf": "erf = math.erf", "data": "N = 3", "last": "M = N"}
    code = read(cell("import math", grade_id="imports"), "x = 1", cell("N = 3", grade_id="data"), given=given)

    assert [block.name.removeprefix("given cell ") for block in code.blocks] == [
        "imports",
        "erf",
        "code cell 2",
        "data",
        "last",
    ]


def test_own_code_in_a_copy_of_a_given_cell_is_kept():
    code = read(
        cell("helper = 1", grade_id="imports"),
        cell("import numpy", grade_id="imports"),
        given={"imports": "import numpy"},
    )

    assert [b.source for b in code.blocks] == ["helper = 1", "import numpy"]
    assert "the cell imports stands 2 times (code cells 1, 2)" in code.notes[0]


def test_check_cells_do_not_run_and_answers_in_them_are_named():
    check = {"grade": True, "solution": False, "locked": True, "points": 3}
    code = read(
        cell("assert True", grade_id="t1", **check),
        cell("def relu(z):\n    return z", grade_id="t2", **check),
    )

    assert code.blocks == ()
    assert code.notes[0].startswith(
        "code cell 2 is a check cell and is not run, so relu in it does not count"
    )


def test_solution_cells_that_carry_points_run():
    assert read(cell("x = 1", grade_id="a", grade=True, solution=True)).text == "x = 1"


def test_duplicated_solution_cells_both_run_in_order():
    code = read(cell("x = 1", grade_id="a", solution=True), cell("x = 2", grade_id="a", solution=True))

    assert [b.source for b in code.blocks] == ["x = 1", "x = 2"]
    assert code.notes == ("the cell a stands 2 times (code cells 1, 2): the last definition counts",)


def test_no_code_is_said():
    assert read().notes == ("the notebook holds no code that can run",)
