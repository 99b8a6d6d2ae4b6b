"""Loss surfaces with the paths of optimizers, and weights as images."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.plots.canvas import MARKS, STYLES, Canvas, labelled, short

GRID = 121
LEVELS = 25
COLUMNS = 6


def loss_surface(
    f: Callable[[Any, Any], Any],
    paths: Mapping[str, Callable[[], Any]],
    x: tuple[float, float] = (-2.0, 2.0),
    y: tuple[float, float] = (-2.0, 2.0),
) -> None:
    """Draw the contours of f(x, y) and the paths of optimizers on it.

    Args:
        f: from two arrays to an array of their shape.
        paths: callables that give the points of a path, shape (steps + 1, 2).
        x: left and right end.
        y: lower and upper end.
    """
    with Canvas() as canvas:
        found = canvas.values(paths)
        across, up = np.meshgrid(np.linspace(*x, GRID), np.linspace(*y, GRID))
        height = np.asarray(f(across, up), dtype=float)
        axes = canvas.axes(size=(6.4, 5.0))
        axes.contour(across, up, np.log1p(height - height.min()), LEVELS, cmap="Greys", alpha=0.6)
        for place, (name, path) in enumerate(found.items()):
            marks = f"{MARKS[place % len(MARKS)]}{STYLES[place % len(STYLES)]}"
            axes.plot(path[:, 0], path[:, 1], marks, label=name, markersize=3)
        axes.set_xlim(*x)
        axes.set_ylim(*y)
        labelled(axes, "x", "y")
        ends = (
            f"{name} after {len(path) - 1} steps at ({short(path[-1, 0])}, {short(path[-1, 1])})"
            for name, path in found.items()
        )
        canvas.says(f"Contours of the loss with the way of each optimizer: {'; '.join(ends)}.")


def images(weights: Callable[[], Any], titles: Sequence[str] = ()) -> None:
    """Draw weights as images: `weights` gives an array of shape (n, height, width)."""
    with Canvas() as canvas:
        value = canvas.value("the weights", weights)
        if value is None:
            return
        count = len(value)
        columns = min(count, COLUMNS)
        rows = math.ceil(count / columns)
        grid = np.ravel(canvas.axes(rows, columns, size=(1.3 * columns, 1.5 * rows)))
        largest = float(np.abs(value).max()) or 1.0
        for place, axes in enumerate(grid):
            axes.set_axis_off()
            if place < count:
                axes.imshow(value[place], cmap="PuOr", vmin=-largest, vmax=largest)
                axes.set_title(titles[place] if place < len(titles) else str(place), fontsize=8)
        size = f"{value.shape[1]} by {value.shape[2]}"
        canvas.says(f"{count} images of {size} weights, from {short(value.min())} to {short(value.max())}.")
