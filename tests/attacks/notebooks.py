"""Notebooks whose cells, metadata and outputs claim what their code does not earn."""

from __future__ import annotations

import json

from .unit import FUNCTIONS, UNIT, VALUES

_FULL = {
    "output_type": "execute_result",
    "data": {"text/plain": ["100.0"]},
    "metadata": {},
    "execution_count": 1,
}
_PASSED = {
    "output_type": "stream",
    "name": "stdout",
    "text": ["+ right  69/69 <script>eve()</script>\x1b[2J"],
}


def _cell(source, *, kind="code", outputs=(), **nbgrader):
    metadata = {"nbgrader": {"schema_version": 3, **nbgrader}} if nbgrader else {}
    code = {"execution_count": 1, "outputs": list(outputs)} if kind == "code" else {}
    return {"cell_type": kind, "metadata": metadata, "source": source, **code}


def _solution(name, source=""):
    source = source or f"def {name}(z):\n    return 0.0 * z"
    return _cell(source, grade_id=name, grade=False, locked=False, solution=True)


def _check(name, **changed):
    entry = {"grade_id": f"check_{name}", "grade": True, "locked": True, "solution": False, "points": 3}
    return _cell(f'check("{name}")', **{**entry, **changed})


def _notebook(*cells, **metadata):
    whole = {"gradmark": {"unit": UNIT, "kit": "0.1.0"}, **metadata}
    return json.dumps({"cells": cells, "metadata": whole, "nbformat": 4, "nbformat_minor": 5}).encode()


def _pairs(**changed):
    return [cell for name in FUNCTIONS for cell in (_solution(name), _check(name, **changed))]


def _outputs(cell):
    return {**cell, "outputs": [_FULL, _PASSED]}


def notebooks():
    """Return the notebooks by what is done to them."""
    names = (*FUNCTIONS, *VALUES)
    scores = "\n".join(f"{name} = 100.0" for name in FUNCTIONS)
    return {
        "inflated_points": _notebook(*_pairs(points=1_000_000)),
        "negative_points": _notebook(*_pairs(points=-3, max_points=[1e308])),
        "typed_scores": _notebook(*[_outputs(cell) for cell in _pairs(points=3)]),
        "deleted_checks": _notebook(*map(_solution, FUNCTIONS)),
        "only_checks": _notebook(*map(_outputs, map(_check, names))),
        "duplicated": _notebook(*_pairs(), *_pairs(points=50), *_pairs()),
        "checks_as_answers": _notebook(*_pairs(grade=False, solution=True, locked=False)),
        "answers_as_checks": _notebook(
            *(
                _cell("100.0", grade_id=name, grade=True, solution=True, locked=False, points=9)
                for name in names
            )
        ),
        "swapped_ids": _notebook(
            *(_cell("100.0", grade_id=f"check_{name}", grade=False, solution=True) for name in names)
        ),
        "rewritten_checks": _notebook(
            _cell("def check(*names):\n    return 100.0\ncheck_all = check"),
            *[{**cell, "source": "100.0"} for cell in _pairs()],
        ),
        "rewritten_given": _notebook(
            _cell(
                "import numpy as np\nscore = 100.0",
                grade_id="setup",
                grade=False,
                locked=True,
                solution=False,
            ),
            *_pairs(),
        ),
        "checksums": _notebook(*_pairs(checksum="0" * 32, cell_type="markdown")),
        "odd_metadata": _notebook(
            *(_cell("1", grade_id=[name], grade="yes", points={"a": 1}, locked=None) for name in names),
            nbgrader={"points": 1e9},
            celltoolbar="Create Assignment",
        ),
        "record_inside": _notebook(
            _cell(scores), score=69.0, status="graded", exercises=[{"id": name, "score": 9} for name in names]
        ),
        "magics": _notebook(
            _cell("%load_ext autograder\n!id > /tmp/eve\n%%bash\nid"),
            _cell("!kill -9 -1"),
            _cell("%run x.py"),
        ),
        "autoreload_and_shell": _notebook(_cell("get_ipython().system('id')\nget_ipython().run_cell('1')")),
        "markdown_answers": _notebook(
            *(_cell(f"{name} = 1", kind="markdown", grade_id=name) for name in names)
        ),
        "hostile_outputs": _notebook(
            *[{**cell, "outputs": [_PASSED] * 500, "attachments": {"x": {}}} for cell in _pairs()]
        ),
        "deep_metadata": _notebook(*_pairs())[:-1] + b',"x":' + b"[" * 5000 + b"]" * 5000 + b"}",
    }
