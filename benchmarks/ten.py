"""Ten exercises as one assignment, and a class that has worked on them: what the benchmarks grade."""

from __future__ import annotations

import dataclasses
import json
import random
from collections.abc import Iterator
from pathlib import Path

from autograder.build.assemble import solved, stub, varied
from autograder.build.topic import Item
from autograder.build.unit import Unit, load_unit

ROOT = Path(__file__).resolve().parent.parent
UNIT = "u03_activations"
EXERCISES = (
    "sigmoid",
    "d_sigmoid",
    "sigmoid_grad",
    "tanh",
    "tanh_grad",
    "relu",
    "relu_grad",
    "softplus",
    "softplus_grad",
    "softmax",
)
KINDS = {"right": 0.6, "wrong": 0.3, "untouched": 0.1}
"""How often an exercise is answered how."""


def ten_exercises() -> Unit:
    """Return unit u03 with these exercises and its picture only, without the story between them."""
    unit = load_unit(ROOT, UNIT)
    topics = tuple(
        dataclasses.replace(topic, items=tuple(filter(_is_kept, topic.items))) for topic in unit.topics
    )
    declared = {name: unit.declared[name] for name in EXERCISES}
    return dataclasses.replace(unit, topics=topics, declared=declared, essays={})


def _is_kept(item: Item) -> bool:
    return item.name in EXERCISES or item.kind == "picture"


def students(unit: Unit, count: int, seed: int = 1) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield names and answers: the reference or another right style, one of the kit's mistakes, or the stub.

    The same students for the same seed; a larger class begins with the smaller one.
    """
    chance = random.Random(seed)
    for number in range(count):
        yield f"s{number:05}", {item.id: _answer(unit, item.id, chance) for item in unit.exercises}


def _answer(unit: Unit, name: str, chance: random.Random) -> str:
    declared = unit.declared[name]
    (kind,) = chance.choices(list(KINDS), list(KINDS.values()))
    texts = {
        verdict: [varied(declared, one) for one in declared.variants if one.verdict == verdict]
        for verdict in ("wrong", "accepted")
    }
    if kind == "right":
        return chance.choice([solved(unit, name), *texts["accepted"]])
    return stub(unit, name) if kind == "untouched" else chance.choice(texts["wrong"])


def hand_in(submitted: Path, unit: Unit, released: Path, count: int) -> None:
    """Write nbgrader's `submitted/STUDENT/UNIT/UNIT.ipynb` for a class: the released notebook, filled in."""
    notebook = json.loads(released.read_text(encoding="utf-8"))
    cells = {_grade_id(cell): cell for cell in notebook["cells"]}
    for student, answers in students(unit, count):
        for name, text in answers.items():
            cells[name]["source"] = text
        folder = submitted / student / unit.name
        folder.mkdir(parents=True)
        (folder / f"{unit.name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


def _grade_id(cell: dict) -> str | None:
    return cell["metadata"].get("nbgrader", {}).get("grade_id")
