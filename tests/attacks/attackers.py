"""The attacking submissions: a file of code for each, hooked into every exercise of the unit."""

from __future__ import annotations

import ast
from pathlib import Path

from .archives import archives
from .formulas import formulas
from .notebooks import notebooks
from .unit import EXERCISES, FUNCTIONS, HALF, UNIT, answers

MODULES = Path(__file__).parent / "modules"
MIXED = ("patches", "frames", "forged", "tracing", "hooks")
"""Families that also attack from beside right answers, for which there would be something to gain."""


def statement(path):
    """Return the one line in which an attack says what it attempts."""
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""


def modules():
    """Return the files of attacking code, sorted, by (family, name)."""
    return {(path.parent.name, path.stem): path for path in sorted(MODULES.glob("*/*.py"))}


def bare(told, path):
    """Return a module that holds an attack, behind the name of every exercise, and no answer."""
    return f"{told}{path.read_text(encoding='utf-8')}\n{_hooks(FUNCTIONS)}".encode()


def mixed(told, path):
    """Return a module that holds an attack and the right answers to half of the exercises."""
    hooks = _hooks([name for name in FUNCTIONS if name not in HALF])
    return f"{told}{path.read_text(encoding='utf-8')}\n{answers(HALF)}\n{hooks}".encode()


def half():
    """Return the same without the attack."""
    hooks = _hooks([name for name in FUNCTIONS if name not in HALF])
    return f"def attack(*_args, **_kwargs):\n    return 0.0\n\n\n{answers(HALF)}\n{hooks}".encode()


def _hooks(names):
    return "".join(
        f"\n\ndef {name}(*args, **kwargs):\n    return attack({name!r}, *args, **kwargs)\n" for name in names
    )


def attackers(told):
    """Return all attacks: (family, name) -> files; names that begin with "mixed" hold right answers too."""
    found = {}
    for (family, name), path in modules().items():
        found[family, name] = {f"{UNIT}.py": bare(told, path)}
        if family in MIXED:
            found[family, f"mixed_{name}"] = {f"{UNIT}.py": mixed(told, path)}
    for name, text in formulas().items():
        found["formulas", name] = {f"{UNIT}.py": text.encode()}
    for name, data in notebooks().items():
        found["notebooks", name] = {f"{UNIT}.ipynb": data}
    for name, files in archives().items():
        found["archives", name] = files
    return found


def student(family, name):
    """Return the name under which an attack is handed in."""
    return f"eve_{family}_{name}"


__all__ = ["EXERCISES", "attackers", "half", "modules", "statement", "student"]
