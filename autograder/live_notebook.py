"""The notebook that a kernel belongs to: its file, its unit, and whether kernel and file still agree."""

from __future__ import annotations

import ast
import inspect
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from textwrap import dedent
from typing import Any, NamedTuple

from autograder.exercise.spec import UnitSpec, is_spec
from autograder.selfcheck import SPEC, SelfCheckError, find_unit
from autograder.submission.code import Code, Unreadable
from autograder.submission.load import load_bytes
from autograder.submission.marks import notebook_mark


class Live(NamedTuple):
    """What is checked: the saved notebook, or the cells run so far where there is no file (`saved` is False).

    Stock nbgrader executes a notebook in a folder that does not hold the file. `folder` holds the spec.
    """

    spec: UnitSpec
    name: str
    data: bytes
    saved: bool
    folder: Path

    def code(self) -> Code | None:
        """Return the code, None when it cannot be read."""
        try:
            return load_bytes(self.name, self.data, self.spec.unit, self.spec.given)
        except Unreadable:
            return None


def live_notebook(shell: Any) -> Live:
    """Find the notebook of this kernel (`shell` is IPython's, or None); raises `SelfCheckError`."""
    names: Mapping[str, Any] = shell.user_ns if shell is not None else {}
    path = notebook_file(Path.cwd(), names, os.environ)
    folder, spec = find_unit(path or Path.cwd())
    if path is not None:
        return Live(spec, path.name, path.read_bytes(), saved=True, folder=folder)
    cells = _history(shell)
    if not cells:
        message = f"the notebook {spec.unit}.ipynb is not in {Path.cwd()}; save it beside {SPEC}"
        raise SelfCheckError(message)
    return Live(spec, f"{spec.unit}.ipynb", _document(cells, spec.unit), saved=False, folder=folder)


def notebook_file(folder: Path, names: Mapping[str, Any], environment: Mapping[str, str]) -> Path | None:
    """Return the kernel's own notebook as the editor names it, else the unit's notebook in the folder."""
    told = [names.get("__vsc_ipynb_file__"), environment.get("JPY_SESSION_NAME"), names.get("__session__")]
    for name in told:
        if isinstance(name, str) and name.endswith(".ipynb"):
            for path in (Path(name), folder / Path(name).name):
                if path.is_file() and is_spec(path.parent / SPEC):
                    return path
    return _only_one(folder) if is_spec(folder / SPEC) else None


def differs(name: str, names: Mapping[str, Any], code: Code) -> bool:
    """Tell whether the kernel holds another version of a function or value than the saved code.

    White space and comments do not count; what cannot be compared counts as the same.
    """
    saved = _definition(name, code)
    if saved is None or name not in names:
        return False
    try:
        if isinstance(saved, ast.Assign):
            return bool(ast.literal_eval(saved.value) != names[name])
        live = ast.parse(dedent(inspect.getsource(names[name]))).body[0]
    except Exception:  # noqa: BLE001 - the student's objects may raise anything
        return False
    return ast.dump(live) != ast.dump(saved)


def _only_one(folder: Path) -> Path | None:
    _, spec = find_unit(folder)
    named = folder / f"{spec.unit}.ipynb"
    if named.is_file():
        return named
    found = [
        path for path in sorted(folder.glob("*.ipynb")) if notebook_mark(path.read_bytes()).unit == spec.unit
    ]
    if len(found) > 1:
        names = ", ".join(path.name for path in found)
        message = (
            f"{len(found)} notebooks of {spec.unit} are in {folder} ({names}); "
            f"name the one to check {named.name}"
        )
        raise SelfCheckError(message)
    return found[0] if found else None


def _history(shell: Any) -> list[str]:
    """Return the cells that this kernel has run, without those that only ask for a check."""
    manager = getattr(shell, "history_manager", None)
    cells: Sequence[str] = getattr(manager, "input_hist_raw", ())
    return [cell for cell in cells if cell.strip() and not cell.strip().startswith(("check(", "check_all("))]


def _document(cells: Iterable[str], unit: str) -> bytes:
    code = [{"cell_type": "code", "source": cell, "metadata": {}, "outputs": []} for cell in cells]
    document = {"cells": code, "metadata": {"gradmark": {"unit": unit}}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(document).encode()


def _definition(name: str, code: Code) -> ast.stmt | None:
    """Return the last top-level definition of a name in the code."""
    found: ast.stmt | None = None
    for block in code.blocks:
        try:
            statements = ast.parse(block.source).body
        except SyntaxError:
            continue
        for statement in statements:
            if _defines(statement, name):
                found = statement
    return found


def _defines(statement: ast.stmt, name: str) -> bool:
    if isinstance(statement, ast.Assign):
        return any(isinstance(target, ast.Name) and target.id == name for target in statement.targets)
    return isinstance(statement, (ast.FunctionDef, ast.ClassDef)) and statement.name == name
