"""Checks for losses of a batch and their gradients: arrays of one shape in, one number or one array out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.calls import call, traced
from autograder.checks import Check, FiniteDifference, Formula, Golden, Purity, Shape, Stability
from autograder.exercise.neuron_recipes import EDGE, labels
from autograder.exercise.recipes import Checks, draw
from autograder.exercise.spec import Follows
from autograder.plain import Laid, to_tree

Batch = tuple[np.ndarray, ...]
Make = Callable[..., Batch]
Known = tuple[Sequence[Any], Any, str]

CHANCE = (0.05, 0.95)
ALL_DIGITS = 0.987654321  # times a number with three decimals: more digits than any rounding keeps


def targets(seed: int, *shape: int) -> Batch:
    """Return predictions and targets, any numbers between -3 and 3."""
    return draw(seed, *shape), draw(seed + 1, *shape)


def chances(seed: int, *shape: int) -> Batch:
    """Return predicted probabilities in (0.05, 0.95) and labels 0 and 1, both of them in every batch."""
    p, y = draw(seed, *shape, low=CHANCE[0], high=CHANCE[1]), labels(seed + 1, *shape)
    return p, _mixed(y)


def only_chances(seed: int, *shape: int) -> Batch:
    """Return probabilities in (0.05, 0.95) alone."""
    return (draw(seed, *shape, low=CHANCE[0], high=CHANCE[1]),)


def logits(seed: int, *shape: int) -> Batch:
    """Return scores between -4 and 4 and labels 0 and 1, both of them in every batch."""
    return draw(seed, *shape, low=-4, high=4), _mixed(labels(seed + 1, *shape))


def _mixed(y: np.ndarray) -> np.ndarray:
    y.flat[:2] = [1, 0][: y.size]
    return y


def classes(seed: int, examples: int, count: int) -> np.ndarray:
    """Return fixed pseudo-random classes in [0, count), not all of them the same."""
    y = np.random.RandomState(seed).randint(0, count, examples).astype(np.int64)
    y[:2] = [count - 1, 0][:examples]
    return y


def class_scores(seed: int, examples: int, count: int) -> Batch:
    """Return scores of shape (examples, count) and one class for each row."""
    return draw(seed, examples, count, low=-4, high=4), classes(seed + 1, examples, count)


def only_scores(seed: int, examples: int, count: int) -> Batch:
    """Return scores of shape (examples, count) alone."""
    return (draw(seed, examples, count, low=-4, high=4),)


def class_chances(seed: int, examples: int, count: int) -> Batch:
    """Return rows of probabilities that sum to 1, and one-hot labels in whole numbers."""
    raw = draw(seed, examples, count, low=0.2, high=1.0)
    P = np.round(raw / raw.sum(axis=1, keepdims=True), 3)
    P[:, 0] = np.round(1 - P[:, 1:].sum(axis=1), 3)
    return P, np.eye(count, dtype=np.int64)[classes(seed + 1, examples, count)]


def chances_at_the_edge() -> Batch:
    """Return all four meetings of a label with a probability that is almost 0 or almost 1."""
    return np.array([EDGE, 1 - EDGE, EDGE, 1 - EDGE, 0.25]), np.array([0, 0, 1, 1, 1])


def of_batch(
    name: str,
    make: Make,
    *,
    seed: int,
    shapes: Sequence[tuple[int, ...]],
    whole: Batch | None,
    formula: Formula,
    known: Sequence[Known] = (),
    of: str = "",
    wrt: str = "",
    edges: Sequence[Batch] = (),
    extreme: Sequence[Batch] = (),
    scales: Sequence[float] = (ALL_DIGITS,),
    extra: Sequence[Check] = (),
    extra_hidden: Sequence[Check] = (),
) -> Checks:
    """Return the checks of a function of a batch; about half of the weight is hidden.

    Args:
        name: the exercise.
        make: arguments from a seed and a shape.
        seed: for all inputs.
        shapes: of the batches; the first is visible, the others are hidden.
        whole: arguments in whole numbers, where they may come in.
        formula: shows what the code computes.
        known: (arguments, result, label) of visible numbers, such as the slide's; two or more where the
            result is one number, so that typing it in earns nothing.
        of: name in `autograder.losses` that the function is the gradient of.
        wrt: the argument that the gradient is taken for; empty when `of` works entry by entry.
        edges: arguments for a hidden check with a tolerance that forgives a guard against log(0).
        extreme: arguments of the stability check.
        scales: factors of the numbers in further hidden batches.
        extra: further visible checks.
        extra_hidden: further hidden checks.
    """
    first = call(name, *make(seed, *shapes[0]))
    checks: list[Check] = [
        Shape(label="shape and type of the result", at=(first,)),
        *_known(name, known),
        Golden(label="a batch", weight=2, at=(first,)),
        *extra,
    ]
    if whole is not None:
        checks.append(Shape(label="whole numbers give float64", at=(call(name, *whole),)))
    if of:
        checks.append(_difference(name, make(seed + 10, *shapes[0]), of, wrt))
    if extreme:
        at = tuple(call(name, *args) for args in extreme)
        checks.append(Stability(label="large scores: finite, right, no overflow", weight=4, at=at))
    other = call(name, *make(seed + 20, *shapes[1]))
    checks.append(
        Purity(label="leaves its arguments alone and remembers nothing", first=first, between=other)
    )
    batches = [make(seed + 30 + 10 * place, *shape) for place, shape in enumerate((*shapes[1:], shapes[0]))]
    batches += [_scaled(make(seed + 7, *_widest(shapes)), factor) for factor in scales]
    batches += [] if whole is None else [whole]
    laid = make(seed + 5, *_widest(shapes))
    hidden = [*_hidden(name, batches, laid, _weight(checks)), *extra_hidden]
    if edges:
        at = tuple(call(name, *args) for args in edges)
        hidden.append(Golden(label="right for predictions close to 0 and 1", at=at, rtol=1e-5, atol=1e-8))
    follows = Follows(name.removesuffix("_grad")) if of else None
    return {"checks": checks, "hidden": [*hidden, formula], "follows": follows}


def _known(name: str, known: Sequence[Known]) -> list[Golden]:
    """Return one check of all known numbers."""
    if not known:
        return []
    at = tuple(call(name, *args) for args, _, _ in known)
    expected = tuple(to_tree(value) for _, value, _ in known)
    label = "; ".join(text for _, _, text in known)
    return [Golden(label=label, weight=len(known), at=at, expected=expected)]


def _weight(checks: Sequence[Check]) -> int:
    """Return the weight of the main hidden check."""
    return max(3, sum(check.weight for check in checks) - 2)


def _difference(name: str, args: Batch, of: str, wrt: str) -> FiniteDifference:
    return FiniteDifference(
        label="is the derivative of the loss",
        weight=2,
        at=(call(name, *args),),
        of=of,
        wrt=(wrt,) if wrt else (),
        elementwise=not wrt,
    )


def _widest(shapes: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """Return the first shape with two axes longer than 1, if there is one: there layouts differ."""
    return next((shape for shape in shapes if sum(length > 1 for length in shape) > 1), shapes[0])


def _scaled(batch: Batch, factor: float) -> Batch:
    return tuple(part * factor if part.dtype.kind == "f" else part for part in batch)


def _hidden(name: str, batches: Sequence[Batch], laid: Batch, weight: int) -> list[Check]:
    at = [call(name, *batch) for batch in batches]
    layouts = [call(name, *(Laid(part, how) for part in laid)) for how in ("F", "readonly", "strided")]
    return [
        Golden(label="right for batches of any size", weight=weight, at=tuple(at)),
        Golden(label="right in any memory layout", at=tuple(layouts)),
        Purity(label="leaves other arguments alone", first=at[-1], between=at[0]),
    ]


def batch_formula(
    name: str,
    values: Mapping[str, np.ndarray],
    *,
    fixed: Sequence[str] = (),
    ranges: tuple[float, float] | None = None,
    like: str = "",
) -> Formula:
    """Return the check that shows what `name` computes for a tiny batch, entries called yhat0, z01 and so on.

    Args:
        name: the exercise.
        values: its arguments in order, with example values.
        fixed: the arguments that stay as they are, such as labels.
        ranges: of the inputs that are free; (-3, 3) when left out.
        like: the argument whose shape the result has, when it is no single number.
    """
    free = {key: item for key, item in values.items() if key not in fixed}
    names = {
        f"{key}[{_comma(place)}]": _entry(key, item, place)
        for key, item in free.items()
        for place in np.ndindex(item.shape)
    }
    slopes = np.ndindex(values[like].shape) if like else ()
    inputs = {str(place): key for place, key in enumerate(values) if key not in fixed}
    return Formula(
        label="the formula",
        call=traced(inputs, call(name, *values.values())),
        domains=dict.fromkeys(names.values(), ranges) if ranges else {},
        names=names,
        parts={f"[{_comma(place)}]": f"entry {_comma(place)}" for place in slopes},
    )


def _comma(place: tuple[int, ...]) -> str:
    return ",".join(map(str, place))


def _entry(key: str, item: np.ndarray, place: tuple[int, ...]) -> str:
    """Leave out the row when there is only one, and the place when there is only one entry."""
    told = place[1:] if item.ndim > 1 and item.shape[0] == 1 else place
    return key.lower() + ("" if item.size == 1 else "".join(map(str, told)))
