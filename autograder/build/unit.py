"""A unit as its author wrote it: title, introduction, topics, exercises."""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.build.topic import Item, Registered, Topic, read_topic
from autograder.exercise.declare import ESSAYS, GIVEN, PICTURES, REGISTRY, Declared, Essay


@dataclass(frozen=True)
class Unit:
    """Everything about one unit; `declared` is keyed by exercise id, `essays` by theirs.

    `seconds` are the limits of one call and of a whole submission where the worker's are too short (SECONDS).
    """

    name: str
    title: str
    introduction: str
    topics: tuple[Topic, ...]
    declared: dict[str, Declared]
    essays: dict[str, Essay]
    seconds: tuple[float, float] = (0.0, 0.0)

    @property
    def exercises(self) -> list[Declared]:
        """The exercises in reading order."""
        return [self.declared[item.name] for item in self.items() if item.name in self.declared]

    def items(self) -> Iterator[Item]:
        """Walk all items in reading order."""
        for topic in self.topics:
            yield from topic.items

    @property
    def imports(self) -> list[str]:
        """The imports of all topics, NumPy first, each once."""
        found = {text for topic in self.topics for text in topic.imports} | {"import numpy as np"}
        return sorted(found, key=lambda text: ("numpy" in text, text))

    def item(self, name: str) -> Item:
        """Return the piece of source of one exercise or given helper."""
        return next(item for item in self.items() if item.name == name)


class KitError(ValueError):
    """The kit's own source is missing or inconsistent."""


def find_root(start: Path) -> Path:
    """Return the nearest folder upwards that holds `solutions/`; raises `KitError`."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "solutions").is_dir():
            return folder
    message = f"no solutions/ in {start} or above; run this in a checkout of the kit"
    raise KitError(message)


def unit_names(root: Path) -> list[str]:
    """Return the names of the units in `solutions/`, in order."""
    return sorted(
        folder.name
        for folder in (root / "solutions").glob("u[0-9][0-9]_*")
        if (folder / "__init__.py").exists()
    )


def load_unit(root: Path, name: str) -> Unit:
    """Import the topics of a unit and cut their source; raises `KitError` when there is none of that name."""
    if name not in unit_names(root):
        message = (
            f"there is no unit {name!r} in {root / 'solutions'}; there are {', '.join(unit_names(root))}"
        )
        raise KitError(message)
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))
    package = importlib.import_module(f"solutions.{name}")
    topics, declared, essays = [], {}, {}
    for topic in package.TOPICS:
        module = f"solutions.{name}.{topic}"
        imported = importlib.import_module(module)
        declared.update(REGISTRY.get(module, {}))
        essays.update(ESSAYS.get(module, {}))
        text = Path(str(imported.__file__)).read_text(encoding="utf-8")
        topics.append(read_topic(topic, text, _registered(module)))
    seconds = getattr(package, "SECONDS", (0.0, 0.0))
    return Unit(name, package.TITLE, inspect.getdoc(package) or "", tuple(topics), declared, essays, seconds)


def _registered(module: str) -> Registered:
    return Registered(
        exercises=frozenset(REGISTRY.get(module, {})),
        given=frozenset(GIVEN.get(module, [])),
        pictures=frozenset(PICTURES.get(module, [])),
        essays=frozenset(ESSAYS.get(module, {})),
    )
