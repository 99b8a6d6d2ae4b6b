"""Classes of generated students: each exercise is left untouched, solved, or answered by one of its variants."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from autograder.build.assemble import module_source, solved, stub, varied
from autograder.build.unit import Unit
from autograder.exercise.spec import UnitSpec


def students(unit: Unit, count: int, seed: int = 1, only: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield name and module of `count` students, the same ones for the same seed, no two modules alike."""
    chance = random.Random(seed)
    width = len(str(count))
    for number in range(count):
        texts = {item.id: _answer(unit, item.id, chance) for item in unit.exercises}
        source = module_source(unit, texts) if not only else _short(unit, texts, only)
        yield f"s{number:0{width}}", f"# submission {seed}.{number}\n{source}"


def write_class(folder: Path, unit: Unit, count: int, seed: int = 1, only: Sequence[str] = ()) -> Path:
    """Write a folder with one module for each student, a few of them unreadable; return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, (name, source) in enumerate(students(unit, count, seed, only)):
        broken = "def f(:\n" if number % 40 == 39 else ""
        (folder / f"{name}.py").write_text(source + broken, encoding="utf-8")
    return folder


def shortened(spec: UnitSpec, only: Sequence[str]) -> UnitSpec:
    """Return the spec with some exercises only, so that a class is graded in seconds."""
    return msgspec.structs.replace(spec, exercises=tuple(spec.exercise(name) for name in only))


def _answer(unit: Unit, name: str, chance: random.Random) -> str:
    variants = [varied(unit.declared[name], variant) for variant in unit.declared[name].variants]
    return chance.choice([stub(unit, name), *[solved(unit, name)] * 3, *variants])


def _short(unit: Unit, texts: dict[str, str], only: Sequence[str]) -> str:
    return "\n\n\n".join(["\n".join(unit.imports), *(texts[name] for name in only)]) + "\n"
