"""Declaring exercises in a topic file: the reference, and everything about it, in one place.

A topic file is an ordinary module. The decorators register and return the function unchanged, so that
references call each other as usual.

    @exercise(points=3, source="S0-23", hints=("...", "...", "..."), checks=[...], hidden=[...])
    def sigmoid(z): ...

    @wrong(sigmoid, "forgets the minus sign")
    def _(z): ...

    @accepted(sigmoid, "with np.where")
    def _(z): ...

An exercise may be a class. Its methods with docstrings are the student's to write; a variant is a class, or
one method in place of the reference's:

    @wrong(Value.__mul__, "the slopes are exchanged")
    def _(self, other): ...

    d_sigmoid = answer("d_sigmoid", "s*(1 - s)", prompt="...", wrong=(("1 - s", "drops s"),), ...)

    why_squash = essay("why_squash", prompt="...", points=2, rubric=("1 point: ...", "1 point: ..."), ...)

    @picture
    def picture_of_activations(): ...
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FunctionType
from typing import Any, Literal, TypeVar

from autograder.build.classes import class_text, with_method
from autograder.checks.base import Check
from autograder.exercise.spec import Follows
from autograder.personal.numbers import Numbers

F = TypeVar("F", bound=Callable[..., Any])
Hints = tuple[str, str, str]


@dataclass
class Variant:
    """Another solution: a wrong one that must lose marks, or an accepted one that must not.

    `source` is the text of the function or class without decorators (its own name still in it), or the value
    as text.
    """

    verdict: Literal["wrong", "accepted"]
    reason: str
    source: str


@dataclass
class Declared:
    """One exercise as its author declared it."""

    id: str
    kind: Literal["function", "class", "value"]
    topic: str
    prompt: str
    points: float
    source: str
    hints: Hints
    checks: Sequence[Check]
    hidden: Sequence[Check]
    needs: tuple[str, ...]
    minutes: int
    difficulty: int
    core: bool
    reference: Any
    follows: Follows | None = None
    personal: Numbers | None = None
    variants: list[Variant] = field(default_factory=list)


@dataclass(frozen=True)
class Essay:
    """A question that a person marks: its prompt, the rubric, and an answer that would get full marks."""

    id: str
    prompt: str
    points: float
    source: str
    rubric: tuple[str, ...]
    sample: str
    minutes: int


REGISTRY: dict[str, dict[str, Declared]] = {}
GIVEN: dict[str, list[str]] = {}
ESSAYS: dict[str, dict[str, Essay]] = {}
PICTURES: dict[str, list[str]] = {}


def exercise(
    *,
    points: float,
    source: str,
    hints: Hints,
    checks: Sequence[Check],
    hidden: Sequence[Check] = (),
    needs: tuple[str, ...] = (),
    minutes: int = 5,
    difficulty: int = 1,
    core: bool = True,
    follows: Follows | None = None,
) -> Callable[[F], F]:
    """Declare the decorated reference function or class as an exercise.

    Args:
        points: marks for everything right.
        source: slide rows ("S0-23") or a paper with its year.
        hints: three, each giving more away.
        checks: visible ones, shown with numbers.
        hidden: run by the grader only.
        needs: exercises to do first.
        minutes: for a typical student.
        difficulty: 1 to 5.
        core: part of a release unless the instructor says otherwise.
        follows: the exercise that this one is the derivative of, for errors that are carried forward.
    """

    def register(function: F) -> F:
        declared = Declared(
            id=function.__name__,
            kind="class" if isinstance(function, type) else "function",
            topic=function.__module__,
            prompt=inspect.getdoc(function) or "",
            points=points,
            source=source,
            hints=hints,
            checks=checks,
            hidden=hidden,
            needs=needs,
            minutes=minutes,
            difficulty=difficulty,
            core=core,
            reference=function,
            follows=follows,
        )
        _add(declared)
        return function

    return register


def answer(
    name: str,
    value: Any,
    *,
    prompt: str,
    points: float,
    source: str,
    hints: Hints,
    checks: Sequence[Check],
    hidden: Sequence[Check] = (),
    wrong: Sequence[tuple[Any, str]] = (),
    accepted: Sequence[tuple[Any, str]] = (),
    needs: tuple[str, ...] = (),
    minutes: int = 3,
    difficulty: int = 1,
    core: bool = True,
    personal: Numbers | None = None,
) -> Any:
    """Declare a module-level value (a typed formula, a quiz answer) as an exercise, and return it.

    `name` is the variable that the result is assigned to, `value` the right answer, `prompt` the question in
    Markdown. `wrong` holds (value, why it is wrong) pairs, `accepted` (value, what is different about it)
    pairs that must get full marks. `personal` are the numbers that each student can get for it; `value` and
    the variants are about everybody's. The other arguments are those of `exercise`.
    """
    topic = sys._getframe(1).f_globals["__name__"]  # noqa: SLF001 - the module that declares the answer
    bad = [Variant("wrong", why, repr(other)) for other, why in wrong]
    good = [Variant("accepted", why, repr(other)) for other, why in accepted]
    declared = Declared(
        id=name,
        kind="value",
        topic=topic,
        prompt=inspect.cleandoc(prompt),
        points=points,
        source=source,
        hints=hints,
        checks=checks,
        hidden=hidden,
        needs=needs,
        minutes=minutes,
        difficulty=difficulty,
        core=core,
        reference=value,
        personal=personal,
        variants=bad + good,
    )
    _add(declared)
    return value


def wrong(of: Callable[..., Any], reason: str) -> Callable[[F], F]:
    """Declare a wrong solution of exercise `of`, with the mistake that it makes."""
    return _variant(of, "wrong", reason)


def accepted(of: Callable[..., Any], style: str) -> Callable[[F], F]:
    """Declare a right solution of exercise `of` written in another style."""
    return _variant(of, "accepted", style)


def given(function: F) -> F:
    """Mark a helper function that students get as it is."""
    GIVEN.setdefault(function.__module__, []).append(function.__name__)
    return function


def picture(function: F) -> F:
    """Mark a function without arguments whose body is a cell that draws with the student's own functions.

    The cell is given, never graded, and left out of the module form. It draws with `autograder.plots`, which
    names the functions that are not written yet instead of failing. The docstring is the line above it.
    """
    PICTURES.setdefault(function.__module__, []).append(function.__name__)
    return function


def essay(
    name: str,
    *,
    prompt: str,
    points: float,
    source: str,
    rubric: tuple[str, ...],
    sample: str,
    minutes: int = 10,
) -> Essay:
    """Declare a question that a person marks, and return it; assign it to `name`.

    `rubric` says what each point is for, one line each, and is shown to students too; `sample` is an answer
    that gets full marks, shown to markers only.
    """
    topic = sys._getframe(1).f_globals["__name__"]  # noqa: SLF001 - the module that declares the question
    texts = inspect.cleandoc(prompt), inspect.cleandoc(sample)
    asked = Essay(name, texts[0], points, source, rubric, texts[1], minutes)
    ESSAYS.setdefault(topic, {})[name] = asked
    return asked


def _variant(of: Callable[..., Any], verdict: Literal["wrong", "accepted"], reason: str) -> Callable[[F], F]:
    name, _, method = of.__qualname__.partition(".")

    def register(function: F) -> F:
        declared = REGISTRY.get(of.__module__, {}).get(name)
        if declared is None:
            rule = "a variant needs an exercise declared above it"
            message = f"{rule}; {name} is not one, add @exercise to it"
            raise ValueError(message)
        source = _without_decorators(function)
        if method:
            source = with_method(_without_decorators(declared.reference), method, source)
        declared.variants.append(Variant(verdict, reason, source))
        return function

    return register


def _without_decorators(written: Callable[..., Any]) -> str:
    if isinstance(written, type):
        inside = next(item for item in vars(written).values() if isinstance(item, FunctionType))
        module = inspect.getsource(sys.modules[written.__module__])
        return class_text(module, inside.__code__.co_firstlineno)
    lines = inspect.getsource(written).splitlines(keepends=True)
    start = next(i for i, line in enumerate(lines) if line.startswith("def "))
    return "".join(lines[start:])


def _add(declared: Declared) -> None:
    for topic, exercises in REGISTRY.items():
        if declared.id in exercises and topic != declared.topic:
            message = f"exercise names are unique over the kit; {declared.id} is also in {topic}, rename one"
            raise ValueError(message)
    REGISTRY.setdefault(declared.topic, {})[declared.id] = declared
