"""Putting source together: stubs, the full reference, and the reference with one variant in it."""

from __future__ import annotations

import re

from autograder import __version__
from autograder.build.classes import filled
from autograder.build.topic import Item
from autograder.build.unit import Unit
from autograder.exercise.declare import Declared, Essay, Variant

PLACEHOLDER = "# YOUR CODE HERE"
_DEF = re.compile(r"^(def|class)\s+\w+")


def stub(unit: Unit, name: str) -> str:
    """Return what a student starts from: signature, docstring, and a line that says "not started"."""
    item = unit.item(name)
    if item.kind == "value":
        return f"{name} = None\n{PLACEHOLDER}"
    if item.kind == "class":
        return filled(item.text, lambda method, _: _todo(f"{name}.{method}", " " * 8))
    return f"{item.head}\n{_todo(name, ' ' * 4)}"


def _todo(name: str, indent: str) -> str:
    return f'{indent}{PLACEHOLDER}\n{indent}raise NotImplementedError("{name}")'


def solved(unit: Unit, name: str) -> str:
    """Return the reference as a student would have written it."""
    item = unit.item(name)
    if item.kind == "value":
        return f"{name} = {unit.declared[name].reference!r}"
    return item.text


def instructor(unit: Unit, name: str) -> str:
    """Return the stub with the reference between the marks that nbgrader strips."""
    item = unit.item(name)
    if item.kind == "value":
        return f"{name} = None\n### BEGIN SOLUTION\n{solved(unit, name)}\n### END SOLUTION"
    if item.kind == "class":
        # a method may end without a return, and must not run into the stub's last line
        last = f"\n{' ' * 8}return"
        return filled(item.text, lambda method, body: _marked(f"{name}.{method}", body + last, " " * 8))
    return f"{item.head}\n{_marked(name, item.body, ' ' * 4)}"


def _marked(name: str, body: str, indent: str) -> str:
    marks = f"{indent}### BEGIN SOLUTION", f"{indent}### END SOLUTION"
    return f'{marks[0]}\n{body.strip(chr(10))}\n{marks[1]}\n{indent}raise NotImplementedError("{name}")'


def varied(declared: Declared, variant: Variant) -> str:
    """Return a variant under the exercise's own name."""
    if declared.kind == "value":
        return f"{declared.id} = {variant.source}"
    return _DEF.sub(lambda match: f"{match[1]} {declared.id}", variant.source, count=1).rstrip()


def module_source(unit: Unit, texts: dict[str, str] | None = None) -> str:
    """Return a module with all exercises: references, or what `texts` has instead."""
    parts = ["\n".join(unit.imports)]
    for item in unit.items():
        if item.kind == "given":
            parts.append(given_source(item))
        elif item.kind in ("function", "class", "value"):
            parts.append((texts or {}).get(item.name) or solved(unit, item.name))
    return "\n\n\n".join(parts) + "\n"


def given_source(item: Item) -> str:
    """Return a helper that students get as it is."""
    return item.text


def stub_module(unit: Unit) -> str:
    """Return the module form of the unit: story as comments, stubs, given helpers."""
    introduction = _module_introduction(unit)
    raw = "r" if "\\" in introduction else ""
    head = f'# gradmark: {unit.name} {__version__}\n{raw}"""{unit.title}\n\n{introduction}\n"""'
    parts = [head, "\n".join(unit.imports)]
    for item in unit.items():
        if item.kind == "markdown":
            parts.append(_comment(item.head, "%% [markdown]"))
        elif item.kind == "given":
            parts.append(given_source(item))
        elif item.kind == "essay":
            parts.append(_comment(essay_text(unit.essays[item.name])))
        elif item.kind != "picture":
            declared = unit.declared[item.name]
            about = heading(declared) + (f"\n\n{declared.prompt}" if declared.kind == "value" else "")
            parts.append(f"{_comment(about)}\n{stub(unit, item.name)}")
    return "\n\n\n".join(parts) + "\n"


def _module_introduction(unit: Unit) -> str:
    return f"{unit.introduction}\n\nCheck your work: `pytest` or `gradmark check` in this folder."


def heading(declared: Declared) -> str:
    """Return the line above an exercise: name, points, time."""
    points = f"{declared.points:g} point{'' if declared.points == 1 else 's'}"
    extra = "" if declared.core else ", extra"
    return f"{declared.id}: {points}, about {declared.minutes} minutes{extra} ({declared.source})"


def essay_text(essay: Essay) -> str:
    """Return the question with what its points are for."""
    points = f"{essay.points:g} point{'' if essay.points == 1 else 's'}"
    head = f"{essay.id}: {points}, about {essay.minutes} minutes, marked by a person ({essay.source})"
    rubric = "\n".join(f"- {line}" for line in essay.rubric)
    return f"{head}\n\n{essay.prompt}\n\nWhat the points are for:\n\n{rubric}"


def _comment(text: str, first: str = "") -> str:
    lines = [first, *text.splitlines()] if first else text.splitlines()
    return "\n".join(f"# {line}".rstrip() for line in lines)
