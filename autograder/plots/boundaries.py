"""The regions into which a classifier divides the plane."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.plots.canvas import MARKS, Canvas, labelled

GRID = 201
MARGIN = 0.08


def decision_boundary(predict: Callable[[Any], Any], X: Any, y: Any) -> None:
    """Draw which label each point of the plane gets, and the data.

    Args:
        predict: from points of shape (M, 2) to labels of shape (M,).
        X: the data, shape (N, 2).
        y: their labels, shape (N,), integers.
    """
    points, labels = np.asarray(X, dtype=float), np.asarray(y)
    with Canvas() as canvas:
        span = np.ptp(points, axis=0) * MARGIN
        low, high = points.min(axis=0) - span, points.max(axis=0) + span
        across, up = np.meshgrid(np.linspace(low[0], high[0], GRID), np.linspace(low[1], high[1], GRID))
        plane = np.column_stack([across.ravel(), up.ravel()])
        found = canvas.value("predict", lambda: predict(plane))
        if found is None:
            return
        axes = canvas.axes(size=(6.4, 5.0))
        classes = np.unique(labels)
        axes.contourf(across, up, found.reshape(across.shape), len(classes), cmap="Pastel1")
        for place, label in enumerate(classes):
            own = points[labels == label]
            axes.scatter(
                *own.T, marker=MARKS[place % len(MARKS)], s=18, label=f"class {label}", edgecolor="k"
            )
        labelled(axes, "first feature", "second feature")
        own = np.asarray(canvas.value("predict", lambda: predict(points)))
        right = float(np.mean(own == labels))
        canvas.says(
            f"Regions of {len(classes)} classes; {100 * right:.0f} % of {len(labels)} points lie in theirs."
        )
